import { joinBytes } from '../core/index.ts';
import { startsWith } from './recognise.ts';
import { proxyHeader } from './recognition/proxy-header.ts';
import type { ProtocolStream } from './protocol-stream.ts';
import type { StreamSink } from './tcp-stream.ts';

/** What is said of the header. */
export const proxyNote = 'The header of a proxy (PROXY protocol) in front of the connection is passed over';

/** One direction of a connection, without the header that a proxy put in front of it. */
export class BehindProxy implements StreamSink {
  readonly #stream: ProtocolStream;
  /** Called where a header is passed over. */
  readonly #passed: () => void;
  readonly #isText: boolean;
  readonly #ended: (() => void) | undefined;
  #first: Uint8Array | undefined = new Uint8Array(0);
  #time = 0;
  #isMissed = false;

  /**
   * @param options `isText`: white space and a byte order mark in front of XML are passed over, too; `ended` is called at the end
   */
  constructor(
    stream: ProtocolStream,
    passed: () => void,
    { isText = false, ended }: { readonly isText?: boolean; readonly ended?: () => void } = {},
  ) {
    this.#stream = stream;
    this.#passed = passed;
    this.#isText = isText;
    this.#ended = ended;
  }

  data(bytes: Uint8Array, time: number): void {
    if (this.#first === undefined) return this.#stream.data(bytes, time);
    const first = this.#first.length === 0 ? bytes : joinBytes([this.#first, bytes]);
    const header = proxyHeader(first);
    const space = header === 'more' || !this.#isText ? 0 : spaceBefore(first.subarray(header));
    if (header === 'more' || space === 'more') {
      // A copy: the piece that it comes in may be used again.
      this.#first = new Uint8Array(first);
      this.#time = time;
      return;
    }
    this.#first = undefined;
    const size = header + space;
    if (header > 0) this.#passed();
    else if (this.#isMissed) this.#stream.inTheMiddle();
    this.#stream.pass(size);
    if (first.length > size) this.#stream.data(first.subarray(size), time);
  }

  /** Unless the header comes, which is in front of the first byte. */
  inTheMiddle(): void {
    if (this.#first === undefined) this.#stream.inTheMiddle();
    else this.#isMissed = true;
  }

  late(): void {
    this.#release();
    this.#stream.late();
  }

  gap(length: number, time: number): void {
    this.#release();
    this.#stream.gap(length, time);
  }

  end(time: number): void {
    this.#release();
    this.#stream.end(time);
    this.#ended?.();
  }

  /** What is held is no header. */
  #release(): void {
    const first = this.#first;
    this.#first = undefined;
    if (first !== undefined && this.#isMissed) this.#stream.inTheMiddle();
    if (first !== undefined && first.length > 0) this.#stream.data(first, this.#time);
  }
}

const byteOrderMark = '\xef\xbb\xbf';
const blank: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** How much white space, and a byte order mark, is in front of XML: 0 where something else comes behind. */
function spaceBefore(bytes: Uint8Array): number | 'more' {
  const mark = startsWith(bytes, byteOrderMark) ? byteOrderMark.length : 0;
  for (let at = mark; at < bytes.length; at++)
    if (!blank.has(bytes[at] ?? 0)) {
      return at === 0 && startsWith(bytes, byteOrderMark.slice(0, bytes.length)) ? 'more' : bytes[at] === 0x3c ? at : 0;
    }
  return 'more';
}
