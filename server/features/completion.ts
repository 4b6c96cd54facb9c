import {
  CompletionItemKind,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type CompletionContext,
  type CompletionItem,
  type Position,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Completion } from '../../protocols/core/index.ts';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';
import { plainText } from './snippets.ts';

const kinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  element: CompletionItemKind.Property,
  attribute: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  field: CompletionItemKind.Field,
  keyword: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

/** How the client takes completions. */
export interface CompletionAbilities {
  readonly snippets: boolean;
  /** It indents the lines of a text like the line that it is put into, if it asks for that. */
  readonly indents: boolean;
}

export function completion(
  { document, parsed }: Served,
  position: Position,
  context: CompletionContext | undefined,
  client: CompletionAbilities,
): CompletionItem[] {
  const offset = document.offsetAt(position);
  const asked = context?.triggerKind !== CompletionTriggerKind.TriggerCharacter;
  return parsed
    .completions(offset, asked)
    .filter(({ open, replace }) => open !== true || (asked && replace.start === offset))
    .map((each) => toItem(document, each, client));
}

function toItem(document: TextDocument, each: Completion, client: CompletionAbilities): CompletionItem {
  const snippet = each.snippet === true;
  return {
    label: each.label,
    kind: kinds[each.kind],
    insertTextFormat: snippet && client.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: toRange(document, each.replace),
      newText: snippet && !client.snippets ? plainText(each.insert) : each.insert,
    },
    filterText: filterText(document, each),
    ...(client.indents && each.insert.includes('\n') && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(each.beside !== undefined && { labelDetails: { description: each.beside } }),
    ...(each.detail !== undefined && { detail: each.detail }),
    ...(each.documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: each.documentation },
    }),
    ...(each.sort !== undefined && { sortText: each.sort }),
  };
}

/** Editors compare the text that is replaced, such as `<mess` or `{{ro`, with this: so it starts with the same signs. */
function filterText(document: TextDocument, { label, find, replace }: Completion): string {
  const written = document.getText(toRange(document, replace));
  const signs = /^[^\p{L}\p{N}]*/u.exec(written)?.[0] ?? '';
  const text = find === undefined ? label : `${find} ${label}`;
  return text.startsWith(signs) ? text : signs + text;
}
