import { describe, expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import type { LogValue } from '../../../../../protocols/captures/logs/amqp/frame-of.ts';
import { fe2o3 } from '../../../../../protocols/captures/logs/amqp/fe2o3.ts';
import { entriesOfKind } from '../entries.ts';
import { expectKept, expectNoThrow, type PrintedFrame } from './printed-frames.ts';

const units = (text: string) => entriesOfKind(fe2o3, text, 'unit');
const frames = (text: string) =>
  units(text).map(({ bytes, direction, kind }) => {
    const frame = decodeFrame(bytes);
    return `${direction} ${frame.channel ?? '-'} ${frame.performativeName ?? kind}`;
  });
const fields = (body: string) =>
  fieldsJson(decodeFrame(units(`RECV: frame=Frame { channel: 1, body: ${body} }`)[0]!.bytes)) as Record<
    string,
    unknown
  >;

const header = 'ProtocolHeader { id: Sasl, major: 1, minor: 0, revision: 0 }';
const open =
  'Open { container_id: "rust \\"c\\"", hostname: Some("h"), max_frame_size: MaxFrameSize(65536), channel_max: ChannelMax(9), idle_time_out: Some(15000), outgoing_locales: None, incoming_locales: None, offered_capabilities: Some(Array([Symbol("a b")])), desired_capabilities: None, properties: Some(OrderedMap({Symbol("k"): String("é\\u{301}, x"), Symbol("n"): Uint(7), Symbol("l"): List([Null, Bool(true), Double(OrderedFloat(inf))]), Symbol("u"): Uuid(Uuid([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]))})) }';
const begin =
  'Begin { remote_channel: None, next_outgoing_id: 0, incoming_window: 5000, outgoing_window: 5000, handle_max: Handle(4294967295), offered_capabilities: None, desired_capabilities: None, properties: None }';
const detach = 'Detach { handle: Handle(0), closed: true, error: None }';
const inits = 'Init(SaslInit { mechanism: Symbol("PLAIN"), initial_response: Some([0, 117]), hostname: Some("h") })';

describe('the events of fe2o3-amqp', () => {
  const seen = [
    'sent - header',
    'received - header',
    'sent 0 sasl-init',
    'sent 0 open',
    'received 0 open',
    'sent 3 begin',
    'received 3 detach',
  ];
  test('are read as tracing prints them', () => {
    const loop = 'TRACE Connection::event_loop{tx=Sender { inner: None } container_id=c}';
    const log = `2026-11-30T14:50:30Z TRACE SEND: fe2o3_amqp::transport: proto_header=${header}
2026-11-30T14:50:30Z TRACE RECV: fe2o3_amqp::transport: incoming_header=${header}
2026-11-30T14:50:30Z TRACE negotiate_sasl{sasl_hostname=Some("h")}: fe2o3_amqp::connection::builder: sending=${inits}
2026-11-30T14:50:30Z TRACE send_open: fe2o3_amqp::connection: frame=Frame { channel: 0, body: Open(${open}) }
2026-11-30T14:50:30Z TRACE on_incoming_open: fe2o3_amqp::connection: frame=${open}
2026-11-30T14:50:30Z DEBUG Connection::event_loop:on_control: fe2o3_amqp::connection::engine: AllocateSession
2026-11-30T14:50:30Z ${loop}:SEND: fe2o3_amqp::connection::engine: channel=3 frame=Begin(${begin})
2026-11-30T14:50:30Z ${loop}:RECV: fe2o3_amqp::connection::engine: frame=Frame { channel: 3, body: Detach(${detach}) } tx=Sender { inner: None }
2026-11-30T14:50:30Z TRACE on_incoming_detach: fe2o3_amqp::session: frame=${detach}
2026-11-30T14:50:30Z TRACE on_incoming_detach: fe2o3_amqp::link: detach=${detach}`;
    expect(frames(log)).toEqual(seen);
  });
  test('are read as log prints them, once where tracing prints them too', () => {
    const log = `[2026-11-30T14:50:31Z TRACE fe2o3_amqp::transport] SEND proto_header = ${header}
[2026-11-30T14:50:31Z TRACE fe2o3_amqp::transport] RECV incoming_header = ${header}
[2026-11-30T14:50:31Z TRACE fe2o3_amqp::connection::builder] sending = ${inits}
TRACE negotiate_sasl: sending=${inits}
[2026-11-30T14:50:31Z TRACE fe2o3_amqp::connection] SEND frame = Frame { channel: 0, body: Open(${open}) }
[2026-11-30T14:50:31Z TRACE fe2o3_amqp::connection] RECV frame = ${open}
[2026-11-30T14:50:31Z TRACE fe2o3_amqp::connection::engine] SEND channel = 3, frame = Begin(${begin})
[2026-11-30T14:50:31Z TRACE fe2o3_amqp::connection::engine] RECV frame=Frame { channel: 3, body: Detach(${detach}) }
TRACE RECV: frame=Frame { channel: 3, body: Detach(${detach}) }
TRACE RECV:on_incoming_detach: frame=${detach}`;
    expect(frames(log)).toEqual(seen);
  });
  test('are read where the versions print no direction', () => {
    const log = `TRACE proto_header = ${header}
TRACE proto_header = ${header}
TRACE sending = ${inits}
TRACE frame = Frame { channel: 0, body: Open(${open}) }
TRACE frame = ${open}
TRACE channel = 3, frame = Begin(${begin})
TRACE frame=Frame { channel: 3, body: Detach(${detach}) }`;
    expect(frames(log)).toEqual(seen);
  });
  test('are read in the pretty form, whose spans come behind', () => {
    const log = `  2026-11-30T14:50:31.825Z TRACE fe2o3_amqp::transport: proto_header: ${header}
    at src/transport/mod.rs:182
    in fe2o3_amqp::transport::SEND

  2026-11-30T14:50:31.825Z TRACE fe2o3_amqp::connection: frame: ${open}
    at src/connection/mod.rs:182
    in fe2o3_amqp::connection::on_incoming_open

  2026-11-30T14:50:31.825Z TRACE fe2o3_amqp::connection::engine: channel: 3, frame: Begin(${begin})
    at src/connection/engine.rs:182
    in fe2o3_amqp::connection::engine::SEND
    in fe2o3_amqp::connection::engine::Connection::event_loop with container_id: c

  2026-11-30T14:50:31.825Z TRACE fe2o3_amqp::connection::engine: frame: Frame { channel: 3, body: Detach(${detach}) }
    at src/connection/engine.rs:182
    in fe2o3_amqp::connection::engine::RECV`;
    expect(frames(log)).toEqual(['sent - header', 'received 0 open', 'sent 3 begin', 'received 3 detach']);
  });
  test('are read in the form of JSON', () => {
    const log = [
      {
        fields: { proto_header: header },
        target: 'fe2o3_amqp::transport',
        span: { name: 'RECV' },
        spans: [{ name: 'RECV' }],
      },
      {
        fields: { channel: 3, frame: `Begin(${begin})` },
        target: 'fe2o3_amqp::connection::engine',
        span: { name: 'SEND' },
      },
    ].map((event) => JSON.stringify({ level: 'TRACE', ...event }));
    expect(log.every((line) => fe2o3.recognises(line, ''))).toBe(true);
    expect(frames(log.join('\n'))).toEqual(['received - header', 'sent 3 begin']);
  });
  test('have values with their types', () => {
    expect(fields(`Open(${open})`)).toMatchObject({
      'container-id': 'rust "c"',
      'channel-max': 9,
      'offered-capabilities': ['a b'],
      properties: {
        $map: [
          ['k', 'é\u0301, x'],
          ['n', 7],
          ['l', [null, true, expect.anything()]],
          ['u', '00010203-0405-0607-0809-0a0b0c0d0e0f'],
        ],
      },
    });
    const attach =
      'Attach(Attach { name: "n", handle: Handle(1), role: Receiver, snd_settle_mode: Mixed, rcv_settle_mode: First, source: Some(Source { address: Some("q"), durable: None, expiry_policy: SessionEnd, timeout: 0, dynamic: false, dynamic_node_properties: None, distribution_mode: Some(Move), filter: Some(OrderedMap({Symbol("s"): Described(Described { descriptor: Name(Symbol("apache.org:selector-filter:string")), value: String("a = 1") })})), default_outcome: None, outcomes: None, capabilities: None }), target: Some(Coordinator(Coordinator { capabilities: Some(Array([Symbol("amqp:local-transactions")])) })), unsettled: None, incomplete_unsettled: false, initial_delivery_count: Some(0), max_message_size: None, offered_capabilities: None, desired_capabilities: None, properties: None })';
    expect(fields(attach)).toMatchObject({
      source: { address: 'q', durable: 0, 'expiry-policy': 'session-end', 'distribution-mode': 'move' },
      target: { $type: 'coordinator', capabilities: ['amqp:local-transactions'] },
    });
    const disposition =
      'Disposition(Disposition { role: Receiver, first: 0, last: None, settled: true, state: Some(Rejected(Rejected { error: Some(Error { condition: AmqpError(NotFound), description: Some("x"), info: None }) })), batchable: false })';
    expect(fields(disposition)).toMatchObject({ state: { error: { condition: 'amqp:not-found', description: 'x' } } });
    expect(fields(disposition.replace('AmqpError(NotFound)', 'Custom(Symbol("x:y"))'))).toMatchObject({
      state: { error: { condition: 'x:y' } },
    });
  });
  test('have a gap where a frame has no end', () => {
    expect(entriesOfKind(fe2o3, 'RECV: frame=Frame { channel: 0, body: Open(Open { container', 'gap')).toMatchObject([
      { direction: 'received', line: 1, why: 'This frame has no end, or cannot be read' },
    ]);
  });
  test('keep every value that they print', () => {
    expectKept(fe2o3, (frame) => `TRACE RECV: frame=Frame { channel: ${frame.channel}, body: ${printed(frame)} }`, {
      payloads: false,
    });
  });
  test('are any text', () => {
    expectNoThrow(fe2o3, [
      'RECV: frame=Frame { channel: 0, body: Open(Open { ',
      'frame = Open {',
      'sending = Init(Sasl',
      '{"fields":{"frame":"',
      'Some(',
      'Symbol("',
    ]);
  });
});

const snake = (name: string) => name.replaceAll('-', '_');
const pascal = (name: string) => `-${name}`.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
/** Fields without a null. */
const given = new Set(['container-id', 'name', 'condition', 'first', 'handle']);
/** Types that hold a struct of the same name. */
const held = new Set(['source', 'error']);

function printed({ performative, fields: of, payload }: PrintedFrame): string {
  const struct = structText(performative, of);
  if (payload === undefined) return `${pascal(performative)}(${struct})`;
  return `Transfer { performative: ${struct}, payload.len: ${payload.length} }`;
}

function structText(type: string, of: ReadonlyMap<string, LogValue>): string {
  if (of.size === 0) return pascal(type);
  const all = [...of].map(([name, value]) => `${snake(name)}: ${fieldText(name, value)}`);
  return `${pascal(type)} { ${all.join(', ')} }`;
}

function fieldText(name: string, value: LogValue): string {
  if (value === null) return 'None';
  if (/^(?:role|.*-mode|durable|expiry-policy)$/.test(name)) return pascal(plainText(value));
  const text = name === 'condition' ? `Custom(Symbol("${plainText(value)}"))` : valueText(value);
  return given.has(name) || typeof value === 'boolean' ? text : `Some(${text})`;
}

function valueText(value: LogValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (!('what' in value)) return `Array([${value.map((each) => `Symbol(${valueText(each)})`).join(', ')}])`;
  switch (value.what) {
    case 'map':
      return `OrderedMap({${value.entries.map(([key, each]) => `${wrapped(key)}: ${wrapped(each)}`).join(', ')}})`;
    case 'composite': {
      const struct = structText(value.type, value.fields as ReadonlyMap<string, LogValue>);
      return held.has(value.type) ? struct : `${pascal(value.type)}(${struct})`;
    }
    case 'binary':
      return `[${value.bytes.join(', ')}]`;
    default:
      return '';
  }
}

/** A value in the enum of all values. */
function wrapped(value: LogValue): string {
  if (typeof value === 'boolean') return `Bool(${value})`;
  if (typeof value === 'number') return `Int(${value})`;
  if (value === null || typeof value !== 'object' || !('what' in value)) return 'Null';
  if (value.what === 'string') return `String(${JSON.stringify(value.text)})`;
  if (value.what === 'symbol') return `Symbol(Symbol(${JSON.stringify(value.text)}))`;
  if (value.what !== 'uuid') return valueText(value);
  return `Uuid(Uuid([${Buffer.from(value.text.replaceAll('-', ''), 'hex').join(', ')}]))`;
}

function plainText(value: LogValue): string {
  return typeof value === 'object' ? 'null' : String(value);
}
