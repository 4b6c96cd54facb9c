import type { NamedThing, OpenUnit, UnitSearch, ViewOptions } from '../../core/index.ts';
import { XmppUnit } from '../codec/open-unit.ts';
import type { ParsedUnit } from '../inspect/index.ts';
import type { XmlElement } from '../parser/node.ts';
import { isBody } from '../parser/payloads.ts';
import { elementText, valueOf } from '../parser/value.ts';
import { elementsOf, fieldsIn } from './fields.ts';
import { ElementView } from './view.ts';

/** Looks into units of XMPP. */
export const xmppSearch: UnitSearch = {
  named: (unit, what) => named(xmppUnit(unit).parsed, what),
  fields: (unit, path, options) => {
    const { root, source } = seen(unit, options);
    return root === undefined ? [] : fieldsIn(root, source, path);
  },
  xml: (unit, options) => {
    const { root, source } = seen(unit, options);
    return root === undefined ? undefined : new ElementView(root, source);
  },
  asks: (unit) => {
    const parsed = xmppUnit(unit).parsed;
    return stanzas(parsed).some((each) => each.local === 'iq' && isRequest(valueOf(parsed.source, each, 'type')));
  },
  deliveries: () => undefined,
  outcome: (unit) => {
    const { root, source } = xmppUnit(unit).parsed;
    const type = root?.local === 'iq' ? valueOf(source, root, 'type') : undefined;
    return isRequest(type) ? undefined : type;
  },
};

function xmppUnit(unit: OpenUnit): XmppUnit {
  if (!(unit instanceof XmppUnit)) throw new TypeError('The search of XMPP got a unit of another codec.');
  return unit;
}

/** The unit with or without its secrets. */
function seen(unit: OpenUnit, { secrets }: ViewOptions = { secrets: false }): ParsedUnit {
  const opened = xmppUnit(unit);
  return secrets ? opened.parsed : opened.masked;
}

/** An iq of the type get or set must be answered (RFC 6120, 8.2.3). */
function isRequest(type: string | undefined): boolean {
  return type === 'get' || type === 'set';
}

/** The element of a unit, or those in a body of BOSH. */
function stanzas({ root }: ParsedUnit): readonly XmlElement[] {
  if (root === undefined) return [];
  return isBody(root) ? [root, ...root.elements()] : [root];
}

function named(parsed: ParsedUnit, what: NamedThing): readonly string[] {
  const { root, source } = parsed;
  if (root === undefined) return [];
  switch (what) {
    case 'ns':
      return [...new Set(elementsOf(root).flatMap(({ namespace = '' }) => (namespace === '' ? [] : [namespace])))];
    case 'thread':
      return stanzas(parsed).flatMap((each) =>
        [...each.elements()].filter(({ local }) => local === 'thread').map((thread) => elementText(source, thread)),
      );
    default:
      return stanzas(parsed).flatMap((each) => valueOf(source, each, what) ?? []);
  }
}
