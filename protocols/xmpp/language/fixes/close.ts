import type { Fix } from '../../../core/index.ts';
import type { XmlElement } from '../../parser/node.ts';
import { fix, indentAt, lineEnd, replace, type Spot } from './spot.ts';

/** Writes the end tag of an element that has none, and those of the elements in it that have none either. */
export function closeElement(spot: Spot, element: XmlElement): Fix[] {
  const { source } = spot;
  const open = openIn(element);
  const tags = open.map((each) => `</${each.name}>`).join('');
  const end = contentEnd(source, element.openEnd, element.end);
  const fixes: Fix[] = [];
  // An empty-element tag with a space in its end.
  const spaces = /\/(\s+)>$/.exec(source.slice(element.start, element.openEnd))?.[1]?.length;
  if (spaces !== undefined) return [replace('Write />', element.openEnd - spaces - 2, element.openEnd, '/>')];
  // Without content it may be an empty-element tag.
  if (end === element.openEnd && element.children.length === 0 && source[element.openEnd - 1] === '>') {
    fixes.push(replace(`Write <${element.name}…/>`, element.openEnd - 1, element.openEnd, '/>'));
  }
  const ownLine = /[\r\n]/.test(source.slice(element.openEnd, end)) && [...element.elements()].length > 0;
  const lines = open.map((each) => `${lineEnd(spot)}${indentAt(spot, each.start)}</${each.name}>`).join('');
  fixes.push(fix(`Close <${element.name}>`, { start: end, end, text: ownLine ? lines : tags }));
  // Only its text belongs to it, not what follows that.
  const first = element.children.find((child) => child.kind === 'element');
  if (first !== undefined) {
    const before = contentEnd(source, element.openEnd, first.start);
    fixes.push(replace(`Close <${element.name}> before <${first.name}>`, before, before, `</${element.name}>`));
  }
  return fixes;
}

/** The innermost element without end tag at the end of an element, and those around it up to the element itself. */
function openIn(element: XmlElement): XmlElement[] {
  const last = [...element.elements()].at(-1);
  return last === undefined || last.selfClosed || last.closeStart >= 0 || last.end !== element.end
    ? [element]
    : [...openIn(last), element];
}

function contentEnd(source: string, from: number, to: number): number {
  let end = to;
  while (end > from && /\s/.test(source.charAt(end - 1))) end--;
  return end;
}
