/** Bytes written as text, in the spellings that programs print and people paste. */
import { unwrap } from '../logs/index.ts';
import { linesOf } from './lines.ts';
import type { ReadSpelling, Reading } from './model.ts';
import { readDump } from './read-dump.ts';
import { withoutLineNumbers } from './lines.ts';
import { readBareEscapes, readLiterals } from './read-literals.ts';
import { readBase64, readHex, readPlain } from './read-lines.ts';
import { readOpenSsl } from './read-openssl.ts';
import { readJson } from './read-json.ts';
import { readNodeBuffer } from './node-buffer.ts';
import { readWiresharkYaml } from './wireshark-yaml.ts';

export { allBytes } from './read-lines.ts';
export type { Origin, Piece, Reading } from './model.ts';

/** What has more signs comes first. */
const spellings: readonly ReadSpelling[] = [
  readNodeBuffer,
  readJson,
  readOpenSsl,
  readWiresharkYaml,
  readDump,
  readPlain,
  readLiterals,
  readBareEscapes,
];

/** What is found behind any words, so that a part of another spelling may look like it. */
const looseSpellings: readonly ReadSpelling[] = [readHex, readBase64];

/**
 * The ways in which a text can be read as bytes, the more certain first. Whether one is meant only the bytes can tell: many a word is
 * base64.
 */
export function readingsOf(text: string): Generator<Reading> {
  return readings(withoutMark(text), spellings);
}

/** The same for what has fewer signs: bytes behind words, and lines with numbers. */
export function* looseReadingsOf(text: string): Generator<Reading> {
  const plain = withoutMark(text);
  yield* readings(plain, looseSpellings);
  const inside = withoutEnvelopes(plain);
  if (inside !== undefined) yield* readings(inside, [...spellings, ...looseSpellings]);
  const bare = withoutLineNumbers(plain);
  if (bare !== undefined) yield* readings(bare, [...spellings, ...looseSpellings]);
}

/** The text that a logger or a container has put around on every line. Undefined where a line has nothing around it. */
function withoutEnvelopes(text: string): string | undefined {
  const found: string[] = [];
  for (const line of linesOf(text)) {
    if (line.trim() === '') continue;
    const inside = unwrap(line)?.texts[0];
    if (inside === undefined) return undefined;
    found.push(inside);
  }
  return found.length === 0 ? undefined : found.join('\n');
}

/** Without the byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function* readings(text: string, by: readonly ReadSpelling[]): Generator<Reading> {
  for (const read of by) {
    const reading = read(text);
    if (reading?.pieces.some(({ bytes }) => bytes.length > 0) === true) yield reading;
  }
}
