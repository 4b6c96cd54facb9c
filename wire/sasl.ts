import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { clip } from '../protocols/core/index.ts';
import {
  anonymousClient,
  externalClient,
  isScram,
  plainClient,
  SaslError,
  scramClient,
  scramMechanisms,
  type SaslClient,
} from '../protocols/sasl/index.ts';
import { wireError, type WireError } from './failures.ts';

const derive = promisify(pbkdf2);

export interface Credentials {
  readonly username?: string;
  readonly password?: string;
}

/** A `SaslClient` in the bytes that cross the wire, whose problems are `WireError`s. */
export interface SaslExchange {
  readonly mechanism: string;
  initial(): Uint8Array;
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
export function chooseMechanism(choice: SaslChoice): SaslExchange {
  return inBytes(failing(() => choose(choice)));
}

function choose(choice: SaslChoice): SaslClient {
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
  const strongest = scramMechanisms.find((name) => offered.includes(name));
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
    `Enable ${scramMechanisms.join(', ')} or PLAIN on the server.`,
  );
}

function passwordMissing(target: string, username: string): WireError {
  return wireError('auth', `${target} needs a password for ${username}, and none was given.`, 'Enter the password.', {
    passwordMissing: true,
  });
}

function createMechanism(mechanism: string, choice: SaslChoice): SaslClient {
  const { credentials, plainAllowed, minIterations, target } = choice;
  const { username = '', password } = credentials;
  if (mechanism === 'ANONYMOUS') return anonymousClient('wireloupe');
  if (mechanism === 'EXTERNAL') return externalClient();
  if (mechanism !== 'PLAIN' && !isScram(mechanism)) {
    throw wireError(
      'auth',
      `The mechanism ${mechanism} is not supported here.`,
      `Use one of ${scramMechanisms.join(', ')}, PLAIN, EXTERNAL, ANONYMOUS.`,
    );
  }
  if (password === undefined) throw passwordMissing(target, username);
  if (mechanism === 'PLAIN') {
    if (plainAllowed) return plainClient(username, password);
    throw wireError(
      'policy',
      `The password is not sent to ${target} in plain text.`,
      'Use a service address with TLS (xmpps:, amqps:, wss:), or enable SCRAM on the server.',
    );
  }
  return scramClient({
    mechanism,
    username,
    password,
    minIterations,
    nonce: randomBytes(18).toString('base64'),
    derive: (wanted) => derive(wanted.password, wanted.salt, wanted.iterations, wanted.size, wanted.hash),
  });
}

function inBytes(client: SaslClient): SaslExchange {
  const encoder = new TextEncoder();
  return {
    mechanism: client.mechanism,
    initial: () => encoder.encode(client.initial()),
    respond: async (challenge) =>
      encoder.encode(
        await client.respond(toText(challenge)).catch((error: unknown) => {
          throw toWireError(error);
        }),
      ),
    succeed: (data) => failing(() => client.succeed(data === undefined ? undefined : toText(data))),
  };
}

function failing<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw toWireError(error);
  }
}

function toWireError(error: unknown): unknown {
  if (!(error instanceof SaslError)) return error;
  const { message, hint, condition } = error;
  return wireError('auth', message, hint, condition === undefined ? {} : { server: { condition } });
}

/** What the mechanisms here exchange is UTF-8 (RFC 4616, 2; RFC 5802, 5). */
function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw wireError('auth', 'The server sent a malformed SASL message: it is not UTF-8 (RFC 5802, 5).');
  }
}
