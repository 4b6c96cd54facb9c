import { byteRules } from '../rules/bytes.ts';
import { primitiveOf } from '../types/formats.ts';
import type { DescribedUse, FieldUse } from '../types/uses.ts';
import type { ScanState } from './scan-state.ts';
import { brokenFlag, infoOf, startOf } from './tape.ts';
import { sentenceArticle } from './wording.ts';

/**
 * Reports the size that a compound states in the `width` bytes at `sizeAt`, which has no room for the count, or goes beyond `limit`.
 * Gives the byte after what can be read of the compound.
 */
export function cutToSize(
  scanner: ScanState,
  entry: number,
  code: number,
  sizeAt: number,
  width: number,
  size: number,
  limit: number,
): number {
  const countAt = sizeAt + width;
  const what = `The size of this ${primitiveOf(code)} is ${size}`;
  const message =
    size < width
      ? `${what}, but it must count at least the ${width === 1 ? 'byte' : 'four bytes'} of the count.`
      : `${what} bytes, but what holds it has only ${limit - countAt} left.`;
  scanner.report(byteRules.compoundSize, message, sizeAt, width, entry);
  scanner.mark(entry, brokenFlag);
  return size < width ? countAt + width : limit;
}

/** Reports that a compound's size leaves bytes from `reached` on, unless it is known to be broken. */
export function checkRest(scanner: ScanState, entry: number, code: number, reached: number, end: number): void {
  if ((scanner.read(entry, infoOf) & brokenFlag) !== 0) return;
  scanner.report(
    byteRules.compoundSize,
    `The size of this ${primitiveOf(code)} leaves ${end - reached} ${end - reached === 1 ? 'byte' : 'bytes'} after its last element.`,
    reached,
    end - reached,
    entry,
  );
}

/** Reports that a compound counts more parts than its size has room for. */
export function countTooLarge(scanner: ScanState, entry: number, count: number, found: number, offset: number): void {
  const start = scanner.read(entry, startOf);
  scanner.report(
    byteRules.compoundCount,
    `The count is ${count}, but the size has room for ${found}.`,
    start,
    Math.max(1, offset - start),
    entry,
  );
  scanner.mark(entry, brokenFlag);
}

/** Reports a map whose last key has no value; its count is the `width` bytes at `countAt`. */
export function reportOddCount(scanner: ScanState, entry: number, count: number, countAt: number, width: number): void {
  scanner.report(
    byteRules.mapPairs,
    `This map counts ${count} keys and values, so that its last key has no value.`,
    countAt,
    width,
    entry,
  );
}

/** Reports the mandatory ones of the fields that a list leaves out at its end. */
export function checkLeftOut(
  scanner: ScanState,
  entry: number,
  start: number,
  end: number,
  type: DescribedUse,
  from: number,
): void {
  for (let i = from; i < type.mandatoryEnd; i++) {
    const field = type.fields?.[i];
    if (field?.mandatory === true) reportMissing(scanner, entry, type, field, start, end);
  }
}

/** Reports that a mandatory field has no value. */
export function reportMissing(
  scanner: ScanState,
  entry: number,
  type: DescribedUse,
  field: FieldUse,
  start: number,
  end: number,
): void {
  scanner.report(
    byteRules.mandatoryField,
    `${sentenceArticle(type.name)} needs ${field.name}, which is mandatory. Give it a value.`,
    start,
    end - start,
    entry,
    type.definition.section,
  );
}

/** Reports that a composite has more fields than its type. */
export function reportSurplus(
  scanner: ScanState,
  entry: number,
  type: DescribedUse,
  count: number,
  at: number,
  end: number,
): void {
  scanner.report(
    byteRules.tooManyFields,
    `${sentenceArticle(type.name)} has ${type.fields?.length ?? 0} fields, but ${count} are written. Remove the rest.`,
    at,
    end - at,
    entry,
  );
}
