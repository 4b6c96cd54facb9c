/**
 * What a terminal or a log must never get as it is: control characters (C0, DEL, C1), lone surrogates, what ends a line
 * (U+2028, U+2029), what changes the direction of text, what has no width, and noncharacters. The joiners U+200C and U+200D
 * are left alone, since emoji and some scripts are written with them.
 */
const unsafe =
  /\p{Cc}|\p{Cs}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0001}\u{e0020}-\u{e007f}]/u;
/** The flag of a region, such as England's, is written with characters that are invisible elsewhere. */
const flag = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f}/u;
const each = new RegExp(`${flag.source}|${unsafe.source}`, 'gu');

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Whether `printableLine` leaves a text unchanged. */
export function isPrintable(text: string): boolean {
  return !unsafe.test(text);
}

/**
 * A text as one line that is safe to print: `\n`, `\x1b`, `\u202e` and `\u{e0041}` stand for the characters that are not. Emoji and
 * text of any script stay as they are.
 */
export function printableLine(text: string): string {
  return isPrintable(text)
    ? text
    : text.replace(each, (found) => (isFlag(found) ? found : (short[found] ?? escapeOf(found))));
}

/** A text of several lines, each but the first indented, so that none can pass for one of ours. A tab becomes spaces. */
export function indentedLines(text: string, indent = '    '): readonly string[] {
  return text.split(/\r?\n/).map((line, at) => `${at === 0 ? '' : indent}${line.replaceAll('\t', '    ')}`);
}

/** A text that is safe to print, with its own line ends: see `indentedLines`. */
export function printableText(text: string): string {
  return indentedLines(text).map(printableLine).join('\n');
}

/**
 * The same values in JSON whose strings hold nothing unsafe: `JSON.stringify` leaves DEL, C1 and bidi controls as they are. Line ends
 * between values stay. It also fits YAML whose unsafe characters are all in double quotes.
 */
export function printableJson(json: string): string {
  return json.replace(each, (found) => (found === '\n' || isFlag(found) ? found : codeUnits(found)));
}

/** Only a flag has more than one character. */
function isFlag(found: string): boolean {
  return found.length > 2;
}

function escapeOf(character: string): string {
  const point = pointOf(character);
  if (point > 0xffff) return `\\u{${point.toString(16)}}`;
  return point < 0x100 ? `\\x${hex(point, 2)}` : `\\u${hex(point, 4)}`;
}

function codeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => `\\u${hex(character.charCodeAt(at), 4)}`).join('');
}

function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function hex(point: number, digits: number): string {
  return point.toString(16).padStart(digits, '0');
}
