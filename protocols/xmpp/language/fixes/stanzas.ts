import { closest, type Fix } from '../../../core/index.ts';
import { escapeLocal, parseJid } from '../../jid/index.ts';
import type { Place } from '../../model/definition.ts';
import { allowsStanza } from '../../model/place.ts';
import { isContentNamespace, isStanza, stanzaKey } from '../../model/stanza.ts';
import type { XmlElement } from '../../parser/node.ts';
import { valueOf } from '../../parser/value.ts';
import { conditionNamespace, conditions } from '../../rules/stanza-error.ts';
import { attributeEdit, removeAttribute, setAttribute } from './attributes.ts';
import { insertChild } from './children.ts';
import { removeElement, renameElement, renaming, rootOf } from './elements.ts';
import { moveBehind, splitStanza, wrap } from './move.ts';
import { fix, type Repair, type RepairTable, type Spot } from './spot.ts';

const errorTypes = ['auth', 'cancel', 'continue', 'modify', 'wait'];

/** The value of an attribute, white space around it left out. */
export function valueAt({ source }: Spot, element: XmlElement | undefined, name: string): string {
  return (element === undefined ? undefined : valueOf(source, element, name))?.trim() ?? '';
}

/** Changes the type of a stanza, to one alike first. */
const stanzaType =
  (types: readonly string[]): Repair =>
  (spot) => {
    const { element, document } = spot;
    if (element === undefined) return [];
    const written = valueAt(spot, element, 'type');
    const near = written === 'available' ? undefined : closest(written.slice(0, 40), types);
    const places = [...element.elements()].flatMap(
      (child) => document.model.element(child.namespace ?? '', child.local)?.places ?? [],
    );
    const fitting = types.filter((type) => places.length > 0 && allowsStanza(places, `${element.local} ${type}`));
    const hasError = [...element.elements()].some((child) => child.local === 'error');
    const wanted = [...new Set([near, ...(hasError ? ['error'] : []), ...fitting, ...types])].filter(
      (each) => each !== undefined,
    );
    const fixes = wanted.flatMap((type) => setAttribute(spot, element, 'type', type));
    // Presence without a type is available, a message without one is normal.
    const without = element.local === 'iq' ? [] : removeAttribute(spot, element.attribute('type'));
    return near === undefined ? [...without, ...fixes] : [...fixes, ...without];
  };

const iqPayload: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  const stanza = rootOf(element);
  if (element !== stanza && !isStanza(element))
    return [
      ...(element.parent === stanza ? splitStanza(spot, [element], `Send <${element.name}> in an iq of its own`) : []),
      ...removeElement(spot, element),
    ];
  const ping = insertChild(spot, element, '<ping xmlns="urn:xmpp:ping"/>');
  const disco = insertChild(spot, element, '<query xmlns="http://jabber.org/protocol/disco#info"/>');
  return valueAt(spot, element, 'type') === 'get'
    ? [...ping, ...disco, ...setAttribute(spot, element, 'type', 'result')]
    : [...setAttribute(spot, element, 'type', 'result'), ...ping];
};

/** A payload gets a namespace of its own: one that defines it for such a stanza, else an example. */
const payloadNamespace: Repair = (spot) => {
  const { element, document, source } = spot;
  if (element === undefined) return [];
  if (isStanza(element) && element.parent !== undefined) {
    const inside = declared(source.slice(element.start, element.end));
    return [
      moveBehind(spot, element, `Send <${element.name}> by itself`),
      fix('Put it into <forwarded>', {
        start: element.start,
        end: element.end,
        text: `<forwarded xmlns="urn:xmpp:forward:0">${inside}</forwarded>`,
      }),
      ...removeElement(spot, element),
    ];
  }
  if (element.name.includes(':')) return removeElement(spot, element);
  const stanza = element.parent !== undefined && isStanza(element.parent) ? stanzaKey(source, element.parent) : '';
  const known = document.model
    .roots()
    .filter(
      ({ name, places, namespace }) =>
        name === element.local && !isContentNamespace(namespace) && (stanza === '' || allowsStanza(places, stanza)),
    );
  return [...known.slice(0, 6).map(({ namespace }) => namespace), `urn:example:${element.local}`].flatMap((namespace) =>
    setAttribute(spot, element, 'xmlns', namespace),
  );
};

/** Markup of a stanza that says that it is one. */
function declared(text: string): string {
  return /^<[^>]*\sxmlns\s*=/.test(text) ? text : text.replace(/^<[\w:.-]+/, (tag) => `${tag} xmlns="jabber:client"`);
}

/** Texts of one kind differ in language: the second says that it is in another one. */
const languageDistinct: Repair = (spot) => {
  const { element, source } = spot;
  if (element?.parent === undefined) return [];
  const used = [...element.parent.elements()]
    .filter(({ local }) => local === element.local)
    .map((each) => valueOf(source, each, 'xml:lang')?.toLowerCase());
  return [
    ...['en', 'de', 'fr', 'es']
      .filter((each) => !used.includes(each))
      .slice(0, 1)
      .flatMap((each) => setAttribute(spot, element, 'xml:lang', each)),
    ...removeElement(spot, element),
  ];
};

const errorElement: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  if (isStanza(element))
    return insertChild(
      spot,
      element,
      `<error type="cancel"><service-unavailable xmlns="${conditionNamespace}"/></error>`,
    );
  const stanza = element.parent;
  const first = stanza === undefined ? undefined : [...stanza.elements()].find(({ local }) => local === 'error');
  return [...(first === element ? setAttribute(spot, stanza, 'type', 'error') : []), ...removeElement(spot, element)];
};

/** The condition that most often goes with a type of error. */
function conditionFor(type: string): string {
  const usual: Readonly<Record<string, string>> = {
    auth: 'not-authorized',
    cancel: 'service-unavailable',
    modify: 'bad-request',
    wait: 'resource-constraint',
  };
  return Object.hasOwn(usual, type) ? (usual[type] ?? '') : 'undefined-condition';
}

const errorCondition: Repair = (spot) => {
  const { element, source } = spot;
  if (element === undefined) return [];
  const error = element.local === 'error' ? element : element.parent;
  const wanted = conditionFor(error === undefined ? '' : (valueOf(source, error, 'type') ?? ''));
  if (element === error) {
    const own = wanted === 'undefined-condition' ? '<condition xmlns="urn:example:errors"/>' : '';
    return insertChild(spot, element, `<${wanted} xmlns="${conditionNamespace}"/>${own}`);
  }
  if (Object.hasOwn(conditions, element.local))
    return [
      ...(element.namespace === conditionNamespace ? [] : setAttribute(spot, element, 'xmlns', conditionNamespace)),
      ...removeElement(spot, element),
    ];
  const near = closest(element.local.slice(0, 60), Object.keys(conditions));
  return [
    ...renameElement(spot, element, near),
    ...renameElement(spot, element, wanted),
    ...removeElement(spot, element),
  ];
};

/** The types that go with the condition that an error holds, the written one's like first. */
const errorType: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  const condition = [...element.elements()].find(
    ({ namespace, local }) => namespace === conditionNamespace && Object.hasOwn(conditions, local),
  );
  const fitting = condition === undefined ? [] : (conditions[condition.local] ?? []);
  const near = closest(valueAt(spot, element, 'type').slice(0, 20), errorTypes);
  return [...new Set([...(near === undefined ? [] : [near]), ...fitting, 'cancel', ...errorTypes])].flatMap((type) =>
    setAttribute(spot, element, 'type', type),
  );
};

const undefinedCondition: Repair = (spot) => {
  const { element } = spot;
  const error = element?.parent;
  return [
    ...renameElement(spot, element, conditionFor(valueAt(spot, error, 'type'))),
    ...insertChild(spot, error, '<condition xmlns="urn:example:errors"/>'),
  ];
};

const subscriptionAddress: Repair = (spot) => {
  const { element } = spot;
  const to = valueAt(spot, element, 'to');
  return setAttribute(spot, element, 'to', to === '' ? 'juliet@example.org' : to.replace(/\/[^]*$/, ''));
};

const rosterSet: Repair = (spot) => {
  const { element } = spot;
  if (element === undefined) return [];
  if (element.local === 'query') return insertChild(spot, element, '<item jid="juliet@example.org"/>');
  return [
    ...(element.parent?.parent === rootOf(element)
      ? splitStanza(spot, [element], 'Change this item in an iq of its own', element.parent)
      : []),
    ...removeElement(spot, element),
  ];
};

/** A condition that is missing, or one too many. */
const failureCondition =
  (name: string, namespace: string): Repair =>
  (spot) => {
    const { element } = spot;
    if (element === undefined) return [];
    const isFailure = element.local === 'failure' || element.local === 'error';
    return isFailure
      ? insertChild(
          spot,
          element,
          element.scope.lookup('') === namespace ? `<${name}/>` : `<${name} xmlns="${namespace}"/>`,
        )
      : removeElement(spot, element);
  };

const jidEscaping: Repair = (spot) => {
  const { element, attribute } = spot;
  if (element === undefined || attribute === undefined) return [];
  const value = valueAt(spot, element, attribute.name);
  const { local = '' } = parseJid(value);
  const trimmed = local.length > 10_000 ? local : local.replace(/^(?:\\20)+|(?:\\20)+$/g, '');
  const lower = trimmed.replace(/\\(?:2F|3A|3C|3E|5C)/g, (escape) => escape.toLowerCase());
  return [lower, escapeLocal(trimmed)]
    .filter((each) => each !== '')
    .flatMap((each) => setAttribute(spot, element, attribute.name, each + value.slice(local.length)));
};

/** Changes the stanza so that it is one that a payload is for: its type, else its name. */
export function stanzaFor(spot: Spot, stanza: XmlElement, places: readonly Place[]): Fix[] {
  const wanted = places.filter((place) => /^(?:iq|message|presence)\b/.test(place)).map((place) => place.split(' '));
  const same = wanted.filter(([name]) => name === stanza.local);
  const other = wanted.filter(([name]) => name !== stanza.local);
  const types = same.flatMap(([name, type = '']) => typed(spot, stanza, name ?? '', type));
  const renamed = other.map(([name = '', type = '']) => {
    const wantedType = type === '' ? (name === 'iq' ? 'get' : '') : type;
    const edits = [...renaming(spot, stanza, name)];
    const id =
      name === 'iq' && stanza.attribute('id') === undefined ? [attributeEdit(spot, stanza, 'id', '{{$id}}')] : [];
    const own = stanza.attribute('type');
    const unset = own === undefined ? [] : (removeAttribute(spot, own)[0]?.edits ?? []);
    const set =
      wantedType === '' || wantedType === 'available' ? unset : [attributeEdit(spot, stanza, 'type', wantedType)];
    return fix(
      `Change the ${stanza.local} to ${name === 'iq' ? 'an' : 'a'} ${name}${wantedType === '' ? '' : ` of type ${wantedType}`}`,
      ...merged([...edits, ...id, ...set]),
    );
  });
  return [...types, ...renamed];
}

/** Edits at one place put together. */
function merged(edits: Fix['edits']): Fix['edits'] {
  const at = new Map<string, { start: number; end: number; text: string }>();
  for (const edit of edits) {
    const key = edit.start === edit.end ? `${edit.start}` : `${edit.start}-${edit.end}`;
    const before = at.get(key);
    at.set(key, before === undefined ? { ...edit } : { ...before, text: before.text + edit.text });
  }
  return [...at.values()];
}

function typed(spot: Spot, stanza: XmlElement, name: string, type: string): Fix[] {
  if (type === 'available' || (name === 'message' && type === 'normal')) {
    const without = removeAttribute(spot, stanza.attribute('type'));
    return without.length > 0 ? without : [];
  }
  return type === '' ? [] : setAttribute(spot, stanza, 'type', type);
}

/** Puts an element into a stanza that it may stand in, where it stands by itself. */
export function wrapInStanza(spot: Spot, element: XmlElement, places: readonly Place[]): Fix[] {
  const wanted = places.filter((place) => /^(?:iq|message|presence)\b/.test(place));
  return wanted.slice(0, 4).map((place) => {
    const [name = '', type = ''] = place.split(' ');
    const kind = type === '' ? (name === 'iq' ? 'get' : '') : type;
    const attributes = `${name === 'iq' ? ' id="{{$id}}"' : ''}${kind === '' || kind === 'available' || kind === 'normal' ? '' : ` type="${kind}"`}`;
    return wrap(
      spot,
      element.start,
      element.end,
      `<${name}${attributes}>`,
      `</${name}>`,
      `Put it into <${name}${attributes}>`,
    );
  });
}

/** Repairs of what the core protocol and instant messaging demand. */
export const stanzaRepairs: RepairTable = {
  'xmpp/error-code': (spot) => removeAttribute(spot, spot.element?.attribute('code')),
  'xmpp/error-condition': errorCondition,
  'xmpp/error-element': errorElement,
  'xmpp/error-type': errorType,
  'xmpp/error-type-pairing': errorType,
  'xmpp/error-undefined-condition': undefinedCondition,
  'xmpp/iq-id-required': (spot) => setAttribute(spot, spot.element, 'id', '{{$id}}'),
  'xmpp/iq-payload': iqPayload,
  'xmpp/iq-type': stanzaType(['get', 'set', 'result', 'error']),
  'xmpp/jid-escaping': jidEscaping,
  'xmpp/language-distinct': languageDistinct,
  'xmpp/message-type': stanzaType(['chat', 'normal', 'groupchat', 'headline', 'error']),
  'xmpp/payload-namespace': payloadNamespace,
  'xmpp/presence-type': stanzaType([
    'unavailable',
    'subscribe',
    'subscribed',
    'unsubscribe',
    'unsubscribed',
    'probe',
    'error',
  ]),
  'xmpp/roster-group': (spot) => removeElement(spot, spot.element),
  'xmpp/roster-set': rosterSet,
  'xmpp/sasl-failure-condition': failureCondition('not-authorized', 'urn:ietf:params:xml:ns:xmpp-sasl'),
  'xmpp/stream-error-condition': failureCondition('undefined-condition', 'urn:ietf:params:xml:ns:xmpp-streams'),
  'xmpp/subscription-address': subscriptionAddress,
};
