import { byteAt } from '../types/bytes.ts';
import { byteRules } from '../rules/bytes.ts';
import { hexCode, isKnown, primitiveOf } from '../types/formats.ts';
import { scalarAt, uint32At } from '../types/scalar.ts';
import { firstInvalidUtf8, firstNonAscii } from '../types/text.ts';
import type { DescribedUse, TypeUse } from '../types/uses.ts';
import type { Scanner } from './scanner.ts';
import { accepted, choiceList, sentenceArticle, withArticle } from './wording.ts';

/** `role of an attach`, or `this value` where it is no field. */
function placeOf(scanner: Scanner): string {
  return scanner.field === null ? 'this value' : `the field ${scanner.field.name} of ${withArticle(scanner.holder?.name ?? 'composite')}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether a primitive type may stand where `use` does; reports it where not. */
export function acceptsCode(scanner: Scanner, use: TypeUse, code: number, at: number, entry: number): boolean {
  if (use.codes === null || use.codes[code] === 1) return true;
  if (isKnown[code] === 0) return false;
  const archetype = scanner.field !== null && use.name === '*' && use.described !== null && use.described.size > 0;
  const rule = archetype ? byteRules.archetype : byteRules.wrongType;
  scanner.report(rule, `${capital(placeOf(scanner))} must be ${accepted(use)}, but ${withArticle(primitiveOf(code))} (${hexCode(code)}) is written.`, at, 1, entry, scanner.holder?.definition.section);
  return false;
}

/** Checks that a described type may stand where `use` does. Types that nobody knows may be an extension's. */
export function checkDescribed(scanner: Scanner, use: TypeUse, type: DescribedUse | undefined, entry: number, start: number, end: number): void {
  if (use.described === null || (type !== undefined && use.described.has(type.definition))) return;
  const section = scanner.holder?.definition.section;
  if (type === undefined && (use.described.size > 0 || use.name === '*')) {
    scanner.report(byteRules.unknownDescriptor, `${capital(placeOf(scanner))} has a descriptor that is not known. Known here: ${accepted(use)}.`, start, end - start, entry, section);
    return;
  }
  const requires = scanner.field?.definition.requires ?? [];
  const rule = requires.length > 0 ? byteRules.archetype : byteRules.wrongType;
  scanner.report(rule, `${capital(placeOf(scanner))} must be ${accepted(use)}, but ${type === undefined ? 'a described value' : withArticle(type.name)} is written.`, start, end - start, entry, section);
}

/** Checks that what follows a known descriptor is encoded as that type is. */
export function checkContentCode(scanner: Scanner, type: DescribedUse, code: number, entry: number, start: number, at: number): boolean {
  const { codes } = type.use;
  if (codes === null || codes[code] === 1) return true;
  if (code !== 0 && isKnown[code] === 0) return false;
  scanner.report(byteRules.compositeEncoding, `${sentenceArticle(type.name)} is encoded as ${accepted(type.use)}, but ${code === 0 ? 'another described value' : withArticle(primitiveOf(code))} follows its descriptor.`, start, at + 1 - start, entry, type.definition.section);
  return false;
}

/** Checks the data of a scalar that is written whole. */
export function checkScalar(scanner: Scanner, entry: number, code: number, start: number, body: number, end: number, use: TypeUse | null, ownConstructor: boolean): void {
  const { bytes } = scanner;
  switch (code) {
    case 0xa1: case 0xb1: {
      const bad = firstInvalidUtf8(bytes, body, end);
      if (bad >= 0) scanner.report(byteRules.utf8, `This string is not valid UTF-8: byte ${hexCode(byteAt(bytes, bad))} cannot stand here.`, bad, 1, entry);
      break;
    }
    case 0xa3: case 0xb3: {
      const bad = firstNonAscii(bytes, body, end);
      if (bad >= 0) scanner.report(byteRules.symbolAscii, `This symbol has a byte that is not ASCII: ${hexCode(byteAt(bytes, bad))}.`, bad, 1, entry);
      break;
    }
    case 0x56:
      if (byteAt(bytes, body) > 1) scanner.report(byteRules.booleanByte, `This boolean’s byte is ${hexCode(byteAt(bytes, body))}, but must be 0x00 (false) or 0x01 (true).`, body, 1, entry);
      break;
    case 0x73: {
      const point = uint32At(bytes, body);
      if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) scanner.report(byteRules.char, `${hexCode(point)} is no Unicode character.`, body, 4, entry);
      break;
    }
  }
  if (ownConstructor && isLong[code] === 1) checkShortest(scanner, entry, code, start, end, end - body);
  if (use !== null && (use.choices !== null || use.check !== null)) checkUse(scanner, entry, code, start, body, end, use);
}

function checkUse(scanner: Scanner, entry: number, code: number, start: number, body: number, end: number, use: TypeUse): void {
  if (use.choices !== null) {
    const value = scalarAt(scanner.bytes, code, body, end);
    if (value !== undefined && !use.choices.has(value)) scanner.report(byteRules.choice, `${capital(placeOf(scanner))} must be ${choiceList(use)}, but is ${String(value)}.`, start, end - start, entry, use.definition?.section);
  }
  const length = end - body;
  if (length <= 32) return;
  if (use.check === 'delivery-tag') scanner.report(byteRules.deliveryTagLength, `This delivery-tag has ${length} bytes; at most 32 are allowed.`, start, end - start, entry);
  else if (use.check === 'transaction-id') scanner.report(byteRules.transactionIdLength, `This transaction-id has ${length} bytes; at most 32 are allowed.`, start, end - start, entry);
}

/** The encodings that have a shorter one for some values. */
const isLong = new Uint8Array(256);
for (const code of [0x56, 0x70, 0x71, 0x80, 0x81, 0xb0, 0xb1, 0xb3]) isLong[code] = 1;

/** Hints at a shorter encoding of the same value. `count` is of elements in compounds, else of bytes of data. */
export function checkShortest(scanner: Scanner, entry: number, code: number, start: number, end: number, count: number): void {
  const shorter = shorterCode(scanner.bytes, code, end, count, end - start);
  if (shorter === 0) return;
  scanner.report(byteRules.nonPreferredEncoding, `This ${primitiveOf(code)} is written as ${hexCode(code)}; ${hexCode(shorter)} is shorter.`, start, end - start, entry);
}

function shorterCode(bytes: Uint8Array, code: number, end: number, count: number, whole: number): number {
  switch (code) {
    case 0x56: return bytes[end - 1] === 0 ? 0x42 : bytes[end - 1] === 1 ? 0x41 : 0;
    case 0x70: return uint32At(bytes, end - 4) === 0 ? 0x43 : uint32At(bytes, end - 4) < 256 ? 0x52 : 0;
    case 0x80: return uint32At(bytes, end - 8) !== 0 ? 0 : uint32At(bytes, end - 4) === 0 ? 0x44 : uint32At(bytes, end - 4) < 256 ? 0x53 : 0;
    case 0x71: return isSmall(uint32At(bytes, end - 4) | 0) ? 0x54 : 0;
    case 0x81: {
      const low = uint32At(bytes, end - 4) | 0;
      return isSmall(low) && (uint32At(bytes, end - 8) | 0) === (low < 0 ? -1 : 0) ? 0x55 : 0;
    }
    case 0xb0: case 0xb1: case 0xb3: return count < 256 ? code - 0x10 : 0;
    case 0xc0: return count === 0 ? 0x45 : 0;
    case 0xd0: return count === 0 ? 0x45 : fitsShort(count, whole) ? 0xc0 : 0;
    case 0xd1: case 0xf0: return fitsShort(count, whole) ? code - 0x10 : 0;
    default: return 0;
  }
}

function isSmall(value: number): boolean {
  return value >= -128 && value < 128;
}

/** Whether a compound that takes so many bytes with sizes of four bytes fits into one with sizes of one. */
function fitsShort(count: number, whole: number): boolean {
  return count < 256 && whole - 8 < 256;
}
