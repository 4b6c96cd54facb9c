import type { Fix, TextEdit } from '../../../core/index.ts';
import type { XmlElement } from '../../parser/node.ts';
import { fix, indentAt, indentUnit, lineEnd, shown, type Spot } from './spot.ts';

/** The edit that puts markup into an element, as its last child or its first, indented as its children are. */
export function insertion(
  spot: Spot,
  parent: XmlElement,
  xml: string,
  place: 'first' | 'last' = 'last',
): TextEdit | undefined {
  const { source } = spot;
  if (parent.selfClosed) {
    const start = slashOf(source, parent);
    const block = isMultiline(spot, parent);
    const outer = `${lineEnd(spot)}${indentAt(spot, parent.start)}`;
    return {
      start,
      end: parent.openEnd,
      text: block ? `>${outer}${indentUnit(spot)}${xml}${outer}</${parent.name}>` : `>${xml}</${parent.name}>`,
    };
  }
  const children = [...parent.elements()];
  const neighbour = place === 'first' ? children[0] : children.at(-1);
  if (neighbour !== undefined) {
    const before = spaceBefore(source, neighbour.start);
    return place === 'first'
      ? { start: neighbour.start, end: neighbour.start, text: xml + before }
      : { start: neighbour.end, end: neighbour.end, text: before + xml };
  }
  const closes = parent.closeStart < 0 ? parent.openEnd : parent.closeStart;
  const blank = source.slice(parent.openEnd, closes).trim() === '';
  if (blank && closes > parent.openEnd && source.slice(parent.openEnd, closes).includes('\n')) {
    const outer = `${lineEnd(spot)}${indentAt(spot, parent.start)}`;
    return { start: parent.openEnd, end: closes, text: `${outer}${indentUnit(spot)}${xml}${outer}` };
  }
  return place === 'first'
    ? { start: parent.openEnd, end: parent.openEnd, text: xml }
    : { start: closes, end: closes, text: xml };
}

export function insertChild(
  spot: Spot,
  parent: XmlElement | undefined,
  xml: string | undefined,
  place: 'first' | 'last' = 'last',
): Fix[] {
  const edit = parent === undefined || xml === undefined ? undefined : insertion(spot, parent, xml, place);
  return edit === undefined || xml === undefined ? [] : [fix(`Add ${shown(xml)}`, edit)];
}

/** Where the `/` of an empty-element tag stands, with the white space before it. */
function slashOf(source: string, element: XmlElement): number {
  let at = element.openEnd - 2;
  while (at > element.nameEnd && /\s/.test(source.charAt(at - 1))) at--;
  return at;
}

/** Whether an element's children are to stand on lines of their own: it begins a line, or those around it do. */
function isMultiline({ source, base, document }: Spot, element: XmlElement): boolean {
  const line = document.text.slice(Math.max(0, base + element.start - 200), base + element.start);
  return (
    /(?:^|[\r\n])[ \t]*$/.test(line) &&
    (element.parent !== undefined || /[\r\n]/.test(source) || base === 0 || /[\r\n]/.test(document.text))
  );
}

function spaceBefore(source: string, at: number): string {
  let from = at;
  while (from > 0 && /\s/.test(source.charAt(from - 1))) from--;
  return source.slice(from, at);
}
