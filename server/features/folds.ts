import type { FoldingRange } from 'vscode-languageserver';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';

/** What spans several lines can be folded. */
export function folds({ document, parsed }: Served): FoldingRange[] {
  return parsed.folds().flatMap((each) => {
    const { start, end } = toRange(document, each);
    return end.line > start.line ? [{ startLine: start.line, endLine: end.line }] : [];
  });
}
