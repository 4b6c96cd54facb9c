import { followed, protocolNames, severities, unitKinds, type FollowedKind, type Side } from '../core/index.ts';

/** What the value of a key is. */
type Takes =
  'text' | 'choice' | 'numbers' | 'size' | 'duration' | 'time' | 'field' | 'xpath' | 'follow' | 'severity' | 'bytes';

/** A key of the filter language. */
export interface FilterKey {
  readonly takes: Takes;
  /** All values that there are, in the order in which they are offered. */
  readonly choices?: readonly string[];
  readonly about: string;
  readonly example: string;
}

export { followed, type FollowedKind };

/** The words for a direction, and the side that sends in it. */
export const directions: Readonly<Record<string, Side>> = {
  in: 'server',
  out: 'client',
  received: 'server',
  sent: 'client',
  server: 'server',
  client: 'client',
};

/** The keys with a value, by name. */
export const filterKeys = {
  proto: { takes: 'choice', choices: protocolNames, about: 'the protocol', example: 'proto:xmpp' },
  name: { takes: 'text', about: 'the name of the element or performative', example: 'name:transfer' },
  kind: { takes: 'choice', choices: unitKinds, about: 'the kind of unit', example: 'kind:frame' },
  dir: { takes: 'choice', choices: Object.keys(directions), about: 'the direction, or who sent it', example: 'dir:in' },
  conn: { takes: 'text', about: 'the connection, by name, number or address', example: 'conn:broker' },
  channel: { takes: 'numbers', about: 'the channel of an AMQP frame', example: 'channel:3,7' },
  link: { takes: 'text', about: 'the AMQP link, by name', example: 'link:receiver-1' },
  from: { takes: 'text', about: 'the sender’s address, or the source of the link', example: 'from:romeo@example.com' },
  to: { takes: 'text', about: 'the recipient’s address, or the target of the link', example: 'to:orders' },
  id: { takes: 'text', about: 'an id of the stanza, message or delivery', example: 'id:disco-1' },
  ns: { takes: 'text', about: 'an XML namespace in the stanza', example: 'ns:urn:xmpp:ping' },
  state: {
    takes: 'severity',
    choices: severities,
    about: 'a finding at least that grave',
    example: 'state:warning',
  },
  rule: { takes: 'text', about: 'the rule of a finding, or the code of a note', example: 'rule:amqp/link-credit' },
  size: { takes: 'size', about: 'the size in bytes', example: 'size>1k' },
  time: { takes: 'time', about: 'the time of day, or date and time', example: 'time>12:00' },
  latency: { takes: 'duration', about: 'the time between request and answer', example: 'latency>50ms' },
  field: { takes: 'field', about: 'a field, property, element or attribute', example: 'field:delivery-id=7' },
  xpath: { takes: 'xpath', about: 'an XPath that selects something in the XML', example: 'xpath:"//body"' },
  bytes: { takes: 'bytes', about: 'bytes, as text or in hex after 0x', example: 'bytes:0x0053' },
  follow: { takes: 'follow', choices: followed, about: 'what belongs together', example: 'follow:delivery=7' },
} as const satisfies Record<string, FilterKey>;

export type KeyName = keyof typeof filterKeys;

export const keyNames: readonly KeyName[] = Object.keys(filterKeys).filter(isKeyName);

/** Whether a word is a key that takes a value. */
export function isKeyName(name: string): name is KeyName {
  return Object.hasOwn(filterKeys, name);
}

export function keyOf(name: KeyName): FilterKey {
  return filterKeys[name];
}

/** Words that are terms by themselves. */
export const flags = {
  failed: 'the peer reports a failure: an iq error, a rejected delivery, a refused log-in',
  unanswered: 'it asks for an answer and has none',
} as const;

export function isFlag(word: string): word is keyof typeof flags {
  return Object.hasOwn(flags, word);
}
