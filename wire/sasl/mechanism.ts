import { clip, wireError, type WireError } from '../failures.ts';
import { prepare } from './prepare.ts';
import { ScramClient, scramHashes } from './scram.ts';

export interface Credentials {
  readonly username?: string;
  readonly password?: string;
}

/** Client side of one SASL exchange (RFC 4422, 3). Every step throws a `WireError` if the exchange must stop. */
export interface SaslClient {
  readonly mechanism: string;
  /** The initial response; undefined where the mechanism has none. */
  initial(): Uint8Array | undefined;
  respond(challenge: Uint8Array): Promise<Uint8Array>;
  /** The server says that it succeeded; `data` is what came with that. */
  succeed(data: Uint8Array | undefined): void;
}

export interface SaslChoice {
  readonly offered: readonly string[];
  /** The mechanism that the profile insists on. */
  readonly wanted?: string;
  readonly credentials: Credentials;
  /** Whether a password may travel as it is: inside TLS, or to this machine. */
  readonly plainAllowed: boolean;
  readonly clientCertificate: boolean;
  /** The fewest SCRAM iterations that the profile accepts. */
  readonly minIterations?: number | undefined;
  readonly target: string;
}

/** Chooses the strongest mechanism that both ends know. Fails with `auth`, saying what was offered and what is missing. */
export function chooseMechanism(choice: SaslChoice): SaslClient {
  const { offered, wanted, target } = choice;
  const list = offered.length === 0 ? 'nothing' : clip(offered.join(', '), 500);
  if (wanted !== undefined) {
    if (!offered.includes(wanted))
      throw wireError(
        'auth',
        `${target} does not offer ${wanted}; it offers ${list}.`,
        'Change or remove "sasl" in wireloupe.json.',
      );
    return createMechanism(wanted, choice);
  }
  const { username, password } = choice.credentials;
  const strongest = Object.keys(scramHashes).find((name) => offered.includes(name));
  if (username !== undefined && password !== undefined) {
    if (strongest !== undefined) return createMechanism(strongest, choice);
    if (offered.includes('PLAIN')) return createMechanism('PLAIN', choice);
  }
  if (choice.clientCertificate && offered.includes('EXTERNAL')) return createMechanism('EXTERNAL', choice);
  if (username === undefined && offered.includes('ANONYMOUS')) return createMechanism('ANONYMOUS', choice);
  if (username === undefined)
    throw wireError(
      'auth',
      `${target} wants a login; it offers ${list}.`,
      'Add the user to the connection in wireloupe.json.',
    );
  if (password === undefined) throw passwordMissing(target, username);
  throw wireError(
    'auth',
    `${target} offers no login method that is known here; it offers ${list}.`,
    `Enable ${Object.keys(scramHashes).join(', ')} or PLAIN on the server.`,
  );
}

function passwordMissing(target: string, username: string): WireError {
  return wireError('auth', `${target} needs a password for ${username}, and none was given.`, 'Enter the password.', {
    passwordMissing: true,
  });
}

function createMechanism(name: string, choice: SaslChoice): SaslClient {
  const { username = '', password } = choice.credentials;
  if (name === 'ANONYMOUS') return oneStep(name, new TextEncoder().encode('wireloupe'));
  // An empty response: the identity comes from the certificate (RFC 4422, appendix A).
  if (name === 'EXTERNAL') return oneStep(name, new Uint8Array(0));
  if (name !== 'PLAIN' && scramHashes[name] === undefined) {
    throw wireError(
      'auth',
      `The mechanism ${name} is not supported here.`,
      `Use one of ${Object.keys(scramHashes).join(', ')}, PLAIN, EXTERNAL, ANONYMOUS.`,
    );
  }
  if (password === undefined) throw passwordMissing(choice.target, username);
  if (name === 'PLAIN') {
    if (!choice.plainAllowed) {
      throw wireError(
        'policy',
        `The password is not sent to ${choice.target} in plain text.`,
        'Use a service address with TLS (xmpps:, amqps:, wss:), or enable SCRAM on the server.',
      );
    }
    // RFC 4616, 2: authzid NUL authcid NUL passwd.
    return oneStep(
      name,
      new TextEncoder().encode(`\0${prepare(username, 'user name')}\0${prepare(password, 'password')}`),
    );
  }
  return scram(name, username, password, choice.minIterations);
}

function oneStep(mechanism: string, response: Uint8Array): SaslClient {
  return {
    mechanism,
    initial: () => response,
    respond: () => Promise.reject(wireError('auth', `The server sent a challenge, which ${mechanism} does not have.`)),
    succeed: () => undefined,
  };
}

function scram(mechanism: string, username: string, password: string, minIterations: number | undefined): SaslClient {
  const client = new ScramClient(mechanism, username, password, minIterations === undefined ? {} : { minIterations });
  let step: 'first' | 'final' | 'verified' = 'first';
  return {
    mechanism,
    initial: () => new TextEncoder().encode(client.first()),
    respond: async (challenge) => {
      if (step === 'verified')
        throw wireError(
          'auth',
          `The server sent one more challenge after its proof, which ${mechanism} does not have.`,
        );
      const text = toText(challenge);
      if (step === 'first') {
        step = 'final';
        return new TextEncoder().encode(await client.final(text));
      }
      // Where success cannot carry data, the server's proof comes as a last challenge with an empty answer.
      client.verify(text);
      step = 'verified';
      return new Uint8Array(0);
    },
    succeed: (data) => {
      if (step === 'verified') return;
      if (data === undefined || data.length === 0)
        throw wireError(
          'auth',
          'The server reported success but could not prove that it knows the password.',
          'This may not be the server that you mean; do not send secrets to it.',
        );
      client.verify(toText(data));
      step = 'verified';
    },
  };
}

/** SASL messages of SCRAM are UTF-8 (RFC 5802, 5). */
function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw wireError('auth', 'The server sent a malformed SCRAM message: it is not UTF-8 (RFC 5802, 5).');
  }
}
