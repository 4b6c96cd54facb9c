import type { Fix, TextEdit } from './diagnostic.ts';

/** A quick fix that makes some edits. */
export function fix(title: string, ...edits: readonly TextEdit[]): Fix {
  return { title, edits };
}

/** Puts a text in the place of a range. */
export function replace(title: string, start: number, end: number, text: string): Fix {
  return { title, edits: [{ start, end, text }] };
}

/** A text as titles quote it: one line of at most 40 UTF-16 units. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
