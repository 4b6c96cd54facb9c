import type { Fix, TextEdit } from '../../../core/index.ts';
import type { XmlElement } from '../../parser/node.ts';
import { fix, type Spot } from './spot.ts';

/** The edit that takes a range out: with its line where nothing else stands on that. */
export function cut({ source }: Spot, start: number, end: number): TextEdit {
  let from = start;
  while (from > 0 && (source[from - 1] === ' ' || source[from - 1] === '\t')) from--;
  let to = end;
  while (source[to] === ' ' || source[to] === '\t') to++;
  const begins = from === 0 || source[from - 1] === '\n' || source[from - 1] === '\r';
  const width = source.startsWith('\r\n', to) ? 2 : source[to] === '\n' || source[to] === '\r' ? 1 : 0;
  return from > 0 && begins && width > 0 ? { start: from, end: to + width, text: '' } : { start, end, text: '' };
}

export function removeElement(spot: Spot, element: XmlElement | undefined): Fix[] {
  return element === undefined
    ? []
    : [
        fix(
          `Remove <${element.name}>${hasContent(spot, element) ? ' and what is in it' : ''}`,
          cut(spot, element.start, element.end),
        ),
      ];
}

/** Whether an element holds more than white space. */
function hasContent({ source }: Spot, { selfClosed, openEnd, closeStart, end }: XmlElement): boolean {
  return !selfClosed && source.slice(openEnd, closeStart < 0 ? end : closeStart).trim() !== '';
}

/** Takes an element's tags away and keeps what is between them. */
export function unwrapElement(spot: Spot, element: XmlElement): Fix[] {
  const { source } = spot;
  const { start, openEnd, closeStart, end, name } = element;
  if (!hasContent(spot, element)) return [];
  const tags = [
    { start, end: openEnd, text: '' },
    ...(closeStart >= 0 && source.startsWith('</', closeStart) ? [{ start: closeStart, end, text: '' }] : []),
  ];
  return [fix(`Remove the tags of <${name}>, and keep what is in it`, ...tags)];
}

/** Takes several elements out at a time. */
export function removeElements(spot: Spot, elements: readonly XmlElement[], title: string): Fix[] {
  return elements.length === 0 ? [] : [{ title, edits: elements.map((each) => cut(spot, each.start, each.end)) }];
}

/** The edits that give an element another local name, in both of its tags. */
export function renaming({ source }: Spot, element: XmlElement, local: string): TextEdit[] {
  const prefix = element.name.slice(0, element.name.length - element.local.length);
  const name = prefix + local;
  const edits: TextEdit[] = [{ start: element.nameStart, end: element.nameEnd, text: name }];
  if (element.closeStart >= 0 && source.startsWith('</', element.closeStart)) {
    const nameEnd =
      element.closeStart + 2 + (/^[^\s<>/]*/.exec(source.slice(element.closeStart + 2, element.end))?.[0].length ?? 0);
    edits.push({ start: element.closeStart + 2, end: nameEnd, text: name });
  }
  return edits;
}

export function renameElement(spot: Spot, element: XmlElement | undefined, local: string | undefined): Fix[] {
  return element === undefined || local === undefined
    ? []
    : [fix(`Change to <${local}>`, ...renaming(spot, element, local))];
}

/** The child elements of a name, in the element's own namespace. */
export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return element === undefined
    ? []
    : [...element.elements()].filter((child) => child.local === name && child.namespace === element.namespace);
}

/** The stanza, or other element, at the top of what an element stands in. */
export function rootOf(element: XmlElement): XmlElement {
  let at = element;
  while (at.parent !== undefined) at = at.parent;
  return at;
}
