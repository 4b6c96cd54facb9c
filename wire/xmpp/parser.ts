import { SaxesParser, type SaxesTagNS } from 'saxes';
import { wireError, type WireError } from '../failures.ts';
import type { XmlElement } from './element.ts';

/** What a stream says, in order. */
export type StreamEvent =
  | { readonly type: 'open'; readonly element: XmlElement }
  | { readonly type: 'element'; readonly element: XmlElement }
  | { readonly type: 'close' };

/** Deeper elements than this are an attack, not a stanza. */
const maxDepth = 256;

interface Growing extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/**
 * Strict parser of one incoming stream: namespaces, UTF-8 that may be split anywhere, and nothing of what XMPP forbids
 * (RFC 6120, 11.1: comments, processing instructions, DTDs, entities beyond the five).
 */
export class StreamParser {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #sax = new SaxesParser({ xmlns: true, position: false });
  readonly #open: Growing[] = [];
  /** Depth of the elements that are handed out: 1 inside a stream, 0 where the root is itself an element. */
  readonly #level: number;
  #events: StreamEvent[] = [];
  #error: WireError | undefined;

  /** `rootIsStream` false: the root is itself an element (RFC 7395, 3.3: one in each message). */
  constructor(rootIsStream = true) {
    this.#level = rootIsStream ? 1 : 0;
    this.#sax.on('opentag', (tag) => this.#onOpen(tag));
    this.#sax.on('closetag', () => this.#onClose());
    this.#sax.on('text', (text) => this.#onText(text));
    this.#sax.on('cdata', (text) => this.#onText(text));
    this.#sax.on('comment', () => this.#forbid('a comment'));
    this.#sax.on('processinginstruction', () => this.#forbid('a processing instruction'));
    this.#sax.on('doctype', () => this.#forbid('a DTD'));
    this.#sax.on('error', (error) => this.#fail(`The server sent XML that is not well-formed: ${error.message}.`));
  }

  /** Takes the next bytes. Throws a `WireError` when they break the rules; the stream is then over. */
  write(bytes: Uint8Array): StreamEvent[] {
    this.#events = [];
    try {
      this.#sax.write(this.#decoder.decode(bytes, { stream: true }));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#fail('The server sent bytes that are not UTF-8.');
    }
    if (this.#error !== undefined) throw this.#error;
    return this.#events;
  }

  #onOpen(tag: SaxesTagNS): void {
    const attributes = new Map(Object.values(tag.attributes).map((attribute) => [attribute.name, attribute.value]));
    const element: Growing = { name: tag.local, namespace: tag.uri, attributes, children: [], text: '' };
    // A stream's root never ends while it lives: its children must not pile up in it.
    if (this.#open.length < this.#level) this.#events.push({ type: 'open', element });
    else if (this.#open.length > this.#level) this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
    if (this.#open.length > maxDepth) this.#fail(`The server nests elements deeper than ${maxDepth}.`);
  }

  #onClose(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    if (this.#open.length < this.#level) this.#events.push({ type: 'close' });
    else if (this.#open.length === this.#level) this.#events.push({ type: 'element', element });
  }

  #onText(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined && this.#open.length > this.#level) element.text += text;
  }

  #forbid(what: string): void {
    this.#fail(`The server sent ${what}, which XMPP forbids (RFC 6120, 11.1).`);
  }

  #fail(message: string): void {
    this.#error ??= wireError('protocol', message, 'This is a fault of the server, or the port speaks something else.');
  }
}

/** Parses one complete element, as a WebSocket message holds it (RFC 7395, 3.3). Throws a `WireError`. */
export function parseElement(bytes: Uint8Array): XmlElement {
  const event = new StreamParser(false).write(bytes).at(-1);
  if (event?.type !== 'element') throw wireError('protocol', 'The server sent a message that is not one complete XML element (RFC 7395, 3.3).');
  return event.element;
}
