import { prepareJid } from '../../../protocols/xmpp/jid/index.ts';
import { randomBytes } from 'node:crypto';
import { errorReply, refuse, resultReply } from '../errors.ts';
import { maxResources } from './limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import type { Account } from '../model.ts';

export interface BindOutcome {
  readonly reply: XmlElement;
  /** Present if the request was granted. */
  readonly resource?: string;
}

/** Answers a request to bind a resource (RFC 6120, 7); undefined if the element is not one. */
export function bindRequest(account: Account, iq: XmlElement): BindOutcome | undefined {
  const payload = iq.child('bind', namespaces.bind);
  if (
    !iq.is('iq', namespaces.client) ||
    iq.attr('type') !== 'set' ||
    payload === undefined ||
    iq.attr('id') === undefined
  )
    return undefined;
  const wish = payload.child('resource')?.text ?? '';
  const jid = prepareJid(`${account.jid}/${wish === '' ? randomBytes(6).toString('hex') : wish}`);
  if (jid === undefined) {
    const reply = errorReply(iq, refuse('bad-request', 'This is not a resourcepart (RFC 7622, 3.4).'));
    return reply === undefined ? undefined : { reply };
  }
  if (!account.sessions.has(jid.resource) && account.sessions.size >= maxResources) {
    const reply = errorReply(
      iq,
      refuse('resource-constraint', `An account has at most ${maxResources} resources here (RFC 6120, 7.6.2.1).`),
    );
    return reply === undefined ? undefined : { reply };
  }
  const full = `${account.jid}/${jid.resource}`;
  const reply = resultReply(iq, element('bind', namespaces.bind, {}, element('jid', namespaces.bind, {}, full)));
  return { reply, resource: jid.resource };
}
