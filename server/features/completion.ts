import { CompletionItemKind, InsertTextFormat, MarkupKind, type CompletionItem, type Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion } from '../../protocols/text/index.ts';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';

const kinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  element: CompletionItemKind.Property,
  attribute: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  field: CompletionItemKind.Field,
  keyword: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

export function completion({ document, parsed }: Served, position: Position): CompletionItem[] {
  return parsed.completions(document.offsetAt(position)).map((each) => ({
    label: each.label,
    kind: kinds[each.kind],
    insertTextFormat: each.snippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(document, each.replace), newText: each.insert },
    filterText: filterText(document, each),
    ...(each.beside !== undefined && { labelDetails: { description: each.beside } }),
    ...(each.detail !== undefined && { detail: each.detail }),
    ...(each.documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: each.documentation } }),
    ...(each.sort !== undefined && { sortText: each.sort }),
  }));
}

/** Editors compare the text that is replaced, such as `<mess` or `{{ro`, with this: so it starts with the same signs. */
function filterText(document: TextDocument, { label, replace }: Completion): string {
  const written = document.getText(toRange(document, replace));
  const signs = /^[^\p{L}\p{N}]*/u.exec(written)?.[0] ?? '';
  return label.startsWith(signs) ? label : signs + label;
}
