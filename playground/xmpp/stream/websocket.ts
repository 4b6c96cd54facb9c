import type { WebSocket } from 'ws';
import { Intake } from '../../intake.ts';
import type { Turns } from '../../turns.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { beforeLogin, readDocument, type ReadLimits } from '../xml/reader.ts';
import { serialize, standalone } from '../xml/serialize.ts';
import type { StanzaChannel, ChannelEvents } from './channel.ts';
import { enoughOutput, flushTimeout, maxBacklog } from './limits.ts';

/** A stream over WebSocket (RFC 7395): one element a frame, `<open/>` and `<close/>` instead of the stream's tags. */
export class WebSocketChannel implements StanzaChannel {
  readonly peer: string;
  readonly encrypted = false;
  readonly canStartTls = false;
  readonly #socket: WebSocket;
  readonly #intake: Intake;
  /** Frames that have arrived and are not read yet. */
  #input: { readonly data: Buffer; readonly binary: boolean }[] = [];
  #limits: ReadLimits | undefined = beforeLogin;
  #streamOpen = false;
  #ending = false;
  /** Nothing is read, since the client does not take our answers. */
  #held = false;

  constructor(socket: WebSocket, peer: string, turns: Turns, events: (channel: WebSocketChannel) => ChannelEvents) {
    this.peer = peer;
    this.#socket = socket;
    const above = events(this);
    this.#intake = new Intake(turns, {
      step: () => this.#step(above),
      rest: () => this.#rest(),
      pause: () => socket.pause(),
    });
    socket.on('message', (data: Buffer, binary) => {
      if (this.#ending) return;
      this.#input.push({ data, binary });
      this.#intake.wake();
    });
    socket.on('error', () => undefined); // 'close' follows every error, and tells the stream
    socket.on('close', () => above.gone());
  }

  openStream(attributes: Readonly<Record<string, string>>): void {
    this.#streamOpen = true;
    this.send(element('open', namespaces.framing, attributes));
  }

  send(stanza: XmlElement): void {
    if (this.#ending || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(serialize(stanza, standalone), () => {
      if (this.#held && !this.#full) this.#intake.wake();
    });
    if (this.#socket.bufferedAmount > maxBacklog) this.#socket.terminate();
  }

  closeStream(): void {
    if (this.#ending) return;
    if (this.#streamOpen) this.send(element('close', namespaces.framing));
    this.#ending = true;
    this.#input = [];
    this.#socket.resume();
    this.#socket.close(1000);
    const timer = setTimeout(() => this.#socket.terminate(), flushTimeout);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  loggedIn(): void {
    this.#limits = undefined;
  }

  /** Reads one frame; false if there is none, or the client does not take our answers. */
  #step(above: ChannelEvents): boolean {
    const frame = this.#ending || this.#full ? undefined : this.#input.shift();
    if (frame === undefined) return false;
    if (frame.binary) {
      above.fault('bad-format', 'XMPP travels in text frames (RFC 7395, 3.2).');
      return true;
    }
    const read = readDocument(frame.data.toString(), this.#limits);
    if ('fault' in read) above.fault(read.fault, read.text);
    else if (read.element.is('open', namespaces.framing)) above.opened(read.element, namespaces.client);
    else if (read.element.is('close', namespaces.framing)) above.closed();
    else if (read.element.is('stream', namespaces.streams))
      above.fault('bad-format', 'On WebSocket a stream begins with <open/> (RFC 7395, 3.4).');
    else above.element(read.element);
    return true;
  }

  #rest(): void {
    this.#held = this.#full;
    if (this.#held) this.#socket.pause();
    else this.#socket.resume();
  }

  get #full(): boolean {
    return this.#socket.bufferedAmount > enoughOutput;
  }

  restart(): void {
    this.#streamOpen = false;
  }

  startTls(): void {
    throw new Error('WebSocket has its own TLS (RFC 7395, 3.9); STARTTLS is never offered on it.');
  }
}
