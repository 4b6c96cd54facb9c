import { byteAt } from '../types/bytes.ts';
import { encode } from './encode.ts';
import type { EncodeValue } from './model.ts';
import { preferredScalarCode } from './scalars.ts';

/** Format codes that hold nothing but one value (AMQP 1.0, 1.6). */
const fixed: Readonly<Record<number, boolean | number>> = { 0x41: true, 0x42: false, 0x43: 0, 0x44: 0 };

/** Whether an encoding of a value's type can hold the value: a short one has no room for all of them. */
export function fitsCode(value: EncodeValue, code: number): boolean {
  switch (value.type) {
    case 'raw':
      return true;
    case 'described':
      return fitsCode(value.value, code);
    case 'list':
      return code === 0x45 ? value.items.length === 0 : code !== 0xc0 || isShort(value);
    case 'map':
    case 'array':
      return (code & 0x10) !== 0 || isShort(value);
    default: {
      const only = fixed[code];
      if (only !== undefined) return typeof only === 'boolean' ? value.value === only : Number(value.value) === only;
      const shortest = preferredScalarCode({ type: value.type, value: value.value });
      return !isSmall(code) || shortest === code || shortest === 0x43 || shortest === 0x44;
    }
  }
}

/** Codes with a wider one beside them. */
function isSmall(code: number): boolean {
  return (code >= 0x52 && code <= 0x55) || code === 0xa0 || code === 0xa1 || code === 0xa3;
}

/** Whether a compound's sizes take one byte each. */
function isShort(value: EncodeValue & { readonly type: 'list' | 'map' | 'array' }): boolean {
  const { type, items } = value;
  const code = byteAt(encode(type === 'array' ? { type, items, element: value.element } : { type, items }), 0);
  return code !== 0xd0 && code !== 0xd1 && code !== 0xf0;
}
