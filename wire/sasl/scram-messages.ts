import { scramIterations } from '../../protocols/project/index.ts';
import { clip, wireError, type WireError } from '../failures.ts';
import { fromBase64 } from './base64.ts';

/** The server-first message of SCRAM (RFC 5802, 5). */
export interface ServerFirst {
  readonly nonce: string;
  readonly salt: Buffer;
  readonly iterations: number;
}

/** An attribute and its value (RFC 5802, 7: `attr-val`, whose values have no commas). */
interface Attribute {
  readonly name: string;
  readonly value: string;
}

/**
 * Reads the server-first message as strictly as RFC 5802, 7 writes it. Throws a `WireError` for anything else, and for an iteration
 * count below `least` or above `scramIterations.maximum`.
 */
export function readServerFirst(message: string, least: number): ServerFirst {
  refuseError(message);
  const [nonce, salt, count] = readAttributes(message, ['r', 's', 'i']);
  if (nonce === undefined || !/^[!-+\--~]+$/u.test(nonce))
    throw malformed('the nonce is missing or not printable', message);
  const saltBytes = salt === undefined ? undefined : fromBase64(salt);
  if (saltBytes === undefined || saltBytes.length === 0) throw malformed('the salt is missing or not base64', message);
  if (count === undefined || !/^[1-9][0-9]*$/u.test(count))
    throw malformed('the iteration count is missing or not a positive decimal integer', message);
  const iterations = Number(count);
  if (iterations < least) {
    throw wireError(
      'auth',
      `The server asks for ${count} SCRAM iterations; the minimum is ${least} (RFC 7677, 4). With fewer, the password is easier to guess from a recorded login.`,
      `Raise the count on the server, or set "scram": { "minIterations": ${count} } for the connection in wireloupe.json.`,
    );
  }
  if (iterations > scramIterations.maximum)
    throw wireError(
      'auth',
      `The server asks for ${clip(count, 20)} SCRAM iterations; the maximum is ${scramIterations.maximum}.`,
      'Lower the count on the server.',
    );
  return { nonce, salt: saltBytes, iterations };
}

/** Reads the server-final message: the server's signature. Throws a `WireError` for anything else, and for the server's error. */
export function readServerFinal(message: string): Buffer {
  refuseError(message);
  const [signature] = readAttributes(message, ['v']);
  const bytes = signature === undefined ? undefined : fromBase64(signature);
  if (bytes === undefined) throw malformed('the server’s signature is missing or not base64', message);
  return bytes;
}

function refuseError(message: string): void {
  if (!message.startsWith('e=')) return;
  const [error = ''] = readAttributes(message, ['e']);
  throw wireError('auth', `The server rejected the login (SCRAM error ${clip(error)}).`, 'Edit the password.', {
    server: { condition: clip(error) },
  });
}

/** The values of the attributes that a message must begin with, in this order; extensions may follow, mandatory ones (`m=`) never. */
function readAttributes(message: string, names: readonly string[]): readonly (string | undefined)[] {
  const attributes = message.split(',').map((part): Attribute => {
    const [, name, value] = /^([A-Za-z])=([^\0]+)$/u.exec(part) ?? [];
    if (name === undefined || value === undefined) throw malformed('it is not a list of attributes', message);
    return { name, value };
  });
  if (attributes.some(({ name }) => name === 'm')) {
    throw wireError(
      'auth',
      'The server demands a SCRAM extension (m=) that is not supported: the login must fail (RFC 5802, 5.1).',
      'Use another mechanism: set "sasl" for the connection in wireloupe.json.',
    );
  }
  if (new Set(attributes.map(({ name }) => name)).size < attributes.length)
    throw malformed('an attribute appears twice', message);
  return names.map((name, i) => (attributes[i]?.name === name ? attributes[i].value : undefined));
}

function malformed(what: string, message: string): WireError {
  return wireError(
    'auth',
    `The server sent a malformed SCRAM message: ${what} (RFC 5802, 7).`,
    `The message: ${JSON.stringify(clip(message, 200))}`,
  );
}
