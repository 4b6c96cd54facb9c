import { compileFilter, isEmptyFilter, parseFilter, type Compiled } from '../../protocols/filter/index.ts';
import type { RowFilter } from '../protocol.ts';

/** Makes a predicate of a filter's text, or says what is wrong with it. Times of day are those of this machine's clock. */
export function compileRowFilter({ text = '' }: RowFilter): Compiled {
  return compileFilter(text, { zone: (time) => new Date(time).getTimezoneOffset() });
}

/** Whether a filter selects every unit. */
export function selectsAll({ text = '', connection }: RowFilter): boolean {
  return connection === undefined && (text.trim() === '' || isEmptyFilter(parseFilter(text)));
}

/** Whether two filters select the same rows. */
export function sameFilter(a: RowFilter, b: RowFilter): boolean {
  return (a.text ?? '').trim() === (b.text ?? '').trim() && a.connection === b.connection;
}
