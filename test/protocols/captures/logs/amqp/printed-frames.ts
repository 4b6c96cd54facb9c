import fc from 'fast-check';
import { expect } from 'vitest';
import { standardRegistry } from '../../../../../protocols/amqp/definitions/index.ts';
import { frameOf, type LogValue } from '../../../../../protocols/captures/logs/amqp/frame-of.ts';
import type { LogFormat } from '../../../../../protocols/captures/logs/model.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';

/** A frame whose values every program prints so that they can be told. */
export interface PrintedFrame {
  readonly performative: string;
  readonly channel: number;
  readonly fields: ReadonlyMap<string, LogValue>;
  readonly payload?: Uint8Array;
}

const text = fc
  .stringMatching(/^[A-Z][a-z]{1,5}( [A-Z][a-z]{1,5})?$/)
  .filter((each) => !/^(True|False|Null|None)$/.test(each));
const symbol = fc.stringMatching(/^[a-z]{2,6}-[a-z]{2,8}$/).filter((each) => !/^(no|null|true)/.test(each));
const uint = fc.integer({ min: 1, max: 0xffffffff });
const ushort = fc.integer({ min: 1, max: 0xffff });
const symbols = fc.array(symbol, { minLength: 1, maxLength: 3 });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 8 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);
const plain: fc.Arbitrary<LogValue> = fc.oneof(
  text.map((each): LogValue => ({ what: 'string', text: each })),
  fc.integer(),
  fc.boolean(),
  fc.uuid().map((each): LogValue => ({ what: 'uuid', text: each })),
);
const mapOf = (value: fc.Arbitrary<LogValue>): fc.Arbitrary<LogValue> =>
  fc.uniqueArray(fc.tuple(symbol, value), { minLength: 1, maxLength: 4, selector: ([key]) => key }).map((pairs) => ({
    what: 'map',
    entries: pairs.map(([key, each]): [LogValue, LogValue] => [{ what: 'symbol', text: key }, each]),
  }));
const properties = mapOf(plain);

/** The fields of a type in its order, with null for those that are not given. */
function whole(type: string, given: Readonly<Record<string, LogValue>>): ReadonlyMap<string, LogValue> {
  const known = standardRegistry.byName(type);
  if (known?.kind !== 'composite') throw new Error(`${type} is no composite type`);
  return new Map(known.fields.map(({ name }) => [name, given[name] ?? null]));
}

const composite = (type: string, given: Readonly<Record<string, LogValue>> = {}): LogValue => ({
  what: 'composite',
  type,
  fields: whole(type, given),
});

const error = fc
  .record({ condition: symbol.map((each) => `x:${each}`), description: text, info: maybe(properties) })
  .map((given) => composite('error', given));
const terminus = {
  address: text,
  durable: fc.constantFrom('configuration', 'unsettled-state'),
  'expiry-policy': fc.constantFrom('link-detach', 'session-end', 'never'),
  timeout: uint,
  dynamic: fc.boolean(),
  capabilities: symbols,
};
const source = fc.record({ ...terminus, outcomes: symbols }).map((given) => composite('source', given));
const target = fc.record(terminus).map((given) => composite('target', given));
const state = fc.oneof(
  fc.constantFrom('accepted', 'released').map((type) => composite(type)),
  error.map((each) => composite('rejected', { error: each })),
  fc
    .record({ 'delivery-failed': fc.boolean(), 'undeliverable-here': fc.boolean(), 'message-annotations': properties })
    .map((given) => composite('modified', given)),
);

function framesOf(type: string, fields: Readonly<Record<string, fc.Arbitrary<LogValue>>>): fc.Arbitrary<PrintedFrame> {
  return fc
    .tuple(fc.integer({ min: 0, max: 0xffff }), fc.record(fields))
    .map(([channel, given]) => ({ performative: type, channel, fields: whole(type, given) }));
}

/** Frames of most performatives. */
export const printedFrames: fc.Arbitrary<PrintedFrame> = fc.oneof(
  framesOf('open', {
    'container-id': text,
    hostname: maybe(text),
    'max-frame-size': uint,
    'channel-max': ushort,
    'idle-time-out': maybe(uint),
    'offered-capabilities': maybe(symbols),
    properties: maybe(properties),
  }),
  framesOf('begin', {
    'remote-channel': maybe(ushort),
    'next-outgoing-id': uint,
    'incoming-window': uint,
    'outgoing-window': uint,
    'handle-max': uint,
    properties: maybe(properties),
  }),
  framesOf('attach', {
    name: text,
    handle: uint,
    role: fc.constantFrom('sender', 'receiver'),
    'snd-settle-mode': fc.constantFrom('unsettled', 'settled', 'mixed'),
    'rcv-settle-mode': fc.constantFrom('first', 'second'),
    source: maybe(source),
    target: maybe(target),
    'incomplete-unsettled': fc.boolean(),
    'initial-delivery-count': uint,
    'max-message-size': uint,
    properties: maybe(properties),
  }),
  framesOf('disposition', {
    role: fc.constantFrom('sender', 'receiver'),
    first: uint,
    last: maybe(uint),
    settled: fc.boolean(),
    state: maybe(state),
    batchable: fc.boolean(),
  }),
  framesOf('detach', { handle: uint, closed: fc.boolean(), error: maybe(error) }),
  fc
    .tuple(
      framesOf('transfer', {
        handle: uint,
        'delivery-id': maybe(uint),
        'delivery-tag': maybe(bytes.map((each): LogValue => ({ what: 'binary', bytes: each }))),
        'message-format': fc.constant(0),
        settled: fc.boolean(),
        more: fc.boolean(),
        'rcv-settle-mode': fc.constant(null),
        state: maybe(state),
        resume: fc.boolean(),
        aborted: fc.boolean(),
        batchable: fc.boolean(),
      }),
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
    )
    .map(([frame, payload]) => ({ ...frame, payload })),
);

/** Prints frames, reads them again, and compares the bytes; of a payload only where it is printed. */
export function expectKept(
  format: LogFormat,
  print: (frame: PrintedFrame) => string,
  kept: { readonly payloads: boolean },
): void {
  fc.assert(
    fc.property(printedFrames, (frame) => {
      const line = print(frame);
      expect(format.recognises(line, '')).toBe(true);
      const [unit] = entriesOfKind(format, line, 'unit');
      const { payload, ...bare } = frame;
      const made = frameOf(kept.payloads ? frame : bare);
      expect('problem' in made ? made.problem : Buffer.from(made.bytes).toString('hex')).toBe(
        unit === undefined ? JSON.stringify(entriesOf(format, line)) : Buffer.from(unit.bytes).toString('hex'),
      );
      expect(unit?.lossy).toBe(payload === undefined || kept.payloads ? 'values' : 'cut');
    }),
    { numRuns: 300 },
  );
}

/** Any text, and any text behind what begins a line of the log, is read without a throw, and gives no more units than lines. */
export function expectNoThrow(format: LogFormat, beginnings: readonly string[]): void {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(...beginnings),
    fc.constantFrom('{', '}', '[', ']', '(', ')', ', ', '=', ':', '"', "'", '\\', '\n', 'null', '<nil>', '0', '-1'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const log = pieces.join('');
      for (const line of log.split('\n')) format.recognises(line, '');
      expect(entriesOfKind(format, log, 'unit').length).toBeLessThanOrEqual(log.split('\n').length);
    }),
    { numRuns: 500 },
  );
}
