import { encode, preferredScalarCode } from '../../encode/index.ts';
import type { EncodeArray, EncodeScalar, EncodeValue } from '../../encode/index.ts';
import { isScalar } from '../read/tree.ts';

/** A value without the encodings that the encoder would choose by itself. What no scalar can say becomes raw bytes. */
export function stripDefaults(value: EncodeValue): EncodeValue {
  if (isScalar(value)) return stripScalar(value);
  switch (value.type) {
    case 'raw':
      return value;
    case 'described':
      return { type: 'described', descriptor: stripDefaults(value.descriptor), value: stripDefaults(value.value) };
    case 'array':
      return stripArray(value);
    case 'list':
    case 'map': {
      const items = value.items.map(stripDefaults);
      const bare = { type: value.type, items };
      return sameEncoding(bare, value) || value.code === undefined ? bare : { ...bare, code: value.code };
    }
  }
}

function stripScalar(value: EncodeScalar): EncodeValue {
  const { type, value: content, code } = value;
  const isData = content instanceof Uint8Array && type !== 'binary' && !type.startsWith('decimal');
  if (isData) {
    if (type === 'float' || type === 'double') {
      const plain: EncodeScalar = { type, value: Number.NaN };
      if (sameEncoding(plain, value)) return plain;
    }
    return { type: 'raw', bytes: encode(value) };
  }
  return code === preferredScalarCode({ type, value: content }) ? { type, value: content } : value;
}

function stripArray(array: EncodeArray): EncodeValue {
  const { code: elementCode, ...element } = array.element;
  const items = array.items.map((item) => (isScalar(item) ? withoutCode(item) : stripElement(item)));
  const descriptors = element.descriptors === undefined ? {} : { descriptors: element.descriptors.map(stripDefaults) };
  const base: EncodeArray = { type: 'array', element: { ...element, ...descriptors }, items };
  if (items.some((item) => item.type === 'raw')) return { type: 'raw', bytes: encode(array) };
  const withElement: EncodeArray =
    elementCode === undefined ? base : { ...base, element: { ...base.element, code: elementCode } };
  for (const candidate of [base, withElement]) if (sameEncoding(candidate, array)) return candidate;
  return { ...withElement, code: array.code ?? 0xf0 };
}

/** The elements of an array have no encodings of their own; what is within them has. */
function stripElement(item: EncodeValue): EncodeValue {
  const stripped = stripDefaults(item);
  if (stripped.type !== 'list' && stripped.type !== 'map' && stripped.type !== 'array') return stripped;
  return stripped.type === 'array'
    ? { type: 'array', element: stripped.element, items: stripped.items }
    : { type: stripped.type, items: stripped.items };
}

function withoutCode(value: EncodeScalar): EncodeValue {
  const stripped = stripScalar({ type: value.type, value: value.value });
  return stripped.type === 'raw' ? value : stripped;
}

function sameEncoding(a: EncodeValue, b: EncodeValue): boolean {
  return sameBytes(encode(a), encode(b));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
