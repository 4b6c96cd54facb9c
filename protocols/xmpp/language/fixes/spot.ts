import type { Diagnostic, Fix } from '../../../core/index.ts';
import { lookup, type Known } from '../../model/lookup.ts';
import type { XmlAttribute, XmlElement } from '../../parser/node.ts';
import type { TopLevel } from '../../parser/top-level.ts';
import type { XmppDocument } from '../document.ts';
import { elementAround, elementWithTagAt, nodeAt } from '../place.ts';

export { fix, replace, shown, shownEnd } from '../../../core/fix-parts.ts';

/** Where a finding stands. All offsets count from the start of the top-level node; those of a fix for it do so as well. */
export interface Spot {
  readonly document: XmppDocument;
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly node: TopLevel;
  /** Offset of the node in the document. */
  readonly base: number;
  /** The node's text. */
  readonly source: string;
  /** The innermost element whose tag holds the finding, else the one around it. */
  readonly element: XmlElement | undefined;
  /** The attribute of that element that holds the finding. */
  readonly attribute: XmlAttribute | undefined;
}

/** Proposes ways out of a finding, the best first; which of them mend it is found by trying. */
export type Repair = (spot: Spot) => readonly Fix[];

/** Repairs by the rule's id. */
export type RepairTable = Readonly<Record<string, Repair>>;

/** The place of a finding; undefined where no node of the document holds it. */
export function spotOf(document: XmppDocument, { code, start, end }: Diagnostic): Spot | undefined {
  const place = nodeStartingBefore(document, start);
  if (place === undefined) return undefined;
  const { node, start: base, source } = place;
  const at = start - base;
  const element = elementWithTagAt(node.root, at) ?? elementAround(node.root, at);
  const inTag = element !== undefined && at < element.openEnd;
  const attribute = inTag
    ? element.attributes.find((each) => at >= each.start && at <= each.end && at < Math.max(each.end, each.start + 1))
    : undefined;
  return { document, code, start: at, end: end - base, node, base, source, element, attribute };
}

/** The node that holds an offset; where two meet, the one that begins there. */
function nodeStartingBefore(document: XmppDocument, offset: number): ReturnType<typeof nodeAt> {
  const place = nodeAt(document, offset);
  return place === undefined || place.start + place.node.length > offset || offset === document.text.length
    ? place
    : (nodeAt(document, offset + 1) ?? place);
}

/** What the definitions say of an element where it stands. */
export function knownOf({ document, source }: Spot, element: XmlElement): Known | undefined {
  return lookup(document.model, source, element);
}

export const lineEnd = ({ document }: Spot): string => (document.text.includes('\r\n') ? '\r\n' : '\n');

/** The white space in front of an offset's line. */
export function indentAt({ source, base, document }: Spot, at: number): string {
  const { text } = document;
  let start = base + Math.min(at, source.length);
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

/** What one level of indentation is in the document: as in its first indented line, else two spaces. */
export function indentUnit({ document }: Spot): string {
  return /^(\t| {1,8})<\w/m.exec(document.text)?.[1] ?? '  ';
}
