import { closest } from '../../core/index.ts';
import { isContentNamespace, isStanza, plainValue } from '../model/stanza.ts';
import { list } from '../model/wording.ts';
import { quote } from '../parser/finding.ts';
import type { XmlElement } from '../parser/node.ts';
import { parseJid, escapingHint } from '../jid/index.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';
import { checkSize } from './size.ts';
import { checkError } from './stanza-error.ts';

const types = {
  iq: ['get', 'set', 'result', 'error'],
  message: ['chat', 'error', 'groupchat', 'headline', 'normal'],
  presence: ['error', 'probe', 'subscribe', 'subscribed', 'unavailable', 'unsubscribe', 'unsubscribed'],
} as const;

const subjects: Readonly<Record<string, string>> = { iq: 'An iq', message: 'A message', presence: 'Presence' };

const checkIq: Check = (stanza, context) => {
  if (stanza.attribute('id') === undefined)
    context.at('xmpp/iq-id-required', stanza, 'An iq needs an id, which its reply carries again: add id="{{$id}}"');
  else if (plainValue(context.source, stanza, 'id') === '')
    context.atAttribute(
      'xmpp/iq-id-required',
      stanza,
      stanza.attribute('id'),
      'The id of an iq must not be empty: write id="{{$id}}"',
    );
  const type = checkType(stanza, context, types.iq);
  const elements = [...stanza.elements()];
  if (type === 'get' || type === 'set' || type === 'result') checkPayloads(stanza, type, elements, context);
  common(stanza, context, type);
};

function checkPayloads(
  stanza: XmlElement,
  type: 'get' | 'set' | 'result',
  elements: readonly XmlElement[],
  context: CheckContext,
): void {
  const payloads = elements.filter((element) => !(element.local === 'error' && isContentNamespace(element.namespace)));
  if (payloads.length === 0 && type !== 'result') {
    context.at(
      'xmpp/iq-payload',
      stanza,
      `An iq of type ${type} carries exactly one payload: put the element that asks for something into it`,
    );
  }
  for (const extra of payloads.slice(1)) {
    const rule =
      type === 'result'
        ? 'An iq of type result carries at most one payload'
        : `An iq of type ${type} carries exactly one payload`;
    const first = payloads[0];
    const related =
      first === undefined ? [] : [{ start: first.nameStart, end: first.nameEnd, message: 'This is the first one' }];
    context.at('xmpp/iq-payload', extra, `${rule}: send <${extra.name}> in an iq of its own`, related);
  }
  for (const payload of payloads) {
    if (!isContentNamespace(payload.namespace) && payload.namespace !== '') continue;
    const declared = payload.name.includes(':') || payload.attribute('xmlns') !== undefined;
    context.at(
      'xmpp/payload-namespace',
      payload,
      `<${payload.name}> is in the namespace “${payload.namespace ?? ''}”, but a payload needs one of its own: ${declared ? 'change' : 'add'} xmlns="…"`,
    );
  }
}

const checkMessage: Check = (stanza, context) => {
  const type = checkType(stanza, context, types.message);
  checkLanguages(stanza, context, 'body');
  checkLanguages(stanza, context, 'subject');
  common(stanza, context, type);
};

const checkPresence: Check = (stanza, context) => {
  const type = checkType(stanza, context, types.presence);
  checkLanguages(stanza, context, 'status');
  common(stanza, context, type);
  if (type === 'subscribe' || type === 'subscribed' || type === 'unsubscribe' || type === 'unsubscribed')
    checkSubscription(stanza, context, type);
};

function checkSubscription(stanza: XmlElement, context: CheckContext, type: string): void {
  const to = plainValue(context.source, stanza, 'to');
  const resource = to === undefined ? undefined : parseJid(to).resource;
  if (stanza.attribute('to') === undefined && stanza.attribute('from') === undefined) {
    context.at(
      'xmpp/subscription-address',
      stanza,
      `Presence of type ${type} goes to a contact: add to="…" with the contact’s bare JID`,
    );
  } else if (resource !== undefined) {
    context.atAttribute(
      'xmpp/subscription-address',
      stanza,
      stanza.attribute('to'),
      `Presence of type ${type} goes to a bare JID: remove “/${resource}”`,
    );
  }
}

/** Checks the type; gives it where it is known to be fine, `''` for a stanza without. */
function checkType(stanza: XmlElement, context: CheckContext, known: readonly string[]): string | undefined {
  const attribute = stanza.attribute('type');
  const required = stanza.local === 'iq';
  if (attribute === undefined) {
    if (required) context.at('xmpp/iq-type', stanza, 'An iq needs a type: add type="get", "set", "result" or "error"');
    return required ? undefined : '';
  }
  const type = plainValue(context.source, stanza, 'type');
  if (type === undefined || known.includes(type)) return type;
  const near = closest(type, known);
  const hint = near === undefined ? `: it is ${list(known, 'or')}` : `; did you mean “${near}”?`;
  const way =
    type === 'available' && stanza.local === 'presence'
      ? ': presence without a type says that one is available, remove it'
      : hint;
  context.atAttribute(
    `xmpp/${stanza.local}-type`,
    stanza,
    attribute,
    `There is no ${stanza.local} of type ${quote(type)}${way}`,
  );
  return undefined;
}

function checkLanguages(stanza: XmlElement, context: CheckContext, name: string): void {
  const seen = new Map<string, XmlElement>();
  for (const element of stanza.elements()) {
    if (element.local !== name || !isContentNamespace(element.namespace)) continue;
    const attribute = element.attribute('xml:lang');
    const language = (
      attribute === undefined ? '' : context.source.slice(attribute.valueStart, attribute.valueEnd)
    ).toLowerCase();
    const first = seen.get(language);
    if (first === undefined) seen.set(language, element);
    else {
      const related = [{ start: first.nameStart, end: first.nameEnd, message: 'This is the first one' }];
      const which = language === '' ? 'without xml:lang' : `in the language “${language.slice(0, 30)}”`;
      context.at(
        'xmpp/language-distinct',
        element,
        `This is the second <${name}> ${which}: give each a language of its own, or remove one`,
        related,
      );
    }
  }
}

/** A stanza is sent by itself; one that is passed on stands in an element for that (XEP-0297). An iq says so of all its payloads. */
function checkNested(stanza: XmlElement, context: CheckContext): void {
  for (const nested of stanza.elements()) {
    if (isStanza(nested))
      context.at(
        'xmpp/payload-namespace',
        nested,
        `A <${nested.local}> is not allowed in a <${stanza.local}>: send it by itself, or put it into <forwarded xmlns="urn:xmpp:forward:0">`,
      );
  }
}

/** What holds for every stanza: its error, its size, its addresses. */
function common(stanza: XmlElement, context: CheckContext, type: string | undefined): void {
  const errors = [...stanza.elements()].filter(
    (element) => element.local === 'error' && isContentNamespace(element.namespace),
  );
  if (type === 'error' && errors.length === 0)
    context.at(
      'xmpp/error-element',
      stanza,
      `${subjects[stanza.local] ?? 'A stanza'} of type error must contain an error: add <error type="…"> with a condition`,
    );
  for (const error of errors) {
    if (type !== 'error' && type !== undefined)
      context.at(
        'xmpp/error-element',
        error,
        'An <error/> is allowed only in a stanza of type error: set type="error", or remove it',
      );
    checkError(error, context);
  }
  for (const extra of errors.slice(1))
    context.at('xmpp/error-element', extra, 'A stanza carries one <error/>: remove this one');
  if (stanza.local !== 'iq') checkNested(stanza, context);
  if (stanza.parent === undefined) checkSize(stanza, context);
  checkEscaping(stanza, context, 'to');
  checkEscaping(stanza, context, 'from');
}

function checkEscaping(stanza: XmlElement, context: CheckContext, name: string): void {
  const attribute = stanza.attribute(name);
  if (attribute === undefined || !context.source.slice(attribute.valueStart, attribute.valueEnd).includes('\\')) return;
  const value = plainValue(context.source, stanza, name);
  const local = value === undefined ? undefined : parseJid(value).local;
  const hint = local === undefined ? undefined : escapingHint(local);
  if (hint !== undefined) context.atAttribute('xmpp/jid-escaping', stanza, attribute, hint);
}

export const stanzaChecks: CheckTable = {
  '{jabber:client}iq': checkIq,
  '{jabber:client}message': checkMessage,
  '{jabber:client}presence': checkPresence,
};
