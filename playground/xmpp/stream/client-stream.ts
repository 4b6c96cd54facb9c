import { randomBytes } from 'node:crypto';
import type { FindAccount } from '../../../protocols/sasl/index.ts';
import { sameJid } from '../../../protocols/xmpp/jid/index.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { bindRequest } from './bind.ts';
import type { StanzaChannel, ChannelEvents, StreamCondition } from './channel.ts';
import { offeredMechanisms, streamFeatures } from './features.ts';
import { maxLoginAttempts, negotiationTimeout } from './limits.ts';
import { Login } from './login.ts';
import type { Account, XmppSession } from '../model.ts';

/** What a stream needs of the server behind it. */
export interface StreamHost {
  readonly domain: string;
  readonly findAccount: FindAccount<Account>;
  /** A resource was bound; the session is to be reachable from now on. */
  bound(session: XmppSession): void;
  /** A stanza of a bound client. */
  stanza(session: XmppSession, stanza: XmlElement): void;
  /** The stream of a bound client ended, in whatever way. Told exactly once. */
  unbound(session: XmppSession): void;
  log(line: string): void;
}

/** One client's stream from its header to its end: negotiation (RFC 6120, 4.3), then stanzas. */
export class ClientStream implements ChannelEvents {
  readonly #channel: StanzaChannel;
  readonly #host: StreamHost;
  readonly #login: Login;
  #negotiated = false;
  #headerSent = false;
  #ended = false;
  #account: Account | undefined;
  #session: XmppSession | undefined;
  #failedLogins = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(channel: StanzaChannel, host: StreamHost) {
    this.#channel = channel;
    this.#host = host;
    this.#login = new Login(host.findAccount);
    this.#timer = setTimeout(
      () => this.fault('connection-timeout', `Log in and bind a resource within ${negotiationTimeout / 1000} seconds.`),
      negotiationTimeout,
    );
  }

  readonly opened = (header: XmlElement, contentNs: string): void => {
    if (this.#ended) return;
    if (this.#negotiated) {
      this.fault('bad-format', 'The stream is open already.');
      return;
    }
    this.#negotiated = true;
    this.#sendHeader(header.attr('from'));
    const to = header.attr('to');
    const version = Number(header.attr('version') ?? '0.9');
    if (contentNs !== namespaces.client)
      this.fault('invalid-namespace', `The content namespace of a client's stream is ${namespaces.client}.`);
    else if (to === undefined) this.fault('improper-addressing', "The stream header needs a 'to' attribute.");
    else if (!sameJid(to, this.#host.domain)) this.fault('host-unknown', `This server serves ${this.#host.domain}.`);
    else if (!(version >= 1)) this.fault('unsupported-version', 'This server speaks XMPP 1.0.');
    else this.#channel.send(streamFeatures(this.#channel, this.#account !== undefined));
  };

  readonly element = (received: XmlElement): void => {
    if (this.#ended) return;
    if (!this.#negotiated) this.fault('bad-format', 'The stream is not open yet.');
    else if (this.#session !== undefined) this.#stanza(this.#session, received);
    else if (this.#account !== undefined) this.#bind(this.#account, received);
    else this.#authenticate(received);
  };

  readonly closed = (): void => {
    this.#end();
  };

  readonly fault = (condition: StreamCondition, text: string): void => {
    if (this.#ended) return;
    // Even a client that sent no header gets one, so that the error stands in a stream (RFC 6120, 4.9.1.2).
    if (!this.#headerSent) this.#sendHeader(undefined);
    const reason = element('text', namespaces.streamErrors, { 'xml:lang': 'en' }, text);
    this.#channel.send(element('error', namespaces.streams, {}, element(condition, namespaces.streamErrors), reason));
    this.#host.log(`XMPP ${this.#name}: stream error ${condition}: ${text}`);
    this.#end();
  };

  readonly gone = (): void => {
    this.#end();
  };

  /** A resource is bound. */
  get bound(): boolean {
    return this.#session !== undefined;
  }

  get #name(): string {
    return this.#session?.jid ?? this.#channel.peer;
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#channel.closeStream();
    if (this.#session !== undefined) this.#host.unbound(this.#session);
  }

  #sendHeader(to: string | undefined): void {
    this.#headerSent = true;
    const attributes = {
      from: this.#host.domain,
      id: randomBytes(12).toString('hex'),
      version: '1.0',
      'xml:lang': 'en',
    };
    this.#channel.openStream(to === undefined ? attributes : { ...attributes, to });
  }

  #restart(): void {
    this.#negotiated = false;
    this.#headerSent = false;
  }

  #authenticate(received: XmlElement): void {
    if (received.ns === namespaces.sasl && ['auth', 'response', 'abort'].includes(received.name)) {
      this.#saslStep(received);
    } else if (received.is('starttls', namespaces.tls) && this.#channel.canStartTls) {
      this.#channel.startTls(() => {
        this.#channel.send(element('proceed', namespaces.tls));
        this.#restart();
      });
    } else {
      this.fault('not-authorized', `<${received.name}/> is not allowed before log-in.`);
    }
  }

  #saslStep(received: XmlElement): void {
    const { reply, account, failed } = this.#login.step(received, offeredMechanisms(this.#channel));
    this.#channel.send(reply);
    if (account !== undefined) {
      this.#account = account;
      this.#restart();
      this.#channel.restart();
    } else if (failed && ++this.#failedLogins >= maxLoginAttempts) {
      this.fault('policy-violation', 'Too many failed log-ins.');
    }
  }

  #bind(account: Account, received: XmlElement): void {
    const outcome = bindRequest(account, received);
    if (outcome === undefined) {
      this.fault('not-authorized', 'Bind a resource before anything else (RFC 6120, 7).');
      return;
    }
    if (outcome.resource !== undefined) {
      const { resource } = outcome;
      // The newer connection wins (RFC 6120, 7.7.2.2), as a client that lost its connection expects.
      account.sessions.get(resource)?.close('conflict', 'The resource was bound by a newer connection.');
      const session = this.#newSession(account, resource);
      this.#session = session;
      this.#channel.loggedIn();
      clearTimeout(this.#timer);
      this.#host.bound(session);
    }
    this.#channel.send(outcome.reply);
  }

  #newSession(account: Account, resource: string): XmppSession {
    return {
      account,
      resource,
      jid: `${account.jid}/${resource}`,
      presence: undefined,
      priority: 0,
      interested: false,
      directed: new Set(),
      send: (stanza) => {
        if (!this.#ended) this.#channel.send(stanza);
      },
      close: this.fault,
    };
  }

  #stanza(session: XmppSession, received: XmlElement): void {
    if (received.ns !== namespaces.client || !['message', 'presence', 'iq'].includes(received.name)) {
      this.fault('unsupported-stanza-type', `<${received.name} xmlns='${received.ns}'/> is not a stanza.`);
      return;
    }
    const from = received.attr('from');
    if (from !== undefined && from !== session.jid && from !== session.account.jid) {
      this.fault('invalid-from', `A stanza of ${session.jid} cannot come from ${from}.`);
      return;
    }
    this.#host.stanza(session, received.copy().set('from', session.jid));
  }
}
