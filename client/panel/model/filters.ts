import { isEmptyFilter, parseFilter } from '../../../protocols/filter/index.ts';

/** So many filters are remembered, and saved. */
const mostRemembered = 20;
const mostSaved = 50;
/** In UTF-16 units: what is longer is applied, and not remembered. */
const longest = 1000;

/** What is wrong or odd about a filter: its first fault, or its first hint. */
export interface FilterFault {
  readonly severity: 'error' | 'hint';
  readonly message: string;
  /** UTF-16 units in the filter's text. */
  readonly start: number;
  readonly end: number;
}

/** What the page can tell of a filter by itself: regular expressions are read where they are applied. */
export function faultOf(filter: string): FilterFault | undefined {
  const { errors, hints } = parseFilter(filter);
  const [error] = errors;
  if (error !== undefined) return { severity: 'error', ...error };
  const [hint] = hints;
  return hint === undefined ? undefined : { severity: 'hint', ...hint };
}

/** Filters that were applied, the latest first, with one more. */
export function remember(filters: readonly string[], filter: string): readonly string[] {
  const text = filter.trim();
  const parsed = parseFilter(text);
  if (text.length > longest || parsed.errors.length > 0 || isEmptyFilter(parsed)) return filters;
  return [text, ...filters.filter((each) => each !== text)].slice(0, mostRemembered);
}

/** Saved filters, with this one in or out. */
export function toggleSaved(filters: readonly string[], filter: string): readonly string[] {
  const text = filter.trim();
  if (filters.includes(text)) return filters.filter((each) => each !== text);
  return text === '' || text.length > longest ? filters : [...filters, text].slice(-mostSaved);
}

/** Reads a list of filters that an earlier page has saved. */
export function restoreFilters(saved: unknown): readonly string[] {
  if (!Array.isArray(saved)) return [];
  return saved.filter((each): each is string => typeof each === 'string' && each.length <= longest).slice(0, mostSaved);
}
