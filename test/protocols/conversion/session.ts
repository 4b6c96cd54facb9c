import { WlcapWriter } from '../../../protocols/captures/wlcap/index.ts';
import { encodeFrame, encodeAll, encodeHeader, type EncodeValue } from '../../../protocols/amqp/index.ts';
import { compositeValue } from '../../../protocols/amqp/encode/index.ts';
import { standardRegistry } from '../../../protocols/amqp/definitions/index.ts';
import type { ProtocolName, Side, UnitKind } from '../../../protocols/core/index.ts';

/** Each is in the session below, and must be in no file that is redacted. */
export const secrets = {
  plain: 'correct-horse-7Battery',
  nonce: 'rOprNGfwEbeRWgbNEkqOnonce',
  proof: 'v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
  oauth: 'ya29.vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29t',
  fast: 'secret-token:fast-3bf0f83b2c6a4a62',
  register: 'Calliope-Erato-1',
  room: 'cauldronburn-9',
  amqp: 'Gr4ndm4-Nutt-Ogg',
  cbs: 'SharedAccessSignature sr=hub&sig=Wk5hRl3eQdXo9%3D&se=1700000000',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJlLW9mLWFsbA',
  rabbit: 'Bugs-Bunny-8675309',
  cookie: 'sid=31d4d96e407aad42',
  basic: 'QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
} as const;

const encoder = new TextEncoder();
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A composite of the standard by its name, with fields by name. */
export function composite(name: string, fields: Readonly<Record<string, EncodeValue>>): EncodeValue {
  const definition = standardRegistry.byName(name);
  if (definition?.kind !== 'composite') throw new Error(`There is no composite ${name}.`);
  return compositeValue(definition, fields);
}

export const string = (value: string): EncodeValue => ({ type: 'string', value });
export const symbol = (value: string): EncodeValue => ({ type: 'symbol', value });
export const uint = (value: number): EncodeValue => ({ type: 'uint', value });
const boolean = (value: boolean): EncodeValue => ({ type: 'boolean', value });
const binary = (value: string): EncodeValue => ({ type: 'binary', value: encoder.encode(value) });

/** One unit of the session: its connection, side, kind and bytes. */
export type SessionUnit = readonly [connection: number, side: Side, kind: UnitKind, bytes: Uint8Array];

const xml = (side: Side, text: string): SessionUnit => [
  0,
  side,
  text.startsWith('<stream:stream') ? 'stream' : 'stanza',
  encoder.encode(text),
];

const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const header = (attributes: string) =>
  `<stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0" ${attributes}>`;

/** A client of XMPP that logs in by several mechanisms, registers, and joins a room. */
export const xmppUnits: readonly SessionUnit[] = [
  xml('client', header('to="capulet.example"')),
  xml('server', header('from="capulet.example" id="s1"')),
  xml('client', `<auth xmlns="${sasl}" mechanism="PLAIN">${base64(`\0juliet\0${secrets.plain}`)}</auth>`),
  xml('server', `<failure xmlns="${sasl}"><not-authorized/></failure>`),
  xml('client', `<auth xmlns="${sasl}" mechanism="SCRAM-SHA-1">${base64(`n,,n=juliet,r=${secrets.nonce}`)}</auth>`),
  xml('server', `<challenge xmlns="${sasl}">${base64(`r=${secrets.nonce}3rfc,s=QSXCR+Q6sek8bf92,i=4096`)}</challenge>`),
  xml('client', `<response xmlns="${sasl}">${base64(`c=biws,r=${secrets.nonce}3rfc,p=${secrets.proof}`)}</response>`),
  xml('server', `<success xmlns="${sasl}">${base64('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')}</success>`),
  xml(
    'client',
    `<authenticate xmlns="urn:xmpp:sasl:2" mechanism="OAUTHBEARER"><initial-response>${base64(`n,a=juliet@capulet.example,\x01auth=Bearer ${secrets.oauth}\x01\x01`)}</initial-response></authenticate>`,
  ),
  xml(
    'server',
    `<success xmlns="urn:xmpp:sasl:2"><authorization-identifier>juliet@capulet.example/balcony</authorization-identifier><token xmlns="urn:xmpp:fast:0" expiry="2027-01-01T00:00:00Z" token="${secrets.fast}"/></success>`,
  ),
  xml(
    'client',
    `<iq type="set" id="r1"><query xmlns="jabber:iq:register"><username>juliet</username><password>${secrets.register}</password></query></iq>`,
  ),
  xml('server', '<iq type="result" id="r1"/>'),
  xml(
    'client',
    `<presence to="coven@chat.capulet.example/juliet"><x xmlns="http://jabber.org/protocol/muc"><password><![CDATA[${secrets.room}]]></password></x></presence>`,
  ),
  xml(
    'client',
    `<message to="romeo@montague.example" id="m1" type="chat"><body>See https://romeo:${secrets.room}@files.example/?access_token=${secrets.jwt} at once</body></message>`,
  ),
];

const amqp = (
  side: Side,
  performative: EncodeValue,
  payload?: Uint8Array,
  type: 'amqp' | 'sasl' = 'amqp',
): SessionUnit => [1, side, 'frame', encodeFrame({ type, performative, ...(payload !== undefined && { payload }) })];
const amqpHeader = (side: Side, protocol: 'amqp' | 'sasl'): SessionUnit => [1, side, 'header', encodeHeader(protocol)];

const putToken = encodeAll([
  composite('properties', { 'message-id': string('1'), to: string('$cbs'), 'reply-to': string('cbs-replies') }),
  {
    type: 'described',
    descriptor: { type: 'ulong', value: 0x74n },
    value: {
      type: 'map',
      items: [string('operation'), string('put-token'), string('type'), string('servicebus.windows.net:sastoken')],
    },
  },
  { type: 'described', descriptor: { type: 'ulong', value: 0x77n }, value: string(secrets.cbs.repeat(3)) },
]);

const transfer = (id: number, more: boolean): EncodeValue =>
  composite('transfer', {
    handle: uint(0),
    'delivery-id': uint(id),
    'delivery-tag': binary(`t${id}`),
    'message-format': uint(0),
    settled: boolean(true),
    more: boolean(more),
  });

/** A client of AMQP that logs in and sends a token in one frame and in three. */
export const amqpUnits: readonly SessionUnit[] = [
  amqpHeader('client', 'sasl'),
  amqpHeader('server', 'sasl'),
  amqp('server', composite('sasl-mechanisms', { 'sasl-server-mechanisms': symbol('PLAIN') }), undefined, 'sasl'),
  amqp(
    'client',
    composite('sasl-init', {
      mechanism: symbol('PLAIN'),
      'initial-response': binary(`\0user\0${secrets.amqp}`),
      hostname: string('hub.example'),
    }),
    undefined,
    'sasl',
  ),
  amqp('server', composite('sasl-outcome', { code: { type: 'ubyte', value: 0 } }), undefined, 'sasl'),
  amqpHeader('client', 'amqp'),
  amqpHeader('server', 'amqp'),
  amqp('client', composite('open', { 'container-id': string('sensor-seven'), hostname: string('hub.example') })),
  amqp('server', composite('open', { 'container-id': string('broker-one') })),
  ...(['client', 'server'] as const).map((side) =>
    amqp(
      side,
      composite('begin', {
        ...(side === 'server' && { 'remote-channel': { type: 'ushort', value: 0 } as const }),
        'next-outgoing-id': uint(0),
        'incoming-window': uint(100),
        'outgoing-window': uint(100),
      }),
    ),
  ),
  ...(['client', 'server'] as const).map((side) =>
    amqp(
      side,
      composite('attach', {
        name: string('cbs'),
        handle: uint(0),
        role: boolean(side === 'server'),
        source: composite('source', { address: string('cbs-replies') }),
        target: composite('target', { address: string('$cbs') }),
        ...(side === 'client' && { 'initial-delivery-count': uint(0) }),
      }),
    ),
  ),
  amqp(
    'server',
    composite('flow', {
      'next-incoming-id': uint(0),
      'incoming-window': uint(100),
      'next-outgoing-id': uint(0),
      'outgoing-window': uint(100),
      handle: uint(0),
      'delivery-count': uint(0),
      'link-credit': uint(10),
    }),
  ),
  amqp('client', transfer(0, false), putToken),
  amqp('client', transfer(1, true), putToken.subarray(0, 140)),
  amqp('client', transfer(1, true), putToken.subarray(140, 200)),
  amqp('client', transfer(1, false), putToken.subarray(200)),
];

/** A field table of AMQP 0-9-1 with texts. */
function table(members: Readonly<Record<string, string>>): Buffer {
  const content = Buffer.concat(
    Object.entries(members).map(([key, value]) =>
      Buffer.concat([Buffer.of(key.length), Buffer.from(key), Buffer.from('S'), longstr(value)]),
    ),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  return Buffer.concat([size, content]);
}

function longstr(text: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([size, Buffer.from(text)]);
}

function method(classId: number, methodId: number, ...args: readonly Buffer[]): Uint8Array {
  const body = Buffer.concat([Buffer.of(0, classId, 0, methodId), ...args]);
  const head = Buffer.alloc(7);
  head[0] = 1;
  head.writeUInt32BE(body.length, 3);
  return Buffer.concat([head, body, Buffer.of(0xce)]);
}

const shortstr = (text: string): Buffer => Buffer.concat([Buffer.of(text.length), Buffer.from(text)]);

/** A client of AMQP 0-9-1 that logs in. */
export const amqp091Units: readonly SessionUnit[] = [
  [2, 'client', 'header', Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1)],
  [
    2,
    'server',
    'frame',
    method(10, 10, Buffer.of(0, 9), table({ product: 'RabbitMQ' }), longstr('PLAIN'), longstr('en_US')),
  ],
  [
    2,
    'client',
    'frame',
    method(
      10,
      11,
      table({ product: 'pika', access_token: secrets.jwt }),
      shortstr('PLAIN'),
      longstr(`\0guest\0${secrets.rabbit}`),
      shortstr('en_US'),
    ),
  ],
];

/** A request that is none of AMQP. */
export const foreignUnits: readonly SessionUnit[] = [
  [
    3,
    'client',
    'foreign',
    encoder.encode(
      `GET /?token=${secrets.jwt} HTTP/1.1\r\nHost: hub.example\r\nAuthorization: Basic ${secrets.basic}\r\nCookie: ${secrets.cookie}\r\n\r\n`,
    ),
  ],
];

const protocols: readonly ProtocolName[] = ['xmpp', 'amqp', 'amqp-0-9-1', 'unknown'];

/** The units as a `.wlcap` file. */
export function sessionFile(
  units: readonly SessionUnit[] = [...xmppUnits, ...amqpUnits, ...amqp091Units, ...foreignUnits],
): string {
  const writer = new WlcapWriter();
  let text = writer.head(new Date(0));
  const offsets = new Map<string, number>();
  const begun = new Set<number>();
  units.forEach(([connection, side, kind, bytes], index) => {
    const protocol = protocols[connection] ?? 'unknown';
    if (!begun.has(connection))
      text += writer.connection({
        connection,
        protocol,
        partial: false,
        client: `10.1.2.${connection + 1}:4000${connection}`,
        server: `10.9.8.7:${connection === 3 ? 8080 : 5671}`,
        tls: {},
      });
    begun.add(connection);
    const key = `${connection} ${side}`;
    const offset = offsets.get(key) ?? 0;
    offsets.set(key, offset + bytes.length);
    const unit = { protocol, kind, offset, size: bytes.length, bytes };
    text += writer.unit(connection, side, 1_795_953_600_000 + index, unit, true);
  });
  return text;
}
