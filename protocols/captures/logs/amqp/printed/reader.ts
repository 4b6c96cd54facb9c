import type { Lossy, UnitKind } from '../../../../core/index.ts';
import type { Direction, LogEntry, LogReader, TakeEntry } from '../../model.ts';
import { Echoes } from '../../echoes.ts';
import { frameOf, type LogFrame } from '../frame-of.ts';
import { Successive } from '../successive.ts';

/** A line that tells of a unit. */
export interface PrintedLine {
  readonly connection: string;
  readonly direction: Direction;
  readonly channel?: number;
  /** The unit as it is printed, and what follows it. */
  readonly content: string;
  /** Which part of the program prints it, and where to: what another part prints too is one unit. */
  readonly place: string;
  /** What two parts of the program print alike of one unit; the content where it is left out. */
  readonly echo?: string;
  /** The side of the connection that a program is that accepts connections, where the line shows that it is one. */
  readonly isServer?: boolean;
}

/** A unit made from what a program printed. */
export interface MadeUnit {
  readonly kind: UnitKind;
  readonly bytes: Uint8Array;
  readonly lossy?: Lossy;
  readonly printed?: true;
  /** The program does not print all that came before, or not all that tells where this unit belongs. */
  readonly isAfterGap?: boolean;
}

/** How a program prints its frames. */
export interface PrintedForm {
  match(text: string): PrintedLine | undefined;
  /** Whether the content has its end: a text in it may have line breaks. */
  isWhole(content: string): boolean;
  /** The unit, or a sentence that says why there is none. */
  read(line: PrintedLine): MadeUnit | string;
  /** The unit of a line that ends within it, with the fields that it has, or a sentence that says why there is none. */
  readCut?(line: PrintedLine): MadeUnit | string;
}

/** Lines and characters that one unit may take. */
const mostLines = 64;
const mostCharacters = 1024 * 1024;

/** A reader of such lines. Takes what is printed twice once, and joins texts that have line breaks. */
export function printedReader(form: PrintedForm, take: TakeEntry): LogReader {
  const successive = new Successive(take);
  const echoes = new Echoes();
  let took = false;
  let open: { readonly line: PrintedLine; readonly number: number; readonly lines: string[]; size: number } | undefined;

  const give = (line: PrintedLine, content: string, number: number, isCut = false): void => {
    const { connection, direction, place, isServer = false } = line;
    const { echo = content } = line;
    if (echoes.isEcho(connection, direction, echo, place)) return;
    const made =
      isCut && form.readCut !== undefined ? form.readCut({ ...line, content }) : form.read({ ...line, content });
    const at = { connection, direction, line: number };
    if (typeof made === 'string') {
      successive.take({ ...at, what: 'gap', why: made });
      return;
    }
    const { isAfterGap = false, ...unit } = made;
    const before: LogEntry[] = isServer ? [{ what: 'role', connection, side: 'server' }] : [];
    if (isAfterGap)
      for (const lost of ['sent', 'received'] as const)
        before.push({ what: 'gap', connection, direction: lost, line: number });
    successive.take({ ...at, ...unit, what: 'unit', protocol: 'amqp' }, before);
  };
  const flush = (): void => {
    if (open === undefined) return;
    const { line, number, lines } = open;
    open = undefined;
    // The brackets of its texts do not match: the fewest lines that can be read, or the first.
    for (let count = 1; count <= lines.length; count++) {
      const content = lines.slice(0, count).join('\n');
      if (typeof form.read({ ...line, content }) !== 'string') {
        give(line, content, number);
        return;
      }
    }
    give(line, line.content, number, true);
  };

  return {
    get took() {
      return took;
    },
    get isOpen() {
      return open !== undefined;
    },
    line(text, number) {
      const line = form.match(text);
      took = line !== undefined || open !== undefined;
      if (line !== undefined) {
        flush();
        if (form.isWhole(line.content)) give(line, line.content, number);
        else open = { line, number, lines: [line.content], size: line.content.length };
      } else if (open !== undefined) {
        open.lines.push(text);
        open.size += text.length;
        const content = /[)\]}"]\s*$/.test(text.slice(-8)) ? open.lines.join('\n') : undefined;
        if (content !== undefined && form.isWhole(content)) {
          const { line: first, number: from } = open;
          open = undefined;
          give({ ...first, echo: content }, content, from);
        } else if (open.lines.length >= mostLines || open.size > mostCharacters) flush();
      }
    },
    end: flush,
  };
}

/** A frame from the fields that a log prints, or what is wrong. */
export function madeFrame(frame: LogFrame): MadeUnit | string {
  const made = frameOf(frame);
  return 'problem' in made ? made.problem : { kind: 'frame', ...made };
}

/** A frame without a body (AMQP 1.0, 2.4.5). */
export const heartbeat: MadeUnit = { kind: 'heartbeat', bytes: Uint8Array.of(0, 0, 0, 8, 2, 0, 0, 0) };

/** A protocol header from its last four bytes (AMQP 1.0, 2.2). */
export function madeHeader(id: number, major: number, minor: number, revision: number): MadeUnit {
  return { kind: 'header', printed: true, bytes: Uint8Array.of(0x41, 0x4d, 0x51, 0x50, id, major, minor, revision) };
}
