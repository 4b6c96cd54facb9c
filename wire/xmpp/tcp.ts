import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { fromSocketError, WireError, wireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import type { Service } from '../net/service.ts';
import { notTheProtocol } from '../net/sniff.ts';
import { openTcp } from '../net/tcp.ts';
import { startTls, type TlsInfo } from '../net/tls.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { escapeXml, namespaces } from './element.ts';
import { parseUnit } from './parser.ts';
import { maxStanzaBytes, type Transport, type TransportEvents } from './transport.ts';

/** ALPN's name for XMPP with direct TLS (XEP-0368, 3.2). */
const alpn = 'xmpp-client';

/** Opens XMPP over TCP: plain with STARTTLS to come, or with TLS from the first byte. */
export async function openTcpTransport(service: Service, domain: string, request: OpenRequest, events: TransportEvents): Promise<Transport> {
  const socket = await openTcp(service, request.timeouts.tcp, request.signal);
  const transport = new TcpTransport(socket, service, domain, request, events);
  if (service.tls === 'direct') await transport.secure(alpn);
  else transport.listen();
  return transport;
}

class TcpTransport implements Transport {
  tls: TlsInfo | null = null;
  #socket: Socket | TLSSocket;
  #answered = false;
  #ended = false;
  readonly #service: Service;
  readonly #domain: string;
  readonly #request: OpenRequest;
  readonly #events: TransportEvents;

  constructor(socket: Socket, service: Service, domain: string, request: OpenRequest, events: TransportEvents) {
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
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('error', (error: Error) => this.#end(fromSocketError(error, this.#service.target)));
    socket.on('close', () => this.#end(wireError('closed', `${this.#service.target} closed the connection without ending the stream.`, 'The server’s log may say why.')));
  }

  /** TLS on the socket, the certificate verified for the JID's domain (RFC 6120, 13.7.2.1). */
  async secure(protocol?: string): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners();
    const { socket, info } = await startTls({
      socket: plain,
      name: this.#domain,
      target: this.#service.target,
      options: this.#request.profile.tls ?? {},
      ...(protocol === undefined ? {} : { alpn: protocol }),
      ms: this.#request.timeouts.tls,
      signal: this.#request.signal,
    });
    this.#socket = socket;
    this.tls = info;
    this.listen();
  }

  openStream(domain: string): void {
    if (this.#answered) this.#request.tap.restart();
    const from = this.tls !== null && this.#request.profile.jid !== undefined ? ` from="${escapeXml(bare(this.#request.profile.jid))}"` : '';
    this.send(
      `<?xml version="1.0"?><stream:stream xmlns="${namespaces.client}" xmlns:stream="${namespaces.streams}" version="1.0" to="${escapeXml(domain)}"${from}>`,
    );
  }

  send(text: string): RecordedUnit[] {
    if (this.#ended || this.#socket.destroyed) throw wireError('not-connected', 'The connection has ended.', 'Connect again.');
    const bytes = Buffer.from(text, 'utf8');
    const units = this.#request.tap.sent(bytes);
    this.#socket.write(bytes);
    return units;
  }

  closeStream(): void {
    if (!this.#ended && !this.#socket.destroyed) this.send('</stream:stream>');
  }

  destroy(): void {
    this.#ended = true;
    this.#socket.removeAllListeners('data');
    this.#socket.removeAllListeners('close');
    this.#socket.removeAllListeners('error');
    this.#socket.on('error', () => undefined);
    // What was written still goes out, `</stream:stream>` for one; then the socket goes.
    this.#socket.destroySoon();
  }

  #onData(chunk: Buffer): void {
    if (this.#ended) return;
    const units = this.#request.tap.received(chunk);
    const first = this.#answered ? undefined : chunk.toString('latin1').trimStart()[0];
    if (!this.#answered && first !== undefined && first !== '<') {
      this.#end(notTheProtocol(chunk, 'xmpp', this.#service.target));
      return;
    }
    this.#answered ||= first !== undefined;
    try {
      for (const unit of units) this.#onUnit(unit);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#end(error);
      return;
    }
    if (this.#request.tap.pending > maxStanzaBytes) this.#end(wireError('protocol', `The server sent a stanza of more than ${maxStanzaBytes >> 20} MB.`));
  }

  #onUnit(unit: RecordedUnit): void {
    // An earlier unit may have ended the connection.
    if (this.#ended) return;
    if (unit.kind === 'garbage') {
      throw wireError('protocol', 'The server sent something that is not XML of an XMPP stream.', 'The traffic panel shows the bytes.');
    }
    const event = parseUnit(unit.bytes, unit.namespaces);
    if (event?.type === 'open') this.#events.onOpen(event.element);
    else if (event?.type === 'element') this.#events.onElement(event.element, unit);
    else if (event?.type === 'close') this.#end(undefined);
  }

  #end(error: WireError | undefined): void {
    if (this.#ended) return;
    this.destroy();
    this.#request.tap.end();
    this.#events.onEnd(error);
  }
}

function bare(jid: string): string {
  return jid.split('/', 1)[0] ?? jid;
}
