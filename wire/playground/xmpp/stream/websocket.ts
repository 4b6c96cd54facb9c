import type { WebSocket } from 'ws';
import { element, type XmlElement } from '../xml/element.ts';
import { NS } from '../xml/namespaces.ts';
import { readDocument } from '../xml/reader.ts';
import { serialize, standalone } from '../xml/serialize.ts';
import type { Channel, ChannelEvents } from './channel.ts';
import { FLUSH_TIMEOUT, MAX_BACKLOG } from './limits.ts';

/** A stream over WebSocket (RFC 7395): one element a frame, `<open/>` and `<close/>` instead of the stream's tags. */
export class WebSocketChannel implements Channel {
  readonly peer: string;
  readonly encrypted = false;
  readonly canStartTls = false;
  readonly #socket: WebSocket;
  #streamOpen = false;
  #ending = false;

  constructor(socket: WebSocket, peer: string, events: (channel: WebSocketChannel) => ChannelEvents) {
    this.peer = peer;
    this.#socket = socket;
    const above = events(this);
    socket.on('message', (data: Buffer, binary) => {
      if (this.#ending) return;
      if (binary) {
        above.fault('bad-format', 'XMPP travels in text frames (RFC 7395 section 3.2).');
        return;
      }
      const read = readDocument(data.toString());
      if ('fault' in read) above.fault(read.fault, read.text);
      else if (read.element.is('open', NS.framing)) above.opened(read.element, NS.client);
      else if (read.element.is('close', NS.framing)) above.closed();
      else if (read.element.is('stream', NS.streams))
        above.fault('bad-format', 'On WebSocket a stream begins with <open/> (RFC 7395 section 3.4).');
      else above.element(read.element);
    });
    socket.on('error', () => undefined); // 'close' follows every error, and tells the stream
    socket.on('close', () => above.gone());
  }

  openStream(attributes: Readonly<Record<string, string>>): void {
    this.#streamOpen = true;
    this.send(element('open', NS.framing, attributes));
  }

  send(stanza: XmlElement): void {
    if (this.#ending || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(serialize(stanza, standalone));
    if (this.#socket.bufferedAmount > MAX_BACKLOG) this.#socket.terminate();
  }

  closeStream(): void {
    if (this.#ending) return;
    if (this.#streamOpen) this.send(element('close', NS.framing));
    this.#ending = true;
    this.#socket.close(1000);
    const timer = setTimeout(() => this.#socket.terminate(), FLUSH_TIMEOUT);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  restart(): void {
    this.#streamOpen = false;
  }

  startTls(): void {
    throw new Error('WebSocket has its own TLS (RFC 7395 section 3.9); STARTTLS is never offered on it.');
  }
}
