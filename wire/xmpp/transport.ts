import type { WireError } from '../failures.ts';
import type { TlsInfo } from '../net/tls.ts';
import type { RecordedUnit } from '../record/tap.ts';
import type { XmlElement } from './element.ts';

/** Largest stanza that is accepted, in bytes: servers cut at 256 kB to 10 MB. */
export const maxStanzaBytes = 16 << 20;

/** Bytes that may wait for a peer that does not read, before one more stanza of the user's is refused and the connection ends. */
export const maxUnsentBytes = 16 << 20;
/** The same for automatic answers: a peer decides how many of them there are. */
export const maxUnsentAnswers = 1 << 20;

/** What a transport tells the stream above it. */
export interface TransportEvents {
  // The first two may throw a `WireError`, which ends the connection with it.
  /** The peer's stream header or `<open/>`. */
  onOpen(header: XmlElement): void;
  onElement(element: XmlElement, unit: RecordedUnit): void;
  /** No more will come: the peer closed the stream, or something failed. Called once. */
  onEnd(reason: WireError): void;
}

/** One way of carrying XMPP: TCP (RFC 6120) or WebSocket (RFC 7395); BOSH would be a third. */
export interface Transport {
  readonly tls: TlsInfo | null;
  /** Sends the stream header or `<open/>`: at the start, and again after SASL. */
  openStream(domain: string): void;
  /**
   * Sends text as it is (WebSocket: with the namespace that a message of its own needs). What was recorded comes back. Where more
   * than `maxUnsent` bytes wait already (by default `maxUnsentBytes`), the connection ends, and the reason is thrown.
   */
  send(text: string, maxUnsent?: number): RecordedUnit[];
  /** Turns TLS on inside the connection; undefined where the transport has no STARTTLS. */
  readonly startTls: (() => Promise<void>) | undefined;
  /** Sends the end of the stream. */
  closeStream(): void;
  /** Frees the socket, within the time for closing; no event comes after this. */
  destroy(): void;
}
