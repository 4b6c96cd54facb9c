import { WlcapWriter } from '../../../protocols/captures/wlcap/index.ts';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import type { FramedUnit, Side, UnitKind } from '../../../protocols/core/index.ts';
import '../../../protocols/all.ts';

type Line = readonly [side: Side, kind: UnitKind, content: Uint8Array | string, after?: number];

const frame = (text: string): Uint8Array => {
  const [step] = encodeScript({ source: parseSource(`- ${text}\n`) }, () => undefined).steps;
  if (step?.kind !== 'bytes') throw new Error(text);
  return step.bytes;
};
const header = Uint8Array.from(Buffer.from('AMQP\0\x01\0\0', 'latin1'));

/** A client that sends to a queue of a broker: the first delivery is rejected after 200 ms, the second, a large one in two frames, is not answered. */
export const amqpLines: readonly Line[] = [
  ['client', 'header', header],
  ['server', 'header', header],
  ['client', 'frame', frame('open: { container-id: wire, hostname: broker }')],
  ['server', 'frame', frame('open: { container-id: queues }')],
  ['client', 'frame', frame('begin: { next-outgoing-id: 0, incoming-window: 100, outgoing-window: 100 }')],
  [
    'server',
    'frame',
    frame('begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: 100, outgoing-window: 100 }'),
  ],
  [
    'client',
    'frame',
    frame(
      'attach: { name: to-orders, handle: 0, role: sender, source: { address: shop }, target: { address: orders }, initial-delivery-count: 0 }',
    ),
  ],
  [
    'server',
    'frame',
    frame(
      'attach: { name: to-orders, handle: 0, role: receiver, source: { address: shop }, target: { address: orders } }',
    ),
  ],
  [
    'server',
    'frame',
    frame(
      'flow: { next-incoming-id: 0, incoming-window: 100, next-outgoing-id: 0, outgoing-window: 100, handle: 0, delivery-count: 0, link-credit: 10 }',
    ),
  ],
  [
    'client',
    'frame',
    frame(
      'transfer: { handle: 0, delivery-id: 7, delivery-tag: !hex "07", message-format: 0 }\n  message: { properties: { message-id: m-7, to: orders, subject: first }, application-properties: { celsius: 21.5, com.example.kind: cold }, body: { value: hello } }',
    ),
  ],
  [
    'server',
    'frame',
    frame(
      'disposition: { role: receiver, first: 7, settled: true, state: !rejected { error: { condition: "amqp:precondition-failed", description: too cold } } }',
    ),
    200,
  ],
  [
    'client',
    'frame',
    frame(
      `transfer: { handle: 0, delivery-id: 8, delivery-tag: !hex "08", message-format: 0, more: true }\n  message: { properties: { message-id: m-8 }, body: { value: ${'x'.repeat(1500)} } }`,
    ),
  ],
  ['client', 'frame', frame('transfer: { handle: 0 }\n  payload: !hex "005378c10100"')],
];

/** Two people who write to each other, and a server that is asked. */
export const xmppLines: readonly Line[] = [
  [
    'client',
    'stanza',
    '<iq xmlns="jabber:client" type="get" id="disco-1" to="example.com"><ping xmlns="urn:xmpp:ping"/></iq>',
  ],
  [
    'server',
    'stanza',
    '<iq xmlns="jabber:client" type="result" id="disco-1" from="example.com" to="juliet@example.com/balcony"/>',
    80,
  ],
  [
    'client',
    'stanza',
    '<message xmlns="jabber:client" type="chat" to="romeo@example.com" id="m1"><body>Wherefore art thou?</body><thread>t-1</thread></message>',
  ],
  [
    'server',
    'stanza',
    '<message xmlns="jabber:client" type="chat" from="romeo@example.com/orchard" to="juliet@example.com/balcony" id="m2"><body>two words</body><thread>t-1</thread></message>',
  ],
  ['client', 'stanza', '<iq xmlns="jabber:client" type="get" id="roster-1"><query xmlns="jabber:iq:roster"/></iq>'],
  [
    'server',
    'stanza',
    '<iq xmlns="jabber:client" type="error" id="roster-1" to="juliet@example.com/balcony"><query xmlns="jabber:iq:roster"/><error type="auth"><forbidden xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
    10,
  ],
  ['client', 'stanza', '<presence xmlns="jabber:client"/>'],
  ['client', 'stanza', '<iq xmlns="jabber:client" type="bad" id="bad-1"/>'],
];

/** Both as a capture, with one unit every millisecond but where more is said. Connection 0 is the broker's. */
export function sampleCapture(): string {
  const writer = new WlcapWriter();
  let text = writer.head(new Date(0));
  let time = Date.UTC(2026, 10, 29, 12, 0, 5);
  const connections = [
    { name: 'broker', protocol: 'amqp', client: '127.0.0.1:40000', server: '127.0.0.1:5672', lines: amqpLines },
    { name: 'juliet', protocol: 'xmpp', client: '127.0.0.1:40001', server: '127.0.0.1:5222', lines: xmppLines },
  ] as const;
  for (const [connection, { lines, ...about }] of connections.entries()) {
    text += writer.connection({ connection, framing: 'stream', partial: false, ...about });
    const at: Record<Side, number> = { client: 0, server: 0 };
    for (const [side, kind, content, after = 1] of lines) {
      time += after;
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const unit: FramedUnit = { protocol: about.protocol, kind, offset: at[side], size: bytes.length, bytes };
      at[side] += bytes.length;
      text += writer.unit(connection, side, time, unit, false);
    }
    time += 60_000;
  }
  return text;
}
