import { toBase64 } from '../core/index.ts';
import { scramIterations } from '../project/index.ts';
import { SaslError, type SaslClient } from './model.ts';
import { prepare } from './prepare.ts';
import { derivation, sameBytes, scramKeys, sign, xor, type Derivation, type ScramMechanism } from './scram-keys.ts';
import { readServerFinal, readServerFirst, writeClientFinal, writeClientFirst } from './scram-messages.ts';

export interface ScramClientOptions {
  readonly mechanism: ScramMechanism;
  readonly username: string;
  readonly password: string;
  /** Random, printable, without commas. */
  readonly nonce: string;
  /** The fewest iterations that are accepted, `scramIterations.minimum` by default. */
  readonly minIterations?: number | undefined;
  readonly derive: (wanted: Derivation) => Promise<Uint8Array>;
}

/**
 * SCRAM, client side (RFC 5802, 3), without channel binding. It succeeds only when the server has proved that it knows the
 * password as well. Throws a `SaslError` where SASLprep forbids the name or the password.
 */
export function scramClient(options: ScramClientOptions): SaslClient {
  const { mechanism, nonce, minIterations = scramIterations.minimum, derive } = options;
  const password = prepare(options.password, 'password');
  const { header, bare } = writeClientFirst(prepare(options.username, 'user name'), nonce);
  let signature: Uint8Array | undefined;
  let isVerified = false;

  const prove = async (serverFirst: string): Promise<string> => {
    const first = readServerFirst(serverFirst);
    checkIterations(first.iterations, minIterations);
    if (!first.nonce.startsWith(nonce) || first.nonce.length === nonce.length) {
      throw new SaslError(
        'The server’s SCRAM challenge does not continue this client’s nonce.',
        'Somebody may be in between, or the server is broken; do not trust this connection.',
      );
    }
    const salted = await derive(derivation(mechanism, password, first.salt, first.iterations));
    const { clientKey, storedKey, serverKey } = scramKeys(mechanism, salted);
    const withoutProof = writeClientFinal(header, first.nonce);
    const signed = `${bare},${serverFirst},${withoutProof}`;
    signature = sign(mechanism, serverKey, signed);
    return `${withoutProof},p=${toBase64(xor(clientKey, sign(mechanism, storedKey, signed)))}`;
  };

  const verify = (serverFinal: string | undefined): void => {
    if (serverFinal === undefined || signature === undefined || !sameBytes(readServerFinal(serverFinal), signature)) {
      throw new SaslError(
        'The server could not prove that it knows the password.',
        'This may not be the server that you mean; do not send secrets to it.',
      );
    }
    isVerified = true;
  };

  // Where success cannot carry data, the server's proof comes as a last challenge with an empty answer.
  const steps = [prove, (serverFinal: string) => (verify(serverFinal), '')];
  return {
    mechanism,
    initial: () => header + bare,
    respond: async (challenge) => {
      const step = steps.shift();
      if (step === undefined)
        throw new SaslError(`The server sent one more challenge after its proof, which ${mechanism} does not have.`);
      return step(challenge);
    },
    succeed: (data) => {
      if (!isVerified) verify(data);
    },
  };
}

function checkIterations(iterations: number, least: number): void {
  if (iterations < least) {
    throw new SaslError(
      `The server asks for ${iterations} SCRAM iterations; the minimum is ${least} (RFC 7677, 4). With fewer, the password is easier to guess from a recorded login.`,
      `Raise the count on the server, or set "scram": { "minIterations": ${iterations} } for the connection in wireloupe.json.`,
    );
  }
  if (iterations > scramIterations.maximum)
    throw new SaslError(
      `The server asks for ${iterations} SCRAM iterations; the maximum is ${scramIterations.maximum}.`,
      'Lower the count on the server.',
    );
}
