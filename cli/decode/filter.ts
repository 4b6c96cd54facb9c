import { printableLine } from '../../protocols/core/index.ts';
import { compileFilter, parseFilter, type CompiledFilter } from '../../protocols/filter/index.ts';
import { UsageError, type Io } from '../io.ts';

/** Characters of the filter that are shown around the place of a fault. */
const shownAround = 60;

/** Reads the value of `--filter`, and says what is odd about it. Times of day are UTC, as they are printed. @throws UsageError that marks the place of what is wrong */
export function readFilter(text: string, io: Io): CompiledFilter {
  const parsed = parseFilter(text);
  const { filter, errors } = compileFilter(parsed, { zone: () => 0 });
  if (filter !== undefined) {
    for (const { message } of parsed.hints) io.say(`--filter: ${message}`);
    return filter;
  }
  const [error] = errors;
  const { message, start, end } = error ?? { message: 'It cannot be read.', start: 0, end: 0 };
  const from = Math.max(0, start - shownAround);
  const before = `${from > 0 ? '… ' : ''}${text.slice(from, start)}`;
  const marked = text.slice(start, Math.min(end, start + shownAround));
  const after = text.slice(start + marked.length, start + marked.length + shownAround);
  throw new UsageError(`--filter, character ${Array.from(text.slice(0, start)).length + 1}: ${message}`, [
    `  ${before}${marked}${after}`,
    `  ${' '.repeat(widthOf(before))}${'^'.repeat(Math.max(1, widthOf(marked)))}`,
  ]);
}

/** Columns of a text as it is printed. */
function widthOf(text: string): number {
  return Array.from(printableLine(text)).length;
}
