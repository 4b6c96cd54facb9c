import { readDocument } from '../../../playground/xmpp/xml/reader.ts';
import { serialize } from '../../../playground/xmpp/xml/serialize.ts';
import type { XmlElement } from '../../../playground/xmpp/xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { addServices } from '../../../playground/xmpp/services.ts';
import { XmppServer } from '../../../playground/xmpp/server.ts';
import type { XmppSession } from '../../../playground/xmpp/model.ts';

/** Reads a stanza written as a client writes it: in the namespace of its stream. */
export function parse(xml: string): XmlElement {
  const outcome = readDocument(xml.replace(/^<(message|presence|iq)/, `<$1 xmlns='${namespaces.client}'`));
  if ('fault' in outcome) throw new Error(outcome.text);
  return outcome.element;
}

/** A stanza as text, in a stream's context, so that it can be compared. */
export function show(stanza: XmlElement): string {
  return serialize(stanza, { defaultNs: namespaces.client, streamPrefix: true });
}

/** A client without a socket. */
export interface Actor {
  readonly session: XmppSession;
  readonly jid: string;
  /** Stream errors that ended it. */
  readonly ended: string[];
  /** Sends a stanza; `from` is stamped as the stream does it. */
  send(xml: string): void;
  /** Takes what arrived since the last time. */
  received(): string[];
  /** Breaks the connection. */
  drop(): void;
}

/** A server with romeo, juliet and nurse, and its services. */
export class Scene {
  readonly server = new XmppServer('localhost', () => undefined);

  constructor() {
    for (const name of ['romeo', 'juliet', 'nurse']) this.server.addAccount(name, 'secret');
    addServices(this.server);
  }

  connect(username: string, resource: string): Actor {
    const account = this.server.findAccount(username);
    if (account === undefined) throw new Error(`no account ${username}`);
    const inbox: XmlElement[] = [];
    const ended: string[] = [];
    const jid = `${account.jid}/${resource}`;
    const session: XmppSession = {
      account,
      resource,
      jid,
      presence: undefined,
      priority: 0,
      interested: false,
      directed: new Set(),
      send: (stanza) => void inbox.push(stanza),
      close: (condition) => void ended.push(condition),
    };
    this.server.bound(session);
    return {
      session,
      jid,
      ended,
      send: (xml) => this.server.stanza(session, parse(xml).set('from', jid)),
      received: () => inbox.splice(0).map(show),
      drop: () => this.server.unbound(session),
    };
  }

  /** Connects, asks for the roster, sends presence, and forgets what came. */
  online(username: string, resource: string, presence = '<presence/>'): Actor {
    const actor = this.connect(username, resource);
    actor.send("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>");
    actor.send(presence);
    actor.received();
    return actor;
  }

  /** Makes two accounts see each other's presence. */
  befriend(a: Actor, b: Actor): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      one.send(`<presence type='subscribe' to='${other.session.account.jid}'/>`);
      other.send(`<presence type='subscribed' to='${one.session.account.jid}'/>`);
    }
    a.received();
    b.received();
  }
}
