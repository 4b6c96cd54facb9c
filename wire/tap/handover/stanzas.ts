import { joinBytes, type Side } from '../../../protocols/core/index.ts';
import { createXmppFramer } from '../../../protocols/xmpp/framer/index.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { is, type XmlElement } from '../../xmpp/element.ts';
import { parseUnit } from '../../xmpp/parser.ts';

/** One unit of a stream that opens. */
export interface StreamUnit {
  readonly bytes: Uint8Array;
  /** `other`: what is not XML of a stream, or not allowed there. */
  readonly type: 'open' | 'element' | 'close' | 'space' | 'other';
  readonly element: XmlElement | undefined;
}

/** Cuts what one side of an XMPP stream sends into units, as long as its beginning is watched. */
export class StanzaReader {
  readonly #framer = createXmppFramer();
  #rest: Uint8Array = new Uint8Array(0);

  /** The bytes behind the last unit. */
  get rest(): Uint8Array {
    return this.#rest;
  }

  push(bytes: Uint8Array): readonly StreamUnit[] {
    const units = this.#framer.push(bytes);
    const left = joinBytes([this.#rest, bytes]);
    this.#rest = left.subarray(units.reduce((sum, { size }) => sum + size, 0));
    return units.map((unit) => (unit.kind === 'garbage' ? other(unit.bytes) : read(unit.bytes)));
  }
}

const other = (bytes: Uint8Array): StreamUnit => ({ bytes, type: 'other', element: undefined });

function read(bytes: Uint8Array): StreamUnit {
  try {
    const event = parseUnit(bytes, streamNamespaces);
    if (event === undefined) return { bytes, type: 'space', element: undefined };
    return { bytes, type: event.type, element: event.type === 'close' ? undefined : event.element };
  } catch {
    // What XMPP does not allow is for the other side to refuse; the recording shows what is wrong with it.
    return other(bytes);
  }
}

/** What stream headers declare as a rule. */
const streamNamespaces = [
  ['', namespaces.client],
  ['stream', namespaces.streams],
] as const;

/** Whether a unit asks for TLS, or agrees to it (RFC 6120, 5.4.2). */
export function isTls({ element }: StreamUnit, name: 'starttls' | 'proceed'): boolean {
  return element !== undefined && is(element, name, namespaces.tls);
}

/** Whether a unit is the server's offer (RFC 6120, 4.3.2). */
export function isFeatures({ element }: StreamUnit): boolean {
  return element !== undefined && is(element, 'features', namespaces.streams);
}

/** The domain that a stream is opened to. */
export function domainOf({ type, element }: StreamUnit): string | undefined {
  const to = type === 'open' ? element?.attributes.get('to') : undefined;
  return to === '' ? undefined : to;
}

/** The server's offer with TLS in it, where it has none. */
export function withStartTls({ bytes, element }: StreamUnit, offer: string): Uint8Array {
  if (element?.children.some(({ namespace }) => namespace === namespaces.tls) === true) return bytes;
  const text = new TextDecoder().decode(bytes);
  const tag = /^<([^\s>/]+)(?:"[^"]*"|'[^']*'|[^"'>])*>/u.exec(text);
  if (tag === null) return bytes;
  const [opened, name = ''] = tag;
  const isEmpty = opened.endsWith('/>');
  const rest = text.slice(opened.length);
  return Buffer.from(isEmpty ? `${opened.slice(0, -2)}>${offer}</${name}>${rest}` : `${opened}${offer}${rest}`);
}

export type Readers = Readonly<Record<Side, StanzaReader>>;
export const newReaders = (): Readers => ({ client: new StanzaReader(), server: new StanzaReader() });
