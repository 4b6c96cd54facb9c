import { prepareJid, type PreparedJid } from '../../protocols/xmpp/jid/index.ts';
import { errorReply, refuse, type Refusal } from './errors.ts';
import type { Hub, Service } from './hub.ts';
import { createAccount } from './im/account.ts';
import { accountRequest, ownAccountRequest } from './im/iq.ts';
import { deliverMessage } from './im/messages.ts';
import { answerProbe, broadcast, deliverPresence, direct, leave } from './im/presence.ts';
import { inbound, isSubscriptionType, outbound } from './im/subscriptions.ts';
import { credentialsFor } from './credentials.ts';
import { serverRequest } from './server-iq.ts';
import type { StreamHost } from './stream/client-stream.ts';
import { element, XmlElement } from './xml/element.ts';
import { namespaces } from '../../protocols/xmpp/namespaces.ts';
import type { Account, XmppSession } from './model.ts';

/** The XMPP server without its sockets: accounts, routing (RFC 6121, 8), services. */
export class XmppServer implements StreamHost, Hub {
  readonly domain: string;
  readonly accounts = new Map<string, Account>();
  readonly services = new Map<string, Service>();
  readonly log: (line: string) => void;

  constructor(domain: string, log: (line: string) => void) {
    this.domain = domain;
    this.log = log;
  }

  addAccount(username: string, password: string): void {
    const jid = `${username}@${this.domain}`;
    this.accounts.set(jid, createAccount(jid, credentialsFor(jid, password)));
  }

  /** By localpart, which is prepared first. */
  readonly findAccount = (username: string): Account | undefined =>
    this.accounts.get(prepareJid(`${username}@${this.domain}`)?.full ?? '');

  bound(session: XmppSession): void {
    session.account.sessions.set(session.resource, session);
    this.log(`XMPP ${session.jid} is connected.`);
  }

  unbound(session: XmppSession): void {
    session.account.sessions.delete(session.resource);
    leave(this, session, element('presence', namespaces.client, { type: 'unavailable', from: session.jid }));
    this.log(`XMPP ${session.jid} is gone.`);
  }

  /** A stanza of a bound client; its `from` is the client's full JID. */
  stanza(session: XmppSession, stanza: XmlElement): void {
    const problem = stanzaProblem(stanza);
    if (problem !== undefined) {
      this.#refuse(stanza, problem);
      return;
    }
    const to = stanza.attr('to');
    const address = to === undefined ? undefined : prepareJid(to);
    if (to !== undefined && address === undefined) {
      this.#refuse(stanza, refuse('jid-malformed', `“${to}” is not a JID (RFC 7622).`));
    } else if (stanza.name === 'presence') {
      this.#presenceOf(session, stanza, address);
    } else if (stanza.name === 'iq' && (address === undefined || address.full === session.account.jid)) {
      this.#answer(stanza, (payload) => ownAccountRequest(this, session, stanza, payload));
    } else {
      // A message without an address goes to the sender's own account (RFC 6121, 8.1.1.1).
      this.route(address === undefined ? stanza.copy().set('to', session.account.jid) : stanza);
    }
  }

  route(stanza: XmlElement): void {
    const to = prepareJid(stanza.attr('to') ?? '');
    const from = prepareJid(stanza.attr('from') ?? '');
    if (to === undefined || from === undefined) return; // only what this server made itself could come here, or an error about it
    if (to.domain === this.domain) {
      if (to.local === '') this.#toServer(stanza);
      else this.#toAccount(stanza, from, to);
      return;
    }
    const service = this.services.get(to.domain);
    if (service === undefined)
      this.#refuse(
        stanza,
        refuse('remote-server-not-found', `This server does not talk to others; ${to.domain} is not here.`),
      );
    else service.handle(stanza, from, to);
  }

  #presenceOf(session: XmppSession, stanza: XmlElement, to: PreparedJid | undefined): void {
    const type = stanza.attr('type');
    if (to === undefined) broadcast(this, session, stanza);
    else if (isSubscriptionType(type)) {
      const refusal = outbound(this, session.account, type, to.bare, stanza);
      if (refusal !== undefined) this.#refuse(stanza, refusal);
    } else direct(this, session, stanza, to.full);
  }

  #toServer(stanza: XmlElement): void {
    if (stanza.name === 'iq') this.#answer(stanza, (payload) => serverRequest(this, stanza, payload));
    else if (stanza.name === 'message')
      this.#refuse(stanza, refuse('service-unavailable', 'The server itself reads no messages.'));
  }

  #toAccount(stanza: XmlElement, from: PreparedJid, to: PreparedJid): void {
    const account = this.accounts.get(to.bare);
    const type = stanza.attr('type');
    if (account === undefined) {
      // RFC 6121, 8.5.1: presence to nobody is dropped.
      if (stanza.name !== 'presence')
        this.#refuse(stanza, refuse('service-unavailable', `There is no account ${to.bare}.`));
    } else if (stanza.name === 'message') {
      const refusal = deliverMessage(account, this.domain, to.resource, stanza);
      if (refusal !== undefined) this.#refuse(stanza, refusal);
    } else if (stanza.name === 'iq') {
      this.#iqToAccount(account, stanza, from, to);
    } else if (isSubscriptionType(type)) {
      inbound(this, account, type, from.bare, stanza);
    } else if (type === 'probe') {
      answerProbe(this, account, from.bare, from.full);
    } else {
      deliverPresence(account, to.resource, stanza);
    }
  }

  #iqToAccount(account: Account, iq: XmlElement, from: PreparedJid, to: PreparedJid): void {
    if (to.resource !== '') {
      const session = account.sessions.get(to.resource);
      if (session === undefined)
        this.#refuse(iq, refuse('service-unavailable', `No resource ${to.resource} is connected.`));
      else session.send(iq);
      return;
    }
    const maySee = account.jid === from.bare || account.roster.get(from.bare)?.from === true;
    this.#answer(iq, (payload) => accountRequest(account, maySee, iq, payload));
  }

  /** Answers a request; results and errors are nobody's here and end. */
  #answer(iq: XmlElement, answer: (payload: XmlElement) => XmlElement | Refusal): void {
    const [payload] = iq.elements;
    const type = iq.attr('type');
    if (payload === undefined || (type !== 'get' && type !== 'set')) return;
    const reply = answer(payload);
    if (reply instanceof XmlElement) this.#reply(reply);
    else this.#refuse(iq, reply);
  }

  #refuse(stanza: XmlElement, refusal: Refusal): void {
    const reply = errorReply(stanza, refusal);
    if (reply !== undefined) this.#reply(reply);
  }

  /** A reply goes straight to the resource that asked, so that nobody else's delivery rules apply to it. */
  #reply(reply: XmlElement): void {
    const to = prepareJid(reply.attr('to') ?? '');
    if (to?.domain === this.domain && to.resource !== '') {
      this.accounts.get(to.bare)?.sessions.get(to.resource)?.send(reply);
    } else if (to !== undefined) {
      this.route(reply);
    }
  }
}

/** What RFC 6120, 8.2.3 asks of every iq, and RFC 6121, 4.7.1 of a presence's type. */
function stanzaProblem(stanza: XmlElement): Refusal | undefined {
  const type = stanza.attr('type');
  if (stanza.name === 'presence') {
    const known = type === undefined || ['unavailable', 'error', 'probe'].includes(type) || isSubscriptionType(type);
    return known ? undefined : refuse('bad-request', `“${type}” is not a type of presence.`);
  }
  if (stanza.name !== 'iq') return undefined;
  if (stanza.attr('id') === undefined) return refuse('bad-request', 'An iq needs an id.');
  if (type === undefined || !['get', 'set', 'result', 'error'].includes(type))
    return refuse('bad-request', 'An iq has the type get, set, result or error.');
  const payloads = stanza.elements.length;
  if ((type === 'get' || type === 'set') && payloads !== 1)
    return refuse('bad-request', `An iq ${type} has exactly one payload, not ${payloads}.`);
  return undefined;
}
