import { byteAt } from './bytes.ts';
import type { Scalar } from '../value.ts';
import { textAt, uuidText } from './text.ts';

const numbers = new DataView(new ArrayBuffer(8));

/** Four bytes as an unsigned integer. */
export function uint32At(bytes: Uint8Array, at: number): number {
  return (
    ((byteAt(bytes, at) << 24) |
      (byteAt(bytes, at + 1) << 16) |
      (byteAt(bytes, at + 2) << 8) |
      byteAt(bytes, at + 3)) >>>
    0
  );
}

function load(bytes: Uint8Array, at: number, width: number): DataView {
  for (let i = 0; i < width; i++) numbers.setUint8(i, byteAt(bytes, at + i));
  return numbers;
}

/** Eight bytes as an unsigned integer, exact. */
export function uint64At(bytes: Uint8Array, at: number): bigint {
  const high = uint32At(bytes, at);
  return high === 0 ? BigInt(uint32At(bytes, at + 4)) : (BigInt(high) << 32n) | BigInt(uint32At(bytes, at + 4));
}

/**
 * The value of a scalar whose data is [body, end), all of it present (AMQP 1.0, 1.6). Lists, maps, arrays and unknown codes
 * have none.
 */
export function scalarAt(bytes: Uint8Array, code: number, body: number, end: number): Scalar | undefined {
  switch (code) {
    case 0x40:
      return null;
    case 0x41:
      return true;
    case 0x42:
      return false;
    case 0x43:
      return 0;
    case 0x44:
      return 0n;
    case 0x50:
    case 0x52:
      return byteAt(bytes, body);
    case 0x51:
    case 0x54:
      return (byteAt(bytes, body) << 24) >> 24;
    case 0x53:
      return BigInt(byteAt(bytes, body));
    case 0x55:
      return BigInt((byteAt(bytes, body) << 24) >> 24);
    case 0x56:
      return bytes[body] !== 0;
    case 0x60:
      return (byteAt(bytes, body) << 8) | byteAt(bytes, body + 1);
    case 0x61:
      return ((byteAt(bytes, body) << 24) >> 16) | byteAt(bytes, body + 1);
    case 0x70:
    case 0x73:
      return uint32At(bytes, body);
    case 0x71:
      return uint32At(bytes, body) | 0;
    case 0x72:
      return load(bytes, body, 4).getFloat32(0);
    case 0x80:
      return uint64At(bytes, body);
    case 0x81:
    case 0x83:
      return BigInt.asIntN(64, uint64At(bytes, body));
    case 0x82:
      return load(bytes, body, 8).getFloat64(0);
    case 0x98:
      return uuidText(bytes, body);
    case 0x74:
    case 0x84:
    case 0x94:
    case 0xa0:
    case 0xb0:
      return bytes.subarray(body, end);
    case 0xa1:
    case 0xa3:
    case 0xb1:
    case 0xb3:
      return textAt(bytes, body, end);
    default:
      return undefined;
  }
}
