import type { Account } from '../im/account.ts';
import type { XmlElement } from '../xml/element.ts';
import type { StreamCondition } from './channel.ts';

/** A connected resource: what the rest of the server sees of a client's stream once a resource is bound (RFC 6120, 7). */
export interface XmppSession {
  readonly account: Account;
  readonly resource: string;
  /** Full JID. */
  readonly jid: string;
  /** The latest available presence, stamped with `from`; undefined before the first and after unavailable presence. */
  presence: XmlElement | undefined;
  /** −128…127; counts only while `presence` is there. */
  priority: number;
  /** Has asked for the roster and wants pushes (RFC 6121, 2.2). */
  interested: boolean;
  /** Addresses that got available presence directly and must learn when it ends (RFC 6121, 4.6). */
  readonly directed: Set<string>;
  send(stanza: XmlElement): void;
  /** Ends the stream with a stream error. */
  close(condition: StreamCondition, text: string): void;
}
