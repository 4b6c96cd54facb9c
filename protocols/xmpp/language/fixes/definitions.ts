import { closest, type Fix } from '../../../core/index.ts';
import { parseJid } from '../../jid/index.ts';
import type { CompiledElement } from '../../model/compile.ts';
import { compileType } from '../../model/datatypes.ts';
import { allowsStanza } from '../../model/place.ts';
import type { Known } from '../../model/lookup.ts';
import { isContentNamespace, isStanza, stanzaKey } from '../../model/stanza.ts';
import { XmlText, type XmlElement } from '../../parser/node.ts';
import { attributeValue } from '../../parser/value.ts';
import { removeAttribute, renameAttribute, setAttribute, setAttributes } from './attributes.ts';
import { insertChild } from './children.ts';
import { cut, removeElement, removeElements, renameElement, rootOf, unwrapElement } from './elements.ts';
import { sampleChild, sampleValue, type SamplePlace } from './sample.ts';
import { fix, knownOf, replace, shown, type Repair, type RepairTable, type Spot } from './spot.ts';
import { stanzaFor, valueAt, wrapInStanza } from './stanzas.ts';
import { wrap } from './move.ts';
import { deprecated, laterElement, namespaceReplacements } from './replacements.ts';
import { valuesFor } from './values.ts';

/** Attributes that the definition asks for and that are missing, with a value that fits. */
const missingAttributes =
  (need: 'required' | 'expected'): Repair =>
  (spot) => {
    const { element } = spot;
    const known = element === undefined ? undefined : knownOf(spot, element);
    if (element === undefined || known === undefined) return [];
    const missing = known.content.needed.filter(
      (each) => each.need === need && !each.name.startsWith('{') && element.attribute(each.name) === undefined,
    );
    const alone = missing.flatMap(({ name, type }) => setAttribute(spot, element, name, sampleValue(type, name)));
    const all =
      missing.length > 1
        ? setAttributes(
            spot,
            element,
            Object.fromEntries(missing.map(({ name, type }) => [name, sampleValue(type, name)])),
          )
        : [];
    return [...all, ...alone];
  };

const unknownAttribute: Repair = (spot) => {
  const { element, attribute } = spot;
  if (element === undefined || attribute === undefined) return [];
  const known = knownOf(spot, element);
  const names = [...(known?.content.attributes.values() ?? [])]
    .filter(({ need }) => need !== 'forbidden')
    .map(({ name }) => name);
  return [
    ...renameAttribute(
      attribute,
      closest(
        attribute.name.slice(0, 60),
        [...names, 'xml:lang'].filter((name) => element.attribute(name) === undefined),
      ),
    ),
    ...removeAttribute(spot, attribute),
  ];
};

const attributeValues: Repair = (spot) => {
  const { element, attribute, source } = spot;
  if (element === undefined || attribute === undefined) return [];
  const definition =
    spot.code === 'xmpp/language-tag' ? undefined : knownOf(spot, element)?.content.attributes.get(attribute.name);
  const type = spot.code === 'xmpp/language-tag' ? compileType('language') : definition?.type;
  const values = type === undefined ? [] : valuesFor(type, attributeValue(source, attribute), attribute.name);
  return [
    ...values.flatMap((value) => setAttribute(spot, element, attribute.name, value)),
    ...(definition?.need === 'required' ? [] : removeAttribute(spot, attribute)),
  ];
};

/** Text that does not fit, or is missing. */
const textValues: Repair = (spot) => {
  const { element, source } = spot;
  if (element === undefined) return [];
  const type =
    knownOf(spot, element)?.content.text?.type ?? (element.local === 'BINVAL' ? compileType('base64') : undefined);
  return type === undefined
    ? []
    : valuesFor(type, plainText(source, element), element.local).flatMap((value) => setText(spot, element, value));
};

export function plainText(source: string, element: XmlElement): string {
  return source.slice(element.openEnd, element.closeStart < 0 ? element.openEnd : element.closeStart).trim();
}

/** Puts a text in the place of all that an element without children holds. */
export function setText(spot: Spot, element: XmlElement, value: string): Fix[] {
  const text = value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  if (element.selfClosed)
    return insertChild(spot, element, text).map(({ edits: [edit] }) =>
      fix(`Write ${shown(value)}`, {
        start: edit?.start ?? 0,
        end: edit?.end ?? 0,
        text: `>${text}</${element.name}>`,
      }),
    );
  if (element.closeStart < 0 || element.children.some((child) => child.kind === 'element')) return [];
  return [
    replace(value === '' ? 'Remove the text' : `Change to ${shown(value)}`, element.openEnd, element.closeStart, text),
  ];
}

/** Children that the definition asks for and that are missing. */
const missingChildren =
  (lenient: boolean): Repair =>
  (spot) => {
    const { element } = spot;
    const known = element === undefined ? undefined : knownOf(spot, element);
    if (element === undefined || known === undefined) return [];
    const missing = [...known.content.children]
      .filter(
        ([, child]) =>
          child.least > 0 && child.lenient === lenient && countOf(element, child.namespace, child.name) < child.least,
      )
      .map(([key]) => key);
    const samples = missing
      .map((key) => sampleChild(placeIn(spot, element, known), known.compiled, known.content, key))
      .filter((each) => each !== undefined);
    const all = samples.length > 1 ? insertChild(spot, element, samples.join('')) : [];
    const others =
      element.local === 'pubsub'
        ? ['publish', 'items', ...known.content.children.keys()]
            .filter((key) => known.content.children.has(key))
            .slice(0, 12)
            .flatMap((key) => addChild(spot, element, known, key))
        : [];
    return [...all, ...samples.flatMap((xml) => insertChild(spot, element, xml)), ...others];
  };

function countOf(element: XmlElement, namespace: string, name: string): number {
  return [...element.elements()].filter((child) => child.local === name && child.namespace === namespace).length;
}

export function placeIn({ document }: Spot, element: XmlElement, known: Known): SamplePlace {
  return { model: document.model, scope: element.scope, stanza: known.stanza };
}

function addChild(spot: Spot, element: XmlElement, known: Known, key: string): Fix[] {
  return insertChild(spot, element, sampleChild(placeIn(spot, element, known), known.compiled, known.content, key));
}

/** Of alternatives, one too many or none. */
const choice: Repair = (spot) => {
  const { element } = spot;
  const known = element === undefined ? undefined : knownOf(spot, element);
  if (element === undefined || known === undefined) return [];
  const { exactlyOne, atLeastOne, atMostOne } = known.content;
  const members = (names: readonly string[]): XmlElement[] =>
    [...element.elements()].filter((child) =>
      names.includes(
        child.namespace === known.compiled.namespace || child.namespace === element.namespace
          ? child.local
          : `{${child.namespace ?? ''}}${child.local}`,
      ),
    );
  const added = [...exactlyOne, ...atLeastOne]
    .filter((names) => members(names).length === 0)
    .flatMap((names) => names.slice(0, 6).flatMap((key) => addChild(spot, element, known, key)));
  const removed = [...exactlyOne, ...atMostOne].flatMap((names) => {
    const [first, ...more] = members(names);
    return first === undefined || more.length === 0 ? [] : removeElements(spot, more, `Keep <${first.name}> alone`);
  });
  return [...removed, ...added];
};

/** An element whose name its namespace, or its parent, does not know. */
const unknownElement: Repair = (spot) => {
  const { element, document, source } = spot;
  if (element === undefined) return [];
  const parent = element.parent;
  const known = parent === undefined || parent.namespace !== element.namespace ? undefined : knownOf(spot, parent);
  const siblings =
    known === undefined
      ? [...(document.model.namespace(element.namespace ?? '')?.elements.keys() ?? [])]
      : [...known.content.children.keys()].filter((key) => !key.startsWith('{'));
  const near =
    closest(element.local.slice(0, 60), siblings) ??
    siblings.find((name) => name.toLowerCase() === element.local.toLowerCase());
  const stanza = parent !== undefined && isStanza(parent) ? stanzaKey(source, parent) : '';
  // What is stuck to its first attribute.
  if (source[element.nameEnd] === '=') {
    const stuck = siblings.find((name) => element.local.startsWith(name) && element.name === element.local);
    return stuck === undefined
      ? []
      : [replace('Insert a space', element.nameStart + stuck.length, element.nameStart + stuck.length, ' ')];
  }
  const isText = parent === undefined || known === undefined || known.content.text !== undefined;
  const elsewhere =
    element.name.includes(':') || (parent !== undefined && stanza === '' && isContentNamespace(parent.namespace))
      ? []
      : document.model
          .roots()
          .filter(
            ({ name, places, namespace }) =>
              name === element.local &&
              namespace !== element.namespace &&
              !isContentNamespace(namespace) &&
              (stanza === '' || allowsStanza(places, stanza)),
          );
  const only = siblings.length === 1 ? siblings[0] : undefined;
  return [
    ...renameElement(spot, element, near),
    ...renameElement(spot, element, only),
    ...elsewhere.slice(0, 5).flatMap(({ namespace }) => setAttribute(spot, element, 'xmlns', namespace)),
    ...(parent !== undefined && isStanza(parent) && isContentNamespace(element.namespace) && !element.name.includes(':')
      ? setAttribute(spot, element, 'xmlns', `urn:example:${element.local}`)
      : []),
    ...(isText ? unwrapElement(spot, element) : []),
    ...removeElement(spot, element),
  ];
};

/** An element in a place that its specification does not give it: a like one, the element that it belongs into, or nothing. */
const misplaced: Repair = (spot) => {
  const { element, document, source } = spot;
  if (element === undefined) return [];
  const { parent, namespace = '' } = element;
  const own = document.model.element(namespace, element.local);
  if (parent === undefined)
    return own === undefined ? [] : [...wrapInStanza(spot, element, own.places), ...hostsOf(spot, element)];
  const stanza = isStanza(parent) ? stanzaKey(source, parent) : '';
  const known = parent.namespace === namespace ? knownOf(spot, parent) : undefined;
  const near =
    known === undefined
      ? undefined
      : closest(
          element.local.slice(0, 60),
          [...known.content.children.keys()].filter((key) => !key.startsWith('{') && key !== element.local),
        );
  const typed = stanza === '' || own === undefined ? [] : stanzaFor(spot, parent, own.places);
  const iq = rootOf(element);
  const other =
    iq.local === 'iq' && stanza === ''
      ? ['set', 'get', 'result']
          .filter((type) => type !== valueAt(spot, iq, 'type'))
          .flatMap((type) => setAttribute(spot, iq, 'type', type))
      : [];
  return [
    ...other,
    ...(stanza === '' ? renameElement(spot, element, near) : []),
    ...hostsOf(spot, element),
    ...typed,
    ...removeElement(spot, element),
    ...renameElement(spot, element, near),
  ];
};

/** Puts an element into one that lists it among its children and may stand where it stands now. */
function hostsOf(spot: Spot, element: XmlElement): Fix[] {
  const { document, source } = spot;
  const { parent, namespace = '' } = element;
  const stanza = parent !== undefined && isStanza(parent) ? stanzaKey(source, parent) : '';
  const own = document.model.element(namespace, element.local);
  const listing = (host: CompiledElement): boolean =>
    host.name !== element.local &&
    host.content(stanza).children.has(host.namespace === namespace ? element.local : `{${namespace}}${element.local}`);
  const within = [...(document.model.namespace(namespace)?.elements.values() ?? [])].filter(listing);
  const foreign = (own?.places ?? []).flatMap((place) => {
    const [, space = '', local = ''] = /^\{([^}]*)\}(.*)$/.exec(place) ?? [];
    return local === '' ? [] : (document.model.element(space, local) ?? []);
  });
  return [...within, ...foreign]
    .filter(({ places }) => stanza === '' || allowsStanza(places, stanza))
    .slice(0, 4)
    .map((host) => {
      const attributes = host
        .content(stanza)
        .needed.filter(({ need }) => need === 'required')
        .map(({ name, type }) => ` ${name}="${sampleValue(type, name)}"`)
        .join('');
      return wrap(
        spot,
        element.start,
        element.end,
        `<${host.name} xmlns="${host.namespace}"${attributes}>`,
        `</${host.name}>`,
        `Put it into <${host.name}>`,
      );
    });
}

const payloadPlace: Repair = (spot) => {
  const { element, document } = spot;
  const own = element === undefined ? undefined : document.model.element(element.namespace ?? '', element.local);
  return element?.parent === undefined || own === undefined
    ? []
    : [...stanzaFor(spot, element.parent, own.places), ...removeElement(spot, element)];
};

/** The attribute that declares an element's namespace, on it or around it. */
function declarationOf(element: XmlElement) {
  const prefix = element.name.includes(':') ? element.name.slice(0, element.name.indexOf(':')) : '';
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) {
    const attribute = at.attribute(name);
    if (attribute !== undefined) return { element: at, attribute };
  }
  return undefined;
}

/** Another namespace for an element, where its own is misspelt or out of use. */
const otherNamespace: Repair = (spot) => {
  const { element, document } = spot;
  const declared = element === undefined ? undefined : declarationOf(element);
  if (element === undefined || declared === undefined) return [];
  const { model } = document;
  const namespace = element.namespace ?? '';
  const near = model.near(namespace);
  const successors = Object.keys(model.retired(namespace)?.[1].namespaces ?? {}).filter(
    (each) => each !== namespace && model.retired(each) === undefined,
  );
  const numbered = [...model.namespaces()].filter(
    (each) =>
      each !== namespace &&
      each.replace(/\d+/g, '') === namespace.replace(/\d+/g, '') &&
      model.retired(each) === undefined,
  );
  const successor = Object.keys(model.successor(namespace)?.namespaces ?? {}).filter(
    (each) => model.element(each, element.local) !== undefined,
  );
  const replacement = namespaceReplacements.get(namespace);
  const wanted = [
    ...new Set([
      ...(near === undefined ? [] : [near]),
      ...(replacement === undefined ? [] : [replacement]),
      ...numbered.reverse(),
      ...successors,
      ...successor,
    ]),
  ];
  return [
    ...laterElement(spot, element),
    ...wanted.slice(0, 12).flatMap((each) => setAttribute(spot, declared.element, declared.attribute.name, each)),
  ];
};

/** Text where none may stand goes into a child that holds text, or away. */
const strayText: Repair = (spot) => {
  const { element, source, start, end } = spot;
  const child = element?.children.find(
    (each): each is XmlText => each instanceof XmlText && each.start <= start && end <= each.end,
  );
  if (element === undefined || child === undefined) return [];
  const known = knownOf(spot, element);
  const holders = [...(known?.content.children ?? [])].filter(([key, each]) => {
    if (
      known === undefined ||
      key.startsWith('{') ||
      key === 'error' ||
      countOf(element, each.namespace, each.name) >= each.greatest
    )
      return false;
    return (
      (each.local ?? spot.document.model.element(each.namespace, each.name))?.content(known.stanza).text !== undefined
    );
  });
  const preferred = [...holders].sort(([a], [b]) => Number(b === 'body') - Number(a === 'body')).slice(0, 3);
  // A tag without its “<”.
  const opening = /^\/?[\p{L}_][^<>]*>$/u.test(source.slice(start, end).trim())
    ? [replace('Write “<” before it', start, start, '<')]
    : [];
  const cdata = child.cdata ? { start: child.start - 9, end: child.end + 3 } : { start, end };
  const prefix = element.name.slice(0, element.name.length - element.local.length);
  const wrapped = preferred.map(([name]) =>
    replace(
      `Put it into <${name}>`,
      cdata.start,
      cdata.end,
      `<${prefix}${name}>${source.slice(cdata.start, cdata.end)}</${prefix}${name}>`,
    ),
  );
  return [...opening, ...wrapped, fix('Remove the text', cut(spot, cdata.start, cdata.end))];
};

/** The kind of address that a payload is for, out of the one that is written. */
const addressForm: Repair = (spot) => {
  const { element, attribute } = spot;
  if (element === undefined) return [];
  const name = attribute?.name ?? 'to';
  const value = valueAt(spot, element, name);
  const { local, domain, resource } = parseJid(value);
  const bare = local === undefined ? domain : `${local}@${domain}`;
  const forms =
    value === ''
      ? ['juliet@example.org', 'example.org', 'juliet@example.org/balcony']
      : [
          bare,
          domain,
          ...(resource === undefined ? [`${bare}/phone`] : []),
          ...(local === undefined ? [`juliet@${domain}`, `juliet@${domain}/balcony`] : []),
        ];
  return [
    ...forms.filter((each) => each !== '' && each !== value).flatMap((each) => setAttribute(spot, element, name, each)),
    ...removeAttribute(spot, element.attribute(name)),
  ];
};

/** Repairs of what the specifications say of their elements. */
export const definitionRepairs: RepairTable = {
  'xmpp/address-form': addressForm,
  'xmpp/attribute-expected': missingAttributes('expected'),
  'xmpp/attribute-not-here': (spot) => removeAttribute(spot, spot.attribute),
  'xmpp/attribute-required': missingAttributes('required'),
  'xmpp/attribute-unknown': unknownAttribute,
  'xmpp/attribute-value': attributeValues,
  'xmpp/child-choice': choice,
  'xmpp/child-expected': missingChildren(true),
  'xmpp/child-required': missingChildren(false),
  'xmpp/child-too-many': (spot) => removeElement(spot, spot.element),
  'xmpp/element-deprecated': deprecated,
  'xmpp/element-not-here': misplaced,
  'xmpp/element-unknown': unknownElement,
  'xmpp/language-tag': attributeValues,
  'xmpp/namespace-near': otherNamespace,
  'xmpp/namespace-retired': otherNamespace,
  'xmpp/payload-place': payloadPlace,
  'xmpp/text-not-allowed': strayText,
  'xmpp/text-value': textValues,
};
