import { toHex } from '../../core/index.ts';
import { byteRules } from '../rules/bytes.ts';
import { primitiveOf } from '../types/formats.ts';
import { scalarAt } from '../types/scalar.ts';
import type { ContentCheck, DescribedUse } from '../types/uses.ts';
import type { ScanState } from './scan-state.ts';
import {
  bodyOf,
  describedFlag,
  elementFlag,
  endOf,
  entrySize,
  gapFlag,
  infoOf,
  nextOf,
  startOf,
  typeShift,
} from './tape.ts';
import { withArticle } from './wording.ts';

/** Above this many pairs, keys are compared by a set rather than with one another. */
const manyPairs = 8;

/** Checks a map that was read: its keys, and what its type demands of keys and values. */
export function checkContents(scanner: ScanState, map: number, check: ContentCheck | null): void {
  const { tape, base, bytes } = scanner;
  const stop = base + scanner.read(map, nextOf);
  let at = base + map + entrySize;
  if ((scanner.read(map, infoOf) & (describedFlag | elementFlag)) === describedFlag)
    at = base + (tape[at + nextOf] ?? 0);
  let count = 0;
  while (at < stop) {
    const info = tape[at + infoOf] ?? 0;
    if ((info & gapFlag) !== 0) break;
    keys[count++] = at - base;
    const value = base + (tape[at + nextOf] ?? 0);
    const valueInfo = value < stop ? (tape[value + infoOf] ?? 0) : gapFlag;
    const hasValue = (valueInfo & gapFlag) === 0;
    if (check !== null && !isPlainPair(check, bytes, info, tape[at + bodyOf] ?? 0, valueInfo))
      checkPair(scanner, at - base, hasValue ? value - base : -1, check);
    at = hasValue ? base + (tape[value + nextOf] ?? 0) : stop;
  }
  if (count > manyPairs) findDuplicatesBySet(scanner, keys.slice(0, count));
  else if (count > 1) findDuplicates(scanner, count);
}

/** The places of the keys of the map that is being checked: maps within it are done, and others come after it. */
const keys: number[] = [];

/** Whether a pair is of the common kind that breaks no rule: the others are looked at closely. */
function isPlainPair(check: ContentCheck, bytes: Uint8Array, key: number, keyBody: number, value: number): boolean {
  const code = key & (0xff | describedFlag);
  switch (check) {
    case 'symbol-keys':
      return code === 0xa3;
    case 'annotations':
      return code === 0xa3 && bytes[keyBody] === 0x78 && bytes[keyBody + 1] === 0x2d && bytes[keyBody - 1] !== 1;
    case 'application-properties':
      return code === 0xa1 && (value & (0xff | describedFlag)) < 0xc0 && (value & 0xff) !== 0x45;
    default:
      return false;
  }
}

function codeOf(scanner: ScanState, entry: number): number {
  return scanner.read(entry, infoOf) & 0xff;
}

function isDescribed(scanner: ScanState, entry: number): boolean {
  return (scanner.read(entry, infoOf) & describedFlag) !== 0;
}

function findDuplicates(scanner: ScanState, count: number): void {
  for (let i = 1; i < count; i++) {
    const key = keys[i] ?? 0;
    for (let j = 0; j < i; j++) {
      if (!sameKey(scanner, key, keys[j] ?? 0)) continue;
      reportDuplicate(scanner, key);
      break;
    }
  }
}

function sameKey(scanner: ScanState, a: number, b: number): boolean {
  const { bytes } = scanner;
  const start = scanner.read(a, startOf);
  const other = scanner.read(b, startOf);
  const length = scanner.read(a, endOf) - start;
  if (bytes[start] === bytes[other]) {
    if (length !== scanner.read(b, endOf) - other) return false;
    for (let i = length - 1; i > 0; i--) if (bytes[start + i] !== bytes[other + i]) return false;
    return true;
  }
  return keyText(scanner, a) === keyText(scanner, b);
}

/** A text that is the same for keys of the same type and value, however they are encoded. */
function keyText(scanner: ScanState, entry: number): string {
  const code = codeOf(scanner, entry);
  const body = scanner.read(entry, bodyOf);
  const end = scanner.read(entry, endOf);
  const value = isDescribed(scanner, entry) ? undefined : scalarAt(scanner.bytes, code, body, end);
  if (value === undefined) return `#${toHex(scanner.bytes, scanner.read(entry, startOf), end)}`;
  return `${primitiveOf(code)} ${value instanceof Uint8Array ? toHex(value) : String(value)}`;
}

function findDuplicatesBySet(scanner: ScanState, list: readonly number[]): void {
  const seen = new Set<string>();
  for (const key of list) {
    const text = keyText(scanner, key);
    if (seen.has(text)) reportDuplicate(scanner, key);
    seen.add(text);
  }
}

function reportDuplicate(scanner: ScanState, key: number): void {
  const start = scanner.read(key, startOf);
  scanner.report(
    byteRules.mapDuplicateKey,
    `The key ${keyText(scanner, key)} occurs twice in this map. Keep one of them.`,
    start,
    scanner.read(key, endOf) - start,
    key,
  );
}

function checkPair(scanner: ScanState, key: number, value: number, check: ContentCheck): void {
  const start = scanner.read(key, startOf);
  const length = scanner.read(key, endOf) - start;
  const name = isDescribed(scanner, key) ? 'described' : primitiveOf(codeOf(scanner, key));
  switch (check) {
    case 'symbol-keys':
    case 'filter-set':
    case 'node-properties':
      if (name !== 'symbol')
        scanner.report(
          byteRules.mapKey,
          `Keys here are symbols, but this one is ${withArticle(name)}${name === 'described' ? ' value' : ''}.`,
          start,
          length,
          key,
        );
      break;
    case 'annotations':
      checkAnnotationKey(scanner, key, name, start, length);
      break;
    case 'application-properties':
      if (name !== 'string')
        scanner.report(
          byteRules.applicationPropertyKey,
          `The keys of application properties are strings, but this one is ${withArticle(name)}${name === 'described' ? ' value' : ''}.`,
          start,
          length,
          key,
        );
      break;
    case 'unsettled':
      if (name !== 'binary')
        scanner.report(
          byteRules.unsettledMap,
          `The keys of an unsettled map are delivery-tags (binary), but this one is ${withArticle(name)}${name === 'described' ? ' value' : ''}.`,
          start,
          length,
          key,
        );
      break;
    default:
  }
  if (value >= 0) checkValue(scanner, key, value, check);
}

function checkAnnotationKey(scanner: ScanState, key: number, name: string, start: number, length: number): void {
  if (name === 'symbol') {
    const { bytes } = scanner;
    const body = scanner.read(key, bodyOf);
    if (bytes[body] === 0x78 && bytes[body + 1] === 0x2d && body + 2 <= start + length) return;
    scanner.report(
      byteRules.annotationReserved,
      'Annotation keys that do not begin with x- are reserved for specifications.',
      start,
      length,
      key,
    );
  } else if (name === 'ulong') {
    scanner.report(
      byteRules.annotationReserved,
      'Annotation keys that are ulongs are reserved for specifications.',
      start,
      length,
      key,
    );
  } else {
    scanner.report(
      byteRules.annotationKey,
      `The keys of annotations are symbols or ulongs, but this one is ${withArticle(name)}${name === 'described' ? ' value' : ''}.`,
      start,
      length,
      key,
    );
  }
}

function checkValue(scanner: ScanState, key: number, value: number, check: ContentCheck): void {
  const code = codeOf(scanner, value);
  const start = scanner.read(value, startOf);
  const length = scanner.read(value, endOf) - start;
  const described = isDescribed(scanner, value);
  const type: DescribedUse | undefined = described
    ? scanner.catalogue.described[scanner.read(value, infoOf) >>> typeShift]
    : undefined;
  if (check === 'application-properties' && (described || code === 0x45 || code >= 0xc0)) {
    scanner.report(
      byteRules.applicationPropertyValue,
      `The values of application properties are simple, but this one is ${described ? 'a described value' : withArticle(primitiveOf(code))}. Put it into the body.`,
      start,
      length,
      value,
    );
  } else if (check === 'filter-set' && !described && code !== 0x40) {
    scanner.report(
      byteRules.filterValue,
      `A filter is a described value or null, but this one is ${withArticle(primitiveOf(code))}. Give it its descriptor.`,
      start,
      length,
      value,
    );
  } else if (
    check === 'unsettled' &&
    code !== 0x40 &&
    !(type?.definition.provides.includes('delivery-state') ?? described)
  ) {
    scanner.report(
      byteRules.unsettledMap,
      `The values of an unsettled map are delivery states or null, but this one is ${type === undefined ? withArticle(primitiveOf(code)) : withArticle(type.name)}.`,
      start,
      length,
      value,
    );
  } else if (
    check === 'node-properties' &&
    isLifetimePolicy(scanner, key) &&
    !(type?.definition.provides.includes('lifetime-policy') ?? described)
  ) {
    scanner.report(
      byteRules.lifetimePolicy,
      `A lifetime-policy is one of delete-on-close, delete-on-no-links, delete-on-no-messages and delete-on-no-links-or-messages, but this is ${type === undefined ? withArticle(primitiveOf(code)) : withArticle(type.name)}.`,
      start,
      length,
      value,
    );
  }
}

function isLifetimePolicy(scanner: ScanState, key: number): boolean {
  return (
    scalarAt(scanner.bytes, codeOf(scanner, key), scanner.read(key, bodyOf), scanner.read(key, endOf)) ===
    'lifetime-policy'
  );
}
