import { joinBytes, type Side } from '../core/index.ts';
import { uint16 } from './integers.ts';
import type { TlsCrypto, TlsHash } from './tls-crypto.ts';
import type { CipherSuite } from './tls-suites.ts';

/** What is inside of an encrypted record. */
export interface OpenedRecord {
  readonly type: number;
  readonly content: Uint8Array;
}

/** Opens the encrypted records of one direction, in their order. */
export interface RecordOpener {
  /** Undefined where the record does not open with these keys. */
  open(record: Uint8Array): OpenedRecord | undefined;
}

const header = 5;
const tag = 16;

/** The nonce of a record: the number of it, mixed into the direction's own bytes (RFC 8446, 5.3; RFC 7905, 2). */
function nonceOf(iv: Uint8Array, count: number): Uint8Array {
  const nonce = Uint8Array.from(iv);
  for (let i = 0, rest = count; i < 6; i++, rest = Math.floor(rest / 256))
    nonce[11 - i] = (nonce[11 - i] ?? 0) ^ (rest % 256);
  return nonce;
}

/** Records of TLS 1.3 (RFC 8446, 5.2), by the secret of a direction. */
export class Records13 implements RecordOpener {
  readonly #suite: CipherSuite;
  readonly #crypto: TlsCrypto;
  #secret: Uint8Array;
  #key: Uint8Array;
  #iv: Uint8Array;
  #count = 0;

  constructor(suite: CipherSuite, secret: Uint8Array, crypto: TlsCrypto) {
    this.#suite = suite;
    this.#crypto = crypto;
    this.#secret = secret;
    this.#key = this.#expand('key', suite.keyLength);
    this.#iv = this.#expand('iv', 12);
  }

  open(record: Uint8Array): OpenedRecord | undefined {
    const nonce = nonceOf(this.#iv, this.#count++);
    const additional = record.subarray(0, header);
    const opened = this.#crypto.open(this.#suite.cipher, this.#key, nonce, additional, record.subarray(header));
    if (opened === undefined) return undefined;
    let end = opened.length - 1;
    while (end >= 0 && opened[end] === 0) end--; // padding
    return { type: opened[end] ?? 0, content: opened.subarray(0, Math.max(end, 0)) };
  }

  /** A key update (RFC 8446, 4.6.3, 7.2). */
  update(): void {
    this.#secret = this.#expand('traffic upd', this.#secret.length);
    this.#key = this.#expand('key', this.#suite.keyLength);
    this.#iv = this.#expand('iv', 12);
    this.#count = 0;
  }

  #expand(label: string, length: number): Uint8Array {
    return this.#crypto.expandLabel(this.#suite.hash, this.#secret, label, length);
  }
}

const macLengths: Readonly<Record<TlsHash, number>> = { sha1: 20, sha256: 32, sha384: 48 };
const block = 16;

/** What a connection of TLS 1.2 derives its keys from. */
export interface Secrets12 {
  readonly master: Uint8Array;
  readonly clientRandom: Uint8Array;
  readonly serverRandom: Uint8Array;
  /** The code is over what is encrypted (RFC 7366). */
  readonly encryptThenMac: boolean;
}

/** Records of TLS 1.2 (RFC 5246, 6.2.3; RFC 5288; RFC 7905), by the master secret of a connection. */
export class Records12 implements RecordOpener {
  readonly #suite: CipherSuite;
  readonly #crypto: TlsCrypto;
  readonly #encryptThenMac: boolean;
  readonly #macKey: Uint8Array;
  readonly #key: Uint8Array;
  readonly #iv: Uint8Array;
  #count = 0;

  constructor(suite: CipherSuite, side: Side, secrets: Secrets12, crypto: TlsCrypto) {
    this.#suite = suite;
    this.#crypto = crypto;
    this.#encryptThenMac = secrets.encryptThenMac;
    const { mac, keyLength, cipher, hash } = suite;
    const macLength = mac === undefined ? 0 : macLengths[mac];
    const ivLength = mac !== undefined ? 0 : cipher === 'chacha20-poly1305' ? 12 : 4;
    const seed = new Uint8Array(64);
    seed.set(secrets.serverRandom);
    seed.set(secrets.clientRandom, 32);
    const keys = crypto.prf(hash, secrets.master, 'key expansion', seed, 2 * (macLength + keyLength + ivLength));
    let at = 0;
    // The client's and the server's, by turns (RFC 5246, 6.3).
    const [macKey, key, iv] = [macLength, keyLength, ivLength].map((length) => {
      const own = keys.subarray(
        side === 'client' ? at : at + length,
        side === 'client' ? at + length : at + 2 * length,
      );
      at += 2 * length;
      return own;
    }) as [Uint8Array, Uint8Array, Uint8Array];
    this.#macKey = macKey;
    this.#key = key;
    this.#iv = iv;
  }

  open(record: Uint8Array): OpenedRecord | undefined {
    const sealed = record.subarray(header);
    const content = this.#suite.mac === undefined ? this.#aead(record, sealed) : this.#blocks(record, sealed);
    this.#count++;
    return content === undefined ? undefined : { type: record[0] ?? 0, content };
  }

  #aead(record: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
    const { cipher } = this.#suite;
    const explicit = cipher === 'chacha20-poly1305' ? 0 : 8;
    if (sealed.length < explicit + tag) return undefined;
    const nonce = explicit === 0 ? nonceOf(this.#iv, this.#count) : joinBytes([this.#iv, sealed.subarray(0, explicit)]);
    const additional = this.#numbered(record, sealed.length - explicit - tag);
    return this.#crypto.open(cipher, this.#key, nonce, additional, sealed.subarray(explicit));
  }

  #blocks(record: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
    const { cipher, mac = 'sha1' } = this.#suite;
    const size = macLengths[mac];
    const outside = this.#encryptThenMac ? size : 0;
    const body = sealed.subarray(0, sealed.length - outside);
    if (body.length < 2 * block || body.length % block !== 0) return undefined;
    if (outside > 0 && !this.#fits(record, body, sealed.subarray(body.length))) return undefined;
    const plain = this.#crypto.decrypt(cipher, this.#key, body.subarray(0, block), body.subarray(block));
    if (plain === undefined) return undefined;
    const unpadded = plain.length - (plain[plain.length - 1] ?? 0) - 1;
    if (outside > 0) return unpadded < 0 ? undefined : plain.subarray(0, unpadded);
    const end = unpadded - size;
    if (end < 0) return undefined;
    const content = plain.subarray(0, end);
    return this.#fits(record, content, plain.subarray(end, unpadded)) ? content : undefined;
  }

  /** Whether a code is that of these bytes. */
  #fits(record: Uint8Array, bytes: Uint8Array, code: Uint8Array): boolean {
    const made = this.#crypto.mac(
      this.#suite.mac ?? 'sha1',
      this.#macKey,
      joinBytes([this.#numbered(record, bytes.length), bytes]),
    );
    return made.length === code.length && made.every((byte, index) => byte === code[index]);
  }

  /** The record's number, type, version, and a length (RFC 5246, 6.2.3.1, 6.2.3.3). */
  #numbered(record: Uint8Array, length: number): Uint8Array {
    const numbered = nonceOf(new Uint8Array(12), this.#count).subarray(4);
    const version = uint16(record, 1, false);
    return joinBytes([numbered, Uint8Array.of(record[0] ?? 0, version >> 8, version & 255, length >> 8, length & 255)]);
  }
}
