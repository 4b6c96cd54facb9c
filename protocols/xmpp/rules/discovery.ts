import { plainValue } from '../model/stanza.ts';
import { HasVariable, type XmlElement } from '../parser/node.ts';
import { elementText, valueOf } from '../parser/value.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';
import { base64, sha1 } from './sha1.ts';

/** An answer to disco#info (XEP-0030, 3.1), and its hash where the node names one (XEP-0115, 5). */
const checkInfo: Check = (query, context) => {
  if (context.stanza !== 'iq result') return;
  const identities = named(query, 'identity');
  const features = named(query, 'feature');
  const distinct = (elements: readonly XmlElement[], key: (element: XmlElement) => string, what: string): void => {
    const seen = new Map<string, XmlElement>();
    for (const element of elements) {
      const first = seen.get(key(element));
      if (first === undefined) seen.set(key(element), element);
      else context.at('xmpp/disco-duplicate', element, `This ${what} is listed twice: remove one`, [{ start: first.nameStart, end: first.nameEnd, message: 'This is the first one' }]);
    }
  };
  distinct(features, (feature) => valueOf(context.source, feature, 'var') ?? '', 'feature');
  distinct(identities, (identity) => ['category', 'type', 'xml:lang'].map((name) => valueOf(context.source, identity, name) ?? '').join('/'), 'identity');
  if (identities.length === 0 || features.length === 0) {
    context.at('xmpp/disco-empty', query, `An answer to disco#info lists at least one <${identities.length === 0 ? 'identity' : 'feature'}>: add it`);
  }
  checkHash(query, context);
};

function checkHash(query: XmlElement, context: CheckContext): void {
  const node = plainValue(context.source, query, 'node');
  const claimed = node === undefined ? undefined : /#([A-Za-z0-9+/]{27}=)$/.exec(node)?.[1];
  if (claimed === undefined || query.attribute('node') === undefined || context.source.includes('{{')) return;
  const actual = capabilitiesHash(context.source, query);
  if (actual === claimed) return;
  context.atAttribute('xmpp/caps-hash', query, query.attribute('node'), `The hash in this node is not that of the answer, which is ${actual} (SHA-1): what is listed differs from what presence announced`);
}

/** The verification string's SHA-1 in base64 for a disco#info answer (XEP-0115, 5.1). */
export function capabilitiesHash(source: string, query: XmlElement): string {
  const value = (element: XmlElement, name: string): string => valueOf(source, element, name) ?? '';
  const identities = named(query, 'identity').map((each) => `${value(each, 'category')}/${value(each, 'type')}/${value(each, 'xml:lang')}/${value(each, 'name')}`);
  const features = named(query, 'feature').map((each) => value(each, 'var'));
  let text = [...identities.sort(byOctets), ...features.sort(byOctets)].map((each) => `${each}<`).join('');
  text += [...query.elements()]
    .filter((each) => each.local === 'x' && each.namespace === 'jabber:x:data')
    .map((form) => formString(source, form))
    .sort(byOctets)
    .join('');
  return base64(sha1(new TextEncoder().encode(text)));
}

function formString(source: string, form: XmlElement): string {
  const fields = named(form, 'field').map((field) => ({ name: valueOf(source, field, 'var') ?? '', values: named(field, 'value').map((each) => elementText(source, each)).sort(byOctets) }));
  const type = fields.find(({ name }) => name === 'FORM_TYPE')?.values[0] ?? '';
  const rest = fields.filter(({ name }) => name !== 'FORM_TYPE').sort((a, b) => byOctets(a.name, b.name));
  return `${type}<${rest.map(({ name, values }) => `${name}<${values.map((value) => `${value}<`).join('')}`).join('')}`;
}

/** The i;octet collation (RFC 4790, 9.3): by UTF-8, which is by code points. */
function byOctets(a: string, b: string): number {
  const [left, right] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function named(element: XmlElement, name: string): XmlElement[] {
  return [...element.elements()].filter((child) => child.local === name && child.namespace === element.namespace);
}

/** Status codes of rooms that are in no registry (XEP-0045, 16.6.2). */
const checkStatus: Check = (status, context) => {
  const attribute = status.attribute('code');
  const code = plainValue(context.source, status, 'code');
  if (code === undefined || attribute === undefined || (attribute.flags & HasVariable) !== 0 || !/^[1-9]\d\d$/.test(code)) return;
  if (context.model.specifications.some((specification) => specification.statusCodes !== undefined && Object.hasOwn(specification.statusCodes, code))) return;
  context.atAttribute('xmpp/muc-status-code', status, attribute, `No status code ${code} is registered for rooms`);
};

export const discoveryChecks: CheckTable = {
  '{http://jabber.org/protocol/disco#info}query': checkInfo,
  '{http://jabber.org/protocol/muc#user}status': checkStatus,
};
