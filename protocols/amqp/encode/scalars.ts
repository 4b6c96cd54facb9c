import { uuidBytes } from '../types/text.ts';
import type { Scalar } from '../value.ts';
import type { EncodeScalar } from './model.ts';
import type { ByteWriter } from './writer.ts';

/** Lone surrogates become U+FFFD, three bytes, in UTF-8: so that the length is what the writer will write. */
function utf8Length(value: string): number {
  let length = 0;
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit < 0x80) length++;
    else if (unit < 0x800) length += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < value.length && (value.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length += 4;
      i++;
    } else length += 3;
  }
  return length;
}

/** The length of a variable-width value's data in bytes. */
function dataLength(value: Scalar): number {
  return value instanceof Uint8Array ? value.length : utf8Length(String(value));
}

function asNumber(value: Scalar): number {
  return typeof value === 'bigint' ? Number(BigInt.asIntN(64, value)) : Number(value);
}

function asBigInt(value: Scalar): bigint {
  if (typeof value === 'bigint') return value;
  const number = Number(value);
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n;
}

/** The shortest format code for a value (AMQP 1.0, 1.6); bytes given as data take the full width. */
export function preferredScalarCode({ type, value }: EncodeScalar): number {
  const isData = value instanceof Uint8Array;
  switch (type) {
    case 'null':
      return 0x40;
    case 'boolean':
      return isData ? 0x56 : value === true ? 0x41 : 0x42;
    case 'ubyte':
      return 0x50;
    case 'ushort':
      return 0x60;
    case 'uint': {
      if (isData) return value.length === 1 ? 0x52 : 0x70;
      const number = asNumber(value);
      return number === 0 ? 0x43 : number > 0 && number < 256 ? 0x52 : 0x70;
    }
    case 'ulong': {
      if (isData) return value.length === 1 ? 0x53 : 0x80;
      const number = asBigInt(value);
      return number === 0n ? 0x44 : number > 0n && number < 256n ? 0x53 : 0x80;
    }
    case 'byte':
      return 0x51;
    case 'short':
      return 0x61;
    case 'int': {
      if (isData) return value.length === 1 ? 0x54 : 0x71;
      const number = asNumber(value);
      return number >= -128 && number < 128 ? 0x54 : 0x71;
    }
    case 'long': {
      if (isData) return value.length === 1 ? 0x55 : 0x81;
      const number = asBigInt(value);
      return number >= -128n && number < 128n ? 0x55 : 0x81;
    }
    case 'float':
      return 0x72;
    case 'double':
      return 0x82;
    case 'decimal32':
      return 0x74;
    case 'decimal64':
      return 0x84;
    case 'decimal128':
      return 0x94;
    case 'char':
      return 0x73;
    case 'timestamp':
      return 0x83;
    case 'uuid':
      return 0x98;
    case 'binary':
      return dataLength(value) < 256 ? 0xa0 : 0xb0;
    case 'string':
      return dataLength(value) < 256 ? 0xa1 : 0xb1;
    case 'symbol':
      return dataLength(value) < 256 ? 0xa3 : 0xb3;
  }
}

/** Writes a scalar's data, and its size where the code has one, without the format code. */
export function writeScalarData(writer: ByteWriter, value: Scalar, code: number): void {
  if (code >= 0xa0) {
    writeVariable(writer, value, code);
    return;
  }
  if (value instanceof Uint8Array) {
    writer.raw(value);
    return;
  }
  switch (code) {
    case 0x50:
    case 0x51:
    case 0x52:
    case 0x54:
      writer.uint8(asNumber(value));
      break;
    case 0x53:
    case 0x55:
      writer.uint8(Number(BigInt.asUintN(8, asBigInt(value))));
      break;
    case 0x56:
      writer.uint8(value === true ? 1 : 0);
      break;
    case 0x60:
    case 0x61:
      writer.uint16(asNumber(value));
      break;
    case 0x70:
    case 0x71:
    case 0x73:
      writer.uint32(asNumber(value));
      break;
    case 0x72:
      writer.float(asNumber(value), 4);
      break;
    case 0x82:
      writer.float(asNumber(value), 8);
      break;
    case 0x80:
    case 0x81:
    case 0x83:
      writer.uint64(asBigInt(value));
      break;
    case 0x98:
      writer.raw(uuidBytes(String(value)));
      break;
    default:
  }
}

function writeVariable(writer: ByteWriter, value: Scalar, code: number): void {
  const width = code >= 0xb0 ? 4 : 1;
  const sizeAt = writer.at;
  writer.room(width);
  writer.at += width;
  let length: number;
  if (value instanceof Uint8Array) {
    writer.raw(value);
    length = value.length;
  } else length = writer.utf8(value === null ? '' : String(value));
  if (width === 4) writer.setUint32(sizeAt, length);
  else writer.bytes[sizeAt] = length;
}
