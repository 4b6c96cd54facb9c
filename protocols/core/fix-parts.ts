import { closest } from './closest.ts';
import type { Diagnostic, Fix, TextEdit } from './diagnostic.ts';

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

/** The end of a text as titles quote it: one line of at most 40 UTF-16 units. */
export function shownEnd(text: string): string {
  const line = text.slice(-1000).replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `…${line.slice(-39)}` : line;
}

/** How much of each removed text is compared, in UTF-16 units; of what a fix writes, four times as much. */
const longestRemoved = 1000;

/** Fixes that each have a title of their own, which names what is lost: of two with the same title, only the better one is kept. */
export function titled(text: string, finding: Diagnostic, fixes: readonly Fix[]): readonly Fix[] {
  const byTitle = new Map<string, Fix>();
  for (const each of fixes.map((one) => namingLosses(text, finding, one)))
    if (!byTitle.has(each.title)) byTitle.set(each.title, each);
  return [...byTitle.values()];
}

/** A fix whose title names what of the text is lost: words that are neither in the title nor, alike, in what it writes. */
function namingLosses(text: string, finding: Diagnostic, { title, edits }: Fix): Fix {
  const named = new Set(wordsOf(title));
  const written = wordsOf(
    edits
      .map((edit) => edit.text)
      .join(' ')
      .slice(0, 4 * longestRemoved),
  );
  // A word or an address that is corrected is not lost, and what is underlined is what is changed.
  const corrected = ({ start, end, text: put }: TextEdit): boolean =>
    put !== '' && end - start <= 200 && end - start > 2 && closest(text.slice(start, end), [put]) !== undefined;
  const underlined = ({ start, end, text: put }: TextEdit): boolean =>
    put !== '' && title.startsWith('Change') && start >= finding.start && end <= finding.end && end - start <= 40;
  const whole = edits.filter((edit) => !corrected(edit) && !underlined(edit));
  const lost = whole
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((removed) =>
      wordsOf(removed.slice(0, longestRemoved)).some((word) => !named.has(word) && !take(word, written)),
    );
  return lost.length === 0 ? { title, edits } : { title: `${title} (removes “${shown(lost.join(' '))}”)`, edits };
}

/** Takes a word, or the one that is written in its place, out of a list; whether it is in it. */
function take(word: string, words: string[]): boolean {
  const lower = word.toLowerCase();
  const alike = (): string | undefined =>
    word.length < 3 || words.length > 100
      ? undefined
      : (words.find((each) => each.includes(word)) ?? closest(word.slice(0, 60), words));
  const found = words.includes(word) ? word : (words.find((each) => each.toLowerCase() === lower) ?? alike());
  if (found !== undefined) words.splice(words.indexOf(found), 1);
  return found !== undefined;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
