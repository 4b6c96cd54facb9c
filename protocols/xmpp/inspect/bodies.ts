import { fromBase64, noBodies, type UnitBody } from '../../core/index.ts';
import type { XmlElement } from '../parser/node.ts';
import { elementText, valueOf } from '../parser/value.ts';
import type { ParsedUnit } from './unit.ts';

/** Bodies of one unit that are looked for, and elements that are looked at. */
const mostBodies = 20;
const mostElements = 10_000;

interface BodyKind {
  readonly base64: boolean;
  /** The media type, by the specification or by what the element says. */
  readonly type: (element: XmlElement, source: string) => string | undefined;
}

const plain: BodyKind = { base64: false, type: () => 'text/plain' };
/** Text or base64 of known elements, by namespace and name. */
const kinds: Readonly<Record<string, BodyKind>> = {
  'jabber:client body': plain,
  'jabber:server body': plain,
  // XEP-0335
  'urn:xmpp:json:0 json': { base64: false, type: () => 'application/json' },
  // XEP-0231, 4
  'urn:xmpp:bob data': { base64: true, type: (element, source) => valueOf(source, element, 'type') },
  // XEP-0084, 4.1
  'urn:xmpp:avatar:data data': { base64: true, type: () => 'image/png' },
  // XEP-0047, 2.2
  'http://jabber.org/protocol/ibb data': { base64: true, type: () => undefined },
  // XEP-0054, 3.2
  'vcard-temp BINVAL': { base64: true, type: siblingType },
};

/** The bodies of a stanza: its text, JSON, and what is in it as base64, in order. */
export function unitBodies(unit: ParsedUnit): readonly UnitBody[] {
  const { root, source, start } = unit;
  if (root === undefined) return noBodies;
  const found: UnitBody[] = [];
  const open: XmlElement[] = [root];
  for (let seen = 0; seen < mostElements && found.length < mostBodies; seen++) {
    const element = open.pop();
    if (element === undefined) break;
    const kind = kinds[`${element.namespace ?? ''} ${element.local}`];
    const body = kind === undefined ? undefined : bodyOf(element, kind, source);
    if (body !== undefined) {
      const end = element.closeStart < 0 ? element.end : element.closeStart;
      const range = [unit.byteAt(start + element.openEnd), unit.byteAt(start + end)] as const;
      found.push({ ...body, encoding: undefined, range, same: body.bytes.length === range[1] - range[0], whole: true });
    }
    const children = [...element.elements()];
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child !== undefined) open.push(child);
    }
  }
  return found;
}

function bodyOf(
  element: XmlElement,
  kind: BodyKind,
  source: string,
): Pick<UnitBody, 'name' | 'type' | 'bytes'> | undefined {
  const text = elementText(source, element);
  if (text === '') return undefined;
  const bytes = kind.base64 ? fromBase64(text.replace(/\s+/g, '')) : undefined;
  // What is no base64 is shown as the text that it is.
  return { name: element.local, type: kind.type(element, source), bytes: bytes ?? new TextEncoder().encode(text) };
}

/** vcard-temp has the media type in an element beside the data. */
function siblingType(element: XmlElement, source: string): string | undefined {
  const beside = element.parent === undefined ? [] : [...element.parent.elements()];
  const type = beside.find(({ local }) => local === 'TYPE');
  return type === undefined ? undefined : elementText(source, type).trim() || undefined;
}
