import type { Direction } from '../../inspect/index.ts';
import { isStanza } from '../model/stanza.ts';
import type { XmlElement } from '../parser/node.ts';
import { valueOf } from '../parser/value.ts';
import { streamNamespace } from '../parser/scope.ts';
import { child, payloadOf, type View } from './stanza-view.ts';
import type { Report } from './traffic.ts';

const tls = 'urn:ietf:params:xml:ns:xmpp-tls';
const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const sasl2 = 'urn:xmpp:sasl:2';
const legacy = 'jabber:iq:auth';

/** Whether the stream that goes on has an unused offer of TLS. A server offers STARTTLS only where TLS is not there yet, so an offer says for certain that all is in clear. */
type Offer = 'none' | 'offered' | 'required';

/** Checks that a client takes up the TLS that its server offers, before it says anything that others must not read (RFC 6120, 5.3; RFC 7590, 3.1). */
export class Encryption {
  #offer: Offer = 'none';

  check(direction: Direction, view: View, report: Report): void {
    if (direction === 'received') this.#learn(view.root);
    else if (this.#offer !== 'none') this.#passedOver(view, report);
  }

  /** What is known ends with a stream, and where units are missing. */
  forget(): void {
    this.#offer = 'none';
  }

  #learn(root: XmlElement): void {
    if (root.namespace === tls) this.#offer = 'none';
    if (root.namespace !== streamNamespace || root.local !== 'features') return;
    const offer = child(root, tls, 'starttls');
    this.#offer = offer === undefined ? 'none' : child(offer, tls, 'required') === undefined ? 'offered' : 'required';
  }

  /** Told once: what comes after crosses in clear as well. */
  #passedOver(view: View, report: Report): void {
    const { root } = view;
    const login = isLogin(root);
    const forbidden = login || root.namespace === sasl || root.namespace === sasl2 || isStanza(root);
    if (this.#offer === 'required' && forbidden) report('xmpp/tls-required', root, `The server goes on only with TLS, but this is sent in clear${exposure(view)}: send <starttls xmlns="${tls}"/> first`);
    else if (login) report('xmpp/tls-unused', root, `The server offers STARTTLS, but this log-in crosses in clear${exposure(view)}: send <starttls xmlns="${tls}"/> first`);
    else return;
    this.#offer = 'none';
  }
}

/** The first stanza or nonza of a log-in: SASL, SASL 2, or what came before both (XEP-0078). */
function isLogin(root: XmlElement): boolean {
  if (root.namespace === sasl) return root.local === 'auth';
  if (root.namespace === sasl2) return root.local === 'authenticate';
  return root.local === 'iq' && payloadOf(root)?.namespace === legacy;
}

/** What anybody on the way can read: mechanisms that send the password itself, and those that do not. */
function exposure({ unit, root }: View): string {
  const mechanism = valueOf(unit.source, root, 'mechanism');
  const password = mechanism === 'PLAIN' || mechanism === 'LOGIN' || (isStanza(root) && child(payloadOf(root) ?? root, legacy, 'password') !== undefined);
  return password ? ', so that anybody on the way can read the password' : '';
}
