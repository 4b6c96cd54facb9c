import type { Fix, TextEdit } from '../../../core/index.ts';
import type { XmlElement } from '../../parser/node.ts';
import { attributeEdit } from './attributes.ts';
import { cut, rootOf } from './elements.ts';
import { fix, indentAt, indentUnit, lineEnd, type Spot } from './spot.ts';

/** Puts an element into another one that is written around it: `open` and `close` are its tags. */
export function wrap(spot: Spot, start: number, end: number, open: string, close: string, title: string): Fix {
  const { source } = spot;
  const inner = source.slice(start, end);
  if (!/[\r\n]/.test(inner) && indentAt(spot, start) === '' && start > 0)
    return fix(title, { start, end, text: `${open}${inner}${close}` });
  const outer = indentAt(spot, start);
  const unit = indentUnit(spot);
  const eol = lineEnd(spot);
  const begins = start === 0 || /[\r\n][ \t]*$/.test(source.slice(0, start));
  if (!begins) return fix(title, { start, end, text: `${open}${inner}${close}` });
  return fix(title, {
    start,
    end,
    text: `${open}${eol}${outer}${unit}${inner.replace(/\r?\n/g, (line) => line + unit)}${eol}${outer}${close}`,
  });
}

/** Takes a top-level element's descendant out of it and puts it behind it, by itself. */
export function moveBehind(
  spot: Spot,
  element: XmlElement,
  title: string,
  edit: (text: string) => string = (text) => text,
): Fix {
  const { source } = spot;
  const eol = lineEnd(spot);
  const end = rootOf(element).end;
  const text = edit(source.slice(element.start, element.end));
  return fix(title, cut(spot, element.start, element.end), { start: end, end, text: `${eol}${eol}${text}` });
}

/** Sends children in a stanza of their own, with the same start tag but another id, behind the stanza that they stand in. */
export function splitStanza(spot: Spot, children: readonly XmlElement[], title: string, around?: XmlElement): Fix[] {
  const stanza = children[0] === undefined ? undefined : rootOf(children[0]);
  if (stanza === undefined || stanza.selfClosed || stanza.closeStart < 0) return [];
  const { source } = spot;
  const eol = lineEnd(spot);
  const unit = indentUnit(spot);
  const opening = tagWith(spot, stanza, attributeEdit(spot, stanza, 'id', '{{$id}}'));
  const [open, close] =
    around === undefined
      ? ['', '']
      : [`${eol}${unit}${source.slice(around.start, around.openEnd)}`, `${eol}${unit}</${around.name}>`];
  const inner = children
    .map((each) => `${eol}${unit}${around === undefined ? '' : unit}${source.slice(each.start, each.end)}`)
    .join('');
  const behind = `${eol}${eol}${opening}${open}${inner}${close}${eol}</${stanza.name}>`;
  return [
    {
      title,
      edits: [
        ...children.map((each) => cut(spot, each.start, each.end)),
        { start: stanza.end, end: stanza.end, text: behind },
      ],
    },
  ];
}

/** An element's start tag as it is after an edit in it. */
function tagWith({ source }: Spot, element: XmlElement, { start, end, text }: TextEdit): string {
  return source.slice(element.start, start) + text + source.slice(end, element.openEnd);
}
