import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';
import { Intake } from '../../intake.ts';
import type { Turns } from '../../turns.ts';
import type { XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { beforeLogin, StreamReader, type ReadLimits } from '../xml/reader.ts';
import { escapeXml, insideStream, serialize } from '../xml/serialize.ts';
import type { StanzaChannel, ChannelEvents } from './channel.ts';
import { enoughOutput, flushTimeout, maxBacklog, stanzaTimeout } from './limits.ts';

/** Bytes that are read in one step: a few stanzas. */
const pieceSize = 512;

/** A stream over TCP with STARTTLS (RFC 6120, 4, 5). */
export class TcpChannel implements StanzaChannel {
  readonly peer: string;
  readonly #events: ChannelEvents;
  readonly #secureContext: SecureContext;
  #socket: Socket;
  #reader: StreamReader;
  readonly #intake: Intake;
  /** What has arrived and is not read yet. */
  #input: Buffer = Buffer.alloc(0);
  #limits: ReadLimits | undefined = beforeLogin;
  #streamOpen = false;
  /** The client has closed its half. */
  #ended = false;
  #ending = false;
  #gone = false;
  #stanzaTimer: NodeJS.Timeout | undefined;
  /** Runs once the chunk is read whose last element ends the stream, with what follows that element. */
  #atEndOfStream: ((surplus: StreamReader['surplus']) => void) | undefined;

  constructor(
    socket: Socket,
    secureContext: SecureContext,
    turns: Turns,
    events: (channel: TcpChannel) => ChannelEvents,
  ) {
    this.peer = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`;
    this.#socket = socket;
    this.#secureContext = secureContext;
    this.#intake = new Intake(turns, {
      step: () => this.#step(),
      rest: () => this.#rest(),
      pause: () => this.#socket.pause(),
    });
    this.#events = events(this);
    this.#reader = this.#newReader();
    socket.setNoDelay(true);
    this.#listen(socket);
  }

  get encrypted(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  get canStartTls(): boolean {
    return !this.encrypted;
  }

  openStream(attributes: Readonly<Record<string, string>>): void {
    const given = Object.entries(attributes).map(([name, value]) => ` ${name}='${escapeXml(value)}'`);
    this.#streamOpen = true;
    this.#write(
      `<?xml version='1.0'?><stream:stream xmlns='${namespaces.client}' xmlns:stream='${namespaces.streams}'${given.join('')}>`,
    );
  }

  send(element: XmlElement): void {
    this.#write(serialize(element, insideStream));
  }

  closeStream(): void {
    if (this.#ending) return;
    if (this.#streamOpen) this.#write('</stream:stream>');
    this.#ending = true;
    this.#reader.stop();
    this.#socket.resume();
    clearTimeout(this.#stanzaTimer);
    const socket = this.#socket;
    socket.end();
    // A client that does not close its side is not waited for without end.
    const timer = setTimeout(() => socket.destroy(), flushTimeout);
    socket.once('close', () => clearTimeout(timer));
  }

  restart(): void {
    this.#reader.stop();
    this.#atEndOfStream = (surplus) => {
      if (surplus === 'data')
        this.#events.fault('policy-violation', 'Wait for <success/> before you open the new stream (RFC 6120, 6.4.6).');
      else this.#renew();
    };
  }

  startTls(proceed: () => void): void {
    this.#reader.stop();
    this.#atEndOfStream = (surplus) => {
      if (surplus !== 'none') {
        this.#events.fault(
          'policy-violation',
          'Nothing may follow <starttls/> in clear text: wait for <proceed/>, then begin TLS (RFC 6120, 5.4.3.3).',
        );
        return;
      }
      proceed();
      this.#renew();
      const plain = this.#socket;
      plain.removeAllListeners('data');
      plain.resume();
      const secure = new TLSSocket(plain, { isServer: true, secureContext: this.#secureContext });
      this.#socket = secure;
      this.#listen(secure);
    };
  }

  loggedIn(): void {
    this.#limits = undefined;
    this.#reader.limits = undefined;
  }

  #renew(): void {
    this.#reader = this.#newReader();
    this.#streamOpen = false;
  }

  #newReader(): StreamReader {
    const reader = new StreamReader({
      open: (root, contentNs) => {
        if (root.is('stream', namespaces.streams)) this.#events.opened(root, contentNs);
        else if (root.name === 'stream')
          this.#events.fault('invalid-namespace', `A stream header is in the namespace ${namespaces.streams}.`);
        else this.#events.fault('bad-format', 'An XMPP stream begins with <stream:stream>.');
      },
      element: (element) => this.#events.element(element),
      close: () => this.#events.closed(),
      fault: (condition, text) => this.#events.fault(condition, text),
    });
    reader.limits = this.#limits;
    return reader;
  }

  #listen(socket: Socket): void {
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('error', () => undefined); // 'close' follows every error, and tells the stream
    socket.on('drain', () => this.#intake.wake());
    socket.on('end', () => {
      this.#ended = true;
      if (!this.#intake.waiting && !this.#full) this.#events.closed();
    });
    socket.on('close', () => {
      if (this.#gone) return;
      this.#gone = true;
      clearTimeout(this.#stanzaTimer);
      this.#events.gone();
    });
  }

  #read(bytes: Buffer): void {
    if (this.#ending) return;
    this.#input = this.#input.length === 0 ? bytes : Buffer.concat([this.#input, bytes]);
    this.#intake.wake();
  }

  /** Reads a few stanzas; false if there is nothing to read, or the client does not take our answers. */
  #step(): boolean {
    if (this.#ending || this.#input.length === 0 || this.#full) return false;
    const piece = this.#input.subarray(0, pieceSize);
    this.#input = this.#input.subarray(pieceSize);
    this.#take(piece);
    return true;
  }

  #rest(): void {
    if (this.#full) this.#socket.pause();
    else if (this.#ended) this.#events.closed();
    else this.#socket.resume();
  }

  get #full(): boolean {
    return this.#socket.writableLength > enoughOutput;
  }

  #take(bytes: Buffer): void {
    const reader = this.#reader;
    const before = reader.progress;
    reader.write(bytes);
    const atEnd = this.#atEndOfStream;
    this.#atEndOfStream = undefined;
    if (!this.#ending && atEnd !== undefined) {
      const rest = this.#input.toString('latin1');
      this.#input = Buffer.alloc(0);
      atEnd(rest === '' || reader.surplus === 'data' ? reader.surplus : rest.trim() === '' ? 'space' : 'data');
    }
    // The next stanza gets its own time; mere bytes of the same one do not.
    if (this.#ending || reader !== this.#reader || reader.progress !== before || !reader.incomplete) {
      clearTimeout(this.#stanzaTimer);
      this.#stanzaTimer = undefined;
    }
    if (this.#ending || !this.#reader.incomplete) return;
    this.#stanzaTimer ??= setTimeout(
      () =>
        this.#events.fault('connection-timeout', `A stanza has to be complete within ${stanzaTimeout / 1000} seconds.`),
      stanzaTimeout,
    );
  }

  #write(text: string): void {
    if (this.#ending || this.#socket.destroyed || !this.#socket.writable) return;
    this.#socket.write(text);
    // A client that never reads would otherwise hold ever more memory.
    if (this.#socket.writableLength > maxBacklog) this.#socket.destroy();
  }
}
