import { bareJid } from '../../protocols/xmpp/jid/index.ts';
import { namespaces } from '../../protocols/xmpp/namespaces.ts';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { fromSocketError, WireError, wireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import type { ServiceAddress } from '../../protocols/project/index.ts';
import { notTheProtocol } from '../net/sniff.ts';
import { openTcp } from '../net/tcp.ts';
import { startTls, type TlsInfo } from '../net/tls.ts';
import { inTurns, type Turns } from '../net/turns.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { escapeXml, is } from './element.ts';
import { clearBytes, streamEnded, tooLarge, unreadAnswers } from './errors.ts';
import { parseUnit } from './parser.ts';
import { maxStanzaBytes, maxUnsentBytes, type Transport, type TransportEvents } from './transport.ts';

/** ALPN's name for XMPP with direct TLS (XEP-0368, 3.2). */
const alpn = 'xmpp-client';
/** Bytes that are enough to see whether a stream begins with its header. */
const headBytes = 1_024;

/** Opens XMPP over TCP: plain with STARTTLS to come, or with TLS from the first byte. */
export async function openTcpTransport(
  service: ServiceAddress,
  domain: string,
  request: OpenRequest,
  events: TransportEvents,
): Promise<Transport> {
  const socket = await openTcp(service, request.timeouts.tcp, request.signal);
  const transport = new TcpTransport(socket, service, domain, request, events);
  if (service.tls === 'direct') await transport.secure(alpn);
  else transport.listen();
  return transport;
}

class TcpTransport implements Transport {
  tls: TlsInfo | null = null;
  #socket: Socket | TLSSocket;
  #turns: Turns<[Buffer]> | undefined;
  /** What has arrived of the stream before its first unit; undefined after that. */
  #head: Buffer | undefined = Buffer.alloc(0);
  /** The unit that is arriving began with `<`. */
  #begun = false;
  #opened = false;
  /** `<proceed/>` has arrived: the next byte must be TLS (RFC 6120, 5.4.3.3). */
  #proceeding = false;
  /** Why nothing more is read or sent. */
  #ended: WireError | undefined;
  readonly #service: ServiceAddress;
  readonly #domain: string;
  readonly #request: OpenRequest;
  readonly #events: TransportEvents;

  constructor(socket: Socket, service: ServiceAddress, domain: string, request: OpenRequest, events: TransportEvents) {
    this.#socket = socket;
    this.#service = service;
    this.#domain = domain;
    this.#request = request;
    this.#events = events;
  }

  get startTls(): (() => Promise<void>) | undefined {
    return this.tls === null ? () => this.secure() : undefined;
  }

  listen(): void {
    const socket = this.#socket;
    this.#turns = inTurns(socket, (chunk: Buffer) => this.#onData(chunk));
    socket.on('data', this.#turns.onData);
    socket.on('error', (error: Error) => this.#end(fromSocketError(error, this.#service.target)));
    socket.on('close', () =>
      this.#end(
        wireError(
          'closed',
          `${this.#service.target} closed the connection without ending the stream.`,
          'The server’s log may say why.',
        ),
      ),
    );
  }

  /** TLS on the socket, the certificate verified for the JID's domain (RFC 6120, 13.7.2.1). */
  async secure(protocol?: string): Promise<void> {
    if (this.#ended !== undefined) throw this.#ended;
    const plain = this.#socket;
    plain.removeAllListeners();
    const { socket, info } = await startTls({
      socket: plain,
      name: this.#domain,
      target: this.#service.target,
      options: this.#request.profile.tls ?? {},
      ...(protocol === undefined ? {} : { alpn: protocol }),
      ...(this.#opened ? { onClear: (bytes: Uint8Array | undefined) => this.#onClear(bytes) } : {}),
      ms: this.#request.timeouts.tls,
      signal: this.#request.signal,
    });
    this.#socket = socket;
    this.tls = info;
    this.#proceeding = false;
    this.listen();
  }

  openStream(domain: string): void {
    if (this.#opened) this.#restart();
    this.#opened = true;
    const from =
      this.tls !== null && this.#request.profile.jid !== undefined
        ? ` from="${escapeXml(bareJid(this.#request.profile.jid))}"`
        : '';
    this.send(
      `<?xml version="1.0"?><stream:stream xmlns="${namespaces.client}" xmlns:stream="${namespaces.streams}" version="1.0" to="${escapeXml(domain)}"${from}>`,
    );
  }

  send(text: string, maxUnsent = maxUnsentBytes): RecordedUnit[] {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#socket.destroyed) throw wireError('not-connected', 'The connection has ended.', 'Connect again.');
    if (this.#socket.writableLength > maxUnsent) throw this.#end(unreadAnswers(this.#service.target, maxUnsent));
    const bytes = Buffer.from(text, 'utf8');
    const units = this.#request.tap.sent(bytes);
    this.#socket.write(bytes);
    return units;
  }

  closeStream(): void {
    if (this.#ended === undefined && !this.#socket.destroyed) this.send('</stream:stream>');
  }

  destroy(): void {
    this.#ended ??= wireError('not-connected', 'The connection has ended.', 'Connect again.');
    this.#turns?.stop();
    const socket = this.#socket;
    socket.removeAllListeners('data');
    socket.removeAllListeners('close');
    socket.removeAllListeners('error');
    socket.on('error', () => undefined);
    // What was written still goes out, `</stream:stream>` for one; a peer that never reads must not keep the socket for that.
    socket.destroySoon();
    setTimeout(() => socket.destroy(), this.#request.timeouts.close).unref();
  }

  /** A new stream (RFC 6120, 4.3.3): nothing of the old one, not even half an element, may be read in it. */
  #restart(): void {
    if (this.#request.tap.pending > 0) {
      throw this.#end(
        wireError(
          'protocol',
          `${this.#service.target} sent data of a new stream before this client opened it (RFC 6120, 4.3.3).`,
          'The traffic panel shows the bytes. Do not trust this connection: they may be injected.',
        ),
      );
    }
    this.#request.tap.restart();
    this.#head = Buffer.alloc(0);
  }

  /** Clear bytes where the TLS handshake belongs: those that are at hand are recorded. */
  #onClear(bytes: Uint8Array | undefined): WireError {
    if (bytes !== undefined) this.#request.tap.received(bytes);
    return this.#end(clearBytes(this.#service.target));
  }

  #onData(chunk: Buffer): void {
    if (this.#ended !== undefined) return;
    const units = this.#request.tap.received(chunk);
    if (this.#head !== undefined && this.#head.length < headBytes)
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, headBytes)]);
    try {
      for (const unit of units) this.#onUnit(unit);
      if (this.#proceeding && this.#request.tap.pending > 0) throw clearBytes(this.#service.target);
      this.#checkNext(chunk);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#end(error);
      return;
    }
    if (this.#request.tap.pending > maxStanzaBytes) this.#end(tooLarge(this.#service.target));
    // What comes next stays in the socket: it belongs to TLS.
    if (!this.#proceeding) return;
    this.#turns?.stop();
    this.#socket.pause();
  }

  #onUnit(unit: RecordedUnit): void {
    // An earlier unit may have ended the connection.
    if (this.#ended !== undefined) return;
    if (this.#proceeding) throw clearBytes(this.#service.target);
    if (unit.kind === 'garbage') throw this.#notXmpp();
    const event = parseUnit(unit.bytes, unit.opened.context.namespaces);
    if (event !== undefined) this.#head = undefined;
    if (event?.type === 'open') this.#events.onOpen(event.element);
    else if (event?.type === 'element') {
      this.#proceeding = this.tls === null && is(event.element, 'proceed', namespaces.tls);
      this.#events.onElement(event.element, unit);
    } else if (event?.type === 'close') this.#end(streamEnded());
  }

  /** What has arrived of the next unit must begin like one, and the stream with its header: anything else is not waited for. */
  #checkNext(chunk: Buffer): void {
    const { pending } = this.#request.tap;
    if (pending <= chunk.length) this.#begun = false;
    if (pending === 0 || this.#ended !== undefined) return;
    const first = this.#begun ? '<' : chunk.toString('latin1', Math.max(0, chunk.length - pending)).trimStart()[0];
    if (first !== undefined && first !== '<') throw this.#notXmpp();
    this.#begun = first !== undefined;
    if (this.#foreign !== undefined) throw this.#notXmpp();
  }

  /** What began in the place of the stream's header; undefined if nothing did. */
  get #foreign(): Buffer | undefined {
    return this.#head !== undefined && !mayBeHeader(this.#head.toString('latin1')) ? this.#head : undefined;
  }

  #notXmpp(): WireError {
    if (this.#foreign !== undefined) return notTheProtocol(this.#foreign, 'xmpp', this.#service.target);
    return wireError(
      'protocol',
      'The server sent something that is not XML of an XMPP stream.',
      'The traffic panel shows the bytes.',
    );
  }

  /** Ends the connection with the first reason, which comes back. */
  #end(reason: WireError): WireError {
    if (this.#ended !== undefined) return this.#ended;
    this.#ended = reason;
    this.destroy();
    this.#request.tap.end();
    this.#events.onEnd(reason);
    return reason;
  }
}

/** Whether what has arrived can be the beginning of a stream header (RFC 6120, 4.2): an XML declaration, and a tag `stream`. */
function mayBeHeader(text: string): boolean {
  const tag = text.trimStart().replace(/^<\?xml\s[^>]*>\s*/u, '');
  if (tag === '' || '<?xml '.startsWith(tag) || /^<\?xml\s/u.test(tag)) return true;
  return /^<(?:[^\s<>/='"!?&]*|(?:[^\s<>/='"!?&:]+:)?stream[\s>][\s\S]*)$/u.test(tag);
}
