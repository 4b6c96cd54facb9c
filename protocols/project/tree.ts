import {
  createScanner,
  getLocation,
  parseTree,
  printParseErrorCode,
  type Location,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import type { Diagnostic } from '../core/index.ts';

/** Deeper than any meaningful file; jsonc-parser recurses, and must not exhaust the stack. */
const greatestDepth = 64;

export interface Tree {
  /** Undefined where the text has no value at all. */
  readonly root?: Node;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads JSON with comments and trailing commas, tolerantly. Never throws. */
export function readTree(written: string): Tree {
  // A byte order mark, which some editors pass on, is not JSON; a space keeps the offsets.
  const text = written.replace(/^\uFEFF/, ' ');
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined)
    return { diagnostics: [syntax(`Nested more than ${greatestDepth} deep`, tooDeep, tooDeep + 1)] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  if (root === undefined) return { diagnostics: [syntax('The file is empty: write at least {}', 0, text.length)] };
  const diagnostics = errors.map(({ error, offset, length }) => {
    const start = Math.min(offset, text.length);
    return syntax(message(printParseErrorCode(error)), start, Math.min(start + length, text.length));
  });
  return { root, diagnostics };
}

/** The location of a UTF-16 offset; undefined if the text is nested too deeply to be read. */
export function locationAt(text: string, offset: number): Location | undefined {
  return findTooDeep(text) === undefined ? getLocation(text, offset) : undefined;
}

function findTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  // jsonc-parser exports its token kinds as a const enum, which isolated modules cannot read: 1 { 2 } 3 [ 4 ] 17 end.
  for (let token: number = scanner.scan(); token !== 17; token = scanner.scan()) {
    if (token === 1 || token === 3) depth++;
    else if (token === 2 || token === 4) depth = Math.max(0, depth - 1);
    if (depth > greatestDepth) return scanner.getTokenOffset();
  }
  return undefined;
}

function syntax(message: string, start: number, end: number): Diagnostic {
  return { code: 'project/syntax', severity: 'error', message, start, end };
}

const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is not a JSON value: write a text in double quotes, true, false, a list or an object',
  InvalidNumberFormat: 'This is not a JSON number',
  PropertyNameExpected: 'A key in double quotes is expected here',
  ValueExpected: 'A value is expected here',
  ColonExpected: 'A colon is expected between key and value',
  CommaExpected: 'A comma is expected before the next entry',
  CloseBraceExpected: 'A closing } is missing',
  CloseBracketExpected: 'A closing ] is missing',
  EndOfFileExpected: 'Nothing may follow the closing brace of the file',
  UnexpectedEndOfComment: 'This comment is not closed: write */ at its end',
  UnexpectedEndOfString: 'This text is not closed: write " at its end, on the same line',
  UnexpectedEndOfNumber: 'This number is not complete',
  InvalidUnicode: 'Write \\u followed by four hexadecimal digits',
  InvalidEscapeCharacter: 'JSON does not know this escape: write \\\\ for a backslash',
  InvalidCharacter: 'Write this control character as an escape, such as \\n or \\t',
};

function message(code: string): string {
  return messages[code] ?? `This is not JSON (${code})`;
}
