import type { Location, Position } from 'vscode-languageserver';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';

export function definition({ document, parsed }: Served, position: Position): Location | null {
  const found = parsed.definition(document.offsetAt(position));
  return found === undefined ? null : { uri: document.uri, range: toRange(document, found) };
}
