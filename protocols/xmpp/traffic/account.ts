import type { Side } from '../../core/index.ts';
import { isHeader } from '../parser/header.ts';
import { address, bare, bindNamespace, child, domainOf, textOf, type View } from './stanza-view.ts';

const sasl2 = 'urn:xmpp:sasl:2';
const legacy = 'jabber:iq:auth';

/** Content of other streams: between servers, and of components (RFC 6120, 4.8.2; XEP-0114). */
const otherStreams: ReadonlySet<string | undefined> = new Set([
  'jabber:server',
  'jabber:component:accept',
  'jabber:component:connect',
]);

/** Whose connection it is, as far as the traffic has told. */
export class Account {
  /** The client's address as it compares: full once the server has granted it, bare where only the header tells; undefined where nothing does. */
  own: string | undefined;
  /** Whether this is known to be a client's stream: between servers, and for components, other rules hold. */
  isClient: boolean;
  #domain: string | undefined;
  /** A log-in by XEP-0078 that waits for its result: the request's id, and the address that it asks for. */
  #asked: { readonly id: string; readonly jid: string } | undefined;

  constructor(jid: string | undefined) {
    this.own = address(jid);
    this.isClient = jid !== undefined;
  }

  /** Learns from a unit that has been checked: it speaks of what comes after it. */
  learn(side: Side, view: View): void {
    const { root } = view;
    if (isHeader(root)) this.begin(side, view);
    else if (side === 'client') this.#legacyRequest(view);
    else this.#grant(this.granted(side, view));
  }

  /** The full JID that a unit of the server grants, as it compares (RFC 6120, 7.6; XEP-0078; XEP-0388). */
  granted(side: Side, view: View): string | undefined {
    const { root, type } = view;
    if (side === 'client') return undefined;
    if (root.local === 'iq' && type === 'result') return this.#bound(view);
    if (root.local !== 'success' || root.namespace !== sasl2) return undefined;
    return addressOf(textOf(view, child(root, sasl2, 'authorization-identifier')));
  }

  /** A stream begins. The client's header names the domain, and inside TLS mostly the account (RFC 6120, 4.7.1 and 4.7.2). */
  begin(side: Side, { root, from, to }: View): void {
    this.isClient = !otherStreams.has(root.scope.lookup(''));
    this.#domain = (side === 'client' ? to : from) ?? this.#domain;
    // After STARTTLS and SASL the client begins again (RFC 6120, 4.3.3): the address is granted again.
    if (this.isClient && side === 'client' && from?.includes('@') === true && bare(this.own) !== bare(from))
      this.own = from;
  }

  #bound(view: View): string | undefined {
    const bind = child(view.root, bindNamespace, 'bind');
    if (bind !== undefined) return addressOf(textOf(view, child(bind, bindNamespace, 'jid')));
    return this.#asked !== undefined && this.#asked.id === view.id ? this.#asked.jid : undefined;
  }

  #grant(jid: string | undefined): void {
    if (jid === undefined) return;
    this.own = jid;
    this.isClient = true;
  }

  #legacyRequest(view: View): void {
    const query = view.root.local === 'iq' && view.type === 'set' ? child(view.root, legacy, 'query') : undefined;
    if (query === undefined || view.id === undefined || this.#domain === undefined) return;
    const name = textOf(view, child(query, legacy, 'username'));
    const resource = textOf(view, child(query, legacy, 'resource'));
    const full = `${name}@${domainOf(this.#domain)}/${resource}`;
    if (name !== '' && resource !== '' && full.length + view.id.length < 4096)
      this.#asked = { id: view.id, jid: address(full) };
  }
}

function addressOf(text: string): string | undefined {
  return text === '' ? undefined : address(text);
}
