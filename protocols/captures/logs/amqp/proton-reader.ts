import type { UnitKind } from '../../../core/index.ts';
import type { Direction, LogReader, TakeEntry, UnitEntry } from '../model.ts';
import { isDump, ProtonDump, type Dumped } from './proton-dump.ts';
import { tracedFrame, type Traced } from './proton-frame.ts';

/** The arrow of a trace, with the channel and the level before it; the word behind it is of versions before 0.5. */
const arrow =
  /(?:(\d{1,5}) |:?\s{1,8})?(->|<-) (?:[A-Z_]{2,16} (?=@))?(?=@[a-z:"\d]|(?:AMQP|SASL)\s*$|\(EMPTY FRAME\)|EOS\b)/;
const frameArrow = /(?:->|<-) (?:[A-Z_]{2,16} )?@[a-z-]{3,40}\(\d+\) \[/;
/** A format of C for values that are printed there, in source code. */
const printed =
  /(?:->|<-) (?:[A-Z_]{2,16} )?@[a-z-]{3,40}\(\d+\) \[(?:[a-z-]{2,40}=(?:%[-\d]{0,4}l{0,2}[dusxp]|\\")|\.{3}\] ?\*\/)/;
const headerArrow = /\](?::\s*(?:AMQP|SASL):FRAME)?:?\s{1,8}(?:->|<-) (?:AMQP|SASL)\s*$/;
const bracketed = /\[([^[\]]*)\][^[\]]*$/;

/** Parts of a line that tells of a unit. */
interface TraceLine {
  readonly connection: string;
  readonly channel: number;
  readonly direction: Direction;
  readonly content: string;
}

/** Whether a line has a frame or header in the form of Proton’s trace. */
export function isTrace(line: string): boolean {
  return (frameArrow.test(line) && !printed.test(line)) || headerArrow.test(line.slice(-200));
}

function traceLine(line: string): TraceLine | undefined {
  const found = arrow.exec(line);
  if (found === null) return undefined;
  const { connection, channel } = connectionOf(line.slice(0, found.index));
  return {
    connection,
    channel: Number(found[1] ?? channel ?? 0),
    direction: found[2] === '<-' ? 'received' : 'sent',
    content: line.slice(found.index + found[0].length).trimEnd(),
  };
}

/** The last brackets of what stands before the arrow: `0x55d0`, `C12`, and in the oldest versions `0x55d0:0` with the channel. */
function connectionOf(prefix: string): { readonly connection: string; readonly channel: string | undefined } {
  const inside = bracketed.exec(prefix.slice(-400))?.[1] ?? '';
  const old = /^(0x[0-9a-f]+):(\d{1,5})$/i.exec(inside);
  return { connection: old?.[1] ?? inside, channel: old?.[2] };
}

/** What is known of a connection by its name. */
interface Known {
  readonly opened: Set<Direction>;
  readonly closed: Set<Direction>;
  readonly ended: Set<Direction>;
}

/** Connections that are remembered: more than programs have at a time. */
const mostKnown = 10_000;

/**
 * Reads Proton’s trace: frames as values (`PN_TRACE_FRM`), their bytes (`PN_TRACE_RAW`), or both, where the bytes follow the values
 * and replace them.
 */
export class ProtonReader implements LogReader {
  readonly #take: TakeEntry;
  readonly #dump = new ProtonDump();
  readonly #known = new Map<string, Known>();
  /** The frame of the line before, which bytes may follow. */
  #last: UnitEntry | undefined;
  /** The log has bytes: frames wait for theirs. */
  #waits = false;
  #hex = false;

  constructor(take: TakeEntry) {
    this.#take = take;
  }

  line(text: string, line: number): void {
    if (isDump(text)) return this.#dumped(text, line);
    if (!text.includes('->') && !text.includes('<-')) return;
    const trace = traceLine(text);
    if (trace === undefined) return;
    this.#flush();
    this.#hex ||= /=0x[0-9a-f]/.test(trace.content);
    const traced = tracedFrame(trace.content, trace.channel, this.#hex);
    if (traced !== undefined) this.#traced(trace, traced, line);
  }

  end(): void {
    this.#flush();
  }

  #traced({ connection, direction }: TraceLine, traced: Traced, line: number): void {
    switch (traced.what) {
      case 'end':
        return this.#ends(connection, direction);
      case 'problem':
        return this.#take({ what: 'gap', connection, direction, line, why: traced.why });
      case 'unit': {
        const { kind, bytes, lossy, performative } = traced;
        this.#follow(connection, direction, kind, performative);
        const unit: UnitEntry = { what: 'unit', connection, direction, line, protocol: 'amqp', kind, bytes, lossy };
        if (kind === 'header') return this.#take({ ...unit, printed: true });
        this.#last = unit;
        if (!this.#waits) this.#take(unit);
      }
    }
  }

  /** Gives the frame that waited for its bytes. */
  #flush(): void {
    if (this.#last !== undefined && this.#waits) this.#take(this.#last);
    this.#last = undefined;
  }

  #dumped(text: string, line: number): void {
    const { connection } = connectionOf(text.slice(0, text.search(/(?:RAW:|-> "|<- ")/)));
    const { frame, lost } = this.#dump.take(text, connection);
    if (lost !== undefined) this.#gap(lost, connection, line);
    if (frame === undefined) return;
    const last = this.#last;
    const isSame = last?.connection === connection && last.direction === frame.direction;
    if (!isSame) {
      this.#flush();
      return this.#bytes(frame, connection, line);
    }
    this.#last = undefined;
    if (!this.#waits) this.#waits = true;
    else if (isWhole(frame) && sameFrame(frame.bytes, last.bytes))
      this.#take({ ...last, bytes: frame.bytes, lossy: undefined });
    else this.#take(last);
  }

  /** Bytes without the frame as values before them. */
  #bytes(frame: Dumped, connection: string, line: number): void {
    const { bytes, direction } = frame;
    const kind = kindOf(bytes);
    if (frame.bytes.length !== frame.size || (kind === undefined && bytes[0] === 0))
      return this.#gap(frame, connection, line);
    this.#follow(connection, direction, kind ?? 'frame', performativeOf(bytes));
    const place = { connection, direction, line } as const;
    if (kind === undefined) this.#take({ what: 'stream', ...place, bytes });
    else this.#take({ what: 'unit', ...place, protocol: 'amqp', kind, bytes });
  }

  #gap({ bytes, size, direction }: Dumped, connection: string, line: number): void {
    const why =
      bytes.length === size
        ? `These ${size} bytes are not those of one frame: versions of Proton before 0.37 print the beginning of their buffer`
        : `The log has ${bytes.length} of ${size} bytes here`;
    this.#take({ what: 'gap', connection, direction, line, why });
  }

  /** A name that is used again after its end is another connection. */
  #follow(connection: string, direction: Direction, kind: UnitKind, performative: string | undefined): void {
    const known = this.#state(connection);
    const begins =
      kind === 'header' ? known.opened.has(direction) : performative === 'open' && known.closed.has(direction);
    if (known.ended.has(direction) || (begins && (known.ended.size > 0 || known.closed.size > 0 || kind === 'header')))
      this.#ended(connection);
    const { opened, closed } = this.#state(connection);
    if (performative === 'open') opened.add(direction);
    if (performative === 'close') closed.add(direction);
  }

  #ends(connection: string, direction: Direction): void {
    const known = this.#known.get(connection);
    if (known === undefined) return;
    known.ended.add(direction);
    if (known.ended.size === 2) this.#ended(connection);
  }

  #ended(connection: string): void {
    this.#known.delete(connection);
    this.#take({ what: 'end', connection });
  }

  #state(connection: string): Known {
    let known = this.#known.get(connection);
    if (known === undefined) {
      known = { opened: new Set(), closed: new Set(), ended: new Set() };
      if (this.#known.size >= mostKnown) this.#known.clear();
      this.#known.set(connection, known);
    }
    return known;
  }
}

function isWhole({ bytes, size }: Dumped): boolean {
  return bytes.length === size && kindOf(bytes) !== undefined;
}

/** What whole unit the bytes are; undefined where they are none, or more than one. */
function kindOf(bytes: Uint8Array): UnitKind | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8) return undefined;
  if (view.getUint32(0) === 0x414d5150) return bytes.length === 8 ? 'header' : undefined;
  if (view.getUint32(0) !== bytes.length) return undefined;
  return bytes.length === 8 ? 'heartbeat' : 'frame';
}

/** Whether both frames have one channel and one performative. */
function sameFrame(one: Uint8Array, other: Uint8Array): boolean {
  return one[5] === other[5] && one[6] === other[6] && one[7] === other[7] && codeOf(one) === codeOf(other);
}

const codes: ReadonlyMap<number, string> = new Map([
  [0x10, 'open'],
  [0x18, 'close'],
]);

function codeOf(bytes: Uint8Array): number {
  const body = (bytes[4] ?? 0) * 4;
  return bytes[body] === 0 && bytes[body + 1] === 0x53 ? (bytes[body + 2] ?? -1) : -1;
}

function performativeOf(bytes: Uint8Array): string | undefined {
  return bytes[5] === 0 ? codes.get(codeOf(bytes)) : undefined;
}
