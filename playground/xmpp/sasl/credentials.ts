import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { saslprep } from '@mongodb-js/saslprep';

export type ScramHash = 'sha1' | 'sha256';

/** What a server keeps instead of a password (RFC 5802 §2.2, §3). */
export interface ScramKeys {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

/** The password of one account, kept as keys only. */
export interface Credentials {
  readonly scram: Readonly<Record<ScramHash, ScramKeys>>;
  /** Compares in constant time. */
  passwordIs(candidate: string): boolean;
}

/** The least that RFC 7677 §4 allows; more would only slow down tests. */
const ITERATIONS = 4096;

/** Derives the keys; the password itself is not kept. */
export function credentialsFor(password: string): Credentials {
  const scram = { sha1: scramKeys('sha1', password), sha256: scramKeys('sha256', password) };
  // A candidate is compared by a keyed hash: to derive SCRAM's keys for each attempt would let a few clients keep the process busy.
  const key = randomBytes(32);
  const expected = hmac('sha256', key, saslprep(password));
  return {
    scram,
    passwordIs: (candidate) => {
      let prepared: string;
      try {
        prepared = saslprep(candidate);
      } catch {
        return false; // a password with characters that SASLprep forbids is nobody's
      }
      return timingSafeEqual(hmac('sha256', key, prepared), expected);
    },
  };
}

function scramKeys(hash: ScramHash, password: string): ScramKeys {
  const salt = randomBytes(16);
  const salted = saltedPassword(hash, saslprep(password), salt, ITERATIONS);
  return {
    salt,
    iterations: ITERATIONS,
    storedKey: storedKeyOf(hash, salted),
    serverKey: hmac(hash, salted, 'Server Key'),
  };
}

function saltedPassword(hash: ScramHash, prepared: string, salt: Buffer, iterations: number): Buffer {
  return pbkdf2Sync(prepared, salt, iterations, hash === 'sha1' ? 20 : 32, hash);
}

function storedKeyOf(hash: ScramHash, salted: Buffer): Buffer {
  return digest(hash, hmac(hash, salted, 'Client Key'));
}

export function hmac(hash: ScramHash, key: Buffer, text: string): Buffer {
  return createHmac(hash, key).update(text, 'utf8').digest();
}

export function digest(hash: ScramHash, bytes: Buffer): Buffer {
  return createHash(hash).update(bytes).digest();
}
