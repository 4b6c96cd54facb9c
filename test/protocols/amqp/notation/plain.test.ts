import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, fieldsJson, type EncodeValue } from '../../../../protocols/amqp/index.ts';
import { encodeScript, formatUnit, formatUnitPlainly, parseSource } from '../../../../protocols/amqp/notation/index.ts';

/** A frame with a composite whose encodings are all the longest. */
function wide(code: bigint, items: readonly EncodeValue[], payload?: Uint8Array): Uint8Array {
  return encodeFrame({
    channel: 3,
    performative: {
      type: 'described',
      descriptor: { type: 'ulong', value: code, code: 0x80 },
      value: { type: 'list', items, code: 0xd0 },
    },
    ...(payload === undefined ? {} : { payload }),
  });
}

const symbols: EncodeValue = {
  type: 'array',
  element: { type: 'symbol', code: 0xb3 },
  items: [{ type: 'symbol', value: 'ANONYMOUS-RELAY' }],
  code: 0xf0,
};
const none: EncodeValue = { type: 'null', value: null };
const open = wide(0x10n, [
  { type: 'string', value: 'c', code: 0xb1 },
  none,
  { type: 'uint', value: 9, code: 0x70 },
  none,
  none,
  none,
  none,
  symbols,
]);

describe('a unit for people to read', () => {
  it('says the values without the encodings that its sender chose', () => {
    expect(formatUnit(open)).toContain('!list32');
    expect(formatUnitPlainly(open)).toBe(
      '- open: { container-id: c, max-frame-size: 9, offered-capabilities: [ANONYMOUS-RELAY] }\n  channel: 3\n',
    );
  });

  it('does so within a message too', () => {
    const body = Uint8Array.from(Buffer.from('005377b10000000568656c6c6f', 'hex'));
    const transfer = wide(
      0x14n,
      [
        { type: 'uint', value: 0 },
        { type: 'uint', value: 0 },
        { type: 'binary', value: Uint8Array.of(116) },
        { type: 'uint', value: 0 },
      ],
      body,
    );
    expect(formatUnitPlainly(transfer)).toMatch(/message:\s*\n? *.*body: \{ value: hello \}/u);
    expect(formatUnitPlainly(transfer)).not.toMatch(/!/u);
  });

  it.each([
    ['a broken frame', '0000001402000000005310c0080241a101634040'],
    ['a frame that is cut off', '00000020020000000053'],
    ['a header', '414d515000010000'],
    ['a heartbeat', '0000000802000000'],
    ['garbage', 'deadbeef'],
    ['a frame with a size that is not its own', '0000001102000000005310c00401a1016300'],
  ])('leaves %s as it is', (_what, hex) => {
    const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
    expect(formatUnitPlainly(bytes)).toBe(formatUnit(bytes));
  });

  it('keeps every value', () => {
    const scalar = fc.oneof(
      fc.string({ maxLength: 300 }).map((value): EncodeValue => ({ type: 'string', value, code: 0xb1 })),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value): EncodeValue => ({ type: 'ulong', value, code: 0x80 })),
      fc.integer().map((value): EncodeValue => ({ type: 'int', value, code: 0x71 })),
      fc.boolean().map((value): EncodeValue => ({ type: 'boolean', value, code: 0x56 })),
      fc.uint8Array({ maxLength: 300 }).map((value): EncodeValue => ({ type: 'binary', value, code: 0xb0 })),
    );
    const properties = fc
      .array(fc.tuple(fc.stringMatching(/^[a-z]{1,9}$/), scalar), { maxLength: 6 })
      .map((pairs): EncodeValue => {
        const unique = [...new Map(pairs)];
        return {
          type: 'map',
          items: unique.flatMap(([key, value]) => [{ type: 'symbol', value: key, code: 0xb3 } as const, value]),
          code: 0xd1,
        };
      });
    fc.assert(
      fc.property(properties, (map) => {
        const bytes = wide(0x10n, [
          { type: 'string', value: 'c', code: 0xb1 },
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          map,
        ]);
        const text = formatUnitPlainly(bytes);
        // Outside of quotes: what a value's text says is no tag.
        expect(text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/gu, '""')).not.toMatch(/!\w+(?:32|@)/u);
        expect(text.length).toBeLessThanOrEqual(formatUnit(bytes).length);
        const [step] = encodeScript({ source: parseSource(text) }, () => undefined).steps;
        expect(fieldsJson(decodeFrame(step?.kind === 'bytes' ? step.bytes : new Uint8Array(0)))).toEqual(
          fieldsJson(decodeFrame(bytes)),
        );
      }),
      { numRuns: 60 },
    );
  });
});
