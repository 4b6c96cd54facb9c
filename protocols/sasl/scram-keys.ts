import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';

/** SCRAM's mechanisms, the strongest first (RFC 5802, 4; RFC 7677). */
const mechanisms = { 'SCRAM-SHA-512': sha512, 'SCRAM-SHA-256': sha256, 'SCRAM-SHA-1': sha1 } as const;

export type ScramMechanism = keyof typeof mechanisms;

export const scramMechanisms = Object.keys(mechanisms) as readonly ScramMechanism[];

export const isScram = (name: string): name is ScramMechanism => Object.hasOwn(mechanisms, name);

/** PBKDF2 with HMAC, what RFC 5802, 2.2 calls Hi. `hash` is `sha512`, `sha256` or `sha1`; `size` is the key's length in bytes. */
export interface Derivation {
  readonly password: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly size: number;
  readonly hash: string;
}

/** What to derive for a mechanism from a password that SASLprep has prepared. */
export function derivation(
  mechanism: ScramMechanism,
  password: string,
  salt: Uint8Array,
  iterations: number,
): Derivation {
  const hash = mechanism.slice('SCRAM-'.length).replace('-', '').toLowerCase();
  return { password, salt, iterations, size: mechanisms[mechanism].outputLen, hash };
}

/** The keys of RFC 5802, 3. */
export interface ScramKeys {
  readonly clientKey: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** The keys that follow from the salted password. */
export function scramKeys(mechanism: ScramMechanism, salted: Uint8Array): ScramKeys {
  const clientKey = sign(mechanism, salted, 'Client Key');
  return { clientKey, storedKey: mechanisms[mechanism](clientKey), serverKey: sign(mechanism, salted, 'Server Key') };
}

/** HMAC of a text in UTF-8: both sides' signatures, by the stored key and the server key. */
export function sign(mechanism: ScramMechanism, key: Uint8Array, text: string): Uint8Array {
  return hmac(mechanisms[mechanism], key, new TextEncoder().encode(text));
}

/** The client's proof from its key and signature. The same gives back the key from the proof. */
export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}

/** Whether a client's proof shows that it has the key whose hash is stored. */
export function isProof(mechanism: ScramMechanism, storedKey: Uint8Array, signed: string, proof: Uint8Array): boolean {
  const clientKey = xor(proof, sign(mechanism, storedKey, signed));
  return sameBytes(mechanisms[mechanism](clientKey), storedKey);
}

/** Compares in a time that depends on the lengths only. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.reduce((found, byte, i) => found | (byte ^ (b[i] ?? 0)), 0) === 0;
}
