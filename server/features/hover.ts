import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';

export function hover({ document, parsed }: Served, position: Position): Hover | null {
  const found = parsed.hover(document.offsetAt(position));
  return found === undefined
    ? null
    : { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(document, found) };
}
