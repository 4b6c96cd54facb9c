import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode, encodeFrame, type EncodeScalar, type EncodeValue } from '../../../../protocols/amqp/index.ts';
import { encodeScript, formatUnit, formatUnits, parseSource } from '../../../../protocols/amqp/notation/index.ts';
import { captureNames, captureUnits, conformanceUnits, corpusLines, fromBase64, hasCorpus } from './corpus.ts';

/** What a text encodes to, all its steps in a row; throws where it has problems that keep it from being sent. */
function bytesOf(text: string): string {
  const { steps, problems } = encodeScript({ source: parseSource(text) }, () => undefined);
  const blocking = problems.filter((each) => each.blocking);
  if (blocking.length > 0) throw new Error(`${text}\n${JSON.stringify(blocking)}`);
  return steps.map((step) => (step.kind === 'bytes' ? hex(step.bytes) : step.kind)).join('');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function expectRoundTrip(bytes: Uint8Array): void {
  const text = formatUnit(bytes);
  expect(bytesOf(text), text).toBe(hex(bytes));
}

const scalar: fc.Arbitrary<EncodeScalar> = fc.oneof(
  fc.constant<EncodeScalar>({ type: 'null', value: null }),
  fc
    .boolean()
    .chain((value) =>
      fc.constantFrom<EncodeScalar>({ type: 'boolean', value }, { type: 'boolean', value, code: 0x56 }),
    ),
  fc.nat(255).map((value): EncodeScalar => ({ type: 'ubyte', value })),
  fc.nat(65535).map((value): EncodeScalar => ({ type: 'ushort', value })),
  fc.nat(0xffffffff).map((value): EncodeScalar => ({ type: 'uint', value })),
  fc
    .nat(255)
    .chain((value) =>
      fc.constantFrom<EncodeScalar>(
        { type: 'uint', value },
        { type: 'uint', value, code: 0x70 },
        { type: 'uint', value, code: 0x52 },
      ),
    ),
  fc.bigInt(0n, 2n ** 64n - 1n).map((value): EncodeScalar => ({ type: 'ulong', value })),
  fc
    .bigInt(0n, 255n)
    .chain((value) =>
      fc.constantFrom<EncodeScalar>({ type: 'ulong', value, code: 0x80 }, { type: 'ulong', value, code: 0x53 }),
    ),
  fc
    .integer({ min: -128, max: 127 })
    .chain((value) =>
      fc.constantFrom<EncodeScalar>(
        { type: 'byte', value },
        { type: 'int', value },
        { type: 'int', value, code: 0x71 },
      ),
    ),
  fc.integer({ min: -32768, max: 32767 }).map((value): EncodeScalar => ({ type: 'short', value })),
  fc.integer().map((value): EncodeScalar => ({ type: 'int', value })),
  fc
    .bigInt(-(2n ** 63n), 2n ** 63n - 1n)
    .chain((value) =>
      fc.constantFrom<EncodeScalar>(
        { type: 'long', value },
        { type: 'long', value, code: 0x81 },
        { type: 'timestamp', value },
      ),
    ),
  fc
    .integer({ min: -8.64e15, max: 8.64e15 })
    .map((value): EncodeScalar => ({ type: 'timestamp', value: BigInt(value) })),
  fc.float().map((value): EncodeScalar => ({ type: 'float', value })),
  fc.double().map((value): EncodeScalar => ({ type: 'double', value })),
  fc
    .constantFrom(4, 8)
    .chain((width) =>
      fc
        .uint8Array({ minLength: width, maxLength: width })
        .map((value): EncodeScalar => ({ type: width === 4 ? 'float' : 'double', value })),
    ),
  fc.uint8Array({ minLength: 4, maxLength: 4 }).map((value): EncodeScalar => ({ type: 'decimal32', value })),
  fc.uint8Array({ minLength: 8, maxLength: 8 }).map((value): EncodeScalar => ({ type: 'decimal64', value })),
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((value): EncodeScalar => ({ type: 'decimal128', value })),
  fc.nat(0x10ffff).map((value): EncodeScalar => ({ type: 'char', value })),
  fc.uuid().map((value): EncodeScalar => ({ type: 'uuid', value })),
  fc
    .uint8Array()
    .chain((value) => fc.constantFrom<EncodeScalar>({ type: 'binary', value }, { type: 'binary', value, code: 0xb0 })),
  fc
    .oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom(
        '',
        'null',
        '~',
        'true',
        '12',
        '0x1',
        '{{queue}}',
        '- a',
        'a: b',
        '# c',
        '\u0085',
        '\ufeff',
        '"',
        "'",
        '\\x7b{',
        '!hex',
        '2026-11-22',
      ),
    )
    .chain((value) => fc.constantFrom<EncodeScalar>({ type: 'string', value }, { type: 'string', value, code: 0xb1 })),
  fc
    .string({ unit: 'binary-ascii' })
    .chain((value) => fc.constantFrom<EncodeScalar>({ type: 'symbol', value }, { type: 'symbol', value, code: 0xb3 })),
);

const descriptor: fc.Arbitrary<EncodeValue> = fc.oneof(
  fc
    .constantFrom(
      0x10n,
      0x14n,
      0x24n,
      0x28n,
      0x29n,
      0x70n,
      0x73n,
      0x75n,
      0x77n,
      0x468c00000004n,
      0x468c_0000_0004n << 16n,
    )
    .map((value): EncodeValue => ({ type: 'ulong', value })),
  fc
    .constantFrom('amqp:open:list', 'amqp:source:list', 'foo', '', '12', 'a b>', 'x%y')
    .map((value): EncodeValue => ({ type: 'symbol', value })),
  scalar,
);

const value: fc.Arbitrary<EncodeValue> = fc.letrec<{ value: EncodeValue }>((tie) => {
  const items = fc.array(tie('value'), { maxLength: 4 });
  return {
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar,
      items.chain((list) =>
        fc.constantFrom<EncodeValue>(
          { type: 'list', items: list },
          { type: 'list', items: list, code: 0xc0 },
          { type: 'list', items: list, code: 0xd0 },
        ),
      ),
      fc
        .array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 })
        .chain((pairs) =>
          fc.constantFrom<EncodeValue>(
            { type: 'map', items: pairs.flat() },
            { type: 'map', items: pairs.flat(), code: 0xd1 },
          ),
        ),
      fc.array(fc.integer(), { maxLength: 4 }).chain((list) =>
        fc.constantFrom<EncodeValue>(
          { type: 'array', element: { type: 'int' }, items: list.map((each) => ({ type: 'int', value: each })) },
          {
            type: 'array',
            element: { type: 'int', code: 0x71 },
            items: list.map((each) => ({ type: 'int', value: each })),
            code: 0xf0,
          },
          {
            type: 'array',
            element: { type: 'string' },
            items: list.map((each) => ({ type: 'string', value: String(each) })),
          },
          {
            type: 'array',
            element: { type: 'symbol', descriptors: [{ type: 'symbol', value: 'd' }] },
            items: list.map((each) => ({ type: 'symbol', value: String(each) })),
          },
          {
            type: 'array',
            element: { type: 'list' },
            items: list.map((each) => ({ type: 'list', items: [{ type: 'int', value: each }] })),
          },
        ),
      ),
      fc
        .tuple(descriptor, tie('value'))
        .map(([each, inner]): EncodeValue => ({ type: 'described', descriptor: each, value: inner })),
    ),
  };
}).value;

describe('what is written out encodes back to the same bytes', () => {
  it('for any value as the body of a frame', () => {
    fc.assert(
      fc.property(value, fc.nat(0xffff), (body, channel) =>
        expectRoundTrip(encodeFrame({ performative: body, channel })),
      ),
      { numRuns: 500 },
    );
  });

  it('without raw frames, where the bytes are sound', () => {
    fc.assert(
      fc.property(value, (body) => {
        expect(formatUnit(encodeFrame({ performative: body }))).not.toMatch(/^- raw/);
      }),
      { numRuns: 300 },
    );
  });

  it('for any value in a message', () => {
    const transfer: EncodeValue = {
      type: 'described',
      descriptor: { type: 'ulong', value: 0x14n },
      value: { type: 'list', items: [{ type: 'uint', value: 0 }] },
    };
    fc.assert(
      fc.property(value, (content) => {
        const payload = encode({ type: 'described', descriptor: { type: 'ulong', value: 0x77n }, value: content });
        expectRoundTrip(encodeFrame({ performative: transfer, payload }));
      }),
      { numRuns: 300 },
    );
  });

  it('for any fields of a composite, whatever their types', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0x10n, 0x11n, 0x12n, 0x15n, 0x28n),
        fc.array(value, { maxLength: 16 }),
        (code, items) => {
          expectRoundTrip(
            encodeFrame({
              performative: {
                type: 'described',
                descriptor: { type: 'ulong', value: code },
                value: { type: 'list', items },
              },
            }),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('for any bytes at all', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), expectRoundTrip), { numRuns: 300 });
  });

  it('for a frame whose bytes were changed somewhere', () => {
    const frame = encodeFrame({
      performative: {
        type: 'described',
        descriptor: { type: 'ulong', value: 0x10n },
        value: {
          type: 'list',
          items: [
            { type: 'string', value: 'c' },
            { type: 'string', value: 'host' },
            { type: 'uint', value: 65536 },
          ],
        },
      },
    });
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.nat(255), (at, byte) => {
        const changed = frame.slice();
        changed[at] = byte;
        expectRoundTrip(changed);
      }),
      { numRuns: 500 },
    );
  });

  it('for several units together', () => {
    const units = [
      Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0),
      encodeFrame({}),
      encodeFrame({ performative: { type: 'null', value: null }, channel: 3 }),
    ];
    expect(bytesOf(formatUnits(units))).toBe(units.map(hex).join(''));
  });
});

describe.skipIf(!hasCorpus)(
  'what is written out of the AMQP corpus (needs ../shared/corpus) encodes back to the same bytes',
  () => {
    it('for the units of the conformance streams, none of which needs raw bytes', () => {
      for (const unit of conformanceUnits()) {
        expectRoundTrip(unit);
        expect(formatUnit(unit)).not.toMatch(/^- raw/);
      }
    });

    it.each(captureNames())('for the units of the capture %s', (name) => {
      const units = captureUnits(name);
      expect(units.length).toBeGreaterThan(0);
      for (const { unit } of units) expectRoundTrip(unit.bytes);
    });

    it('for all type vectors, within a frame', () => {
      for (const { data, kind } of corpusLines('vectors.jsonl')) {
        const bytes = fromBase64(data);
        expectRoundTrip(kind.startsWith('frame') ? bytes : encodeFrame({ performative: { type: 'raw', bytes } }));
      }
    });

    it('for all fuzz findings', () => {
      for (const { data, kind } of corpusLines('fuzz.jsonl')) {
        const bytes = fromBase64(data);
        expectRoundTrip(kind === 'fuzz-type' ? encodeFrame({ performative: { type: 'raw', bytes } }) : bytes);
      }
    });
  },
);
