import { byteRules } from '../rules/bytes.ts';
import { bodyPlace, type DescribedUse } from '../types/uses.ts';
import { scalarAt } from '../types/scalar.ts';
import type { Scanner } from './scanner.ts';
import { unreadable } from './scan-state.ts';
import { bodyOf, describedFlag, endOf, entrySize, gapFlag, infoOf, nextOf, startOf, typeShift } from './tape.ts';
import { sentenceArticle, withArticle } from './wording.ts';

/**
 * What of a message is read. `beginning`: it may end within a section, since more frames of its delivery follow; `part`: whole
 * sections, of which there may be more before and behind.
 */
export type Extent = 'whole' | 'beginning' | 'part';

/**
 * Reads a message's sections from `at` to the end of the bytes, and checks their order and number (AMQP 1.0, 3.2).
 * Bytes that are no section end up in one gap.
 */
export function scanSections(scanner: Scanner, at: number, extent: Extent): void {
  const { bytes } = scanner;
  const limit = bytes.length;
  const seen: SectionsSeen = { last: null, lastPlace: 0, places: 0, isData: false, properties: -1 };
  let position = at;
  while (position < limit) {
    const known = scanner.issues.length;
    const entry = scanner.nextEntry;
    scanner.field = null;
    const end = bytes[position] === 0 ? scanner.value(position, limit, null) : unreadable;
    if (
      extent === 'beginning' &&
      bytes[position] === 0 &&
      (end === unreadable || (end === limit && scanner.issues.length > known))
    ) {
      // A section that the end of the frame cuts off is no mistake: its rest follows in the next frame.
      scanner.takeBack(entry, known);
      scanner.gap(position, limit);
      return;
    }
    if (end === unreadable) {
      if (bytes[position] !== 0)
        scanner.report(
          byteRules.unknownSection,
          'A section of a message begins here, with 0x00 and a descriptor: this byte is no such beginning.',
          position,
          1,
          entry,
        );
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
  /** A bit for each place that was seen. */
  places: number;
  /** The body, if there is one, is data. */
  isData: boolean;
  /** The entry of the properties, or −1. */
  properties: number;
}

function checkSection(scanner: Scanner, entry: number, seen: SectionsSeen): void {
  const info = scanner.read(entry, infoOf);
  if ((info & gapFlag) !== 0) return;
  const type = (info & describedFlag) === 0 ? undefined : scanner.catalogue.described[info >>> typeShift];
  const start = scanner.read(entry, startOf);
  const place = type === undefined ? 0 : type.place;
  if (type === undefined || place === 0) {
    const end = scanner.read(entry + entrySize, endOf);
    scanner.report(
      byteRules.unknownSection,
      `${type === undefined ? 'This described value' : sentenceArticle(type.name)} is not a section of a message.`,
      start,
      Math.max(1, end - start),
      entry,
    );
    return;
  }
  const { last, lastPlace, places } = seen;
  if (last !== null && place <= lastPlace)
    checkPlace(scanner, entry, start, type, last, lastPlace, (places & (1 << place)) !== 0);
  if (place === propertiesPlace) seen.properties = entry;
  else if (place === bodyPlace) seen.isData = type.name === 'data';
  seen.places = places | (1 << place);
  seen.last = type;
  seen.lastPlace = Math.max(place, lastPlace);
}

const propertiesPlace = 4;

function checkPlace(
  scanner: Scanner,
  entry: number,
  start: number,
  type: DescribedUse,
  last: DescribedUse,
  lastPlace: number,
  again: boolean,
): void {
  const head = scanner.read(entry + entrySize, endOf) - start;
  if (type.place < lastPlace) {
    scanner.report(
      byteRules.sectionOrder,
      `The section ${type.name} must come before ${last.name}. Move it.`,
      start,
      head,
      entry,
    );
  } else if (type.place === bodyPlace && last !== type) {
    scanner.report(
      byteRules.bodyKinds,
      `The body is ${last.name} already, so that ${withArticle(type.name)} cannot follow. Keep one kind.`,
      start,
      head,
      entry,
    );
  } else if (again && type.name !== 'data' && type.name !== 'amqp-sequence') {
    scanner.report(
      byteRules.duplicateSection,
      `The section ${type.name} occurs a second time. Keep one of them.`,
      start,
      head,
      entry,
    );
  }
}

function checkMessage(scanner: Scanner, start: number, seen: SectionsSeen): void {
  if ((seen.places & (1 << bodyPlace)) === 0) {
    scanner.report(
      byteRules.missingBody,
      'This message has no body: no data, amqp-sequence or amqp-value.',
      start,
      scanner.bytes.length - start,
    );
  }
  if (seen.properties < 0) return;
  const stop = scanner.read(seen.properties, nextOf);
  const encoding = partOf(scanner, seen.properties, 7);
  if (encoding < 0) return;
  if (!seen.isData && codeAt(scanner, encoding) !== 0x40) {
    const at = scanner.read(encoding, startOf);
    scanner.report(
      byteRules.contentEncodingBody,
      'content-encoding says how data is packed, but the body is not data. Leave it out.',
      at,
      scanner.read(encoding, endOf) - at,
      encoding,
    );
  }
  const expiry = scanner.read(encoding, nextOf);
  const creation = expiry < stop ? scanner.read(expiry, nextOf) : stop;
  if (creation >= stop || codeAt(scanner, expiry) !== 0x83 || codeAt(scanner, creation) !== 0x83) return;
  const [expires, created] = [timeAt(scanner, expiry), timeAt(scanner, creation)];
  if (expires >= created) return;
  const at = scanner.read(expiry, startOf);
  scanner.report(
    byteRules.expiryBeforeCreation,
    'The message expires before it was made (creation-time).',
    at,
    scanner.read(expiry, endOf) - at,
    expiry,
  );
}

function codeAt(scanner: Scanner, entry: number): number {
  return scanner.read(entry, infoOf) & 0xff;
}

function timeAt(scanner: Scanner, entry: number): bigint {
  const value = scalarAt(scanner.bytes, 0x83, scanner.read(entry, bodyOf), scanner.read(entry, endOf));
  return typeof value === 'bigint' ? value : 0n;
}

/** The entry of one of the fields of a described list; −1 where the list is shorter. */
export function partOf(scanner: Scanner, list: number, index: number): number {
  const stop = scanner.read(list, nextOf);
  let entry = scanner.read(list + entrySize, nextOf);
  for (let i = 0; i < index && entry < stop; i++) entry = scanner.read(entry, nextOf);
  return entry < stop ? entry : -1;
}
