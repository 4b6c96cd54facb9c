import { fromBase64Text } from './base64-text.ts';
import { isMostly, shareOf } from './coverage.ts';
import { joinBytes } from '../../core/index.ts';
import { fromHexText } from './hex-text.ts';
import { linesOf, withoutComment, withoutTime } from './lines.ts';
import type { Origin, Piece, ReadSpelling, Reading } from './model.ts';
import { originOf } from './origin.ts';

/** A line’s words, and the digits behind them. */
interface Split {
  readonly words: string;
  readonly digits: string;
}

const endings = /["'`,;)\]}>\s]+$/;

/** Digits in a sentence, such as `frame 0000001802…, 24 bytes`: in one word, or in bytes with a space between them. */
const inSentence =
  /(?<![\w.-])(?:0x)?(?:[0-9a-f]{2}){8,}(?![\w-])|(?<![\w.-])(?:[0-9a-f]{2}[ :]){7,}[0-9a-f]{2}(?![\w-])/gi;

/** The longest digits in a line that goes on behind them. */
function splitSentence(line: string): Split | undefined {
  let longest: { readonly index: number; readonly text: string } | undefined;
  for (const { index, 0: text } of line.matchAll(inSentence))
    if (text.length > (longest?.text.length ?? 0)) longest = { index, text };
  return longest === undefined ? undefined : { words: line.slice(0, longest.index), digits: longest.text };
}

/** Digits that a line has, at its end or in a sentence. */
function splitHex(line: string): Split | undefined {
  const found = splitEnd(line);
  if (found !== undefined && (found.words.trim() === '' || found.digits.length >= shortest)) return found;
  return splitSentence(line) ?? found;
}

/** Digits that a line ends with, in groups or not. Undefined where it ends with something else. */
function splitEnd(line: string): Split | undefined {
  const end = line.length - (endings.exec(line.slice(-20))?.[0].length ?? 0);
  let start = end;
  while (start > 0 && isHexOrSeparator(line, start - 1)) start--;
  // A word that only ends like digits is none.
  if (start > 0 && /[\p{L}\p{N}_]/u.test(line.charAt(start - 1)))
    while (start < end && /[0-9a-zA-Z_]/.test(line.charAt(start))) start++;
  const all = line.slice(start, end);
  const tokens = /[0-9a-fA-F]/.exec(all);
  if (tokens === null) return undefined;
  const first = start + tokens.index;
  return { words: line.slice(0, first), digits: line.slice(first, end) };
}

function isHexOrSeparator(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66)) return true;
  // 0x and \x
  if (code === 0x78) return line.charAt(at - 1) === '0' || line.charAt(at - 1) === '\\';
  return code === 0x20 || code === 0x09 || code === 0x3a || code === 0x2c || code === 0x2d || code === 0x5c;
}

/** The word that a line ends with. */
function splitLast(line: string): Split | undefined {
  const end = line.length - (endings.exec(line.slice(-20))?.[0].length ?? 0);
  let start = end;
  while (start > 0 && /[A-Za-z0-9+/_=-]/.test(line.charAt(start - 1))) start--;
  // `data=QU1R…`: the padding is at the end only.
  const digits = line.slice(start, end);
  const assigned = /^\w*=(?=[A-Za-z0-9+/_-]{8})/.exec(digits.slice(0, 100))?.[0].length ?? 0;
  const from = start + assigned;
  return end - from < 8 ? undefined : { words: line.slice(0, from), digits: line.slice(from, end) };
}

/** The characters that a word and a sign in front of bytes have, which tell what they are. */
const label = 16;

/** Fewer digits behind words may be a number, so that others are looked for. */
const shortest = 16;
/** Digits of fewer bytes behind words are a number rather than bytes. */
const least = 4;

function reader(
  spelling: string,
  split: (line: string) => Split | undefined,
  parse: (digits: string) => Uint8Array | undefined,
  ends: (digits: string) => boolean,
): ReadSpelling {
  return (text: string): Reading | undefined => {
    const pieces: Piece[] = [];
    let digits: string[] = [];
    let from: Origin | undefined;
    let spelled = 0;
    let all = 0;
    let others = 0;
    const finish = (): boolean => {
      if (digits.length === 0) return true;
      const bytes = parse(digits.join('\n'));
      digits = [];
      if (bytes !== undefined) pieces.push({ bytes, from });
      return bytes !== undefined;
    };
    for (const whole of linesOf(text)) {
      const line = withoutTime(withoutComment(whole));
      if (line.trim() === '') continue;
      all += line.length;
      const found = split(line);
      if (found === undefined || (found.words.trim() !== '' && (parse(found.digits)?.length ?? 0) < least)) {
        // Words between lines of bytes, which may tell whose bytes come next.
        if (!finish() || ++others > 20 + pieces.length) return undefined;
        from = originOf(line) ?? from;
        continue;
      }
      if (found.words.trim() !== '') {
        if (!finish()) return undefined;
        from = originOf(found.words) ?? from;
      }
      digits.push(found.digits);
      spelled += found.digits.length;
      if (ends(found.digits) && !finish()) return undefined;
    }
    if (!finish() || pieces.length === 0 || !isMostly(spelled, text)) return undefined;
    return { spelling, pieces, share: shareOf(spelled, all, label) };
  };
}

/** Hex: in one word or in groups, over several lines, with words in front that may tell who sent it. */
export const readHex = reader('hex', splitHex, fromHexText, () => false);

/** Base64: over several lines, with words in front that may tell who sent it. Padding ends a piece. */
export const readBase64 = reader('base64', splitLast, fromBase64Text, (digits) => digits.endsWith('='));

/** A text that is nothing but hex or base64, and comments; `<414d5150 …>` is how NSData prints itself. */
export function readPlain(text: string): Reading | undefined {
  const lines = linesOf(text).map((line) => withoutComment(line).trim());
  const all = lines.join(' ').trim();
  const hex = fromHexText(/^<[^<>]*>$/.test(all) ? all.slice(1, -1) : all);
  if (hex !== undefined) return { spelling: 'hex', pieces: [{ bytes: hex }], share: 1 };
  const bytes = fromBase64Text(lines.join(''));
  return bytes === undefined ? undefined : { spelling: 'base64', pieces: [{ bytes }], share: 1 };
}

/** All bytes of a reading. */
export function allBytes({ pieces }: Reading): Uint8Array {
  return joinBytes(pieces.map(({ bytes }) => bytes));
}
