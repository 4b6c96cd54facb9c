import { namespaces } from '../../protocols/xmpp/namespaces.ts';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { WebSocket, type RawData } from 'ws';
import { fromSocketError, WireError, wireError } from '../failures.ts';
import type { OpenRequest } from '../live.ts';
import { underDeadline } from '../net/deadline.ts';
import type { ServiceAddress } from '../../protocols/project/index.ts';
import { inTurns, type Turns } from '../net/turns.ts';
import { readTlsFiles, tlsInfo, untrusted, type TlsInfo } from '../net/tls.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { escapeXml, is, type XmlElement } from './element.ts';
import { streamEnded, unreadAnswers } from './errors.ts';
import { parseUnit } from './parser.ts';
import { maxStanzaBytes, maxUnsentAnswers, maxUnsentBytes, type Transport, type TransportEvents } from './transport.ts';

/** Opens XMPP over WebSocket (RFC 7395). The certificate must prove the host of the service address (RFC 7395, 3.1 and 6). */
export async function openWebSocketTransport(
  service: ServiceAddress,
  request: OpenRequest,
  events: TransportEvents,
): Promise<Transport> {
  const options = request.profile.tls ?? {};
  const files = service.tls === 'direct' ? await readTlsFiles(options) : {};
  const name = options.servername ?? service.host;
  let secured: TLSSocket | undefined;
  const socket = new WebSocket(service.url, 'xmpp', {
    ...files,
    ...(isIP(name) === 0 ? { servername: name } : {}),
    // Verified below, with the certificate at hand.
    rejectUnauthorized: false,
    maxPayload: maxStanzaBytes,
    perMessageDeflate: false,
    // Pongs are answers as well: those that the server does not read must not fill the memory.
    autoPong: false,
    finishRequest: (upgrade) => {
      upgrade.on('socket', (raw: TLSSocket) => {
        // The upgrade request holds nothing secret; whatever comes after it waits for this.
        if (service.tls !== 'direct') return;
        raw.once('secureConnect', () => {
          secured = raw;
          if (options.verify !== false && !raw.authorized) {
            upgrade.destroy(untrusted(raw.authorizationError, raw.getPeerCertificate(true), name, service.target));
          }
        });
      });
      upgrade.end();
    },
  });
  const deadline = {
    ms: request.timeouts.tls,
    signal: request.signal,
    what: `The WebSocket handshake with ${service.target}`,
    hint: 'Check host, port and path of the service address.',
  };
  await underDeadline<undefined>(deadline, (resolve, reject) => {
    let opened = false;
    socket.once('open', () => {
      opened = true;
      resolve(undefined);
    });
    socket.on('unexpected-response', (_upgrade, { statusCode }) => reject(notUpgraded(statusCode, service)));
    socket.on('error', (error) => reject(error instanceof WireError ? error : fromHandshake(error, service)));
    return () => {
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      if (!opened) socket.terminate();
    };
  });
  if (socket.protocol !== 'xmpp') {
    socket.terminate();
    throw wireError(
      'protocol',
      `${service.target} opened a WebSocket without the subprotocol “xmpp” (RFC 7395, 3.1).`,
      'Check the path of the service address.',
    );
  }
  return new WebSocketTransport(
    socket,
    secured === undefined ? null : tlsInfo(secured, options.verify !== false),
    service,
    request,
    events,
  );
}

/** The server answered the handshake with another status than 101 (RFC 6455, 4.2.2). */
function notUpgraded(status: number | undefined, { target }: ServiceAddress): WireError {
  return wireError(
    'protocol',
    `${target} answered the WebSocket handshake with HTTP ${status ?? ''}.`,
    status === 404
      ? 'Check the path of the service address; Prosody’s is /xmpp-websocket, ejabberd’s /ws.'
      : 'Check that WebSocket is enabled on the server.',
  );
}

/** Errors of HTTP have Node's codes `HPE_…`; those of `ws` about the answer to a handshake have none. */
function fromHandshake(error: Error, service: ServiceAddress): WireError {
  if ('code' in error && !String(error.code).startsWith('HPE_')) return fromSocketError(error, service.target);
  return wireError(
    'protocol',
    `${service.target} does not speak WebSocket: ${error.message}.`,
    'Check port and path of the service address.',
  );
}

class WebSocketTransport implements Transport {
  readonly tls: TlsInfo | null;
  readonly startTls = undefined;
  readonly #socket: WebSocket;
  readonly #request: OpenRequest;
  readonly #events: TransportEvents;
  readonly #target: string;
  readonly #turns: Turns<[RawData, boolean]>;
  /** Why nothing more is read or sent. */
  #ended: WireError | undefined;

  constructor(
    socket: WebSocket,
    tls: TlsInfo | null,
    service: ServiceAddress,
    request: OpenRequest,
    events: TransportEvents,
  ) {
    this.#socket = socket;
    this.tls = tls;
    this.#target = service.target;
    this.#request = request;
    this.#events = events;
    this.#turns = inTurns(socket, (data: RawData, isBinary: boolean) => this.#onMessage(data, isBinary));
    socket.on('message', this.#turns.onData);
    socket.on('ping', (data) => this.#pong(data));
    socket.on('error', (error) => this.#end(fromSocketError(error, service.target)));
    socket.on('close', (code) => {
      this.#end(
        wireError(
          'closed',
          `${service.target} closed the WebSocket (code ${code}) without ending the stream.`,
          'The server’s log may say why.',
        ),
      );
    });
  }

  openStream(domain: string): void {
    this.#sendUnit('stream', `<open xmlns="${namespaces.framing}" to="${escapeXml(domain)}" version="1.0"/>`);
  }

  send(text: string, maxUnsent?: number): RecordedUnit[] {
    return [this.#sendUnit('stanza', declareClient(text), maxUnsent)];
  }

  closeStream(): void {
    if (this.#ended === undefined) this.#sendUnit('stream', `<close xmlns="${namespaces.framing}"/>`);
  }

  destroy(): void {
    this.#ended ??= wireError('not-connected', 'The connection has ended.', 'Connect again.');
    this.#turns.stop();
    this.#socket.resume();
    this.#socket.removeAllListeners();
    this.#socket.on('error', () => undefined);
    this.#socket.close();
    // A peer that never answers the closing handshake must not keep the socket.
    setTimeout(() => this.#socket.terminate(), this.#request.timeouts.close).unref();
  }

  #sendUnit(kind: 'stanza' | 'stream', text: string, maxUnsent = maxUnsentBytes): RecordedUnit {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#socket.bufferedAmount > maxUnsent) throw this.#end(unreadAnswers(this.#target, maxUnsent));
    const unit = this.#request.tap.unit('client', kind, Buffer.from(text, 'utf8'));
    this.#socket.send(text);
    return unit;
  }

  /** Answers a ping (RFC 6455, 5.5.3). */
  #pong(data: Buffer): void {
    if (this.#ended !== undefined) return;
    if (this.#socket.bufferedAmount > maxUnsentAnswers) this.#end(unreadAnswers(this.#target, maxUnsentAnswers));
    else this.#socket.pong(data);
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    if (this.#ended !== undefined) return;
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    try {
      const element = this.#read(bytes, isBinary);
      const unit = this.#request.tap.unit(
        'server',
        element.namespace === namespaces.framing ? 'stream' : 'stanza',
        bytes,
      );
      if (is(element, 'open', namespaces.framing)) this.#events.onOpen(element);
      else if (is(element, 'close', namespaces.framing)) this.#end(streamEnded());
      else this.#events.onElement(element, unit);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      this.#end(error);
    }
  }

  /** The one element of a message; where it is none, the message is recorded as garbage and a `WireError` thrown. */
  #read(bytes: Buffer, isBinary: boolean): XmlElement {
    try {
      if (isBinary)
        throw wireError('protocol', 'The server sent a binary WebSocket message; XMPP has only text (RFC 7395, 3.2).');
      const event = parseUnit(bytes);
      if (event?.type !== 'element')
        throw wireError('protocol', 'The server sent a message that is not one complete XML element (RFC 7395, 3.3).');
      return event.element;
    } catch (error) {
      this.#request.tap.unit('server', 'garbage', bytes);
      throw error;
    }
  }

  /** Ends the connection with the first reason, which comes back. */
  #end(reason: WireError): WireError {
    if (this.#ended !== undefined) return this.#ended;
    this.#ended = reason;
    this.destroy();
    this.#events.onEnd(reason);
    return reason;
  }
}

/** Gives each first start tag the namespace that it inherits on a TCP stream, unless it declares one (RFC 7395, 3.3.3). */
function declareClient(text: string): string {
  const name = /^\s*<[^\s/>?!]+/u.exec(text)?.[0].length;
  if (name === undefined) return text;
  const piece = /[^<>"']+|"[^"]*"|'[^']*'/uy;
  piece.lastIndex = name;
  let end = name;
  while (piece.test(text)) end = piece.lastIndex;
  return /\sxmlns\s*=/u.test(text.slice(name, end))
    ? text
    : `${text.slice(0, name)} xmlns="${namespaces.client}"${text.slice(name)}`;
}
