import type { Sign } from './sign.ts';

/** The longest start tag that is looked at. */
const longestTag = 4096;
const latin1 = new TextDecoder('latin1');

const streams = 'http://etherx.jabber.org/streams';
const framing = 'urn:ietf:params:xml:ns:xmpp-framing';
/** What the names of XMPP's namespaces begin with that are those of elements at the top of a stream (RFC 6120; XEP-0114, 0138, 0198, 0220, 0352). */
const namespaces = [
  'jabber:client',
  'jabber:server',
  'jabber:component:',
  'urn:ietf:params:xml:ns:xmpp-',
  'urn:xmpp:',
  'http://jabber.org/',
  'http://etherx.jabber.org/',
] as const;

/** Values of `type` that make a stanza what it is (RFC 6120, 8.2.3; RFC 6121, 4.7.1 and 5.2.2). */
const stanzaTypes: Readonly<Record<string, ReadonlySet<string>>> = {
  iq: new Set(['get', 'set', 'result', 'error']),
  message: new Set(['chat', 'error', 'groupchat', 'headline', 'normal']),
  presence: new Set(['error', 'probe', 'subscribe', 'subscribed', 'unavailable', 'unsubscribe', 'unsubscribed']),
};

const sure: Sign = { protocol: 'xmpp', beginning: false, weight: 1 };
const header: Sign = { protocol: 'xmpp', beginning: true, weight: 1 };
/** Nothing by itself; something where XMPP is expected. */
const hint: Sign = { protocol: 'xmpp', beginning: false, weight: 0 };

/** `<`, white space, and the first byte of a byte order mark. */
const starts: ReadonlySet<number | undefined> = new Set([0x3c, 0x20, 0x09, 0x0a, 0x0d, 0xef]);
/** What an XML parser passes over before the first element: a byte order mark, white space, a declaration. */
const before = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*>\s*)?/;
const name = /^<(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)(?=[\s/>])/;
const attribute = /\s*([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/**
 * Whether these bytes are the header of a stream, or an element that stands at the top of one: by its namespace, or by its name and
 * attributes where the beginning was missed (RFC 6120, 4.2, 4.8 and 8).
 * @param missed the beginning of the direction was not seen
 */
export function xmppSign(bytes: Uint8Array, missed: boolean): Sign {
  if (bytes.length > 0 && !starts.has(bytes[0])) return 'none';
  const whole = latin1.decode(bytes.subarray(0, longestTag));
  const text = whole.slice(before.exec(whole)?.[0].length ?? 0);
  const cut = bytes.length < longestTag ? 'more' : 'none';
  if (text === '' || ('<?xml '.startsWith(text.slice(0, 6)) && !text.includes('>'))) return cut;
  if (!text.startsWith('<')) return 'none';
  if (/^<\/(?:[\w.-]+:)?stream\s*>/.test(text)) return missed ? sure : hint;
  const found = name.exec(text);
  if (found === null) return /^<[\w.:-]*$/.test(text) || text === '</' ? cut : 'none';
  const [start, prefix, local = ''] = found;
  return tagSign(prefix, local, attributesOf(text, start.length), missed, cut);
}

interface Attributes {
  readonly values: ReadonlyMap<string, string>;
  /** The tag has ended. */
  readonly closed: boolean;
}

function attributesOf(text: string, at: number): Attributes {
  const values = new Map<string, string>();
  attribute.lastIndex = at;
  let end = at;
  for (let found = attribute.exec(text); found !== null; found = attribute.exec(text)) {
    const [, key = '', double, single] = found;
    values.set(key, double ?? single ?? '');
    end = attribute.lastIndex;
  }
  return { values, closed: /^\s*\/?>/.test(text.slice(end, end + 64)) };
}

function tagSign(
  prefix: string | undefined,
  local: string,
  { values, closed }: Attributes,
  missed: boolean,
  cut: 'more' | 'none',
): Sign {
  const namespace = values.get(prefix === undefined ? 'xmlns' : `xmlns:${prefix}`);
  if (local === 'stream') return streamSign(prefix, namespace, closed, cut);
  if (namespace !== undefined && isKnown(namespace)) return namespace === framing && local === 'open' ? header : sure;
  if (!closed) return cut;
  if (prefix === 'stream' && (local === 'features' || local === 'error')) return missed ? sure : hint;
  const types = prefix === undefined ? stanzaTypes[local] : undefined;
  if (types === undefined || namespace !== undefined) return 'none';
  return missed && isStanza(local, types, values) ? sure : hint;
}

function streamSign(
  prefix: string | undefined,
  namespace: string | undefined,
  closed: boolean,
  cut: 'more' | 'none',
): Sign {
  if (namespace === streams) return header;
  if (prefix !== 'stream' && prefix !== undefined && closed) return 'none';
  // Its namespace is wrong, or still to come: by its usual name it is the header all the same.
  if (prefix === 'stream') return namespace === undefined || isKnown(namespace) ? header : hint;
  return closed ? hint : cut;
}

function isKnown(namespace: string): boolean {
  return namespaces.some((known) => namespace.startsWith(known));
}

/** Whether an element without a namespace of its own is a stanza, not of another protocol that has elements of these names. */
function isStanza(local: string, types: ReadonlySet<string>, values: ReadonlyMap<string, string>): boolean {
  const type = values.get('type');
  if (type !== undefined && !types.has(type)) return false;
  if (local === 'iq') return type !== undefined && values.has('id');
  return type !== undefined || [values.get('to'), values.get('from')].some((jid) => jid?.includes('@') === true);
}
