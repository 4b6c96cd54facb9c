import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import type { OutlineSymbol } from '../../protocols/core/index.ts';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';

const kinds: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  stanza: SymbolKind.Event,
  element: SymbolKind.Property,
  frame: SymbolKind.Event,
  field: SymbolKind.Field,
  section: SymbolKind.Module,
};

/** How many symbols are given: more than anybody reads, in a message that an editor takes at once. */
const most = 20_000;

/**
 * The outline. Where it would be too long, elements and fields within give way to stanzas and steps, and its last symbol says how many
 * are left out.
 */
export function symbols({ document, parsed }: Served): DocumentSymbol[] {
  const all = parsed.symbols();
  let room = most - Math.min(all.length, most);
  const place = (symbol: OutlineSymbol): DocumentSymbol => {
    const fits = symbol.children.length <= room;
    if (fits) room -= symbol.children.length;
    return {
      // LSP forbids a symbol without a name.
      name: symbol.name.trim() === '' ? '(unnamed)' : symbol.name,
      kind: kinds[symbol.kind],
      range: toRange(document, symbol),
      selectionRange: toRange(document, symbol.selection),
      ...(symbol.children.length > 0 && fits && { children: symbol.children.map(place) }),
      ...(symbol.detail !== undefined && { detail: symbol.detail }),
    };
  };
  const found = all.slice(0, most).map(place);
  const next = all[most];
  const last = all.at(-1);
  if (next === undefined || last === undefined) return found;
  const range = toRange(document, { start: next.start, end: last.end });
  return [
    ...found,
    {
      name: `… ${all.length - most} more`,
      kind: kinds[next.kind],
      range,
      selectionRange: { start: range.start, end: range.start },
    },
  ];
}
