import type { ReadFault } from '../xml/reader.ts';
import type { XmlElement } from '../xml/element.ts';

/** Stream error conditions that the playground sends (RFC 6120, 4.9.3). */
export type StreamCondition =
  | ReadFault
  | 'bad-format'
  | 'conflict'
  | 'connection-timeout'
  | 'host-unknown'
  | 'improper-addressing'
  | 'invalid-from'
  | 'invalid-namespace'
  | 'not-authorized'
  | 'policy-violation'
  | 'resource-constraint'
  | 'system-shutdown'
  | 'unsupported-stanza-type'
  | 'unsupported-version';

/** What a transport tells the stream above it. */
export interface ChannelEvents {
  /** The client opened a stream. `contentNs` is the namespace that its stanzas are to have. */
  opened(header: XmlElement, contentNs: string): void;
  element(element: XmlElement): void;
  /** The client closed the stream. */
  closed(): void;
  /** The client broke a rule of the transport or of XML; the stream has to be closed with this error. */
  fault(condition: StreamCondition, text: string): void;
  /** The connection has ended, from either side. Called exactly once. */
  gone(): void;
}

/** One connection of a client, over TCP (RFC 6120) or WebSocket (RFC 7395). */
export interface StanzaChannel {
  /** For the log. */
  readonly peer: string;
  readonly encrypted: boolean;
  readonly canStartTls: boolean;
  /** Opens the server's direction of the stream. */
  openStream(attributes: Readonly<Record<string, string>>): void;
  send(element: XmlElement): void;
  /** Closes the server's direction of the stream, and the connection as soon as all is sent. */
  closeStream(): void;
  /** A resource is bound: stanzas may be large from now on. */
  loggedIn(): void;
  /**
   * After log-in: forgets what was read; the client opens a new stream (RFC 6120, 4.3.3). Where it has sent data of that stream
   * already, a fault follows.
   */
  restart(): void;
  /**
   * Begins the TLS handshake as the server, after `proceed` was called to send `<proceed/>`. Where the client has sent data behind
   * `<starttls/>`, which may be injected, a fault follows instead.
   */
  startTls(proceed: () => void): void;
}
