import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compositeValue,
  cutFrame,
  decodeFrame,
  encodeFrame,
  standardRegistry,
  type EncodeValue,
} from '../../../../protocols/amqp/index.ts';

const text = (value: string): EncodeValue => ({ type: 'string', value });
const source: EncodeValue = {
  type: 'described',
  descriptor: { type: 'ulong', value: 0x28n },
  value: { type: 'list', items: [text('queue-of-orders'), { type: 'uint', value: 1 }, text('an-expiry-policy')] },
};
const performative = (code: number, items: readonly EncodeValue[]): EncodeValue => ({
  type: 'described',
  descriptor: { type: 'ulong', value: BigInt(code) },
  value: { type: 'list', items },
});
const open = encodeFrame({ performative: performative(0x10, [text('my-container'), text('broker.example.net')]) });
const attach = encodeFrame({
  channel: 3,
  performative: performative(0x12, [
    text('link'),
    { type: 'uint', value: 0 },
    { type: 'boolean', value: true },
    { type: 'ubyte', value: 2 },
    { type: 'ubyte', value: 0 },
    source,
  ]),
});
const transfer = encodeFrame({
  performative: performative(0x14, [
    { type: 'uint', value: 0 },
    { type: 'uint', value: 7 },
    { type: 'binary', value: Uint8Array.of(1) },
  ]),
  payload: Uint8Array.of(0, 0x53, 0x77, 0xa1, 4, 0x6f, 0x6b, 0x61, 0x79),
});

/** What is left of a frame without so many bytes at its end. */
const without = (frame: Uint8Array, bytes: number) => {
  const cut = cutFrame(frame.subarray(0, frame.length - bytes));
  if (cut === undefined) throw new Error('This is no frame that is cut.');
  return { ...cut, frame: decodeFrame(cut.bytes, { payload: 'opaque' }) };
};

describe('of a frame that is cut', () => {
  test('the fields that are whole are kept', () => {
    const { stated, frame } = without(open, 3);
    expect(stated).toBe(open.length);
    expect(frame.performativeName).toBe('open');
    expect(frame.fieldValue('container-id')).toBe('my-container');
    expect(frame.field('hostname')?.presence).not.toBe('present');
    expect(frame.findings).toEqual([]);
  });

  test('a composite keeps its own fields that are whole', () => {
    const { frame } = without(attach, 4);
    expect([frame.channel, frame.fieldValue('name')]).toEqual([3, 'link']);
    const children = frame.field('source')?.children.filter(({ presence }) => presence === 'present') ?? [];
    expect(children.map(({ value }) => value)).toEqual(['queue-of-orders', 1]);
  });

  test('all fields of a transfer and the beginning of its payload are kept', () => {
    const { bytes, frame } = without(transfer, 2);
    expect([...bytes.subarray(4)]).toEqual([...transfer.subarray(4, transfer.length - 2)]);
    expect(frame.fieldValue('delivery-id')).toBe(7);
    expect(frame.payloadSize).toBe(7);
  });

  test('its performative alone is enough', () => {
    const { bytes, frame } = without(open, open.length - 11);
    expect([frame.performativeName, bytes.length]).toEqual(['open', 12]);
  });
});

test.each([
  ['a whole frame', open],
  ['a protocol header', Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0)],
  ['other bytes', Uint8Array.of(0, 0, 0, 99, 9, 9, 9, 9, 9, 9, 9, 9)],
  ['a field that goes beyond the frame', Uint8Array.of(0, 0, 0, 40, 2, 0, 0, 0, 0, 0x53, 0x10, 0xc0, 27, 2, 0xa1, 250)],
  ['a list that goes beyond the frame', Uint8Array.of(0, 0, 0, 40, 2, 0, 0, 0, 0, 0x53, 0x10, 0xc0, 99, 2, 0xa1, 2)],
  ['a code that AMQP does not have', Uint8Array.of(0, 0, 0, 40, 2, 0, 0, 0, 0, 0x53, 0x10, 0xc0, 27, 2, 0x11)],
])('%s is none', (_what, bytes) => {
  expect(cutFrame(bytes)).toBeUndefined();
});

test('wherever a frame is cut, what is left of it is a whole frame of the same performative', () => {
  const attachType = standardRegistry.providers('frame').find(({ name }) => name === 'attach');
  const filled =
    attachType?.kind === 'composite' ? encodeFrame({ performative: compositeValue(attachType, {}) }) : attach;
  fc.assert(
    fc.property(fc.constantFrom(open, attach, transfer, filled), fc.nat(), (frame, at) => {
      const length = 11 + (at % (frame.length - 11));
      const cut = cutFrame(frame.subarray(0, length));
      const made = cut === undefined ? undefined : decodeFrame(cut.bytes, { payload: 'opaque' });
      expect(made?.kind).toBe('frame');
      expect(made?.performativeName).toBe(decodeFrame(frame).performativeName);
      expect(made?.findings.filter(({ code }) => code !== 'amqp/mandatory-field')).toEqual([]);
    }),
  );
});

test('any bytes are taken, however deep their values are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const begun = Uint8Array.of(0, 0, 200, 0, 2, 0, 0, 0, 0, 0x53, 0x10, 0xd0, 0, 0, 100, 0, 0, 0, 0, 99, ...bytes);
      expect(() => [cutFrame(bytes), cutFrame(begun)]).not.toThrow();
    }),
  );
  const deep = new Uint8Array(60_000);
  for (let at = 20; at + 9 < deep.length; at += 9) deep.set([0xd0, 0, 1, 0, 0, 0, 0, 0, 1], at);
  deep.set([0, 2, 0, 0, 2, 0, 0, 0, 0, 0x53, 0x10, 0xd0, 0, 1, 0xf0, 0, 0, 0, 0, 1]);
  expect(() => cutFrame(deep)).not.toThrow();
});
