import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { OutlineSymbol } from '../../protocols/text/index.ts';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';

const kinds: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  stanza: SymbolKind.Event,
  element: SymbolKind.Property,
  frame: SymbolKind.Event,
  field: SymbolKind.Field,
  section: SymbolKind.Module,
};

export function symbols({ document, parsed }: Served): DocumentSymbol[] {
  return parsed.symbols().map((each) => toSymbol(document, each));
}

function toSymbol(document: TextDocument, symbol: OutlineSymbol): DocumentSymbol {
  return {
    // LSP forbids a symbol without a name.
    name: symbol.name.trim() === '' ? '(unnamed)' : symbol.name,
    kind: kinds[symbol.kind],
    range: toRange(document, symbol),
    selectionRange: toRange(document, symbol.selection),
    children: symbol.children.map((child) => toSymbol(document, child)),
    ...(symbol.detail !== undefined && { detail: symbol.detail }),
  };
}
