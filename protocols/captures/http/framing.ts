import { ChunkedBody } from './chunked.ts';
import { listOf, type Head } from './head.ts';
import type { BodyReader } from './model.ts';

/** A body of a known length: a Content-Length, or none. */
class LengthBody implements BodyReader {
  readonly endsWithConnection = false;
  #left: number;

  constructor(length: number) {
    this.#left = length;
  }

  get state(): 'more' | 'done' {
    return this.#left === 0 ? 'done' : 'more';
  }

  read(bytes: Uint8Array, content: (piece: Uint8Array) => void): number {
    const used = Math.min(this.#left, bytes.length);
    this.#left -= used;
    if (used > 0) content(bytes.subarray(0, used));
    return used;
  }

  skip(length: number): boolean {
    if (length > this.#left) return false;
    this.#left -= length;
    return true;
  }
}

/** A body up to the end of the connection. */
class ClosedBody implements BodyReader {
  readonly state = 'more';
  readonly endsWithConnection = true;

  read(bytes: Uint8Array, content: (piece: Uint8Array) => void): number {
    content(bytes);
    return bytes.length;
  }

  skip(): boolean {
    return true;
  }
}

/**
 * What reads the body of a message (RFC 9112, 6.3); undefined where its length cannot be known, so that nothing behind it can be read.
 * @param method of the request that a response answers; undefined where that is not known
 */
export function bodyOf(head: Head, method: string | undefined): BodyReader | undefined {
  const status = head.response?.status;
  if (status !== undefined && (method === 'HEAD' || status < 200 || status === 204 || status === 304))
    return new LengthBody(0);
  if (status !== undefined && status < 300 && method === 'CONNECT') return new LengthBody(0);
  const codings = listOf(head, 'transfer-encoding');
  if (codings.length > 0) {
    if (codings[codings.length - 1] === 'chunked') return new ChunkedBody();
    return status === undefined ? undefined : new ClosedBody();
  }
  const lengths = new Set(listOf(head, 'content-length'));
  if (lengths.size === 0) return status === undefined ? new LengthBody(0) : new ClosedBody();
  const [length = ''] = lengths;
  if (lengths.size > 1 || !/^\d{1,15}$/.test(length)) return undefined;
  return new LengthBody(Number(length));
}

/** The codings of a message's content, in the order in which they were applied (RFC 9110, 8.4; RFC 9112, 7). */
export function codingsOf(head: Head): readonly string[] {
  const codings = [...listOf(head, 'content-encoding'), ...listOf(head, 'transfer-encoding')];
  return codings.filter((coding) => coding !== 'chunked' && coding !== 'identity');
}
