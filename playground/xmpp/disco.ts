import { element, type XmlElement } from './xml/element.ts';
import { namespaces } from '../../protocols/xmpp/namespaces.ts';

export interface Identity {
  readonly category: string;
  readonly type: string;
  readonly name: string;
}

/** The answer to disco#info (XEP-0030, 3). */
export function discoInfo(
  identities: readonly Identity[],
  features: readonly string[],
  node?: string,
  ...more: XmlElement[]
): XmlElement {
  return element(
    'query',
    namespaces.discoInfo,
    { node },
    ...identities.map(({ category, type, name }) =>
      element('identity', namespaces.discoInfo, { category, type, name }),
    ),
    ...features.map((feature) => element('feature', namespaces.discoInfo, { var: feature })),
    ...more,
  );
}

/** The answer to disco#items (XEP-0030, 4). */
export function discoItems(
  items: readonly { readonly jid: string; readonly node?: string; readonly name?: string }[],
  node?: string,
): XmlElement {
  return element(
    'query',
    namespaces.discoItems,
    { node },
    ...items.map((item) => element('item', namespaces.discoItems, { ...item })),
  );
}
