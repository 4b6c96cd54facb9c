import { messageOf } from '../../protocols/core/index.ts';
/** What comes out of a stream of LSP's base protocol. */
export type Incoming =
  | { readonly kind: 'message'; readonly value: unknown }
  /** Bytes that are no message were skipped; `message` says what is wrong with them. Told once for each run of them. */
  | { readonly kind: 'problem'; readonly message: string };

/** Bytes of the largest message that is read: four times the largest document that the server is tested with, escaped. */
const largestMessage = 256 * 1024 * 1024;

/** A header's line is ASCII and short. */
const longestLine = 8192;

const contentLength = /content-length[ \t]*:[ \t]*([^\s]*)[ \t]*$/i;
const field = /^[!#$%&'*+.^_`|~\w-]+[ \t]*:/;
const headerInBody = /^Content-Length[ \t]*:[ \t]*\d+[ \t]*[\r\n]/;
const longestHeader = 64;

/**
 * Cuts the bytes of a stream into messages (LSP 3.17, Base Protocol). Where a header or a body is wrong, it goes on with the next
 * `Content-Length`; memory is bounded by the largest message.
 */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Bytes of the body that is awaited; undefined within a header. */
  #length: number | undefined;
  /** The length that the current header has given. */
  #given: number | undefined;
  /** How many chunks of the awaited body were searched for a header, which cannot stand in it. */
  #searched = 0;
  /** A problem was told, and no header has come since. */
  #isLost = false;
  #found: Incoming[] = [];

  /** Takes the next bytes, and gives what is complete. */
  push(bytes: Uint8Array): readonly Incoming[] {
    this.#found = [];
    this.#chunks.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.#size += bytes.byteLength;
    while (this.#length === undefined ? this.#readLine() : this.#readBody(this.#length));
    return this.#found;
  }

  /** Whether the stream may end here: no message has begun. */
  get isComplete(): boolean {
    return this.#length === undefined && this.#given === undefined && (this.#size === 0 || this.#isLost);
  }

  #readLine(): boolean {
    const bytes = this.#joined();
    const end = bytes.indexOf(10);
    if (end < 0) {
      // The end of what is no header may be the beginning of one.
      if (bytes.length > longestLine) {
        this.#lost('a line without end');
        this.#replace(bytes.subarray(bytes.length - longestHeader));
      }
      return false;
    }
    const line = bytes.toString('latin1', Math.max(0, end - longestLine), end).trimEnd();
    this.#replace(bytes.subarray(end + 1));
    if (line === '') this.#endHeader();
    else this.#readField(line);
    return true;
  }

  #readField(line: string): void {
    const match = contentLength.exec(line);
    if (match === null) {
      if (!field.test(line)) this.#lost(`“${shown(line)}”`);
      return;
    }
    if (match.index > 0) this.#lost(`“${shown(line)}”`);
    const value = match[1] ?? '';
    const length = /^\d{1,15}$/.test(value) ? Number(value) : undefined;
    if (length === undefined) this.#lost(`“Content-Length: ${shown(value)}”, which is not a number of bytes`);
    else if (length > largestMessage) this.#lost(`“Content-Length: ${value}”, more than ${largestMessage} bytes`);
    else this.#given = length;
  }

  #endHeader(): void {
    if (this.#given !== undefined) this.#isLost = false;
    this.#length = this.#given;
    this.#given = undefined;
    this.#searched = 0;
  }

  #readBody(length: number): boolean {
    if (this.#size < length) return this.#findHeader();
    const bytes = this.#joined();
    const body = bytes.subarray(0, length);
    this.#length = undefined;
    let value: unknown;
    try {
      value = JSON.parse(body.toString('utf8'));
    } catch (error) {
      this.#problem(
        `Parse error in a message of ${length} bytes: ${messageOf(error)}. Check its JSON and its Content-Length, which counts bytes of UTF-8.`,
      );
      // The length may be what is wrong: the next header is looked for from here on.
      return true;
    }
    this.#replace(bytes.subarray(length));
    this.#found.push({ kind: 'message', value });
    return true;
  }

  /** A header within an awaited body shows that the length is wrong: no JSON holds one. Gives whether there is one. */
  #findHeader(): boolean {
    for (; this.#searched < this.#chunks.length; this.#searched++) {
      const before = this.#chunks[this.#searched - 1];
      const tail = before?.subarray(Math.max(0, before.length - longestHeader)) ?? Buffer.alloc(0);
      const start = this.#chunks.slice(0, this.#searched).reduce((sum, chunk) => sum + chunk.length, -tail.length);
      const found = headerIn(Buffer.concat([tail, this.#chunks[this.#searched] ?? tail]));
      if (found < 0) continue;
      this.#problem(
        `Parse error: another message begins within a body of ${this.#length ?? 0} bytes. Check its Content-Length, which counts bytes of UTF-8.`,
      );
      this.#length = undefined;
      this.#replace(this.#joined().subarray(start + found));
      return true;
    }
    return false;
  }

  #lost(what: string): void {
    this.#given = undefined;
    this.#problem(`Parse error: expected a header “Content-Length: N”, got ${what}.`);
  }

  #problem(message: string): void {
    if (!this.#isLost) this.#found.push({ kind: 'problem', message });
    this.#isLost = true;
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const whole = Buffer.concat(this.#chunks, this.#size);
    this.#chunks = [whole];
    return whole;
  }

  #replace(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
  }
}

/** Where a whole header begins in bytes of a body; −1 where there is none. */
function headerIn(bytes: Buffer): number {
  for (
    let at = bytes.indexOf('Content-Length', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('Content-Length', at + 1, 'latin1')
  ) {
    if (headerInBody.test(bytes.toString('latin1', at, at + longestHeader))) return at;
  }
  return -1;
}

/** The beginning of a text that came from outside, without control characters. */
function shown(text: string): string {
  return text.slice(0, 60).replace(/[^\x20-\x7e]/g, '·');
}
