import { detach } from '../parser/intern.ts';
import type { XmlElement } from '../parser/node.ts';
import { elementText, valueOf } from '../parser/value.ts';
import type { ParsedUnit } from '../inspect/index.ts';
import { bareJid, parseJid } from '../jid/index.ts';

/** One unit's element with what the checks of traffic ask of it. Addresses are prepared (RFC 7622), so that they compare. */
export interface View {
  readonly unit: ParsedUnit;
  readonly root: XmlElement;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export function viewOf(unit: ParsedUnit, root: XmlElement): View {
  const { source } = unit;
  return {
    unit,
    root,
    type: valueOf(source, root, 'type'),
    id: valueOf(source, root, 'id'),
    from: address(valueOf(source, root, 'from')),
    to: address(valueOf(source, root, 'to')),
  };
}

export const bindNamespace = 'urn:ietf:params:xml:ns:xmpp-bind';

/** Three parts of at most 1023 bytes, and what stands between them (RFC 7622, 3.1). */
const longestJid = 3071;

/** An address as it compares; as written where it cannot be prepared, and cut where it is longer than any. Detached, since it is remembered. */
export function address(text: string): string;
export function address(text: string | undefined): string | undefined;
export function address(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return detach(text.length > longestJid ? text.slice(0, longestJid) : (parseJid(text).prepared ?? text));
}

export function bare(jid: string | undefined): string | undefined {
  return jid === undefined ? undefined : bareJid(jid);
}

export function domainOf(jid: string): string {
  return parseJid(jid).domain;
}

/** The first child in a namespace, of that name where one is given. */
export function child(element: XmlElement, namespace: string, local?: string): XmlElement | undefined {
  for (const each of element.elements())
    if (each.namespace === namespace && (local === undefined || each.local === local)) return each;
  return undefined;
}

/** The element that an iq carries besides its error. */
export function payloadOf(stanza: XmlElement): XmlElement | undefined {
  for (const each of stanza.elements()) if (each.namespace !== stanza.namespace) return each;
  return undefined;
}

export function textOf(view: View, element: XmlElement | undefined): string {
  return element === undefined ? '' : elementText(view.unit.source, element).trim();
}
