import type { Lossy, ProtocolName, Side, UnitKind } from '../../core/index.ts';

/** Seen from the program that wrote the log. */
export type Direction = 'sent' | 'received';

/** Where an entry of a log belongs. */
interface Place {
  /** What the log calls the connection by; empty where it tells none, so that all is one. */
  readonly connection: string;
  readonly direction: Direction;
  /** Milliseconds since 1970; left out where the log tells no date. */
  readonly time?: number | undefined;
  /** The line that it begins on, from 1. */
  readonly line: number;
}

/** Bytes as they crossed, all of them: they are cut into units like those of a capture, and may end within one. */
export interface StreamEntry extends Place {
  readonly what: 'stream';
  readonly bytes: Uint8Array;
}

/** One whole unit. */
export interface UnitEntry extends Place {
  readonly what: 'unit';
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  readonly bytes: Uint8Array;
  /** The bytes are made from what the log tells, which is not all: what it leaves out is not known. */
  readonly lossy?: Lossy | undefined;
  /** A header that the log tells by its numbers, as it tells frames by their values: it may leave out those between headers. */
  readonly printed?: true | undefined;
}

/** XML as it was written at once: whole elements, or the header or end of a stream, one or more of them. */
export interface XmlEntry extends Place {
  readonly what: 'xml';
  readonly text: string;
  /** The program prints its XML again in another form (indented, without some attributes), or cuts it. */
  readonly lossy?: Lossy | undefined;
}

/** A line of the log that tells of a unit, and cannot be read; or units that crossed, and that the program does not print. */
export interface GapEntry extends Omit<Place, 'direction'> {
  readonly what: 'gap';
  /** Left out where it is not known. */
  readonly direction?: Direction | undefined;
  /**
   * A sentence without its full stop, such as “The payload is cut after 1,024 of 4,065 bytes”. Left out where the log is as its program
   * prints it, so that nothing is to be reported.
   */
  readonly why?: string | undefined;
}

/** The log tells which end of the connection its program is. Before the connection’s first unit. */
export interface RoleEntry {
  readonly what: 'role';
  readonly connection: string;
  readonly side: Side;
}

/** The log tells that a connection ended: what comes under its name next is another one. */
export interface EndEntry {
  readonly what: 'end';
  readonly connection: string;
}

export type LogEntry = StreamEntry | UnitEntry | XmlEntry | GapEntry | RoleEntry | EndEntry;

/** Takes the entries of a log in their order. */
export type TakeEntry = (entry: LogEntry) => void;

/** Reads one log from line to line. Lines that tell of no unit are passed over. Never throws; holds a bounded memory. */
export interface LogReader {
  /**
   * Whether the latest line is of this log, whether it told of a unit or not: what goes on in it is, and what the log is known to have
   * besides. Where it is left out, the units and what the format recognises show it.
   */
  readonly took?: boolean | undefined;
  /** Whether XML, or values in brackets, that began have not ended, or are announced: lines may be text in them. */
  readonly isOpen?: boolean | undefined;
  /** The next line, without its end and without the colours of a terminal; `number` counts from 1. */
  line(text: string, number: number): void;
  /** The log ended: what was held is given out. */
  end(): void;
}

/** A kind of log. */
export interface LogFormat {
  /** The name for `--format-in`. */
  readonly name: string;
  /** The program and how its log is turned on: a line for `decode --help`. */
  readonly title: string;
  /** Which end its program is, unless the log tells. */
  readonly writer: Side;
  /**
   * Whether a line can be of this log alone (or nearly so): what tells of a unit, not what any log has. Before it is the line before,
   * without those that are empty; empty at the beginning.
   */
  recognises(line: string, before: string): boolean;
  /** Its units are on the lines below those that announce them, so that what is in front of each line must be passed over. */
  readonly isBelow?: boolean;
  /** Formats with the same group have one reader, which reads the lines of all of them. */
  readonly group?: string;
  /** Its units are XML. */
  readonly hasXml?: boolean;
  /** It reads lines that many logs have. */
  readonly isGeneral?: boolean;
  reader(take: TakeEntry): LogReader;
}
