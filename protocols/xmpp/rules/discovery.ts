import { plainValue } from '../model/stanza.ts';
import { list } from '../model/wording.ts';
import { quote } from '../parser/finding.ts';
import { HasVariable, type XmlElement } from '../parser/node.ts';
import { valueOf } from '../parser/value.ts';
import { checkNodeHash } from './capabilities.ts';
import type { Check, CheckTable } from './context.ts';
import { oneLetterAway } from './one-letter.ts';
import { discoveryRegistry } from './registry.ts';

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
      else
        context.at('xmpp/disco-duplicate', element, `This ${what} is listed twice: remove one`, [
          { start: first.nameStart, end: first.nameEnd, message: 'This is the first one' },
        ]);
    }
  };
  distinct(features, (feature) => valueOf(context.source, feature, 'var') ?? '', 'feature');
  distinct(
    identities,
    (identity) =>
      ['category', 'type', 'xml:lang'].map((name) => valueOf(context.source, identity, name) ?? '').join('/'),
    'identity',
  );
  if (identities.length === 0 || features.length === 0) {
    context.at(
      'xmpp/disco-empty',
      query,
      `An answer to disco#info lists at least one <${identities.length === 0 ? 'identity' : 'feature'}>: add it`,
    );
  }
  checkNodeHash(query, context);
};

function named(element: XmlElement, name: string): XmlElement[] {
  return [...element.elements()].filter((child) => child.local === name && child.namespace === element.namespace);
}

/** A category and a type from the registry (XEP-0030, 10.2.1). Types of one's own are allowed, so only a slip is worth a warning. */
const checkIdentity: Check = (identity, context) => {
  const category = plainValue(context.source, identity, 'category');
  const type = plainValue(context.source, identity, 'type');
  if (category === undefined || category === '' || type === undefined || type === '') return;
  const { categories } = discoveryRegistry(context.model);
  const types = categories.get(category);
  const judge = (attribute: string, value: string, known: readonly string[], where: string): void => {
    const near = oneLetterAway(value, known);
    const place = identity.attribute(attribute);
    if (near !== undefined)
      context.atAttribute(
        'xmpp/disco-identity-near',
        identity,
        place,
        `No ${attribute} ${quote(value)} is registered${where}; did you mean “${near}”?`,
      );
    else
      context.atAttribute(
        'xmpp/disco-identity',
        identity,
        place,
        `No ${attribute} ${quote(value)} is registered${where}: it is ${list(known.slice(0, 12), 'or')}${known.length > 12 ? ' or another registered one' : ''}, unless it is your own`,
      );
  };
  if (types === undefined) {
    if (categories.get(type)?.has(category) === true)
      context.atAttribute(
        'xmpp/disco-identity-near',
        identity,
        identity.attribute('category'),
        `Category and type are swapped: write category="${type}" type="${category}"`,
      );
    else judge('category', category, [...categories.keys()].sort(), '');
  } else if (!types.has(type)) judge('type', type, [...types].sort(), ` in the category “${category}”`);
};

/** A feature one letter away from a registered one is a slip; others may be anybody's own. */
const checkFeature: Check = (feature, context) => {
  const name = plainValue(context.source, feature, 'var');
  const near = name === undefined ? undefined : discoveryRegistry(context.model).nearFeature(name);
  if (name !== undefined && near !== undefined)
    context.atAttribute(
      'xmpp/disco-feature-near',
      feature,
      feature.attribute('var'),
      `No feature ${quote(name)} is registered; did you mean “${near}”?`,
    );
};

/** Status codes of rooms that are in no registry (XEP-0045, 16.6.2). */
const checkStatus: Check = (status, context) => {
  const attribute = status.attribute('code');
  const code = plainValue(context.source, status, 'code');
  if (
    code === undefined ||
    attribute === undefined ||
    (attribute.flags & HasVariable) !== 0 ||
    !/^[1-9]\d\d$/.test(code)
  )
    return;
  if (
    context.model.specifications.some(
      (specification) => specification.statusCodes !== undefined && Object.hasOwn(specification.statusCodes, code),
    )
  )
    return;
  context.atAttribute('xmpp/muc-status-code', status, attribute, `No status code ${code} is registered for rooms`);
};

export const discoveryChecks: CheckTable = {
  '{http://jabber.org/protocol/disco#info}query': checkInfo,
  '{http://jabber.org/protocol/disco#info}identity': checkIdentity,
  '{http://jabber.org/protocol/disco#info}feature': checkFeature,
  '{http://jabber.org/protocol/muc#user}status': checkStatus,
};
