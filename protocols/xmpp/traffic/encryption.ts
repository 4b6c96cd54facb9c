import type { Side } from '../../core/index.ts';
import { isStanza } from '../model/stanza.ts';
import { isHeader } from '../parser/header.ts';
import type { XmlElement } from '../parser/node.ts';
import { streamNamespace } from '../parser/scope.ts';
import { valueOf } from '../parser/value.ts';
import { child, textOf, type View } from './stanza-view.ts';
import type { ReportStanza } from './model.ts';

const tls = 'urn:ietf:params:xml:ns:xmpp-tls';
const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const sasl2 = 'urn:xmpp:sasl:2';
const legacy = 'jabber:iq:auth';
const registration = 'jabber:iq:register';

/** Mechanisms whose messages hold the password or a token as it is. */
const revealing: ReadonlySet<string> = new Set(['PLAIN', 'LOGIN', 'OAUTHBEARER', 'X-OAUTH2', 'X-TOKEN']);

/**
 * Whether what the client sends crosses in clear. That is known where the transport tells so, and where the server offers
 * STARTTLS, which it never does inside TLS (RFC 6120, 5.4.3.3); where neither speaks, nothing is said.
 */
export class Encryption {
  /** Whether the connection is inside TLS by now; undefined where that is not known. */
  #encrypted: boolean | undefined;
  /** The client has asked for TLS; the answer has come, and the client's header inside TLS has not. Undefined where neither. */
  #upgrade: 'asked' | 'proceeding' | undefined;
  /** What the features that came last say of STARTTLS. */
  #offer: 'none' | 'offered' | 'required' = 'none';
  /** A header of the client was seen: a log that has none would not show that the stream began again inside TLS. */
  #hasHeaders = false;
  /** TLS is below HTTP or a WebSocket, so that what a server offers of STARTTLS cannot be taken up (RFC 7395, 3.9; XEP-0206, 2). */
  #isOverHttp = false;

  /** Whether what is seen is what a program prints, so that TLS may begin without a sign. */
  readonly #printed: boolean;

  constructor(encrypted: boolean | undefined, printed = false) {
    this.#encrypted = encrypted;
    this.#printed = printed;
  }

  /** Looks at a unit: a header, an element or a stanza. */
  check(side: Side, view: View, report: ReportStanza): void {
    if (side === 'server' && this.#upgrade === 'proceeding' && this.#hasHeaders)
      report(
        'xmpp/clear-after-proceed',
        view.root,
        'Unencrypted data after <proceed/>, where TLS must begin: it may be injected',
      );
    if (isHeader(view.root)) return;
    if (this.#encrypted === true) return;
    if (side === 'client') this.#sent(view, report);
    else this.#received(view.root);
  }

  /** The stream crosses in a WebSocket or in BOSH. */
  overHttp(): void {
    this.#isOverHttp = true;
  }

  /** A stream begins again: its features are still to come. */
  restart(): void {
    this.#hasHeaders = true;
    this.#upgrade = undefined;
    this.#offer = 'none';
  }

  /** Units are missing, which may have begun TLS. */
  gap(): void {
    this.#upgrade = undefined;
    this.#offer = 'none';
    if (this.#encrypted === false) this.#encrypted = undefined;
  }

  #received(root: XmlElement): void {
    if (this.#isOverHttp) return;
    if (root.namespace === tls && root.local === 'proceed') {
      this.#encrypted = true;
      if (this.#upgrade === 'asked') this.#upgrade = 'proceeding';
    }
    if (root.namespace !== streamNamespace || root.local !== 'features') return;
    const starttls = child(root, tls, 'starttls');
    // TLS alone on offer cannot be passed over either (RFC 6120, 5.3.1).
    const alone = [...root.elements()].length === 1;
    this.#offer =
      starttls === undefined
        ? 'none'
        : alone || child(starttls, tls, 'required') !== undefined
          ? 'required'
          : 'offered';
  }

  #sent(view: View, report: ReportStanza): void {
    const { root } = view;
    if (root.namespace === tls && root.local === 'starttls') this.#upgrade = 'asked';
    if (this.#encrypted === undefined && (this.#offer === 'none' || this.#printed)) return;
    const what = credentialsIn(view);
    if (what !== undefined) {
      const instead =
        this.#offer === 'none'
          ? 'connect over TLS, or log in by SCRAM'
          : 'take up the server’s offer of STARTTLS first';
      report('xmpp/credentials-clear', root, `${what} on a connection without TLS: ${instead}`);
    } else if (this.#offer === 'required' && !mayComeBeforeTls(root)) {
      report(
        'xmpp/tls-required',
        root,
        'The server demands TLS before anything else: send <starttls/> first, or it ends the stream',
      );
    } else if (this.#offer === 'offered' && beginsLogIn(view)) {
      report(
        'xmpp/tls-unused',
        root,
        'The server offers STARTTLS, and this log-in goes on in clear: send <starttls/> first',
      );
    } else return;
    // Said once of a stream, not of all that follows.
    this.#offer = 'none';
  }
}

/** A sentence's beginning, where a unit holds credentials that any reader can use. */
function credentialsIn(view: View): string | undefined {
  const { root } = view;
  if (isMechanismChoice(root)) {
    const mechanism = valueOf(view.unit.source, root, 'mechanism') ?? '';
    if (revealing.has(mechanism)) return `Anyone on the network path can read the password or token of ${mechanism}`;
    return mechanism.startsWith('HT-') ? `Anyone on the network path can replay the proof of ${mechanism}` : undefined;
  }
  if (!isStanza(root) || view.type !== 'set') return undefined;
  for (const namespace of [legacy, registration]) {
    const query = child(root, namespace, 'query');
    if (query !== undefined && textOf(view, child(query, namespace, 'password')) !== '')
      return 'Anyone on the network path can read the password';
  }
  return undefined;
}

function isMechanismChoice({ namespace, local }: XmlElement): boolean {
  return (namespace === sasl && local === 'auth') || (namespace === sasl2 && local === 'authenticate');
}

function beginsLogIn({ root, type }: View): boolean {
  return isMechanismChoice(root) || (isStanza(root) && type === 'set' && child(root, legacy, 'query') !== undefined);
}

/** STARTTLS itself, and what ends a stream. */
function mayComeBeforeTls({ namespace, local }: XmlElement): boolean {
  return (namespace === tls && local === 'starttls') || (namespace === streamNamespace && local === 'error');
}
