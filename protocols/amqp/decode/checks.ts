import { capital } from '../../core/index.ts';
import { byteAt } from '../types/bytes.ts';
import { byteRules } from '../rules/bytes.ts';
import { hexCode, isKnown, primitiveOf } from '../types/formats.ts';
import { mayBeLong, shorterCode } from '../types/shortest.ts';
import { scalarAt, uint32At } from '../types/scalar.ts';
import { firstInvalidUtf8, firstNonAscii } from '../types/text.ts';
import type { DescribedUse, TypeUse } from '../types/uses.ts';
import { longFlag } from './tape.ts';
import type { ScanState } from './scan-state.ts';
import { accepted, choiceList, encodedAs, sentenceArticle, withArticle } from './wording.ts';

/** `role of an attach`, or `this value` where it is no field. */
function placeOf(scanner: ScanState): string {
  return scanner.field === null
    ? 'this value'
    : `the field ${scanner.field.name} of ${withArticle(scanner.holder?.name ?? 'composite')}`;
}

/** Whether a primitive type may stand where `use` does; reports it where not. */
export function acceptsCode(scanner: ScanState, use: TypeUse, code: number, at: number, entry: number): boolean {
  if (use.codes === null || use.codes[code] === 1) return true;
  if (isKnown[code] === 0) return false;
  const archetype = use.name === '*' && (scanner.field?.definition.requires.length ?? 0) > 0;
  const rule = archetype ? byteRules.archetype : byteRules.wrongType;
  scanner.report(
    rule,
    `${capital(placeOf(scanner))} must be ${accepted(use)}, but ${withArticle(primitiveOf(code))} (${hexCode(code)}) is written.`,
    at,
    1,
    entry,
    scanner.holder?.definition.section,
  );
  return false;
}

/** Checks that a described type may stand where `use` does. Types that nobody knows may be an extension's. */
export function checkDescribed(
  scanner: ScanState,
  use: TypeUse,
  type: DescribedUse | undefined,
  entry: number,
  start: number,
  end: number,
): void {
  if (use.described === null || (type !== undefined && use.described.has(type.definition))) return;
  const section = scanner.holder?.definition.section;
  if (type === undefined && (use.described.size > 0 || use.name === '*')) {
    scanner.report(
      byteRules.unknownDescriptor,
      `${capital(placeOf(scanner))} has a descriptor that is not known. Known here: ${accepted(use)}.`,
      start,
      end - start,
      entry,
      section,
    );
    return;
  }
  const requires = scanner.field?.definition.requires ?? [];
  const rule = requires.length > 0 ? byteRules.archetype : byteRules.wrongType;
  scanner.report(
    rule,
    `${capital(placeOf(scanner))} must be ${accepted(use)}, but ${type === undefined ? 'a described value' : withArticle(type.name)} is written.`,
    start,
    end - start,
    entry,
    section,
  );
}

/** Checks that what follows a known descriptor is encoded as that type is. */
export function checkContentCode(
  scanner: ScanState,
  type: DescribedUse,
  code: number,
  entry: number,
  start: number,
  at: number,
): boolean {
  const { codes } = type.use;
  if (codes === null || codes[code] === 1) return true;
  if (code !== 0 && isKnown[code] === 0) return false;
  scanner.report(
    byteRules.compositeEncoding,
    `${sentenceArticle(type.name)} is encoded as ${encodedAs(type.use)}, but ${code === 0 ? 'another described value' : withArticle(primitiveOf(code))} follows its descriptor.`,
    start,
    at + 1 - start,
    entry,
    type.definition.section,
  );
  return false;
}

/** 1 for the format codes of fixed width whose data may be wrong, or longer than it need be. */
export const needsCheck = new Uint8Array(mayBeLong);
needsCheck[0x73] = 1;

/** Checks the data of a scalar that is written whole. */
export function checkScalar(
  scanner: ScanState,
  entry: number,
  code: number,
  start: number,
  body: number,
  end: number,
  ownConstructor: boolean,
): void {
  const { bytes } = scanner;
  switch (code) {
    case 0xa1:
    case 0xb1: {
      const other = firstNonAscii(bytes, body, end);
      const bad = other < 0 ? -1 : firstInvalidUtf8(bytes, other, end);
      if (bad >= 0)
        scanner.report(
          byteRules.utf8,
          `This string is not valid UTF-8: byte ${hexCode(byteAt(bytes, bad))} is not allowed here.`,
          bad,
          1,
          entry,
        );
      break;
    }
    case 0xa3:
    case 0xb3: {
      const bad = firstNonAscii(bytes, body, end);
      if (bad >= 0)
        scanner.report(
          byteRules.symbolAscii,
          `This symbol has a byte that is not ASCII: ${hexCode(byteAt(bytes, bad))}.`,
          bad,
          1,
          entry,
        );
      break;
    }
    case 0x56:
      if (byteAt(bytes, body) > 1)
        scanner.report(
          byteRules.booleanByte,
          `This boolean’s byte is ${hexCode(byteAt(bytes, body))}, but must be 0x00 (false) or 0x01 (true).`,
          body,
          1,
          entry,
        );
      break;
    case 0x73: {
      const point = uint32At(bytes, body);
      if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
        scanner.report(byteRules.char, `${hexCode(point)} is not a Unicode character.`, body, 4, entry);
      break;
    }
  }
  if (ownConstructor && mayBeLong[code] === 1 && shorterCode(bytes, code, end, end - body, end - start) !== 0)
    scanner.mark(entry, longFlag);
}

/** Checks a scalar against the choices and limits of what may stand there. */
export function checkUse(
  scanner: ScanState,
  entry: number,
  code: number,
  start: number,
  body: number,
  end: number,
  use: TypeUse,
): void {
  if (use.choices !== null) {
    const value = scalarAt(scanner.bytes, code, body, end);
    if (value !== undefined && !use.choices.has(value))
      scanner.report(
        byteRules.choice,
        `${capital(placeOf(scanner))} must be ${choiceList(use)}, but is ${String(value)}.`,
        start,
        end - start,
        entry,
        use.definition?.section,
      );
  }
  const length = end - body;
  if (length <= 32) return;
  if (use.check === 'delivery-tag')
    scanner.report(
      byteRules.deliveryTagLength,
      `This delivery-tag has ${length} bytes; at most 32 are allowed.`,
      start,
      end - start,
      entry,
    );
  else if (use.check === 'transaction-id')
    scanner.report(
      byteRules.transactionIdLength,
      `This transaction-id has ${length} bytes; at most 32 are allowed.`,
      start,
      end - start,
      entry,
    );
}
