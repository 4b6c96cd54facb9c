import { createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  derivation,
  prepare,
  SaslError,
  scramKeys,
  type Credentials,
  type ScramCredentials,
  type ScramMechanism,
} from '../../protocols/sasl/index.ts';

/** The least that RFC 7677, 4 allows; more would only slow down tests. */
const iterationCount = 4096;

/** The SCRAM mechanisms that the server offers, the strongest first. */
export const scramOffered: readonly ScramMechanism[] = ['SCRAM-SHA-256', 'SCRAM-SHA-1'];

/** Derives the keys; the password itself is not kept. `authzid` is the account's bare JID (RFC 6120, 6.3.8). */
export function credentialsFor(authzid: string, password: string): Credentials {
  const prepared = prepare(password, 'password');
  const scram = Object.fromEntries(scramOffered.map((mechanism) => [mechanism, keysOf(mechanism, prepared)]));
  // A candidate is compared by a keyed hash: to derive SCRAM's keys for each attempt would let a few clients keep the process busy.
  const key = randomBytes(32);
  const hash = (text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();
  const expected = hash(prepared);
  return {
    authzid,
    scram,
    passwordIs: (candidate) => {
      try {
        return timingSafeEqual(hash(prepare(candidate, 'password')), expected);
      } catch (error) {
        if (error instanceof SaslError) return false;
        throw error;
      }
    },
  };
}

function keysOf(mechanism: ScramMechanism, prepared: string): ScramCredentials {
  const salt = randomBytes(16);
  const { password, iterations, size, hash } = derivation(mechanism, prepared, salt, iterationCount);
  return { salt, iterations, ...scramKeys(mechanism, pbkdf2Sync(password, salt, iterations, size, hash)) };
}
