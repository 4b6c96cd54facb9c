import { byteRules } from '../rules/bytes.ts';
import type { DescribedUse } from '../types/uses.ts';
import { scalarAt } from '../types/scalar.ts';
import type { Scanner } from './scanner.ts';
import { unreadable } from './scanner.ts';
import { bodyOf, describedFlag, endOf, entrySize, gapFlag, infoOf, nextOf, startOf, typeShift } from './tape.ts';
import { sentenceArticle, withArticle } from './wording.ts';

/** The places of the sections in a message, (AMQP 1.0, 3.2). */
const order = new Map<string, number>([
  ['header', 1], ['delivery-annotations', 2], ['message-annotations', 3], ['properties', 4], ['application-properties', 5],
  ['data', 6], ['amqp-sequence', 6], ['amqp-value', 6], ['footer', 7],
]);
const bodyPlace = 6;

/** Whether a message that is read may end within a section, since more frames of its delivery follow. */
export type Extent = 'whole' | 'beginning';

/**
 * Reads a message's sections from `at` to the end of the bytes, and checks their order and number (AMQP 1.0, 3.2).
 * Bytes that are no section end up in one gap.
 */
export function scanSections(scanner: Scanner, at: number, extent: Extent): void {
  const { bytes } = scanner;
  const limit = bytes.length;
  const seen: SectionsSeen = { last: null, lastPlace: 0, names: new Set(), properties: -1 };
  let position = at;
  while (position < limit) {
    const known = scanner.issues.length;
    const entry = scanner.nextEntry;
    scanner.field = null;
    const end = bytes[position] === 0 ? scanner.value(position, limit, null) : unreadable;
    if (extent === 'beginning' && bytes[position] === 0 && (end === unreadable || (end === limit && scanner.issues.length > known))) {
      // A section that the end of the frame cuts off is no mistake: its rest follows in the next frame.
      scanner.takeBack(entry, known);
      scanner.gap(position, limit);
      return;
    }
    if (end === unreadable) {
      if (bytes[position] !== 0) scanner.report(byteRules.unknownSection, 'A section of a message begins here, with 0x00 and a descriptor: this byte is no such beginning.', position, 1, entry);
      scanner.gap(position, limit);
      return;
    }
    checkSection(scanner, entry, seen);
    position = end;
  }
  if (extent === 'whole' && seen.lastPlace > 0) checkMessage(scanner, at, seen);
}

interface SectionsSeen {
  last: DescribedUse | null;
  lastPlace: number;
  readonly names: Set<string>;
  /** The entry of the properties, or −1. */
  properties: number;
}

function checkSection(scanner: Scanner, entry: number, seen: SectionsSeen): void {
  const info = scanner.read(entry, infoOf);
  if ((info & gapFlag) !== 0) return;
  const type = (info & describedFlag) === 0 ? undefined : scanner.catalogue.described[info >>> typeShift];
  const start = scanner.read(entry, startOf);
  const place = type === undefined ? 0 : (order.get(type.name) ?? 0);
  if (type === undefined || place === 0) {
    const end = scanner.read(entry + entrySize, endOf);
    scanner.report(byteRules.unknownSection, `${type === undefined ? 'This described value' : sentenceArticle(type.name)} is no section of a message.`, start, Math.max(1, end - start), entry);
    return;
  }
  const head = scanner.read(entry + entrySize, endOf) - start;
  const { last, lastPlace } = seen;
  if (last !== null && place < lastPlace) {
    scanner.report(byteRules.sectionOrder, `The section ${type.name} must come before ${last.name}. Move it.`, start, head, entry);
  } else if (last !== null && place === lastPlace && place === bodyPlace && last !== type) {
    scanner.report(byteRules.bodyKinds, `The body is ${last.name} already, so that ${withArticle(type.name)} cannot follow. Keep one kind.`, start, head, entry);
  } else if (seen.names.has(type.name) && type.name !== 'data' && type.name !== 'amqp-sequence') {
    scanner.report(byteRules.duplicateSection, `The section ${type.name} occurs a second time. Keep one of them.`, start, head, entry);
  }
  if (type.name === 'properties') seen.properties = entry;
  seen.names.add(type.name);
  seen.last = type;
  seen.lastPlace = Math.max(place, lastPlace);
}

function checkMessage(scanner: Scanner, start: number, seen: SectionsSeen): void {
  const { names } = seen;
  if (!names.has('data') && !names.has('amqp-sequence') && !names.has('amqp-value')) {
    scanner.report(byteRules.missingBody, 'This message has no body: no data, amqp-sequence or amqp-value.', start, scanner.bytes.length - start);
  }
  if (seen.properties < 0) return;
  const fields = partsOf(scanner, seen.properties);
  const encoding = fields[7];
  if (encoding !== undefined && codeAt(scanner, encoding) !== 0x40 && !names.has('data')) {
    const at = scanner.read(encoding, startOf);
    scanner.report(byteRules.contentEncodingBody, 'content-encoding says how data is packed, but the body is not data. Leave it out.', at, scanner.read(encoding, endOf) - at, encoding);
  }
  const [expiry, creation] = [fields[8], fields[9]];
  if (expiry === undefined || creation === undefined || codeAt(scanner, expiry) !== 0x83 || codeAt(scanner, creation) !== 0x83) return;
  const [expires, created] = [timeAt(scanner, expiry), timeAt(scanner, creation)];
  if (expires >= created) return;
  const at = scanner.read(expiry, startOf);
  scanner.report(byteRules.expiryBeforeCreation, 'The message expires before it was made (creation-time).', at, scanner.read(expiry, endOf) - at, expiry);
}

function codeAt(scanner: Scanner, entry: number): number {
  return scanner.read(entry, infoOf) & 0xff;
}

function timeAt(scanner: Scanner, entry: number): bigint {
  const value = scalarAt(scanner.bytes, 0x83, scanner.read(entry, bodyOf), scanner.read(entry, endOf));
  return typeof value === 'bigint' ? value : 0n;
}

/** The entries of a described list's elements. */
function partsOf(scanner: Scanner, list: number): number[] {
  const parts: number[] = [];
  const stop = scanner.read(list, nextOf);
  for (let entry = scanner.read(list + entrySize, nextOf); entry < stop; entry = scanner.read(entry, nextOf)) parts.push(entry);
  return parts;
}
