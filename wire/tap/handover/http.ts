import { joinBytes } from '../../../protocols/core/index.ts';
import {
  bodyOf,
  headLength,
  longestHead,
  looksLikeHttp,
  parseHead,
  type BodyReader,
} from '../../../protocols/captures/http/index.ts';

/** Names the server's host in the requests of one connection, in place of the tap's; everything else passes as it is. */
export class HostRewriter {
  readonly #host: string;
  #head: Uint8Array = new Uint8Array(0);
  #searched = 0;
  #body: BodyReader | undefined;
  /** What comes is no HTTP any more: a WebSocket, a tunnel, or nonsense. */
  #passes = false;

  /** @param host `host:port` as it stands in a Host field (RFC 9110, 7.2) */
  constructor(host: string) {
    this.#host = host;
  }

  /** Takes bytes of the client, and gives those that pass on. */
  push(bytes: Uint8Array): Uint8Array {
    const out: Uint8Array[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#passes) {
        out.push(rest);
        break;
      }
      if (this.#body?.state === 'more') {
        const used = this.#body.read(rest, () => undefined);
        out.push(rest.subarray(0, used));
        rest = rest.subarray(used);
        if (used === 0) this.#passes = true;
        continue;
      }
      rest = this.#takeHead(rest, out);
    }
    return out.length === 1 && out[0] !== undefined ? out[0] : joinBytes(out);
  }

  /** What is held back, when the client ends. */
  end(): Uint8Array {
    const left = this.#head;
    this.#head = new Uint8Array(0);
    return left;
  }

  #takeHead(bytes: Uint8Array, out: Uint8Array[]): Uint8Array {
    const head = joinBytes([this.#head, bytes]);
    const length = headLength(head, this.#searched);
    if (length < 0) {
      const isHopeless = head.length > longestHead || (head.length >= 8 && !looksLikeHttp(head));
      if (isHopeless) {
        this.#passes = true;
        this.#head = new Uint8Array(0);
        return head;
      }
      this.#head = head;
      this.#searched = head.length;
      return new Uint8Array(0);
    }
    this.#head = new Uint8Array(0);
    this.#searched = 0;
    const read = parseHead(head.subarray(0, length));
    out.push(read === undefined ? head.subarray(0, length) : rewritten(head.subarray(0, length), this.#host));
    this.#body = read === undefined ? undefined : bodyOf(read, undefined);
    const isUpgrade = read?.fields.has('upgrade') === true || read?.request?.method === 'CONNECT';
    if (this.#body === undefined || isUpgrade) this.#passes = true;
    return head.subarray(length);
  }
}

function rewritten(head: Uint8Array, host: string): Uint8Array {
  const text = Buffer.from(head).toString('latin1');
  return Buffer.from(text.replace(/^(host[ \t]*:[ \t]*)[^\r\n]*/gimu, `$1${host}`), 'latin1');
}
