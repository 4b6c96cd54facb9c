import type { LanguageContext, LanguageService } from '../../protocols/core/index.ts';
import { outcomes } from './fixes.ts';

/** A kind of mistake: at which of the places that it finds in a text it is made, and what it makes of each. */
interface Mistake {
  readonly name: string;
  readonly at: RegExp;
  readonly put: (found: RegExpMatchArray) => string;
}

/** The same slips of the hand for every language; what a text has nothing of is left alone. */
export const commonMistakes: readonly Mistake[] = [
  { name: 'drop a quote', at: /["']/g, put: () => '' },
  { name: 'drop a bracket', at: /[{}[\]<>]/g, put: () => '' },
  { name: 'double a bracket', at: /[{}[\]<>]/g, put: ([found]) => found + found },
  { name: 'drop a slash', at: /\//g, put: () => '' },
  { name: 'drop a colon', at: /:/g, put: () => '' },
  { name: 'drop a comma', at: /,/g, put: () => '' },
  { name: 'drop a letter', at: /(?<=[a-z])[a-z](?=[a-z])/g, put: () => '' },
  { name: 'double a letter', at: /(?<=[a-z])[a-z](?=[a-z])/g, put: ([found]) => found + found },
  { name: 'swap two letters', at: /(?<=[a-z])([a-z])(?!\1)([a-z])/g, put: ([, a = '', b = '']) => b + a },
  { name: 'write a word in capitals', at: /[a-z][a-z-]+/g, put: ([found]) => found.toUpperCase() },
  { name: 'insert a space', at: /[<{["'=:/,-](?=\S)/g, put: ([found]) => `${found} ` },
  { name: 'drop a space', at: /(?<=\S) (?=\S)/g, put: () => '' },
  { name: 'indent a line more', at: /^ *(?=\S)/gm, put: ([found]) => `${found} ` },
  { name: 'indent a line less', at: /^ +(?=\S)/gm, put: ([found]) => found.slice(1) },
  { name: 'indent with a tab', at: /^ +(?=\S)/gm, put: () => '\t' },
  { name: 'write a line twice', at: /^.+\n/gm, put: ([found]) => found + found },
  { name: 'write an entry twice', at: /(?<=[{,] )[\w-]+: [\w-]+(?=,)/g, put: ([found]) => `${found}, ${found}` },
  { name: 'write an attribute twice', at: / [\w:-]+=(["'])[^"']*\1/g, put: ([found]) => found + found },
  { name: 'write a number as a word', at: /(?<=[: "])\d+(?=[,"\s])/g, put: () => 'many' },
  { name: 'write another word', at: /(?<=[: "'>])[a-z]{3,}(?=[,"'\s<])/g, put: () => 'maybe' },
  { name: 'write an end tag of another name', at: /(?<=<\/)[\w:-]+/g, put: () => 'b' },
];

/** Texts with one mistake each: of each kind, at most `most` for a text, spread over it. */
export function mutants(
  text: string,
  most: number,
  mistakes = commonMistakes,
): { readonly name: string; readonly text: string }[] {
  return mistakes.flatMap(({ name, at, put }) => {
    const places = [...text.matchAll(at)];
    const step = Math.max(1, places.length / most);
    return Array.from({ length: Math.min(most, places.length) }, (_, i) => places[Math.floor(i * step)]).flatMap(
      (found) =>
        found === undefined
          ? []
          : [{ name, text: text.slice(0, found.index) + put(found) + text.slice(found.index + found[0].length) }],
    );
  });
}

/** What a preferred fix does wrong to a text, a line each: it leaves its finding, brings another, or loses what its title does not name. */
export function faults<D>(service: LanguageService<D>, text: string, context: LanguageContext): string[] {
  return outcomes(service, text, context).flatMap(({ finding, fix, text: after, result }) => {
    if (fix === undefined || after === undefined) return [];
    const changed = fix.title.startsWith('Change') ? text.slice(finding.start, finding.end) : '';
    const lost = lostWords(text, after, `${fix.title} ${changed}`);
    return [...(result === 'repaired' ? [] : [result]), ...(lost.length === 0 ? [] : [`loses ${lost.join(' ')}`])].map(
      (fault) => `${fault}: ${finding.code}: ${fix.title}\n${text}\n=>\n${after}`,
    );
  });
}

/** The words of a text that are gone, that no word alike has come for, and that a title and what is underlined do not name. */
function lostWords(before: string, after: string, title: string): string[] {
  const gained = counted(after);
  for (const word of words(before)) if ((gained.get(word) ?? 0) > 0) gained.set(word, (gained.get(word) ?? 0) - 1);
  const kept = counted(after);
  const named = title.includes('…”)') || words(title).length === 0 ? undefined : new Set(words(title));
  const fresh = [...gained].flatMap(([word, count]) => Array<string>(count).fill(word));
  return words(before).filter((word) => {
    const left = kept.get(word) ?? 0;
    kept.set(word, left - 1);
    if (left > 0 || named === undefined || named.has(word)) return false;
    const index = fresh.findIndex((each) => alike(each, word));
    if (index >= 0) fresh.splice(index, 1);
    return index < 0;
  });
}

/** Whether most letters of two words are the same, whatever their case and order. */
function alike(a: string, b: string): boolean {
  const letters = Array.from(a.toLowerCase());
  const shared = Array.from(b.toLowerCase()).filter((each) => {
    const index = letters.indexOf(each);
    if (index >= 0) letters.splice(index, 1);
    return index >= 0;
  }).length;
  return 2 * shared >= Math.max(a.length, b.length) || a.includes(b);
}

function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
