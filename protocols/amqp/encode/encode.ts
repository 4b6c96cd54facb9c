import { byteAt } from '../types/bytes.ts';
import { widthOf } from '../types/formats.ts';
import type { EncodeArray, EncodeFrame, EncodeList, EncodeMap, EncodeScalar, EncodeValue } from './model.ts';
import { preferredScalarCode, writeScalarData } from './scalars.ts';
import { ByteWriter } from './writer.ts';

/** Encoding is synchronous and never calls back: one writer serves all. */
const shared = new ByteWriter();

/** Encodes a value (AMQP 1.0, part 1). */
export function encode(value: EncodeValue): Uint8Array {
  shared.at = 0;
  writeValue(shared, value);
  return shared.take();
}

/** Encodes values one after another, such as the sections of a message (AMQP 1.0, 3.2). */
export function encodeAll(values: readonly EncodeValue[]): Uint8Array {
  shared.at = 0;
  for (const value of values) writeValue(shared, value);
  return shared.take();
}

/** Encodes a frame (AMQP 1.0, 2.3). */
export function encodeFrame(frame: EncodeFrame): Uint8Array {
  const writer = shared;
  const { type = 'amqp', channel = 0, extendedHeader, performative, payload } = frame;
  writer.at = 0;
  writer.uint32(0);
  writer.uint8(frame.doff ?? 2 + (extendedHeader?.length ?? 0) / 4);
  writer.uint8(type === 'amqp' ? 0 : type === 'sasl' ? 1 : type);
  writer.uint16(channel);
  if (extendedHeader !== undefined) writer.raw(extendedHeader);
  if (performative !== undefined) writeValue(writer, performative);
  if (payload !== undefined) writer.raw(payload);
  writer.setUint32(0, frame.size ?? writer.at);
  return writer.take();
}

const protocolIds = { amqp: 0, tls: 2, sasl: 3 } as const;

/** The eight bytes of a protocol header (AMQP 1.0, 2.2); version 1.0.0 unless another is asked for. */
export function encodeHeader(
  protocol: keyof typeof protocolIds | number,
  version: readonly [number, number, number] = [1, 0, 0],
): Uint8Array {
  return Uint8Array.of(
    0x41,
    0x4d,
    0x51,
    0x50,
    typeof protocol === 'number' ? protocol : protocolIds[protocol],
    ...version,
  );
}

function writeValue(writer: ByteWriter, value: EncodeValue): void {
  switch (value.type) {
    case 'raw':
      writer.raw(value.bytes);
      break;
    case 'described':
      writer.uint8(0);
      writeValue(writer, value.descriptor);
      writeValue(writer, value.value);
      break;
    case 'list':
    case 'map':
      writeList(writer, value, value.code, true);
      break;
    case 'array':
      writeArray(writer, value, value.code, true);
      break;
    default:
      writeScalar(writer, value);
  }
}

function writeScalar(writer: ByteWriter, value: EncodeScalar): void {
  const code = value.code ?? preferredScalarCode(value);
  writer.uint8(code);
  if (code >= 0x50) writeScalarData(writer, value.value, code);
}

function writeList(
  writer: ByteWriter,
  list: EncodeList | EncodeMap,
  code: number | undefined,
  constructor: boolean,
): void {
  if (
    code === 0x45 ||
    (code === undefined &&
      list.type === 'list' &&
      list.items.length === 0 &&
      list.size === undefined &&
      list.count === undefined)
  ) {
    if (constructor) writer.uint8(0x45);
    return;
  }
  const [short, long] = list.type === 'list' ? [0xc0, 0xd0] : [0xc1, 0xd1];
  const frame = openCompound(writer, code, short, long, constructor);
  for (const item of list.items) writeValue(writer, item);
  closeCompound(writer, frame, list.count ?? list.items.length, list.size);
}

function writeArray(writer: ByteWriter, array: EncodeArray, code: number | undefined, constructor: boolean): void {
  const frame = openCompound(writer, code, 0xe0, 0xf0, constructor);
  for (const descriptor of array.element.descriptors ?? []) {
    writer.uint8(0);
    writeValue(writer, descriptor);
  }
  const elementCode = array.element.code ?? preferredElementCode(array);
  writer.uint8(elementCode);
  for (const item of array.items) writeElement(writer, item, elementCode);
  closeCompound(writer, frame, array.count ?? array.items.length, array.size);
}

/** An element's data in an array: what `code`, which all share, demands. */
function writeElement(writer: ByteWriter, item: EncodeValue, code: number): void {
  if (item.type === 'raw') writer.raw(item.bytes);
  else if (item.type === 'list' || item.type === 'map') writeList(writer, item, code, false);
  else if (item.type === 'array') writeArray(writer, item, code, false);
  else if (item.type === 'described') writeElement(writer, item.value, code);
  else if (code >= 0x50) writeScalarData(writer, item.value, code);
}

/** A compound whose size is not known yet. Without a code it is begun in its short form, and widened if it must be. */
interface OpenCompound {
  readonly constructorAt: number;
  readonly sizeAt: number;
  readonly wide: boolean;
  /** The format code of the long form, if the compound may be widened. */
  readonly long: number;
}

function openCompound(
  writer: ByteWriter,
  code: number | undefined,
  short: number,
  long: number,
  constructor: boolean,
): OpenCompound {
  const wide = code !== undefined && (code & 0x10) !== 0;
  const constructorAt = writer.at;
  if (constructor) writer.uint8(code ?? short);
  const sizeAt = writer.at;
  const width = wide ? 8 : 2;
  writer.room(width);
  writer.at += width;
  return { constructorAt, sizeAt, wide, long: code === undefined && constructor ? long : 0 };
}

function closeCompound(writer: ByteWriter, open: OpenCompound, count: number, size: number | undefined): void {
  const { sizeAt, long } = open;
  let { wide } = open;
  const contents = writer.at - sizeAt - (wide ? 8 : 2);
  if (!wide && long !== 0 && (contents + 1 > 255 || count > 255 || (size ?? 0) > 255)) {
    writer.shift(sizeAt + 2, 6);
    writer.bytes[open.constructorAt] = long;
    wide = true;
  }
  if (wide) {
    writer.setUint32(sizeAt, size ?? contents + 4);
    writer.setUint32(sizeAt + 4, count);
  } else {
    writer.bytes[sizeAt] = size ?? contents + 1;
    writer.bytes[sizeAt + 1] = count;
  }
}

/** The format code that holds all of an array's elements in the fewest bytes. Codes without data are not chosen but for null. */
function preferredElementCode(array: EncodeArray): number {
  const { type } = array.element;
  const { items } = array;
  switch (type) {
    case 'list':
    case 'map':
    case 'array': {
      const long = items.some((item) => compoundNeedsLong(item));
      return (type === 'list' ? 0xc0 : type === 'map' ? 0xc1 : 0xe0) | (long ? 0x10 : 0);
    }
    case 'boolean':
      return 0x56;
    default: {
      let best = 0;
      for (const item of items) {
        const inner = item.type === 'described' ? item.value : item;
        if (
          inner.type === 'raw' ||
          inner.type === 'list' ||
          inner.type === 'map' ||
          inner.type === 'array' ||
          inner.type === 'described'
        )
          continue;
        const code = preferredScalarCode(inner);
        if (best === 0 || rank(code) > rank(best)) best = code;
      }
      if (best === 0)
        best = preferredScalarCode({
          type,
          value: type === 'binary' ? new Uint8Array(0) : type === 'string' || type === 'symbol' ? '' : 1,
        });
      return best === 0x43 ? 0x52 : best === 0x44 ? 0x53 : best;
    }
  }
}

function rank(code: number): number {
  return code >= 0xb0 ? 2 : code >= 0xa0 ? 1 : (widthOf[code] ?? 0);
}

function compoundNeedsLong(item: EncodeValue): boolean {
  if (item.type === 'described') return compoundNeedsLong(item.value);
  if (item.type !== 'list' && item.type !== 'map' && item.type !== 'array') return false;
  const probe = new ByteWriter();
  if (item.type === 'array') writeArray(probe, item, undefined, true);
  else writeList(probe, item, undefined, true);
  return byteAt(probe.bytes, 0) >= 0xd0 && byteAt(probe.bytes, 0) !== 0xe0;
}
