import { ByteQueue, fromHex, toHex } from '../core/index.ts';
import { uint16 } from './integers.ts';
import type { StreamSink } from './tcp-stream.ts';

/** The ciphers that TLS 1.3 names (RFC 8446, B.4), by their code. */
export const cipherSuites: Readonly<
  Record<
    number,
    {
      readonly aead: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305';
      readonly hash: 'sha256' | 'sha384';
      readonly keyLength: number;
    }
  >
> = {
  0x1301: { aead: 'aes-128-gcm', hash: 'sha256', keyLength: 16 },
  0x1302: { aead: 'aes-256-gcm', hash: 'sha384', keyLength: 32 },
  0x1303: { aead: 'chacha20-poly1305', hash: 'sha256', keyLength: 32 },
};

/** The cryptography that reading TLS needs; the caller has it (Node's crypto), this folder has not. */
export interface TlsCrypto {
  /** HKDF-Expand-Label with an empty context (RFC 8446, 7.1). */
  expandLabel(hash: 'sha256' | 'sha384', secret: Uint8Array, label: string, length: number): Uint8Array;
  /** Opens an AEAD; undefined when the tag does not fit. */
  open(
    aead: string,
    key: Uint8Array,
    nonce: Uint8Array,
    additional: Uint8Array,
    sealed: Uint8Array,
  ): Uint8Array | undefined;
}

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
  random?: string;
  suite?: number;
}

interface Keys {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  secret: Uint8Array;
  count: number;
}

const longestRecord = 16_384 + 256 + 5;

/**
 * Opens one direction of a TLS 1.3 connection by the secrets of a key log, and passes on the application data. Without them,
 * or for older versions, all goes on as a gap, with a note that says why.
 */
export class TlsStream implements StreamSink {
  readonly #queue = new ByteQueue();
  #keys: Keys | undefined;
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
    const type = record[0] ?? 0;
    if (type === 22 && this.#phase === 'clear') return this.#hello(record);
    if (type !== 23) return; // change cipher spec, alerts in the clear
    if (this.#phase === 'clear' && !this.#useKeys('handshake')) return;
    const opened = this.#open(record);
    if (opened === undefined) return;
    let end = opened.length - 1;
    while (end >= 0 && opened[end] === 0) end--; // padding
    const content = opened.subarray(0, Math.max(end, 0));
    if (opened[end] === 23) this.#inner.data(content, time);
    else if (opened[end] === 22) this.#handshake(content);
  }

  /** Client and server hello (RFC 8446, 4.1.2, 4.1.3): the random that names the secrets, and the cipher. */
  #hello(record: Uint8Array): void {
    const type = record[5];
    const session = record[43] ?? 0;
    if (type === 1) this.#session.random = toHex(record, 11, 43);
    if (type === 2) this.#session.suite = uint16(record, 44 + session, false);
  }

  /** Finished ends the handshake's keys; a key update changes the application's (RFC 8446, 4.4.4, 4.6.3). */
  #handshake(content: Uint8Array): void {
    for (let at = 0; at + 4 <= content.length;) {
      const type = content[at];
      const size = ((content[at + 1] ?? 0) << 16) | uint16(content, at + 2, false);
      if (type === 20 && this.#phase === 'handshake') this.#useKeys('application');
      if (type === 24 && this.#keys !== undefined)
        this.#setKeys(this.#expand(this.#keys.secret, 'traffic upd', this.#keys.secret.length));
      at += 4 + size;
    }
  }

  #useKeys(phase: 'handshake' | 'application'): boolean {
    const name = `${this.#side.toUpperCase()}_${phase === 'handshake' ? 'HANDSHAKE_TRAFFIC_SECRET' : 'TRAFFIC_SECRET_0'}`;
    const secret = this.#log.get(`${name} ${this.#session.random ?? ''}`);
    if (cipherSuites[this.#session.suite ?? 0] === undefined) {
      this.#lose('This TLS connection is older than TLS 1.3, or its beginning is missing, and cannot be opened');
      return false;
    }
    if (secret === undefined || this.#crypto === undefined) {
      this.#lose(`The connection is encrypted, and no key log with its ${name} was given`);
      return false;
    }
    this.#phase = phase;
    this.#setKeys(secret);
    return true;
  }

  #setKeys(secret: Uint8Array): void {
    const suite = cipherSuites[this.#session.suite ?? 0];
    this.#keys = {
      secret,
      key: this.#expand(secret, 'key', suite?.keyLength ?? 16),
      iv: this.#expand(secret, 'iv', 12),
      count: 0,
    };
  }

  #expand(secret: Uint8Array, label: string, length: number): Uint8Array {
    return (
      this.#crypto?.expandLabel(cipherSuites[this.#session.suite ?? 0]?.hash ?? 'sha256', secret, label, length) ??
      new Uint8Array(length)
    );
  }

  #open(record: Uint8Array): Uint8Array | undefined {
    const keys = this.#keys;
    const suite = cipherSuites[this.#session.suite ?? 0];
    if (keys === undefined || suite === undefined || this.#crypto === undefined) return undefined;
    const nonce = Uint8Array.from(keys.iv);
    for (let i = 0, count = keys.count; i < 6; i++, count = Math.floor(count / 256))
      nonce[11 - i] = (nonce[11 - i] ?? 0) ^ (count % 256);
    keys.count++;
    const opened = this.#crypto.open(suite.aead, keys.key, nonce, record.subarray(0, 5), record.subarray(5));
    if (opened === undefined) this.#lose('A TLS record does not open with the secrets of the key log');
    return opened;
  }

  #lose(why: string): void {
    if (this.#phase === 'lost') return;
    this.#phase = 'lost';
    this.#note(why);
  }
}
