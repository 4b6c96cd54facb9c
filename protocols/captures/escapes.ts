/** How a language writes in its literals what it does not write as it is. */
interface EscapeRules {
  /** Letters that stand for a character when a backslash is in front of them. */
  readonly letters: string;
  /** Escapes by numbers: what they are, the digits behind the backslash in a group, and their base. */
  readonly numbers: readonly (readonly [what: 'byte' | 'point', pattern: RegExp, base: 8 | 16])[];
  /** What a backslash is with another character behind it: that character, or both. */
  readonly other?: 'both';
  /** The beginning of an escape that the program cuts at its end. */
  readonly cut?: RegExp;
  /** In a text, bytes are characters of Latin-1 rather than parts of UTF-8. */
  readonly latin1?: boolean;
}

const characters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  s: ' ',
  d: '\x7f',
  '0': '\0',
};

const hex2 = /x([0-9a-f]{2})/iy;
const hex = /x([0-9a-f]{1,2})/iy;
const hexInBraces = /x\{([0-9a-f]{1,6})\}/iy;
const four = /u([0-9a-fA-F]{4})/y;
const eight = /U([0-9a-fA-F]{8})/y;
const inBraces = /u\{([0-9a-fA-F]{1,6})\}/y;
/** A byte has no more than 377. */
const octal = /([0-3][0-7]{2}|[0-7]{1,2})/y;
const octalPoint = /([0-7]{1,3})/y;

/** The escapes of the languages and programs whose literals logs and dumps have. */
const languages = {
  /** C and its relatives, as they write bytes. */
  c: {
    letters: 'abtnvfre',
    numbers: [
      ['byte', /x\{([0-9a-f]{1,2})\}/iy, 16],
      ['byte', hex, 16],
      ['point', inBraces, 16],
      ['point', four, 16],
      ['byte', octal, 8],
    ],
  },
  /** Where neither the log nor the text tells the language. */
  any: {
    letters: 'abtnvfresd',
    numbers: [
      ['point', hexInBraces, 16],
      ['byte', hex, 16],
      ['point', inBraces, 16],
      ['point', four, 16],
      ['point', eight, 16],
      ['byte', octal, 8],
    ],
  },
  erlang: {
    letters: 'btnvfresd',
    numbers: [
      ['point', hexInBraces, 16],
      ['point', hex2, 16],
      ['point', octalPoint, 8],
    ],
  },
  python: {
    letters: 'abtnvfr',
    numbers: [
      ['byte', hex2, 16],
      ['point', four, 16],
      ['point', eight, 16],
    ],
    latin1: true,
  },
  /** What `%q` prints. */
  go: {
    letters: 'abtnvfr',
    numbers: [
      ['byte', hex2, 16],
      ['point', four, 16],
      ['point', eight, 16],
    ],
  },
  rust: {
    letters: 'tnr0',
    numbers: [
      ['point', inBraces, 16],
      ['point', hex2, 16],
    ],
  },
  /** What Node.js prints of a string. */
  node: {
    letters: 'btnvfr',
    numbers: [
      ['point', hex2, 16],
      ['point', inBraces, 16],
      ['point', four, 16],
    ],
  },
  /** Qpid Proton, in all its languages. */
  proton: { letters: '', numbers: [['byte', hex2, 16]], other: 'both', cut: /^\\(?:x[0-9a-f]?)?$/i },
} satisfies Readonly<Record<string, EscapeRules>>;

/** The languages and programs whose escapes are known. */
export type EscapeLanguage = keyof typeof languages;

/** An escape: a byte, or text. */
export interface Escape {
  readonly byte?: number;
  readonly text: string;
  /** The place behind it. */
  readonly end: number;
}

/** Reads the escape whose backslash is at a place. A backslash at the end of the text is one with nothing behind it. */
export function readEscape(text: string, at: number, language: EscapeLanguage): Escape {
  const rules: EscapeRules = languages[language];
  for (const [what, pattern, base] of rules.numbers) {
    pattern.lastIndex = at + 1;
    const digits = pattern.exec(text)?.[1];
    if (digits === undefined) continue;
    const value = parseInt(digits, base);
    const end = pattern.lastIndex;
    if (what === 'byte') return { byte: value, text: String.fromCharCode(value), end };
    return { text: value > 0x10ffff ? '\ufffd' : String.fromCodePoint(value), end };
  }
  if (rules.cut?.test(text.slice(at, at + 5)) === true) return { text: '', end: text.length };
  const point = text.codePointAt(at + 1);
  const next = point === undefined ? '' : String.fromCodePoint(point);
  if (next !== '' && rules.letters.includes(next)) return { text: characters[next] ?? next, end: at + 2 };
  return rules.other === 'both' ? { text: '\\', end: at + 1 } : { text: next, end: at + 1 + next.length };
}

/** The text of a literal of a language, without its quotes. Bytes of 128 and more are UTF-8 where they make some, else characters. */
export function unescapeText(text: string, language: EscapeLanguage): string {
  const { latin1 = false }: EscapeRules = languages[language];
  const pieces: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) pieces.push(textOfBytes(bytes));
    bytes = [];
  };
  eachPart(text, language, (piece, byte) => {
    if (byte !== undefined && byte >= 0x80 && !latin1) {
      bytes.push(byte);
      return;
    }
    flush();
    pieces.push(piece);
  });
  flush();
  return pieces.join('');
}

const encoder = new TextEncoder();

/** The bytes of a literal of a language, without its quotes; text in it is UTF-8. */
export function unescapeBytes(text: string, language: EscapeLanguage): Uint8Array {
  // Each UTF-16 unit has three bytes at most.
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  eachPart(text, language, (piece, byte) => {
    if (byte === undefined) size += encoder.encodeInto(piece, bytes.subarray(size)).written;
    else bytes[size++] = byte;
  });
  return new Uint8Array(bytes.subarray(0, size));
}

function eachPart(text: string, language: EscapeLanguage, take: (piece: string, byte?: number) => void): void {
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\\', at);
    const stop = next < 0 ? text.length : next;
    if (stop > at) take(text.slice(at, stop));
    if (next < 0) return;
    const found = readEscape(text, next, language);
    take(found.text, found.byte);
    at = found.end;
  }
}

/** The text of bytes: UTF-8 where they are that, else one character a byte. */
export function textOfBytes(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return bytes.map((byte) => String.fromCharCode(byte)).join('');
  }
}

/** The place behind the quote that closes the one at a place; behind the text where none does. */
export function endOfQuoted(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
  }
  return text.length + 1;
}
