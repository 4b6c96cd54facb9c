import type { Diagnostic, Fix } from './diagnostic.ts';

const suggestion = /“([^“”]+)”[^“”]*; did you mean “([^“”]+)”\?$/;

/**
 * The fix that a message proposes in the words of `didYouMean`: the word that it quotes last is replaced by the one that was
 * meant. Undefined where it proposes none, or where the word does not stand, whole and once, in the place that is underlined.
 */
export function suggestedFix({ message, start, end }: Diagnostic, text: string): Fix | undefined {
  const [, wrong, meant] = suggestion.exec(message) ?? [];
  if (wrong === undefined || meant === undefined) return undefined;
  const marked = text.slice(start, end);
  const at = marked.indexOf(wrong);
  if (at < 0 || marked.includes(wrong, at + 1) || !isWhole(marked, at, wrong.length)) return undefined;
  return { title: `Change to “${meant}”`, edits: [{ start: start + at, end: start + at + wrong.length, text: meant }] };
}

function isWhole(text: string, at: number, length: number): boolean {
  const word = /[\p{L}\p{N}_-]/u;
  return !word.test(text.charAt(at - 1)) && !word.test(text.charAt(at + length));
}
