import { isClearStart } from '../decode/index.ts';
import { byteAt } from '../types/bytes.ts';
import { layoutOf, layouts, primitiveOf, widthOf } from '../types/formats.ts';
import { uint32At } from '../types/scalar.ts';
import { encode } from './encode.ts';
import type { EncodeValue } from './model.ts';

/** A frame whose end is missing. */
export interface CutFrame {
  /** A frame with what is whole of it: the fields before the cut, or all fields and the beginning of the payload. */
  readonly bytes: Uint8Array;
  /** The bytes that the cut frame states as its size. */
  readonly stated: number;
}

/** A value as far as it is there, and where it ends. */
interface Part {
  readonly value: EncodeValue;
  readonly end: number;
  readonly isWhole: boolean;
}

/** `cut`: nothing whole is there. `broken`: what is there is wrong, however it goes on. */
type Found = Part | 'cut' | 'broken';

/** The descriptor of a transfer (AMQP 1.0, 2.7.5). */
const transfer = 0x14;

/** Values nested deeper than this are left out where they are cut. */
const deepest = 32;

/**
 * What is whole of a frame of which only the beginning is there (AMQP 1.0, 2.3): fields that are cut, and those behind them, are left out,
 * but for composites and maps, which keep what is whole in them. Undefined for bytes that do not begin with the performative of a frame,
 * that have all of it, or that are broken in another way. Never throws.
 */
export function cutFrame(bytes: Uint8Array): CutFrame | undefined {
  const stated = uint32At(bytes, 0);
  if (byteAt(bytes, 0) === 0x41 || stated <= bytes.length || !isClearStart(bytes, 0)) return undefined;
  const start = byteAt(bytes, 4) * 4;
  const body = bodyOf(bytes, start, stated);
  if (body === undefined) return undefined;
  const frame = new Uint8Array(start + body.length);
  frame.set(bytes.subarray(0, start));
  frame.set(body, start);
  new DataView(frame.buffer).setUint32(0, frame.length);
  return { bytes: frame, stated };
}

function bodyOf(bytes: Uint8Array, start: number, stated: number): Uint8Array | undefined {
  const list = start + 3;
  const found = partAt(bytes, list, stated, deepest);
  if (found === 'broken') return undefined;
  // Behind the performative only a transfer has anything: elsewhere it is the size that is wrong.
  if (found !== 'cut' && found.isWhole)
    return byteAt(bytes, start + 2) === transfer ? bytes.subarray(start) : undefined;
  const value: EncodeValue = found === 'cut' ? { type: 'list', items: [] } : found.value;
  return encode({
    type: 'described',
    descriptor: { type: 'raw', bytes: new Uint8Array(bytes.subarray(start + 1, list)) },
    value,
  });
}

/**
 * The value at a place, as far as it is there.
 * @param limit where what holds it ends, which may be behind the bytes that are there
 */
function partAt(bytes: Uint8Array, at: number, limit: number, depth: number): Found {
  if (at >= bytes.length) return 'cut';
  const code = byteAt(bytes, at);
  if (code === 0) return describedAt(bytes, at, limit, depth);
  const layout = layoutOf[code] ?? layouts.invalid;
  if (layout === layouts.invalid) return 'broken';
  const end = endAt(bytes, at, layout);
  if (end === undefined) return 'cut';
  if (end > limit) return 'broken';
  if (end <= bytes.length)
    return { value: { type: 'raw', bytes: new Uint8Array(bytes.subarray(at, end)) }, end, isWhole: true };
  const isCompound = layout === layouts.compound8 || layout === layouts.compound32;
  return isCompound && depth > 0 ? compoundAt(bytes, at, end, depth) : 'cut';
}

/** Where the value ends that begins here, by its constructor and size; undefined where these are cut. */
function endAt(bytes: Uint8Array, at: number, layout: number): number | undefined {
  const body = at + 1;
  if (layout === layouts.fixed) return body + (widthOf[byteAt(bytes, at)] ?? 0);
  const isShort = layout === layouts.variable8 || layout === layouts.compound8 || layout === layouts.array8;
  if (body + (isShort ? 1 : 4) > bytes.length) return undefined;
  return isShort ? body + 1 + byteAt(bytes, body) : body + 4 + uint32At(bytes, body);
}

function describedAt(bytes: Uint8Array, at: number, limit: number, depth: number): Found {
  if (depth === 0) return 'cut';
  const descriptor = partAt(bytes, at + 1, limit, 0);
  if (typeof descriptor === 'string') return descriptor;
  const inner = partAt(bytes, descriptor.end, limit, depth - 1);
  if (typeof inner === 'string') return inner;
  return { ...inner, value: { type: 'described', descriptor: descriptor.value, value: inner.value } };
}

/** The items of a list or map that is cut which are whole, and what is whole of the one that is cut. */
function compoundAt(bytes: Uint8Array, start: number, end: number, depth: number): Found {
  const code = byteAt(bytes, start);
  const isShort = layoutOf[code] === layouts.compound8;
  const count = isShort ? byteAt(bytes, start + 2) : uint32At(bytes, start + 5);
  const items: EncodeValue[] = [];
  for (let at = start + (isShort ? 3 : 9); items.length < count;) {
    const part = partAt(bytes, at, end, depth - 1);
    if (part === 'broken') return part;
    if (part === 'cut') break;
    items.push(part.value);
    if (!part.isWhole) break;
    at = part.end;
  }
  const type = primitiveOf(code) === 'map' ? 'map' : 'list';
  if (type === 'map' && items.length % 2 === 1) items.pop();
  return items.length === 0 ? 'cut' : { value: { type, code, items }, end, isWhole: false };
}
