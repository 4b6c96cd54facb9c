import type { TextLine, Token } from '../../core/inspect/index.ts';
import { xmlPieces, type XmlPiece } from './xml-tokens.ts';

/** The text as it was sent, one line for each of its own. */
export function rawLines(text: string, tokens: readonly Token[]): TextLine[] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    let start = token.start;
    for (let at = text.indexOf('\n', start); at >= 0 && at < token.end; at = text.indexOf('\n', start)) {
      lines.at(-1)?.push({ kind: token.kind, start, end: at });
      lines.push([]);
      start = at + 1;
    }
    if (start < token.end) lines.at(-1)?.push({ kind: token.kind, start, end: token.end });
  }
  return lines.map((line) => ({ depth: 0, tokens: line }));
}

/**
 * An indented view: elements that hold only elements have each on a line of its own; an element that holds text stays
 * in one piece, for white space there has a meaning. White space between elements is left out, nothing else is.
 */
export function indentedLines(text: string): TextLine[] {
  const pieces = xmlPieces(text);
  const inline = inlineElements(text, pieces);
  const lines: TextLine[] = [];
  let depth = 0;
  let inlineDepth = 0;
  let line: Token[] = [];
  const flush = (): void => {
    if (line.length > 0) lines.push({ depth, tokens: line });
    line = [];
  };
  pieces.forEach((piece, at) => {
    if (inlineDepth > 0) {
      for (const token of piece.tokens) line.push(token);
      if (piece.role === 'open') inlineDepth++;
      if (piece.role === 'close' && --inlineDepth === 0) flush();
      return;
    }
    if (piece.role === 'text' && isBlank(text, piece)) return;
    if (piece.role === 'close') depth = Math.max(0, depth - 1);
    for (const token of piece.tokens) line.push(token);
    if (inline.has(at)) {
      inlineDepth = 1;
      return;
    }
    flush();
    if (piece.role === 'open') depth++;
  });
  flush();
  return lines;
}

/** Indices of the opening tags whose elements hold text themselves, or nothing at all. */
function inlineElements(text: string, pieces: readonly XmlPiece[]): ReadonlySet<number> {
  const inline = new Set<number>();
  const open: { readonly at: number; text: boolean; children: number }[] = [];
  pieces.forEach((piece, at) => {
    const parent = open.at(-1);
    if (piece.role === 'open') {
      if (parent !== undefined) parent.children++;
      open.push({ at, text: false, children: 0 });
    } else if (piece.role === 'close') {
      const element = open.pop();
      if (element !== undefined && (element.text || element.children === 0)) inline.add(element.at);
    } else if (parent !== undefined) {
      if (piece.role === 'text' && !isBlank(text, piece)) parent.text = true;
      else if (piece.role !== 'text') parent.children++;
    }
  });
  return inline;
}

function isBlank(text: string, piece: XmlPiece): boolean {
  return text.slice(piece.start, piece.end).trim() === '';
}

/** The tokens of a whole text. */
export function xmlTokens(text: string): Token[] {
  return xmlPieces(text).flatMap((piece) => [...piece.tokens]);
}
