import { isLoneKind, loneKindOf, loneMayBegin } from '../../amqp/decode/index.ts';
import { allBytes, looseReadingsOf, readingsOf, type Origin, type Piece, type Reading } from '../bytes/index.ts';
import { LogFeeder, unescapeEntities, type LogFormat } from '../logs/index.ts';
import type { LogEntry } from '../logs/model.ts';
import { packetConnections } from '../read-capture.ts';
import { apart } from './apart.ts';
import { cutIn, withCutFrames } from './cut-frames.ts';
import { isKnown, isLone } from './known-reading.ts';
import { InputError, type InputContext } from './model.ts';
import { isOtherDocument } from './other-documents.ts';
import { linkTypeOf } from './packets.ts';
import { contentFeeder, isStream, rawFeeder, streamFeeder, unrecognized } from './raw-feeder.ts';

/**
 * Feeds text that is no log: bytes in one of their spellings, recognized by what the bytes are, or the bytes of the text itself.
 * @param forced the user says that the text is bytes, which may then be any
 * @throws InputError where nothing recognises them
 */
export function feedText(whole: Uint8Array, context: InputContext, forced: boolean): string | undefined {
  if (!forced && isBinary(whole)) return contentFeeder(whole, context, true);
  const text = withoutQuotation(withLineFeeds(new TextDecoder('utf-8').decode(whole)));
  if (!forced && isOtherDocument(text)) throw new InputError(unrecognized);
  const strict = knownOf(readingsOf(text), 2);
  const loose = strict.known.length > 0 ? strict : knownOf(looseReadingsOf(text), 1);
  const [chosen, other] = loose.known;
  const first = strict.first ?? loose.first;
  if (other !== undefined && chosen !== undefined)
    context.sink.tell(
      `This text can be read as ${chosen.spelling} and as ${other.spelling}, which gives other bytes. It is read as ${chosen.spelling}.`,
    );
  if (chosen !== undefined) return feedReading(chosen, withCutFrames(context), forced);
  if (!forced) return contentFeeder(withoutEntities(text) ?? whole, context, true);
  if (first === undefined)
    throw new InputError(
      'The text is not bytes in a spelling that is known: hex, base64, a dump, a list of numbers, or a text with escapes.',
    );
  return feedReading(first, withCutFrames(context), forced);
}

/** XML that is written with entities, as a page has it. */
function withoutEntities(text: string): Uint8Array | undefined {
  return /^\s*&lt;/.test(text) ? new TextEncoder().encode(unescapeEntities(text)) : undefined;
}

/** A text with LF where CR alone ends lines. */
function withLineFeeds(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}

/** A text without the marks of a quotation, where every line has one: a mark in some lines only tells who sent them. */
function withoutQuotation(text: string): string {
  const lines = text.split('\n');
  const isQuoted = lines.length > 1 && lines.every((line) => /^\s*(?:>|$)/.test(line.slice(0, 80)));
  return isQuoted ? lines.map((line) => line.replace(/^ {0,3}> ?/, '')).join('\n') : text;
}

/**
 * Whether a long text that begins so can be bytes: the beginning is in one of their spellings, or that of a lone piece.
 * Where it is cut, it may end within a line, a list or a byte.
 */
export function mayBeBytes(first: Uint8Array): boolean {
  if (isBinary(first)) return isStream(first) || loneMayBegin(first);
  const text = withLineFeeds(new TextDecoder('utf-8').decode(first));
  const line = text.lastIndexOf('\n');
  const list = text.lastIndexOf(',');
  return [
    ...(line > 0 ? [text.slice(0, line)] : []),
    ...[0, 1, 2, 3].map((less) => text.slice(0, text.length - less)),
    ...(list > 0 ? ['}', ']', ')'].map((end) => text.slice(0, list) + end) : []),
  ].some((each) => [readingsOf(each), looseReadingsOf(each)].some((readings) => readings.next().done !== true));
}

/** The first reading, and those whose bytes are known, with different bytes, at most so many. */
function knownOf(
  readings: Iterable<Reading>,
  most: number,
): { readonly first: Reading | undefined; readonly known: readonly Reading[] } {
  const known: Reading[] = [];
  let first: Reading | undefined;
  for (const reading of readings) {
    first ??= reading;
    if (isKnown(reading) && !known.some((each) => isSame(each, reading))) known.push(reading);
    if (known.length >= most || (known.length > 0 && reading.isCertain === true)) break;
  }
  return { first, known };
}

/** Text has no control characters but white space and those that color it. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 4096).some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27);
}

function isSame(one: Reading, other: Reading): boolean {
  const [a, b] = [allBytes(one), allBytes(other)];
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function feedReading(given: Reading, context: InputContext, forced: boolean): string | undefined {
  const reading = forced ? given : apart(given, (text) => context.sink.tell(text));
  const { pieces, missing } = reading;
  const linkType = linkTypeOf(pieces);
  if (linkType !== undefined) {
    const connections = packetConnections(context.streams);
    for (const { bytes } of pieces) connections.packet(0, linkType, bytes, 0, bytes.length);
    connections.end();
    return missing;
  }
  if (pieces.some(({ from, connection }) => from !== undefined || connection !== undefined))
    return feedDirections(reading, context);
  const whole = allBytes(reading);
  const isCutWithin = pieces.some((piece, index) => cutIn(piece, pieces[index + 1]) !== undefined);
  const isWhole = !isCutWithin && (isStream(whole) || loneKindOf(whole) !== undefined || !pieces.every(isLone));
  if (!isWhole) return feedDirections(reading, context);
  const lone = isStream(whole) ? undefined : loneKindOf(whole);
  if (lone !== undefined) return contentFeeder(whole, context, false) ?? missing;
  const found = rawFeeder(whole, context, { final: true, pasted: false, forced });
  const feeder = typeof found === 'object' ? found : streamFeeder(context);
  feeder.push(whole);
  // What is cut off breaks no rule.
  if (missing !== undefined) context.sink.late(0, context.direction);
  return feeder.end() ?? missing;
}

/** Feeds pieces of both directions, or of several connections. */
function feedDirections({ pieces, missing }: Reading, context: InputContext): string | undefined {
  const entries = entriesOf(pieces, context);
  // What a text calls by its end is not turned round by where the text was written.
  const isNamed = pieces.some(({ from }) => from === 'client' || from === 'server');
  const format: LogFormat = {
    name: 'bytes',
    title: '',
    writer: context.direction,
    recognises: () => false,
    reader: (take) => ({
      line: () => undefined,
      end: () => entries.forEach(take),
    }),
  };
  const feeder = new LogFeeder(format, isNamed ? { ...context, perspective: undefined } : context);
  feeder.end();
  return missing;
}

function entriesOf(pieces: readonly Piece[], { direction }: InputContext): readonly LogEntry[] {
  const named = new Set(
    pieces.filter(({ from }) => from === 'client' || from === 'server').map(({ connection = '' }) => connection),
  );
  const entries: LogEntry[] = [...named].map((connection) => ({ what: 'role', connection, side: 'client' }));
  const last = new Map<string, Origin>();
  const streams = new Set<string>();
  const placed = pieces.map((piece) => {
    const { from, connection = '' } = piece;
    const origin = from ?? last.get(connection) ?? (named.has(connection) ? direction : 'sent');
    last.set(connection, origin);
    const sent = origin === 'sent' || origin === 'client' ? 'sent' : 'received';
    return { piece, place: { connection, direction: sent, line: 1 }, key: `${sent} ${connection}` } as const;
  });
  const cuts = cutsOf(placed);
  for (const [index, { piece, place, key }] of placed.entries()) {
    const { bytes } = piece;
    const cut = cuts[index];
    const kind = streams.has(key) || isStream(bytes) ? undefined : loneKindOf(bytes);
    if (kind !== undefined && isLoneKind(kind)) entries.push({ ...place, what: 'unit', protocol: 'amqp', kind, bytes });
    else {
      streams.add(key);
      if (cut !== 0) entries.push({ ...place, what: 'stream', bytes: bytes.subarray(0, cut) });
    }
    if (cut !== undefined)
      entries.push({ ...place, what: 'unit', protocol: 'unknown', kind: 'garbage', bytes: bytes.subarray(cut) });
  }
  return entries;
}

/** For each piece where the frame in it begins whose end is missing. */
function cutsOf(placed: readonly { readonly piece: Piece; readonly key: string }[]): readonly (number | undefined)[] {
  const next = new Map<string, Piece>();
  return placed
    .toReversed()
    .map(({ piece, key }) => {
      const cut = cutIn(piece, next.get(key));
      next.set(key, piece);
      return cut;
    })
    .toReversed();
}
