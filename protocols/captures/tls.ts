import { ByteQueue, fromHex, toHex } from '../core/index.ts';
import { uint16 } from './integers.ts';
import type { StreamSink } from './tcp-stream.ts';
import type { TlsCrypto } from './tls-crypto.ts';
import { Records12, Records13, type RecordOpener } from './tls-records.ts';
import { cipherSuites, type CipherSuite } from './tls-suites.ts';

export type { TlsCrypto } from './tls-crypto.ts';

/** Secrets of a key log (the NSS format) by `LABEL clientrandom`, in lower case hex. */
export type KeyLog = ReadonlyMap<string, Uint8Array>;

/** Reads a key log; lines that are none are passed over, as in other tools. */
export function readKeyLog(text: string): KeyLog {
  const secrets = new Map<string, Uint8Array>();
  for (const line of text.split(/\r?\n/)) {
    const found = /^([A-Z_0-9]+) ([0-9a-fA-F]{64}) ([0-9a-fA-F]+)$/.exec(line.trim());
    if (found === null) continue;
    const [, label = '', random = '', secret = ''] = found;
    const bytes = fromHex(secret);
    if (bytes !== undefined) secrets.set(`${label} ${random.toLowerCase()}`, bytes);
  }
  return secrets;
}

/** What both directions of one TLS connection share. */
export interface TlsSession {
  /** The client's, in hex: it names the secrets. */
  random?: string;
  serverRandom?: Uint8Array;
  suite?: number;
  encryptThenMac?: boolean;
}

const longestRecord = 16_384 + 2048 + 5;
const changeCipherSpec = 20;
const handshake = 22;
const applicationData = 23;
const encryptThenMac = 22;

/**
 * Opens one direction of a connection of TLS 1.2 or 1.3 by the secrets of a key log, and passes on the application data. Without
 * them, or for older versions, all goes on as a gap, with a note that says why.
 */
export class TlsStream implements StreamSink {
  readonly #queue = new ByteQueue();
  #records: RecordOpener | undefined;
  #phase: 'clear' | 'handshake' | 'application' | 'lost' = 'clear';
  readonly #inner: StreamSink;
  readonly #side: 'client' | 'server';
  readonly #session: TlsSession;
  readonly #log: KeyLog;
  readonly #crypto: TlsCrypto | undefined;
  readonly #note: (text: string) => void;

  constructor(
    inner: StreamSink,
    side: 'client' | 'server',
    session: TlsSession,
    log: KeyLog,
    crypto: TlsCrypto | undefined,
    note: (text: string) => void,
  ) {
    this.#inner = inner;
    this.#side = side;
    this.#session = session;
    this.#log = log;
    this.#crypto = crypto;
    this.#note = note;
  }

  data(bytes: Uint8Array, time: number): void {
    if (this.#phase === 'lost') return;
    const queue = this.#queue;
    queue.push(bytes);
    while (queue.length >= 5) {
      const size = uint16(queue.buffer, queue.start + 3, false);
      if (size + 5 > longestRecord) return this.#lose('A TLS record is broken');
      if (queue.length < 5 + size) return;
      this.#record(queue.take(5 + size), time);
    }
  }

  gap(length: number): void {
    this.#lose(`${length} bytes of the capture are missing, so that TLS cannot be opened`);
  }

  end(time: number): void {
    this.#inner.end(time);
  }

  #record(record: Uint8Array, time: number): void {
    if (this.#phase === 'lost') return;
    const type = record[0] ?? 0;
    if (this.#phase === 'clear') {
      if (type === handshake) return this.#hello(record);
      const { version } = this.#suite ?? {};
      if (type === changeCipherSpec && version === 2) this.#useSecret12();
      if (type !== applicationData || !this.#useSecret13('handshake')) return;
    }
    // In TLS 1.3 alerts and changes of the cipher are in clear (RFC 8446, 5, D.4).
    if (this.#suite?.version === 3 && type !== applicationData) return;
    if (type === changeCipherSpec) return;
    const opened = this.#records?.open(record);
    if (opened === undefined) return this.#lose('A TLS record does not open with the secrets of the key log');
    if (opened.type === applicationData) this.#inner.data(opened.content, time);
    else if (opened.type === handshake && this.#suite?.version === 3) this.#handshake13(opened.content);
  }

  get #suite(): CipherSuite | undefined {
    return cipherSuites.get(this.#session.suite ?? 0);
  }

  /** Client and server hello (RFC 8446, 4.1.2, 4.1.3; RFC 5246, 7.4.1): the randoms that name the secrets, and the cipher. */
  #hello(record: Uint8Array): void {
    const type = record[5];
    if (type === 1) this.#session.random = toHex(record, 11, 43);
    if (type !== 2) return;
    const at = 44 + (record[43] ?? 0);
    this.#session.serverRandom = new Uint8Array(record.subarray(11, 43));
    this.#session.suite = uint16(record, at, false);
    const end = Math.min(record.length, at + 5 + uint16(record, at + 3, false));
    for (let place = at + 5; place + 4 <= end; place += 4 + uint16(record, place + 2, false))
      if (uint16(record, place, false) === encryptThenMac) this.#session.encryptThenMac = true;
  }

  /** Finished ends the handshake's keys; a key update changes the application's (RFC 8446, 4.4.4, 4.6.3). */
  #handshake13(content: Uint8Array): void {
    for (let at = 0; at + 4 <= content.length;) {
      const type = content[at];
      const size = ((content[at + 1] ?? 0) << 16) | uint16(content, at + 2, false);
      if (type === 20 && this.#phase === 'handshake') this.#useSecret13('application');
      if (type === 24 && this.#records instanceof Records13) this.#records.update();
      at += 4 + size;
    }
  }

  /** The keys of TLS 1.2, which hold from the change of the cipher on. */
  #useSecret12(): void {
    const suite = this.#suite;
    const { random = '', serverRandom } = this.#session;
    const master = this.#secret('CLIENT_RANDOM');
    const clientRandom = fromHex(random);
    if (suite === undefined || master === undefined || clientRandom?.length !== 32 || serverRandom?.length !== 32)
      return;
    const secrets = {
      master: master.secret,
      clientRandom,
      serverRandom,
      encryptThenMac: this.#session.encryptThenMac === true && suite.mac !== undefined,
    };
    this.#phase = 'application';
    this.#records = new Records12(suite, this.#side, secrets, master.crypto);
  }

  #useSecret13(phase: 'handshake' | 'application'): boolean {
    const suite = this.#suite;
    if (suite?.version !== 3) {
      this.#lose('This TLS connection is older than TLS 1.2, or its beginning is missing, and cannot be opened');
      return false;
    }
    const kind = phase === 'handshake' ? 'HANDSHAKE_TRAFFIC_SECRET' : 'TRAFFIC_SECRET_0';
    const found = this.#secret(`${this.#side.toUpperCase()}_${kind}`);
    if (found === undefined) return false;
    this.#phase = phase;
    this.#records = new Records13(suite, found.secret, found.crypto);
    return true;
  }

  /** A secret of this connection, and what to use it with; without one the connection is lost. */
  #secret(name: string): { readonly secret: Uint8Array; readonly crypto: TlsCrypto } | undefined {
    const secret = this.#log.get(`${name} ${this.#session.random ?? ''}`);
    const crypto = this.#crypto;
    if (secret !== undefined && crypto !== undefined) return { secret, crypto };
    this.#lose(`The connection is encrypted, and no key log with its ${name} was given`);
    return undefined;
  }

  #lose(why: string): void {
    if (this.#phase === 'lost') return;
    this.#phase = 'lost';
    this.#note(why);
  }
}
