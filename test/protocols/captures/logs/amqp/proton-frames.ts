import fc from 'fast-check';
import { encodeFrame, type EncodeValue } from '../../../../../protocols/amqp/index.ts';
import { toHex } from '../../../../../protocols/core/index.ts';

/** Bytes as Proton writes them: printable ASCII as it is, but for what would end or escape a text. */
const quoted = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f && ![0x22, 0x27, 0x5c].includes(byte)
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
const utf8 = (text: string) => quoted(new TextEncoder().encode(text));
const pairs = (items: readonly string[]) =>
  items.map((item, at) => `${item}${at % 2 === 0 ? '=' : at + 1 < items.length ? ', ' : ''}`).join('');

/** A value, and how Proton prints it since 0.37. Numbers are of types that a number without a type is read as. */
interface Printed {
  readonly value: EncodeValue;
  readonly text: string;
}

const scalar: fc.Arbitrary<Printed> = fc.oneof(
  fc.boolean().map((value): Printed => ({ value: { type: 'boolean', value }, text: String(value) })),
  fc.integer().map((value): Printed => ({ value: { type: 'int', value }, text: String(value) })),
  fc
    .bigInt({ min: 2n ** 63n, max: 2n ** 64n - 1n })
    .map((value): Printed => ({ value: { type: 'ulong', value }, text: `0x${value.toString(16)}` })),
  fc.constantFrom(Infinity, -Infinity, 0.5, -1e-7).map((value): Printed => ({
    value: { type: 'double', value },
    text: Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf',
  })),
  fc
    .string({ unit: 'grapheme' })
    .map((value): Printed => ({ value: { type: 'string', value }, text: `"${utf8(value)}"` })),
  fc.string({ unit: 'grapheme-ascii' }).map((value): Printed => ({
    value: { type: 'symbol', value },
    text: /^[a-zA-Z][a-zA-Z0-9-]*$/.test(value) ? `:${value}` : `:"${utf8(value)}"`,
  })),
  fc.uint8Array().map((value): Printed => ({ value: { type: 'binary', value }, text: `b"${quoted(value)}"` })),
  fc.uuid().map((value): Printed => ({ value: { type: 'uuid', value }, text: `UUID(${value})` })),
  fc
    .uint8Array({ minLength: 16, maxLength: 16 })
    .map((value): Printed => ({ value: { type: 'decimal128', value }, text: `D128(${toHex(value)})` })),
);

const { value: anyValue } = fc.letrec<{ value: Printed }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }).map((items): Printed => ({
      value: { type: 'list', items: items.map(({ value }) => value) },
      text: `[${items.map(({ text }) => text).join(', ')}]`,
    })),
    fc.array(fc.tuple(scalar, tie('value')), { maxLength: 4 }).map((entries): Printed => ({
      value: { type: 'map', items: entries.flatMap(([key, item]) => [key.value, item.value]) },
      text: `{${pairs(entries.flatMap(([key, item]) => [key.text, item.text]))}}`,
    })),
    fc.array(fc.string({ unit: 'grapheme-ascii' }), { maxLength: 4 }).map((symbols): Printed => ({
      value: { type: 'array', element: { type: 'symbol' }, items: symbols.map((value) => ({ type: 'symbol', value })) },
      text: `@<symbol>[${symbols.map((value) => `:"${utf8(value)}"`).join(', ')}]`,
    })),
    fc.tuple(fc.bigInt({ min: 1000n, max: 2n ** 64n - 1n }), tie('value')).map(([code, inner]): Printed => ({
      value: { type: 'described', descriptor: { type: 'ulong', value: code }, value: inner.value },
      text: `@${code} ${inner.text}`,
    })),
  ),
}));

/** A frame, its channel, and what Proton prints of it behind the arrow. */
export const tracedFrame = fc
  .record({
    channel: fc.nat(0xffff),
    id: fc.string({ unit: 'grapheme' }),
    size: fc.nat(0xffffffff),
    entries: fc.array(fc.tuple(fc.string({ unit: 'grapheme-ascii' }), anyValue), { maxLength: 5 }),
  })
  .map(({ channel, id, size, entries }) => ({
    channel,
    bytes: encodeFrame({
      channel,
      performative: {
        type: 'described',
        descriptor: { type: 'ulong', value: 0x10n },
        value: {
          type: 'list',
          items: [
            { type: 'string', value: id },
            { type: 'null', value: null },
            { type: 'uint', value: size },
            ...Array.from({ length: 6 }, (): EncodeValue => ({ type: 'null', value: null })),
            {
              type: 'map',
              items: entries.flatMap(([key, { value }]): EncodeValue[] => [{ type: 'symbol', value: key }, value]),
            },
          ],
        },
      },
    }),
    content: `@open(16) [container-id="${utf8(id)}", max-frame-size=0x${size.toString(16)}, properties={${pairs(
      entries.flatMap(([key, { text }]) => [`:"${utf8(key)}"`, text]),
    )}}]`,
  }));
