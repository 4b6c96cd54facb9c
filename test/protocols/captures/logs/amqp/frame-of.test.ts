import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, fieldsJson } from '../../../../../protocols/amqp/index.ts';
import {
  frameOf,
  type LogFields,
  type LogFrame,
  type LogValue,
} from '../../../../../protocols/captures/logs/amqp/frame-of.ts';

const bytesOf = (frame: LogFrame) => {
  const made = frameOf(frame);
  if ('problem' in made) throw new Error(made.problem);
  return made.bytes;
};
const decoded = (performative: string, fields: LogFields | Readonly<Record<string, LogValue>>) =>
  decodeFrame(
    bytesOf({
      performative,
      fields: Array.isArray(fields) || fields instanceof Map ? fields : new Map(Object.entries(fields)),
    }),
  );
const json = (performative: string, fields: LogFields | Readonly<Record<string, LogValue>>) =>
  fieldsJson(decoded(performative, fields));
const problem = (frame: LogFrame) => {
  const made = frameOf(frame);
  return 'problem' in made ? made.problem : undefined;
};

describe('A frame made of what a log tells', () => {
  test.each(['containerId', 'ContainerID', 'container_id', 'container-id', 'CONTAINER-ID'])(
    'has its field where the log writes %s',
    (name) => {
      expect(json('Open', { [name]: 'a', HostName: 'h', idleTimeOut: 5000, OutgoingLocales: ['en'] })).toEqual({
        'container-id': 'a',
        hostname: 'h',
        'idle-time-out': 5000,
        'outgoing-locales': ['en'],
      });
    },
  );
  test('takes fields by position, composites and described types as well', () => {
    expect(
      json('attach', ['l', 0, true, null, null, [null, 0], { what: 'described', descriptor: 0x29n, value: ['q'] }]),
    ).toMatchObject({ name: 'l', role: true, source: { $type: 'source', durable: 0 }, target: { address: 'q' } });
  });
  test('gives plain values the types of their fields', () => {
    const frame = decoded('attach', {
      name: 'l',
      handle: 0n,
      role: 'RECEIVER',
      sndSettleMode: 'Mixed',
      source: {
        what: 'composite',
        type: 'Source',
        fields: new Map<string, LogValue>([
          ['expiryPolicy', 'SESSION_END'],
          ['outcomes', ['amqp:accepted:list', 'amqp:rejected:list']],
          ['defaultOutcome', 'Released'],
          ['capabilities', 'queue'],
        ]),
      },
      maxMessageSize: 2 ** 40,
      properties: { what: 'map', entries: [['product', 'x']] },
    });
    expect(frame.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(fieldsJson(frame)).toMatchObject({
      role: true,
      'snd-settle-mode': 2,
      source: { 'expiry-policy': 'session-end', outcomes: ['amqp:accepted:list', 'amqp:rejected:list'] },
    });
    expect(frame.fieldValue('max-message-size')).toBe(2n ** 40n);
  });
  test('keeps a type that the log names, also where it is the wrong one', () => {
    const frame = decoded('disposition', {
      role: true,
      first: 0,
      state: { what: 'composite', type: 'rejected', fields: new Map([['error', { what: 'string', text: 'no' }]]) },
    });
    expect(frame.issues.map(({ code }) => code)).toContain('amqp/wrong-type');
  });
  test('is a frame of SASL where its performative is', () => {
    expect(decoded('saslInit', { mechanism: 'PLAIN', initial_response: '\0a\0b' })).toMatchObject({
      frameType: 'sasl',
      performativeName: 'sasl-init',
    });
    expect(json('sasl-outcome', { code: 'OK' })).toEqual({ code: 0 });
  });
  test('has null for what is unknown, and no element for it in an array', () => {
    expect(json('begin', { nextOutgoingId: { what: 'unknown' }, incomingWindow: 1 })).toEqual({ 'incoming-window': 1 });
    expect(json('open', { 'offered-capabilities': ['a', { what: 'unknown' }] })).toEqual({
      'offered-capabilities': ['a'],
    });
  });
  test('has tags and states in its map of unsettled deliveries', () => {
    const frame = decoded('attach', {
      name: 'l',
      handle: 0,
      role: true,
      unsettled: { what: 'map', entries: [['t', 'accepted']] },
    });
    expect(frame.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
  test('keeps every type that a map can hold', () => {
    const entries: readonly (readonly [LogValue, LogValue])[] = [
      ['a', { what: 'typed', type: 'ubyte', value: 7 }],
      ['b', { what: 'typed', type: 'timestamp', value: 1500000000000n }],
      ['c', { what: 'typed', type: 'decimal32', value: Uint8Array.of(0x22, 0x50, 0, 5) }],
      ['d', { what: 'array', type: 'long', items: [1, 2n ** 40n] }],
      ['e', { what: 'described', descriptor: 'x:y', value: [1, 'a'] }],
      ['f', { what: 'typed', type: 'double', value: Infinity }],
      ['g', { what: 'uuid', text: '0b5c1f9e-1111-2222-3333-444455556666' }],
    ];
    expect(json('open', { 'container-id': 'c', properties: { what: 'map', entries } })).toEqual({
      'container-id': 'c',
      properties: {
        $map: [
          ['a', 7],
          ['b', 1500000000000],
          ['c', { $decimal32: '22500005' }],
          ['d', [1, 2 ** 40]],
          ['e', { $descriptor: 'x:y', $value: [1, 'a'] }],
          ['f', { $double: 'inf' }],
          ['g', '0b5c1f9e-1111-2222-3333-444455556666'],
        ],
      },
    });
  });
  test('has its payload, and is cut where the log cuts it', () => {
    const payload = Uint8Array.of(0, 0x53);
    expect(frameOf({ performative: 'transfer', fields: [0], payload })).toMatchObject({ lossy: 'values' });
    expect(frameOf({ performative: 'transfer', fields: [0], payload, payloadCut: true })).toMatchObject({
      lossy: 'cut',
    });
  });
  test.each<[LogFrame, RegExp]>([
    [{ performative: 'opne', fields: [] }, /no performative “opne”/],
    [{ performative: 'open', fields: new Map([['contianerId', 'x']]) }, /open has no field “contianerId”/],
    [{ performative: 'close', fields: [null, 1] }, /close has 1 fields, and the log has 2/],
    [{ performative: 'open', fields: [], channel: 70000 }, /65535, not 70000/],
  ])('is none where it cannot be: %j', (frame, message) => {
    expect(problem(frame)).toMatch(message);
  });
  test('is none where its values are nested too deep', () => {
    let value: LogValue = 1;
    for (let i = 0; i < 100_000; i++) value = [value];
    expect(problem({ performative: 'open', fields: [value] })).toMatch(/nested deeper/);
  });
  test('is made, or refused with a reason, of any values', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('open', 'source', 'uint', 'list', 'array', '__proto__', 'error'),
    );
    const { value } = fc.letrec<{ value: LogValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.double(),
        fc.bigInt(),
        text,
        fc.record({ what: fc.constantFrom('symbol' as const, 'string' as const, 'uuid' as const), text }),
        fc.record({ what: fc.constant('typed' as const), type: text, value: fc.oneof(fc.double(), fc.bigInt(), text) }),
        fc.record({ what: fc.constant('number' as const), value: fc.oneof(fc.double(), fc.bigInt()) }),
        fc.array(tie('value')),
        fc.record({ what: fc.constant('map' as const), entries: fc.array(fc.tuple(tie('value'), tie('value'))) }),
        fc.record({ what: fc.constant('array' as const), type: text, items: fc.array(tie('value')) }),
        fc.record({
          what: fc.constant('described' as const),
          descriptor: fc.oneof(text, fc.bigInt({ min: 0n, max: 120n })),
          value: tie('value'),
        }),
        fc.record({ what: fc.constant('composite' as const), type: text, fields: fc.array(tie('value')) }),
      ),
    }));
    fc.assert(
      fc.property(fc.constantFrom('open', 'attach', 'transfer', 'x'), fc.array(value), (performative, fields) => {
        const made = frameOf({ performative, fields });
        if ('bytes' in made)
          expect(decodeFrame(made.bytes).issues.map(({ code }) => code)).not.toContain('amqp/truncated-value');
        else expect(made.problem).not.toBe('');
      }),
    );
  });
});
