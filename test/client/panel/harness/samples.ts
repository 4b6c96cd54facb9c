import type { TrafficRow } from '../../../../protocols/core/inspect/index.ts';
import type { Issue, Note, Side } from '../../../../protocols/core/index.ts';

/** A made-up unit: a row without its place, and its bytes. */
export interface Sample {
  readonly row: Omit<TrafficRow, 'seq' | 'time' | 'size'>;
  readonly bytes: Uint8Array;
  /** What takes the place of `bytes` until secrets are asked for. */
  readonly masked?: Uint8Array;
  readonly issues: readonly Issue[];
  readonly notes?: readonly Note[];
}

export const connectionNames = ['romeo', 'broker', 'juliet'] as const;

const utf8 = new TextEncoder();

/** A stanza on the connection `romeo` or, for number 3, `juliet`. */
function xmpp(
  side: Side,
  name: string,
  summary: string,
  text: string,
  more: Partial<TrafficRow> = {},
  issues: readonly Issue[] = [],
): Sample {
  return {
    row: {
      side,
      connection: 1,
      protocol: 'xmpp',
      kind: 'stanza',
      name,
      summary,
      language: 'xml',
      ...(['iq', 'message'].includes(name) && { template: 'stanza', follows: name === 'iq' ? ['iq', 'jid'] : ['jid'] }),
      ...more,
    },
    bytes: utf8.encode(text),
    issues,
  };
}

function amqp(
  side: Side,
  name: string,
  summary: string,
  hex: string,
  more: Partial<TrafficRow> = {},
  issues: readonly Issue[] = [],
): Sample {
  const bytes = Uint8Array.from(hex.match(/[\da-f]{2}/gi) ?? [], (digits) => Number.parseInt(digits, 16));
  return {
    row: {
      side,
      connection: 2,
      protocol: 'amqp',
      kind: 'frame',
      name,
      summary,
      channel: 0,
      language: 'notation',
      template: 'frame',
      ...more,
    },
    bytes,
    issues,
  };
}

const stream =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' from='localhost' id='c7f' version='1.0'>";
const auth = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHJvbWVvAHBlbmNpbA==</auth>";
const disco =
  "<iq type='result' id='d2' from='localhost' to='romeo@localhost/bench'><query xmlns='http://jabber.org/protocol/disco#info'><identity category='server' type='im' name='Playground'/><feature var='urn:xmpp:ping'/><feature var='http://jabber.org/protocol/disco#info'/><feature var='http://jabber.org/protocol/muc'/><feature var='vcard-temp'/></query></iq>";

const wrongType: Issue = {
  code: 'xmpp/iq-type',
  severity: 'error',
  message: 'An iq’s type must be get, set, result or error; this one is “ask”.',
  offset: 4,
  length: 10,
  section: 'RFC 6120, 8.2.3',
  href: 'https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3',
};

const unusualEncoding: Issue = {
  code: 'amqp/non-preferred-encoding',
  severity: 'warning',
  message: 'The uint 0 is encoded in five bytes; uint0 (0x43) takes one.',
  offset: 14,
  length: 5,
  section: 'AMQP 1.0, 1.6.4',
  href: 'https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-types-v1.0-os.html#type-uint',
};

/** One of each; traffic goes round among them. */
export const samples: readonly Sample[] = [
  xmpp('server', 'stream', 'from localhost, id c7f', stream, { kind: 'stream' }),
  {
    ...xmpp('client', 'auth', 'PLAIN, secret masked', auth),
    masked: utf8.encode(auth.replace('AHJvbWVvAHBlbmNpbA==', '*'.repeat(20))),
  },
  xmpp(
    'client',
    'iq',
    'get ping → localhost, id p1',
    "<iq type='get' id='p1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>",
  ),
  xmpp(
    'server',
    'iq',
    'result ← localhost, id p1',
    "<iq type='result' id='p1' from='localhost' to='romeo@localhost/bench'/>",
  ),
  amqp('client', 'AMQP header', 'AMQP 1.0.0', '414d515000010000', { kind: 'header' }),
  amqp(
    'client',
    'open',
    'container-id sensor-7, max-frame-size 65536',
    '0000002502000000005310c0180aa10873656e736f722d37407000010000 40404040404040',
  ),
  amqp(
    'client',
    'transfer',
    'handle 0, delivery 0, 11 bytes: hello 8.5°',
    '0000002902000000005314c00c04 70000000005200a0010043 005377a10b68656c6c6f20382e35c2b0',
    { state: 'warning' },
    [unusualEncoding],
  ),
  amqp(
    'server',
    'disposition',
    'receiver, delivery 0, settled, accepted',
    '0000001702000000005315c00a06 414340410053244540',
  ),
  xmpp(
    'client',
    'message',
    'chat → juliet@localhost “Wherefore art thou?”',
    "<message type='chat' id='m1' to='juliet@localhost'><body>Wherefore <em xmlns='x'>art</em> thou? Grüße 🌹</body><request xmlns='urn:xmpp:receipts'/></message>",
    { connection: 3 },
  ),
  xmpp(
    'client',
    'iq',
    'ask → localhost, id w1',
    "<iq type='ask' id='w1' to='localhost'><query xmlns='jabber:iq:roster'/></iq>",
    { state: 'error' },
    [wrongType],
  ),
  xmpp('server', 'iq', 'result disco#info ← localhost, id d2, 4 features', disco),
  amqp('server', 'heartbeat', 'empty frame', '0000000802000000', { kind: 'heartbeat' }),
];
