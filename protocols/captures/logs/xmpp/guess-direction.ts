import type { Direction } from '../model.ts';

const fromClient = /^(?:starttls|auth|authenticate|response|enable|resume|abort|compress|active|inactive|handshake)$/;
const fromServer = /^(?:features|error|proceed|challenge|success|failure|continue|enabled|resumed|failed|compressed)$/;

/** How many ids of requests are remembered. */
const mostIds = 5000;

/**
 * Tells which way an element went from what it says, for the log of a client that does not tell: who may send it, whose address it
 * has, and which request it answers. Undefined where nothing tells.
 */
export class DirectionGuess {
  readonly #asked = new Map<string, Direction>();
  #own: string | undefined;

  /** @param text an element, or its beginning */
  of(text: string): Direction | undefined {
    const tag = text.slice(0, 4096);
    const [, name = '', rest = ''] = /^(?:<\?xml[^>]*\?>\s*)?<(?:[^\s:/>]+:)?([^\s/>]+)([^>]*)/.exec(tag) ?? [];
    const direction = this.#direction(name, rest);
    this.#own = /<jid>([^<>]{1,3071})<\/jid>/.exec(text.slice(0, 8192))?.[1] ?? this.#own;
    return direction;
  }

  #direction(name: string, tag: string): Direction | undefined {
    if (fromClient.test(name)) return 'sent';
    if (fromServer.test(name)) return 'received';
    if (name === 'stream' || name === 'open') return attribute(tag, 'id') === undefined ? 'sent' : 'received';
    if (name === 'body') return attribute(tag, 'rid') === undefined ? 'received' : 'sent';
    if (name !== 'iq' && name !== 'message' && name !== 'presence') return undefined;
    const direction = this.#stanza(tag);
    const id = attribute(tag, 'id');
    if (id === undefined || id.length > 1024) return direction;
    if (this.#asked.size > mostIds) this.#asked.clear();
    this.#asked.set(id, direction);
    return direction;
  }

  #stanza(tag: string): Direction {
    const type = attribute(tag, 'type');
    const asked = type === 'result' || type === 'error' ? this.#asked.get(attribute(tag, 'id') ?? '') : undefined;
    if (asked !== undefined) return asked === 'sent' ? 'received' : 'sent';
    const from = attribute(tag, 'from');
    const to = attribute(tag, 'to');
    if (from === undefined) return 'sent';
    if (to === undefined) return 'received';
    return from === this.#own && to !== this.#own ? 'sent' : 'received';
  }
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found === null ? undefined : (found[1] ?? found[2]);
}
