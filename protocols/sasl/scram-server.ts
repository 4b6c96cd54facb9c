import { toBase64 } from '../core/index.ts';
import {
  SaslError,
  type Credentials,
  type FindAccount,
  type SaslServer,
  type SaslStep,
  type ScramCredentials,
} from './model.ts';
import { refusal, refusedIdentity, wrongLogin } from './outcomes.ts';
import { isProof, sign, type ScramMechanism } from './scram-keys.ts';
import { readClientFinal, readClientFirst, writeServerFirst, type ClientFirst } from './scram-messages.ts';

interface Begun<A> {
  readonly account: A;
  readonly keys: ScramCredentials;
  readonly first: ClientFirst;
  readonly nonce: string;
  readonly serverFirst: string;
}

/**
 * SCRAM, server side (RFC 5802, 3), without channel binding. `nonce` is the server's part: random, printable, without commas.
 * Success comes only after the client's proof was verified.
 */
export function scramServer<A extends { readonly credentials: Credentials }>(
  mechanism: ScramMechanism,
  find: FindAccount<A>,
  nonce: string,
): SaslServer<A> {
  let begun: Begun<A> | undefined;

  const challenge = (message: string): SaslStep<A> => {
    const first = readClientFirst(message);
    const account = find(first.username);
    const keys = account?.credentials.scram[mechanism];
    if (account === undefined || keys === undefined) return wrongLogin;
    const refused = refusedIdentity(account, first.username, first.authzid);
    if (refused !== undefined) return refused;
    const whole = first.nonce + nonce;
    const serverFirst = writeServerFirst({ ...keys, nonce: whole });
    begun = { account, keys, first, nonce: whole, serverFirst };
    return { kind: 'challenge', data: serverFirst };
  };

  const verify = (message: string, { account, keys, first, nonce: whole, serverFirst }: Begun<A>): SaslStep<A> => {
    const final = readClientFinal(message);
    // The header comes again, so that it cannot have been changed on the way (RFC 5802, 6).
    if (final.header !== first.header || final.nonce !== whole)
      return refusal('not-authorized', 'The nonce or the channel binding differ from those of the first message.');
    const signed = `${first.bare},${serverFirst},${final.withoutProof}`;
    if (!isProof(mechanism, keys.storedKey, signed, final.proof)) return wrongLogin;
    return { kind: 'success', account, data: `v=${toBase64(sign(mechanism, keys.serverKey, signed))}` };
  };

  return {
    step: (message) => {
      try {
        return begun === undefined ? challenge(message) : verify(message, begun);
      } catch (error) {
        if (error instanceof SaslError) return refusal('malformed-request', error.message);
        throw error;
      }
    },
  };
}
