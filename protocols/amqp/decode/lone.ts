import { describedFlag, gapFlag, infoOf, nextOf, endOf, bodyOf, entrySize, brokenFlag } from './tape.ts';
import { DecodedFrame } from './frame.ts';
import { scanSections } from './sections.ts';
import type { ScannedUnit } from './unit.ts';
import { unreadable } from './scan-state.ts';
import { beginScan, releaseUnit, type DecodeOptions } from './values.ts';
import { bodyPlace } from '../types/uses.ts';

/** What of AMQP may be there without a frame around it. */
export type LoneKind = 'section' | 'message' | 'value';

/** Whether a unit's kind is one of those that have no frame. */
export function isLoneKind(kind: string): kind is LoneKind {
  return kind === 'section' || kind === 'message' || kind === 'value'; // a set takes longer, and every unit asks
}

/**
 * What bytes without a frame are, all of them: one section of a message, several (a message), or one value that says something: a
 * performative or another described value, a list, a map, an array, a text or binary data. Undefined for everything else: any byte
 * of 0x40 to 0x45 is a value, and many numbers are. Never throws.
 */
export function loneKindOf(bytes: Uint8Array): LoneKind | undefined {
  const [first = 0] = bytes;
  // Values of a fixed width say too little.
  if (bytes.length < 3 || (first !== 0 && first < 0xa0)) return undefined;
  return (first === 0 ? sectionsOf(bytes) : undefined) ?? valueOf(bytes);
}

/** Constructors of a descriptor, and of values whose size has four bytes (AMQP 1.0, 1.2 and 1.3). */
const descriptors: ReadonlySet<number | undefined> = new Set([0x44, 0x53, 0x80, 0xa3, 0xb3]);
const large: ReadonlySet<number | undefined> = new Set([0xb0, 0xb1, 0xb3, 0xd0, 0xd1, 0xf0]);

/** Whether more than 300 bytes that begin so can be a section, a message or a value. */
export function loneMayBegin([first, second]: Uint8Array): boolean {
  return first === 0 ? descriptors.has(second) : large.has(first);
}

function sectionsOf(bytes: Uint8Array): 'section' | 'message' | undefined {
  const unit = scanLone(bytes, 'section', {});
  let count = 0;
  let isAll = unit.length > 0;
  for (let entry = 0; entry < unit.length && isAll; entry = unit.read(entry, nextOf), count++)
    isAll = (unit.read(entry, infoOf) & gapFlag) === 0 && (unit.describedAt(entry)?.place ?? 0) > 0;
  releaseUnit(unit);
  if (!isAll) return undefined;
  return count === 1 ? 'section' : 'message';
}

function valueOf(bytes: Uint8Array): 'value' | undefined {
  const unit = scanLone(bytes, 'value', {});
  const isOne = unit.length > 0 && unit.read(0, nextOf) === unit.length && unit.read(0, endOf) === bytes.length;
  const isValue = isOne && (unit.read(0, infoOf) & gapFlag) === 0 && saysSomething(unit);
  releaseUnit(unit);
  return isValue ? 'value' : undefined;
}

/** Whether a value that is whole is more than an empty one. A type that is known may have contents that cannot be read. */
function saysSomething(unit: ScannedUnit): boolean {
  const info = unit.read(0, infoOf);
  if ((info & describedFlag) !== 0 && unit.describedAt(0) !== undefined) return true;
  for (let entry = 0; entry < unit.length; entry += entrySize)
    if ((unit.read(entry, infoOf) & (gapFlag | brokenFlag)) !== 0) return false;
  if ((info & describedFlag) !== 0) return descriptors.has(unit.read(entrySize, infoOf) & 0xff);
  if ((info & 0xff) >= 0xc0) return unit.length > entrySize;
  return unit.read(0, endOf) - unit.read(0, bodyOf) > 1;
}

/**
 * Decodes and checks bytes that have no frame: sections by the rules for messages (AMQP 1.0, 3.2), but for what only a whole message
 * must have where no body is there, and values by their types. Never throws.
 */
export function decodeLone(bytes: Uint8Array, kind: LoneKind, options: DecodeOptions = {}): DecodedFrame {
  const unit = scanLone(bytes, kind, options);
  return kind === 'message' && hasBody(unit) ? scanWhole(unit, options) : unit;
}

function hasBody(unit: DecodedFrame): boolean {
  for (let entry = 0; entry < unit.length; entry = unit.read(entry, nextOf))
    if (unit.describedAt(entry)?.place === bodyPlace) return true;
  return false;
}

function scanWhole(unit: DecodedFrame, options: DecodeOptions): DecodedFrame {
  releaseUnit(unit);
  const scanner = beginScan(unit.bytes, options);
  scanSections(scanner, 0, 'whole');
  return new DecodedFrame(scanner, 'message', 'amqp', 0);
}

function scanLone(bytes: Uint8Array, kind: LoneKind, options: DecodeOptions): DecodedFrame {
  const scanner = beginScan(bytes, options);
  if (kind !== 'value') {
    scanSections(scanner, 0, 'part');
    return new DecodedFrame(scanner, kind, 'amqp', 0);
  }
  scanner.field = null;
  const end = scanner.value(0, bytes.length, null);
  if (end === unreadable) scanner.gap(0, bytes.length);
  else if (end < bytes.length) scanner.gap(end, bytes.length);
  return new DecodedFrame(scanner, 'value', 'amqp', -1);
}
