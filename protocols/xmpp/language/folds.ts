import type { TextRange } from '../../core/index.ts';
import type { XmlElement } from '../parser/node.ts';
import type { XmlDocument } from '../parser/document.ts';

/** What can be folded away: elements and comments over several lines. */
export function folds(document: XmlDocument): readonly TextRange[] {
  const { text } = document;
  const found: TextRange[] = [];
  // Places come in order, so that the next line end is looked for once.
  let line = -1;
  const add = (start: number, end: number): void => {
    if (line < start) line = nextLine(text, start);
    if (line < end) found.push({ start, end });
  };
  const visit = (element: XmlElement, offset: number): void => {
    add(element.start + offset, element.end + offset);
    for (const child of element.elements()) visit(child, offset);
  };
  document.nodes.forEach((node, i) => {
    const start = document.starts[i] ?? 0;
    if (node.root !== undefined) visit(node.root, start);
    else if (node.kind === 'comment') add(start, start + node.length);
  });
  return found;
}

function nextLine(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? Infinity : found;
}
