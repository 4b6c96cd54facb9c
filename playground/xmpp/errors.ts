import { element, XmlElement } from './xml/element.ts';
import { namespaces } from '../../protocols/xmpp/namespaces.ts';

/** Defined conditions of stanza errors (RFC 6120, 8.3.3) with the error type that the playground pairs them with. */
const stanzaErrorTypes = {
  'bad-request': 'modify',
  conflict: 'cancel',
  'feature-not-implemented': 'cancel',
  forbidden: 'auth',
  'item-not-found': 'cancel',
  'jid-malformed': 'modify',
  'not-acceptable': 'modify',
  'not-allowed': 'cancel',
  'not-authorized': 'auth',
  'policy-violation': 'modify',
  'registration-required': 'auth',
  'remote-server-not-found': 'cancel',
  'resource-constraint': 'wait',
  'service-unavailable': 'cancel',
  'unexpected-request': 'wait',
} as const;

export type StanzaCondition = keyof typeof stanzaErrorTypes;

/** Why a stanza is refused: a defined condition, a text for people, perhaps an application's own condition (RFC 6120, 8.3.4). */
export interface Refusal {
  readonly condition: StanzaCondition;
  readonly text?: string;
  readonly application?: XmlElement;
}

export function refuse(condition: StanzaCondition, text?: string, application?: XmlElement): Refusal {
  return { condition, ...(text === undefined ? {} : { text }), ...(application === undefined ? {} : { application }) };
}

/**
 * The error reply to a stanza (RFC 6120, 8.3.1): addresses swapped, same id, the original content kept in front.
 * It returns undefined for a stanza that must not be answered: an error, or the result of an iq.
 */
export function errorReply(stanza: XmlElement, refusal: Refusal): XmlElement | undefined {
  const type = stanza.attr('type');
  if (type === 'error' || (stanza.name === 'iq' && type === 'result')) return undefined;
  const error = element(
    'error',
    stanza.ns,
    { type: stanzaErrorTypes[refusal.condition] },
    element(refusal.condition, namespaces.stanzaErrors),
  );
  if (refusal.text !== undefined)
    error.children.push(element('text', namespaces.stanzaErrors, { 'xml:lang': 'en' }, refusal.text));
  if (refusal.application !== undefined) error.children.push(refusal.application);
  return new XmlElement(stanza.name, stanza.ns, replyAttributes(stanza, 'error'), [...stanza.children, error]);
}

/** The result of an iq, with an optional payload. */
export function resultReply(iq: XmlElement, payload?: XmlElement): XmlElement {
  return new XmlElement('iq', iq.ns, replyAttributes(iq, 'result'), payload === undefined ? [] : [payload]);
}

function replyAttributes(stanza: XmlElement, type: string): [string, string][] {
  const attributes: [string, string][] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) attributes.push([name, value]);
  };
  add('from', stanza.attr('to'));
  add('to', stanza.attr('from'));
  add('id', stanza.attr('id'));
  add('type', type);
  return attributes;
}
