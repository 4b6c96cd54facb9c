import { BoundedMap } from '../../../core/index.ts';
import type { LogFormat, LogReader, TakeEntry } from '../model.ts';
import { readDebugLine } from './debug-lines.ts';
import { isPerformative } from './frame-of.ts';
import { takeFrame, takeGap, takeHeartbeat, type UnitPlace } from './log-units.ts';
import { rheaFrame } from './rhea-frames.ts';
import { LatestRead } from './rhea-reads.ts';
import { Successive } from './successive.ts';
import { readFramesLine, readHeader, readRawLine, type FramesLine } from './rhea-lines.ts';

/** A frame of `rhea:frames` whose bytes the next line may have. */
interface Held {
  readonly place: UnitPlace;
  readonly frame: FramesLine;
}

/** Connections that are remembered. */
const mostConnections = 10_000;

/** Headers that are remembered of a connection, and bytes of a read that may hold them: a header comes before large frames. */
const mostHeaders = 4;
const mostSearched = 4096;
const magic = Uint8Array.of(0x41, 0x4d, 0x51, 0x50);

/** `[connection-1]:0 -> function Typed(…) {`: its last line has the values. */
const ofFunction = /^function \w+\(/;

/**
 * Reads `rhea:raw` and `rhea:frames`. rhea prints what it sends as a frame and then as bytes, what it receives as bytes and then as a
 * frame, and headers as frames alone: where a log has both, the bytes are taken, and each unit once. A frame without bytes beside it is
 * taken by its values: a file may have the runs of several settings.
 */
class RheaReader implements LogReader {
  readonly #take: TakeEntry;
  #raw = false;
  /** Connections whose latest frames were sent without bytes behind them. */
  readonly #valuesOnly = new BoundedMap<string, true>(mostConnections);
  #held: Held | undefined;
  #function: Held | undefined;
  readonly #reads = new BoundedMap<string, LatestRead>(mostConnections);
  /** The headers in what connections received as bytes: their frames tell the same. */
  readonly #received = new Map<string, Set<string>>();
  /** A header that is sent, whose bytes the next line may have. */
  #header: { readonly place: UnitPlace; readonly bytes: Uint8Array } | undefined;

  constructor(take: TakeEntry) {
    // A program that connects again goes on with the name of the connection before.
    const successive = new Successive(take);
    this.#take = (entry) => successive.take(entry);
  }

  line(text: string, line: number): void {
    const debug = readDebugLine(text, 'rhea');
    if (debug === undefined || this.#function !== undefined) this.#inFunction(debug?.text ?? text);
    if (debug === undefined) return;
    const { name } = debug;
    if (name === 'raw') this.#rawLine(debug.text, line);
    else if (name === 'frames') this.#framesLine(debug.text, line);
  }

  end(): void {
    this.#releaseHeader();
    this.#flush();
  }

  #rawLine(text: string, line: number): void {
    const raw = readRawLine(text);
    if (raw === undefined) return;
    const { connection, direction, bytes } = raw;
    const place = { connection, direction, line };
    const held = this.#held?.place;
    const isHeld = direction === 'sent' && held?.connection === connection;
    if (typeof bytes === 'string') {
      // The frame before it tells more.
      if (!isHeld) takeGap(this.#take, place, bytes);
      return;
    }
    this.#raw = true;
    this.#valuesOnly.delete(connection);
    if (isHeld) this.#held = undefined;
    this.#flush();
    if (direction === 'received') this.#note(connection, bytes);
    const header = this.#header;
    const isSame = header?.place.connection === connection && header.place.direction === direction;
    if (isSame && startsWith(bytes, header.bytes)) this.#header = undefined;
    this.#releaseHeader();
    this.#take({ ...place, what: 'stream', bytes });
  }

  /** Some versions print what they read, headers among it, and others each frame. */
  #note(connection: string, bytes: Uint8Array): void {
    const known = startsWith(bytes, magic) ? undefined : this.#reads.get(connection);
    const read = known ?? new LatestRead();
    this.#reads.set(connection, read);
    read.take(bytes);
    const headers = headersIn(bytes);
    if (headers.length === 0 || this.#received.size >= mostConnections) return;
    this.#received.set(
      connection,
      new Set([...(this.#received.get(connection) ?? []), ...headers].slice(-mostHeaders)),
    );
  }

  #releaseHeader(): void {
    const header = this.#header;
    this.#header = undefined;
    if (header !== undefined) this.#take({ ...header.place, what: 'stream', bytes: header.bytes });
  }

  #framesLine(text: string, line: number): void {
    const frame = readFramesLine(text);
    if (frame === undefined) return;
    this.#releaseHeader();
    this.#flush();
    const { connection, direction, content } = frame;
    const place = { connection, direction, line };
    const header = readHeader(content);
    // Headers go the way of bytes, which frames as bytes may follow. What is received may have been printed as bytes before.
    if (header !== undefined) {
      const bytes = Uint8Array.of(0x41, 0x4d, 0x51, 0x50, ...header);
      if (direction === 'sent') this.#valuesOnly.delete(connection);
      if (direction === 'sent' && this.#raw) this.#header = { place, bytes };
      else if (direction === 'sent' || this.#received.get(connection)?.delete(hexOf(bytes)) !== true)
        this.#take({ ...place, what: 'stream', bytes });
    } else if (ofFunction.test(content)) this.#function = { place, frame };
    else this.#hold({ place, frame });
  }

  #inFunction(text: string): void {
    const begun = this.#function;
    if (begun === undefined || !text.startsWith('}')) return;
    this.#function = undefined;
    if (text.startsWith('} [')) this.#hold({ ...begun, frame: { ...begun.frame, content: text } });
  }

  /** What is received has its bytes in front of it, or none. */
  #hold(held: Held): void {
    const { connection, direction } = held.place;
    const isRead = direction === 'received' && this.#reads.get(connection)?.has(held.frame.content) === true;
    if (isRead) return;
    this.#held = held;
    if (direction === 'received' || this.#valuesOnly.has(connection)) this.#flush();
  }

  /** Gives the frame that is held by its values: no bytes of it came. */
  #flush(): void {
    const held = this.#held;
    if (held === undefined) return;
    this.#held = undefined;
    const { place, frame } = held;
    this.#valuesOnly.set(place.connection, true);
    if (frame.content.startsWith('empty')) takeHeartbeat(this.#take, place, frame.channel);
    else takeFrame(this.#take, place, () => rheaFrame(frame));
  }
}

/** The protocol headers at the beginning of what was read at once, in hexadecimal digits. */
function headersIn(bytes: Uint8Array): readonly string[] {
  const headers: string[] = [];
  for (let at = 0; at + 8 <= Math.min(bytes.length, mostSearched); at++)
    if (startsWith(bytes.subarray(at), magic)) headers.push(hexOf(bytes.subarray(at, at + 8)));
  return headers;
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

const reader = (take: TakeEntry): LogReader => new RheaReader(take);

/** The log of `DEBUG=rhea:raw`: each frame in hexadecimal digits. */
export const rheaRaw: LogFormat = {
  name: 'rhea-raw',
  group: 'rhea',
  title: 'rhea with DEBUG=rhea:raw',
  writer: 'client',
  recognises(text) {
    const debug = readDebugLine(text, 'rhea');
    return debug?.name === 'raw' && readRawLine(debug.text) !== undefined;
  },
  reader,
};

/** The log of `DEBUG=rhea:frames` or `rhea*`: frames by their values, and their bytes where `rhea:raw` is among them. */
export const rheaFrames: LogFormat = {
  name: 'rhea-frames',
  group: 'rhea',
  title: 'rhea with DEBUG=rhea:frames or DEBUG=rhea*',
  writer: 'client',
  recognises(text) {
    const debug = readDebugLine(text, 'rhea');
    const content = debug?.name === 'frames' ? readFramesLine(debug.text)?.content : undefined;
    if (content === undefined) return false;
    const name = /^([a-z_]+)#/.exec(content)?.[1];
    return (name !== undefined && isPerformative(name)) || /^(?:empty$|function |['{])/.test(content);
  },
  reader,
};
