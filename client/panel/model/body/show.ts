import { formatCount, plural, type UnitBody } from '../../../../protocols/core/index.ts';
import { indentedLines, rawLines } from '../../../../protocols/xmpp/text/index.ts';
import { decodeText } from '../bytes.ts';
import { contentOf, refusalOf, type Content } from './content.ts';
import { linesOfText, type BodyLines } from './lines.ts';
import type { ContentKind } from './media.ts';
import { canUnpack, unpack } from './unpack.ts';

/** What the reader has chosen; `auto` follows the body. */
export type Choice = ContentKind | 'auto';

/** A body, made ready to be drawn. */
export interface ShownBody {
  readonly content: Content;
  /** How it is shown now. */
  readonly kind: ContentKind;
  /** The bytes that are shown: those of the body, or what was packed in them. */
  readonly bytes: Uint8Array;
  /** Whether a place in `bytes` is a place in the unit. */
  readonly same: boolean;
  /** What the reader must know before all else. */
  readonly notes: readonly string[];
  /** For all ways that are lines of text. */
  readonly lines?: BodyLines;
}

/**
 * Makes a body ready to be drawn. What takes a library loads it at first use. Never rejects because of what the body is.
 * @param most bytes of it that become lines; `lines.shown` says how far they have come.
 */
export async function showBody(body: UnitBody, choice: Choice, most: number): Promise<ShownBody> {
  const notes: string[] = [];
  if (!body.whole) notes.push('This is a part of a message that is in several units; the rest is in those next to it.');
  const packed = await unpackedBody(body, notes);
  const bytes = packed?.bytes ?? body.bytes;
  const whole = packed === undefined ? body.whole : packed.whole && body.whole;
  const content = contentOf({ bytes, type: body.type, whole });
  if (content.note !== undefined) notes.push(content.note);
  const refusal = refusalOf(choice === 'auto' ? content.kind : choice, bytes);
  if (refusal !== undefined && !notes.includes(refusal) && choice !== 'auto') notes.push(refusal);
  const wanted = choice === 'auto' ? content.kind : choice;
  const kind = refusal === undefined ? wanted : 'hex';
  const lines = await linesOf(kind, bytes, most, notes);
  return {
    content,
    kind,
    bytes,
    same: packed === undefined && body.same,
    notes,
    ...(lines !== undefined && { lines }),
  };
}

async function unpackedBody(
  body: UnitBody,
  notes: string[],
): Promise<{ bytes: Uint8Array; whole: boolean } | undefined> {
  const { encoding } = body;
  if (encoding === undefined || encoding === '' || encoding.toLowerCase() === 'identity') return undefined;
  const unpacked = canUnpack(encoding) ? await unpack(body.bytes, encoding) : undefined;
  if (unpacked === undefined) {
    notes.push(
      `The content encoding is ${encoding}, ${canUnpack(encoding) ? 'but the bytes are not packed in that way' : 'which is not unpacked here'}: they are shown as they are.`,
    );
    return undefined;
  }
  const size = plural(unpacked.bytes.length, 'byte');
  notes.push(
    unpacked.whole
      ? `Unpacked from ${encoding}: ${size}.`
      : `Unpacked from ${encoding}: the first ${size} of more, or of packed bytes that are cut short.`,
  );
  return unpacked;
}

async function linesOf(
  kind: ContentKind,
  bytes: Uint8Array,
  most: number,
  notes: string[],
): Promise<BodyLines | undefined> {
  if (kind === 'picture' || kind === 'hex') return undefined;
  if (kind === 'cbor') {
    const { cborLines } = await import('./cbor-lines.ts');
    return cborLines(bytes, most);
  }
  const shown = Math.min(most, bytes.length);
  const { text, offsets, invalid } = decodeText(wholeCharacters(bytes.subarray(0, shown), bytes.length));
  if (invalid > 0)
    notes.push(
      `${plural(invalid, 'byte')} ${invalid === 1 ? 'is' : 'are'} not UTF-8, shown as �. Hex has them as they are.`,
    );
  const last = offsets.at(-1) ?? shown;
  if (kind === 'json') {
    const { jsonLines } = await import('./json-lines.ts');
    return { lines: jsonLines(text, offsets), shown: last };
  }
  const lines = kind === 'xml' ? indentedLines(text) : rawLines(text, [{ kind: 'text', start: 0, end: text.length }]);
  return { lines: linesOfText(text, lines, offsets), shown: last };
}

/** The bytes without the beginning of a character that is cut by the end of what is shown. */
function wholeCharacters(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length === size) return bytes;
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) !== 0x80) return byte >= 0xc0 ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** `The first 65,536 of 1,000,000 bytes are shown.`; undefined where all are. */
export function cutText(shown: number, size: number): string | undefined {
  return shown >= size ? undefined : `The first ${formatCount(shown)} of ${formatCount(size)} bytes are shown.`;
}
