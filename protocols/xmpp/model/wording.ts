import { quote } from '../parser/finding.ts';

/** `a, b and c`. */
export function list(names: readonly string[], word: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** What a value must be, what it is, and, where the type tells it, why it is not that: a problem's second line. */
export function misfit(what: string, problem: string, value: string): string {
  const [must = '', why] = problem.split('\n');
  return `${what} ${must}, not ${quote(value)}${why === undefined ? '' : `. ${why}`}`;
}

/** `a <group>`, `an <item>`. */
export function aTag(name: string): string {
  return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} <${name}>`;
}
