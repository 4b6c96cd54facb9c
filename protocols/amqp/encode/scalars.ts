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

type CodeOf = (value: Scalar) => number;

/** The code of an integer: the one for zero, where there is one, for a single byte that holds from `least` on, or for the full width. */
const integer =
  (
    read: (value: Scalar) => number | bigint,
    zero: number | undefined,
    short: number,
    full: number,
    least = 0,
  ): CodeOf =>
  (value) => {
    if (value instanceof Uint8Array) return value.length === 1 ? short : full;
    const number = read(value);
    if (zero !== undefined && Number(number) === 0) return zero;
    return number >= least && number < least + 256 ? short : full;
  };

/** The code of a value with a size before it, of one byte or of four. */
const variable =
  (short: number): CodeOf =>
  (value) =>
    dataLength(value) < 256 ? short : short + 0x10;

/** Format codes (AMQP 1.0, 1.6): the only one of a type, or the shortest for a value. */
const codes: Readonly<Record<EncodeScalar['type'], number | CodeOf>> = {
  null: 0x40,
  boolean: (value) => (value instanceof Uint8Array ? 0x56 : value === true ? 0x41 : 0x42),
  ubyte: 0x50,
  ushort: 0x60,
  uint: integer(asNumber, 0x43, 0x52, 0x70),
  ulong: integer(asBigInt, 0x44, 0x53, 0x80),
  byte: 0x51,
  short: 0x61,
  int: integer(asNumber, undefined, 0x54, 0x71, -128),
  long: integer(asBigInt, undefined, 0x55, 0x81, -128),
  float: 0x72,
  double: 0x82,
  decimal32: 0x74,
  decimal64: 0x84,
  decimal128: 0x94,
  char: 0x73,
  timestamp: 0x83,
  uuid: 0x98,
  binary: variable(0xa0),
  string: variable(0xa1),
  symbol: variable(0xa3),
};

/** The shortest format code for a value (AMQP 1.0, 1.6); bytes given as data take the full width. */
export function preferredScalarCode({ type, value }: EncodeScalar): number {
  const code = codes[type];
  return typeof code === 'number' ? code : code(value);
}

type Write = (writer: ByteWriter, value: Scalar) => void;

const writeByte: Write = (writer, value) => writer.uint8(asNumber(value));
const writeSmallLong: Write = (writer, value) => writer.uint8(Number(BigInt.asUintN(8, asBigInt(value))));
const writeShort: Write = (writer, value) => writer.uint16(asNumber(value));
const writeInt: Write = (writer, value) => writer.uint32(asNumber(value));
const writeLong: Write = (writer, value) => writer.uint64(asBigInt(value));

/** How a value is written, by format code; the codes that are left out have no data. */
const writers: Readonly<Partial<Record<number, Write>>> = {
  0x50: writeByte,
  0x51: writeByte,
  0x52: writeByte,
  0x53: writeSmallLong,
  0x54: writeByte,
  0x55: writeSmallLong,
  0x56: (writer, value) => writer.uint8(value === true ? 1 : 0),
  0x60: writeShort,
  0x61: writeShort,
  0x70: writeInt,
  0x71: writeInt,
  0x72: (writer, value) => writer.float(asNumber(value), 4),
  0x73: writeInt,
  0x80: writeLong,
  0x81: writeLong,
  0x82: (writer, value) => writer.float(asNumber(value), 8),
  0x83: writeLong,
  0x98: (writer, value) => writer.raw(uuidBytes(String(value))),
};

/** Writes a scalar's data, and its size where the code has one, without the format code. */
export function writeScalarData(writer: ByteWriter, value: Scalar, code: number): void {
  if (code >= 0xa0) writeVariable(writer, value, code);
  else if (value instanceof Uint8Array) writer.raw(value);
  else writers[code]?.(writer, value);
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
