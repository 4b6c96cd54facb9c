import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { wireError } from '../failures.ts';
import { prepare } from './prepare.ts';

const derive = promisify(pbkdf2);
/** More rounds than this would keep the machine busy for seconds at a hostile server's wish. */
const maxIterations = 2_000_000;

/** SCRAM's hashes by mechanism name (RFC 5802, 4; RFC 7677). */
export const scramHashes: Readonly<Record<string, { readonly hash: string; readonly length: number }>> = {
  'SCRAM-SHA-512': { hash: 'sha512', length: 64 },
  'SCRAM-SHA-256': { hash: 'sha256', length: 32 },
  'SCRAM-SHA-1': { hash: 'sha1', length: 20 },
};

/** One SCRAM exchange, client side (RFC 5802, 3). `verify` proves that the server knows the password as well. */
export class ScramClient {
  readonly #hash: string;
  readonly #length: number;
  readonly #password: string;
  readonly #nonce: string;
  readonly #firstBare: string;
  #serverSignature: Buffer | undefined;

  /** `nonce` is given in tests only. Throws a `WireError` where SASLprep forbids the name or the password. */
  constructor(mechanism: string, username: string, password: string, nonce: string = randomBytes(18).toString('base64')) {
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
    const { r: nonce, s: salt, i: rounds } = attributes(serverFirst);
    const iterations = Number(rounds);
    if (nonce === undefined || salt === undefined || !nonce.startsWith(this.#nonce) || nonce.length === this.#nonce.length) {
      throw wireError('auth', 'The server’s SCRAM challenge does not continue this client’s nonce.', 'Somebody may be in between, or the server is broken; do not trust this connection.');
    }
    if (!Number.isInteger(iterations) || iterations < 1 || iterations > maxIterations) {
      throw wireError('auth', `The server asks for ${String(rounds)} SCRAM iterations; 1 to ${maxIterations} are accepted.`);
    }
    const salted = await derive(this.#password, Buffer.from(salt, 'base64'), iterations, this.#length, this.#hash);
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
    const { v: verifier, e: error } = attributes(serverFinal);
    if (error !== undefined) throw wireError('auth', `The server rejected the login: ${error}.`, 'Edit the password.');
    const theirs = Buffer.from(verifier ?? '', 'base64');
    const ours = this.#serverSignature;
    if (ours?.length !== theirs.length || !timingSafeEqual(theirs, ours)) {
      throw wireError('auth', 'The server could not prove that it knows the password.', 'This may not be the server that you mean; do not send secrets to it.');
    }
  }

  #hmac(key: Buffer, text: string): Buffer {
    return createHmac(this.#hash, key).update(text).digest();
  }
}

function attributes(message: string): Readonly<Record<string, string | undefined>> {
  const found: Record<string, string> = {};
  for (const part of message.split(',')) {
    const match = /^([a-z])=(.*)$/su.exec(part);
    if (match?.[1] !== undefined) found[match[1]] = match[2] ?? '';
  }
  return found;
}
