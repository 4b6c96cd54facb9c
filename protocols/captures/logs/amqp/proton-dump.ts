import { unescapeBytes } from '../../escapes.ts';
import { joinBytes } from '../../../core/index.ts';
import type { Direction } from '../model.ts';

/** Bytes of one frame that a log has, whole or not. */
export interface Dumped {
  readonly direction: Direction;
  readonly bytes: Uint8Array;
  /** Bytes that the log says there are. */
  readonly size: number;
}

/** Frames of which only some lines were read. */
const mostOpen = 1000;

interface Open {
  readonly size: number;
  readonly rows: Uint8Array[];
  length: number;
}

/** A line of `PN_TRACE_RAW=1`: the level, or the bytes themselves in quotes. */
const rawLine = /RAW:(?:(->|<-)? ?([0-9a-f]{4,16})\/([0-9a-f]{4,16}): (.*)$|(?:RAW:)? ?"(.*)"$)/;
/** What the very old form prints: an arrow and the bytes. */
const arrowLine = /(->|<-) "(AMQP\\x0.*)"$/;

/** Whether a line has bytes of Proton's trace. */
export function isDump(line: string): boolean {
  return rawLine.test(line) || arrowLine.test(line);
}

/**
 * Puts together the bytes that Proton's `PN_TRACE_RAW=1` prints: rows of a hex dump that say their place and the frame's size (since
 * 0.37; without an arrow to 0.39, where only what is sent is printed), or the bytes of a sent frame in quotes.
 */
export class ProtonDump {
  readonly #open = new Map<string, Open>();

  /** The frame that a line completes; undefined where it completes none. `lost`: rows of an earlier frame that is not completed. */
  take(line: string, connection: string): { readonly frame?: Dumped; readonly lost?: Dumped } {
    const old = arrowLine.exec(line);
    if (old !== null) return { frame: inQuotes(old[2] ?? '', old[1] === '<-' ? 'received' : 'sent') };
    const found = rawLine.exec(line);
    if (found === null) return {};
    const [, arrow, place = '', total = '', rest = '', quoted] = found;
    if (quoted !== undefined) return { frame: inQuotes(quoted, 'sent') };
    const direction = arrow === '<-' ? 'received' : 'sent';
    return this.#row(
      `${direction} ${connection}`,
      direction,
      Number.parseInt(place, 16),
      Number.parseInt(total, 16),
      rest,
    );
  }

  #row(
    key: string,
    direction: Direction,
    place: number,
    size: number,
    text: string,
  ): { readonly frame?: Dumped; readonly lost?: Dumped } {
    const row = hexRow(text, Math.min(16, size - place));
    let open = this.#open.get(key);
    const lost =
      open !== undefined && (place !== open.length || size !== open.size)
        ? { direction, bytes: joinBytes(open.rows), size: open.size }
        : undefined;
    if (open === undefined || lost !== undefined) {
      this.#open.delete(key);
      if (place !== 0 || (open === undefined && this.#open.size >= mostOpen))
        return lost === undefined ? { lost: { direction, bytes: row, size } } : { lost };
      open = { size, rows: [], length: 0 };
      this.#open.set(key, open);
    }
    open.rows.push(row);
    open.length += row.length;
    if (row.length === 16 && open.length < size) return lost === undefined ? {} : { lost };
    this.#open.delete(key);
    const frame = { direction, bytes: joinBytes(open.rows), size };
    return lost === undefined ? { frame } : { frame, lost };
  }
}

function hexRow(text: string, count: number): Uint8Array {
  const bytes: number[] = [];
  for (let at = 0; bytes.length < count; at += 3) {
    const digits = text.slice(at, at + 2);
    if (!/^[0-9a-f]{2}$/.test(digits)) break;
    bytes.push(Number.parseInt(digits, 16));
  }
  return Uint8Array.from(bytes);
}

function inQuotes(text: string, direction: Direction): Dumped {
  const bytes = unescapeBytes(text, 'proton');
  return { direction, bytes, size: bytes.length };
}
