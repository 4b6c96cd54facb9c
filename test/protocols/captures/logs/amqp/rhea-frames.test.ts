import { createRequire } from 'node:module';
import { format } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import { rheaFrames, rheaRaw } from '../../../../../protocols/captures/logs/amqp/rhea-raw.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';

const frames = (text: string) =>
  entriesOfKind(rheaFrames, text, 'unit').map(({ direction, bytes, lossy }) => {
    const frame = decodeFrame(bytes);
    return {
      direction,
      name: frame.performativeName ?? frame.kind,
      channel: frame.channel,
      fields: fieldsJson(frame),
      lossy,
    };
  });
const line = (text: string) => `  rhea:frames ${text} +0ms`;
const one = (text: string) => frames(line(text))[0];

describe('a log of DEBUG=rhea:frames', () => {
  test('has frames by their values, with the channel and the time', () => {
    const text =
      '2026-11-22T10:00:00.250Z rhea:frames [connection-1]:3 <- begin#11 {"remote_channel":1,"incoming_window":2048} ';
    expect(rheaFrames.recognises(text, '')).toBe(true);
    expect(frames(text)).toEqual([
      {
        direction: 'received',
        name: 'begin',
        channel: 3,
        fields: { 'remote-channel': 1, 'incoming-window': 2048 },
        lossy: 'values',
      },
    ]);
    expect(entriesOfKind(rheaFrames, text, 'unit')[0]).toMatchObject({ time: Date.UTC(2026, 10, 22, 10, 0, 0, 250) });
    const old = 'app | Mon, 01 Jun 2026 21:30:47 GMT rhea:frames [c]:0 -> end#17 {} ';
    expect(entriesOfKind(rheaFrames, old, 'unit')[0]).toMatchObject({ time: Date.UTC(2026, 5, 1, 21, 30, 47) });
  });
  test('has headers as bytes that crossed, and empty frames', () => {
    const text = [
      line('[a] -> { protocol_id: 3, major: 1, minor: 0, revision: 0 }'),
      line('[a]:7 -> empty'),
      line('[a] peek_size undefined, 8'),
    ].join('\n');
    expect(entriesOf(rheaFrames, text)).toMatchObject([
      { what: 'stream', bytes: Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 3, 1, 0, 0) },
      { what: 'unit', kind: 'heartbeat', bytes: Uint8Array.of(0, 0, 0, 8, 2, 0, 0, 7) },
    ]);
  });
  test('has a header once that was received, whether its bytes were printed or not', () => {
    const header = line('[a] <- { protocol_id: 0, major: 1, minor: 0, revision: 0 }');
    const outcome = '0000001002010000005344c003015000';
    const raw = (bytes: string): string => `  rhea:raw [a] RECV: ${bytes.length / 2} ${bytes} +0ms`;
    const received = (...lines: readonly string[]): string =>
      entriesOfKind(rheaFrames, lines.join('\n'), 'stream')
        .map(({ bytes }) => Buffer.from(bytes).toString('hex'))
        .join('');
    const whole = `${outcome}414d515000010000`;
    expect(received(raw(outcome), header)).toBe(whole);
    expect(received(raw(whole), header)).toBe(whole);
    expect(received(raw(outcome), raw('414d515000010000'), header)).toBe(whole);
  });
  test('leaves out what rhea does not print: options are no fields, states have no descriptor', () => {
    expect(
      one('[a]:0 -> open#10 {"username":"u","port":1,"container_id":"c","properties":{"k":"v"}} ')?.fields,
    ).toEqual({
      'container-id': 'c',
      properties: { $map: [['k', 'v']] },
    });
    expect(one('[a]:0 <- disposition#15 {"role":true,"first":1,"state":[]} ')?.fields).toEqual({
      role: true,
      first: 1,
    });
  });
  test('has sources, targets and coordinators by their positions', () => {
    const attach = (target: string) =>
      one(
        `[a]:0 -> attach#12 {"name":"l","role":true,"source":["q",null,null,null,true,["x-opt",1],null,["f",["a=1"]]],"target":${target},"max_message_size":{"type":"Buffer","data":[255,255,255,255,255,255,255,255]}} `,
      )?.fields;
    expect(attach('["t"]')).toMatchObject({
      source: { $type: 'source', address: 'q', dynamic: true, 'dynamic-node-properties': { $map: [['x-opt', 1]] } },
      target: { $type: 'target', address: 't' },
      'max-message-size': '18446744073709551615',
    });
    expect(attach('[["amqp:local-transactions"]]')).toMatchObject({
      target: { $type: 'coordinator', capabilities: ['amqp:local-transactions'] },
    });
  });
  test('has errors by their fields', () => {
    expect(
      one('[a]:0 <- close#18 {"error":{"condition":"amqp:not-found","description":"no \\"q\\" }"}} ')?.fields,
    ).toMatchObject({
      error: { condition: 'amqp:not-found', description: 'no "q" }' },
    });
  });
  test('has payloads, which Node.js cuts after 50 bytes', () => {
    const payload = (text: string) =>
      entriesOfKind(rheaFrames, line(`[a]:0 -> transfer#14 {"delivery_id":1} ${text}`), 'unit')[0];
    const whole = payload('<Buffer 00 53 77 a1 01 78>')!;
    const decoded = decodeFrame(whole.bytes);
    expect(whole.lossy).toBe('values');
    expect([...decoded.bytes.subarray(decoded.payload!.offset)]).toEqual([0, 0x53, 0x77, 0xa1, 1, 0x78]);
    expect(payload('<Buffer 00 53 77 ... 150 more bytes>')?.lossy).toBe('cut');
    expect(payload('<Buffer 00 53 77 ... >')?.lossy).toBe('cut');
    expect(payload('{"type":"Buffer","data":[0,83,119]}')?.lossy).toBe('values');
  });
  test('of 0.2.16 prints a function where SASL is named', () => {
    const text = [
      '2018-09-10T03:43:04.714Z rhea:frames [c]:undefined <- sasl_mechanisms#40 {"sasl_server_mechanisms":["PLAIN"]} ',
      '2018-09-10T03:43:04.716Z rhea:frames [c]:0 -> function Typed(type, value, code, descriptor) {',
      '    this.type = type;',
      '    if (code) {',
      '    }',
      '} ["PLAIN",{"type":"Buffer","data":[0,97,0,98]},"host"] ',
    ].join('\n');
    expect(frames(text)).toMatchObject([
      { direction: 'received', name: 'sasl-mechanisms' },
      { direction: 'sent', name: 'sasl-init', fields: { mechanism: 'PLAIN', hostname: 'host' } },
    ]);
  });
  test('of earlier versions names what is received only', () => {
    const text = [
      line('[c] PENDING: {"channel":0,"type":0,"performative":["c"]}'),
      line(`[c] RECV: '{"type":0,"channel":2,"performative":{"type":"open#10","container_id":"it\\'s"}}'`),
    ].join('\n');
    expect(frames(text)).toMatchObject([{ name: 'open', channel: 2, fields: { 'container-id': "it's" } }]);
    expect(entriesOfKind(rheaFrames, text, 'gap')).toMatchObject([{ line: 1, direction: 'sent' }]);
  });
  test('of several connections keeps them apart', () => {
    const text = `${line('[a]:0 <- end#17 {} ')}\n${line('[b]:0 <- end#17 {} ')}`;
    expect(entriesOf(rheaFrames, text).map(({ connection }) => connection)).toEqual(['a', 'b']);
  });
  test('that is cut has gaps', () => {
    const text = line('[a]:0 -> attach#12 {"name":"l","ro');
    expect(entriesOf(rheaFrames, text)).toMatchObject([{ what: 'gap', line: 1, direction: 'sent' }]);
  });
  test('gives each unit once where rhea:raw is in it', () => {
    const text = [
      line('[a] -> { protocol_id: 0, major: 1, minor: 0, revision: 0 }'),
      line('[a]:0 -> open#10 {"container_id":"c"} '),
      '  rhea:raw [a] SENT: 17 0000001102000000005310c00401a10163 +0ms',
      '  rhea:raw [a] RECV: 8 0000000802000000 +0ms',
      line('[a]:0 <- empty'),
    ].join('\n');
    for (const format of [rheaFrames, rheaRaw])
      expect(entriesOf(format, text).map(({ what }) => what)).toEqual(['stream', 'stream', 'stream']);
  });
  describe('behind or in front of one with other settings', () => {
    const [header, open, close] = [
      '414d515000010000',
      '0000001102000000005310c00401a10163',
      '0000000c0200000000531845',
    ];
    const raw = (direction: string, hex: string): string =>
      `  rhea:raw [a] ${direction}: ${hex.length / 2} ${hex} +0ms`;
    const [plainHeader, plainOpen, plainClose] = [
      '{ protocol_id: 0, major: 1, minor: 0, revision: 0 }',
      'open#10 {"container_id":"c"} ',
      'close#18 {} ',
    ];
    const runs: Readonly<Record<string, readonly string[]>> = {
      raw: [raw('SENT', open), raw('RECV', open), raw('SENT', close), raw('RECV', close)],
      frames: [
        line(`[a] -> ${plainHeader}`),
        line(`[a]:0 -> ${plainOpen}`),
        line(`[a] <- ${plainHeader}`),
        line(`[a]:0 <- ${plainOpen}`),
        line(`[a]:0 -> ${plainClose}`),
        line(`[a]:0 <- ${plainClose}`),
      ],
      both: [
        line(`[a] -> ${plainHeader}`),
        line(`[a]:0 -> ${plainOpen}`),
        raw('SENT', open),
        line(`[a] <- ${plainHeader}`),
        raw('RECV', open + close),
        line(`[a]:0 <- ${plainOpen}`),
        line(`[a]:0 <- ${plainClose}`),
        line(`[a]:0 -> ${plainClose}`),
        raw('SENT', close),
      ],
    };
    /** How many bytes and units each run gives. */
    const counts = (text: string): readonly [sent: number, received: number] => {
      const all = [...entriesOfKind(rheaFrames, text, 'stream'), ...entriesOfKind(rheaFrames, text, 'unit')];
      const of = (way: string): number =>
        all
          .filter(({ direction }) => direction === way)
          .map(
            ({ bytes }) => Buffer.from(bytes).toString('hex').replaceAll(header, '').split('020000000053').length - 1,
          )
          .reduce((sum, each) => sum + each, 0);
      return [of('sent'), of('received')];
    };
    const pairs = Object.keys(runs).flatMap((one) => Object.keys(runs).map((other) => [one, other] as const));
    test.each(pairs)('%s, then %s: gives every frame once', (one, other) => {
      expect(counts([...(runs[one] ?? []), ...(runs[other] ?? [])].join('\n'))).toEqual([4, 4]);
      expect(counts((runs[one] ?? []).join('\n'))).toEqual([2, 2]);
    });
  });
  test('that is nested too deep has gaps', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(entriesOf(rheaFrames, line(`[a]:0 <- open#10 {"container_id":${deep}} `))).toMatchObject([{ what: 'gap' }]);
  });
  test('of any text does not throw', () => {
    const part = fc.constantFrom(
      'rhea:frames ',
      'rhea:raw ',
      '[a]',
      ':0 ',
      '-> ',
      '<- ',
      'open#10 ',
      '{"a":',
      '[',
      ']',
      '}',
      '"',
      '\\',
      'SENT: ',
      '<Buffer 00',
      '\n',
      'function x(',
      "RECV: '",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => void entriesOf(rheaFrames, parts.join(''))),
    );
  });
});

/* rhea's own printer: its transport, which writes to no socket. */
const require = createRequire(import.meta.url);
interface Debug {
  (namespace: string): unknown;
  enable(namespaces: string): void;
  disable(): string;
  log: (...values: readonly unknown[]) => void;
}
interface Transport {
  encode(frame: unknown): void;
  write(socket: { write(bytes: Uint8Array): void }): void;
}
type Fields = Readonly<Record<string, unknown>>;
const debug = require('debug') as Debug;
const RheaTransport = require('rhea/lib/transport.js') as new (
  id: string,
  protocol: number,
  type: number,
  handler: unknown,
) => Transport;
const rheaFramesLibrary = require('rhea/lib/frames.js') as Readonly<Record<string, (fields: Fields) => unknown>> & {
  amqp_frame(channel: number, performative: unknown, payload?: Uint8Array): unknown;
};

function printed(name: string, channel: number, fields: Fields, payload: Uint8Array | undefined) {
  const lines: string[] = [];
  const written: Uint8Array[] = [];
  const before = debug.log;
  debug.log = (...values) => void lines.push(format(...values));
  debug.enable('rhea:frames,rhea:raw');
  try {
    const transport = new RheaTransport('connection-1', 0, 0, {});
    transport.encode(rheaFramesLibrary.amqp_frame(channel, rheaFramesLibrary[name]!(fields), payload));
    transport.write({ write: (bytes) => void written.push(Uint8Array.from(bytes)) });
  } finally {
    debug.disable();
    debug.log = before;
  }
  return { text: lines.join('\n'), written };
}

const uint = fc.nat({ max: 0xffffffff });
const text = fc.string({ unit: 'grapheme', maxLength: 20 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const frame = fc.oneof(
  fc.tuple(
    fc.constant('open'),
    fc.record({
      container_id: text,
      hostname: optional(text),
      max_frame_size: optional(uint),
      idle_time_out: optional(uint),
      offered_capabilities: optional(fc.array(fc.stringMatching(/^[a-z]+$/), { minLength: 1 })),
    }),
  ),
  fc.tuple(fc.constant('begin'), fc.record({ next_outgoing_id: uint, incoming_window: uint, outgoing_window: uint })),
  fc.tuple(
    fc.constant('flow'),
    fc.record({
      next_incoming_id: optional(uint),
      incoming_window: uint,
      next_outgoing_id: uint,
      outgoing_window: uint,
      handle: optional(uint),
      link_credit: optional(uint),
      drain: fc.boolean(),
    }),
  ),
  fc.tuple(
    fc.constant('transfer'),
    fc.record({
      handle: uint,
      delivery_id: optional(uint),
      delivery_tag: fc.uint8Array({ maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
      settled: fc.boolean(),
    }),
  ),
  fc.tuple(
    fc.constant('detach'),
    fc.record({
      handle: uint,
      closed: fc.boolean(),
      error: optional(fc.record({ condition: fc.stringMatching(/^[a-z:]+$/), description: text })),
    }),
  ),
);

describe("a frame that rhea's own transport prints", () => {
  test('keeps every value that is in the log, and its bytes with rhea:raw', () => {
    fc.assert(
      fc.property(
        frame,
        fc.nat({ max: 0xffff }),
        optional(fc.uint8Array({ minLength: 1, maxLength: 50 })),
        ([name, fields], channel, payload) => {
          const { text: log, written } = printed(
            name,
            channel,
            fields,
            name === 'transfer' && payload !== undefined ? Buffer.from(payload) : undefined,
          );
          const streams = entriesOfKind(rheaRaw, log, 'stream').map(({ bytes }) => bytes);
          expect(streams).toEqual(written);
          const whole = decodeFrame(written[1]!);
          const lines = log.split('\n').filter((each) => each.includes('rhea:frames'));
          const [read] = entriesOfKind(rheaFrames, lines.join('\n'), 'unit');
          const values = decodeFrame(read!.bytes);
          expect({ name: values.performativeName, channel: values.channel }).toEqual({ name, channel });
          expect(fieldsJson(values)).toEqual(withoutFalsy(fieldsJson(whole) as Fields));
          expect(payloadOf(values)).toEqual(payloadOf(whole));
        },
      ),
    );
  });
});

/** What rhea prints of fields: those that are falsy are left out. */
function withoutFalsy(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== 0 && value !== false && value !== '')
      .map(([name, value]) => [name, name === 'error' ? withoutFalsy(value as Fields) : value]),
  );
}

function payloadOf({ bytes, payload }: ReturnType<typeof decodeFrame>): readonly number[] {
  return payload === undefined ? [] : [...bytes.subarray(payload.offset)];
}
