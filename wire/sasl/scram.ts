import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { scramIterations } from '../../protocols/project/index.ts';
import { wireError } from '../failures.ts';
import { prepare } from './prepare.ts';
import { readServerFinal, readServerFirst } from './scram-messages.ts';

const derive = promisify(pbkdf2);

/** SCRAM's hashes by mechanism name (RFC 5802, 4; RFC 7677). */
export const scramHashes: Readonly<Record<string, { readonly hash: string; readonly length: number }>> = {
  'SCRAM-SHA-512': { hash: 'sha512', length: 64 },
  'SCRAM-SHA-256': { hash: 'sha256', length: 32 },
  'SCRAM-SHA-1': { hash: 'sha1', length: 20 },
};

export interface ScramOptions {
  /** The fewest iterations that are accepted, `scramIterations.minimum` by default. */
  readonly minIterations?: number;
  /** For tests: the client's nonce, random by default. */
  readonly nonce?: string;
}

/** One SCRAM exchange, client side (RFC 5802, 3). `verify` proves that the server knows the password as well. */
export class ScramClient {
  readonly #hash: string;
  readonly #length: number;
  readonly #password: string;
  readonly #nonce: string;
  readonly #firstBare: string;
  readonly #minIterations: number;
  #serverSignature: Buffer | undefined;

  /** Throws a `WireError` where SASLprep forbids the name or the password. */
  constructor(mechanism: string, username: string, password: string, options: ScramOptions = {}) {
    const { nonce = randomBytes(18).toString('base64') } = options;
    this.#minIterations = options.minIterations ?? scramIterations.minimum;
    const hash = scramHashes[mechanism];
    if (hash === undefined) throw wireError('auth', `${mechanism} is not a SCRAM mechanism that is known here.`);
    this.#hash = hash.hash;
    this.#length = hash.length;
    this.#password = prepare(password, 'password');
    this.#nonce = nonce;
    const name = prepare(username, 'user name').replaceAll('=', '=3D').replaceAll(',', '=2C');
    this.#firstBare = `n=${name},r=${nonce}`;
  }

  /** The client-first message. `n`: this client does not bind to the TLS channel (RFC 5802, 6). */
  first(): string {
    return `n,,${this.#firstBare}`;
  }

  /** Takes the server-first message, gives the client-final one. */
  async final(serverFirst: string): Promise<string> {
    const { nonce, salt, iterations } = readServerFirst(serverFirst, this.#minIterations);
    if (!nonce.startsWith(this.#nonce) || nonce.length === this.#nonce.length) {
      throw wireError(
        'auth',
        'The server’s SCRAM challenge does not continue this client’s nonce.',
        'Somebody may be in between, or the server is broken; do not trust this connection.',
      );
    }
    const salted = await derive(this.#password, salt, iterations, this.#length, this.#hash);
    const clientKey = this.#hmac(salted, 'Client Key');
    const withoutProof = `c=biws,r=${nonce}`;
    const auth = `${this.#firstBare},${serverFirst},${withoutProof}`;
    const signature = this.#hmac(createHash(this.#hash).update(clientKey).digest(), auth);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
    this.#serverSignature = this.#hmac(this.#hmac(salted, 'Server Key'), auth);
    return `${withoutProof},p=${proof.toString('base64')}`;
  }

  /** Checks the server-final message; throws a `WireError` when the server does not know the password. */
  verify(serverFinal: string): void {
    const theirs = readServerFinal(serverFinal);
    const ours = this.#serverSignature;
    if (ours?.length !== theirs.length || !timingSafeEqual(theirs, ours)) {
      throw wireError(
        'auth',
        'The server could not prove that it knows the password.',
        'This may not be the server that you mean; do not send secrets to it.',
      );
    }
  }

  #hmac(key: Buffer, text: string): Buffer {
    return createHmac(this.#hash, key).update(text).digest();
  }
}
