import { fromBase64, toBase64, clip } from '../core/index.ts';
import { SaslError } from './model.ts';

/** The header of a client that does not bind to the TLS channel (RFC 5802, 6). */
const noBinding = 'n,,';

export interface ClientFirst {
  /** With its comma at the end; it comes again in the final message. */
  readonly header: string;
  /** The message behind the header, which is signed. */
  readonly bare: string;
  readonly authzid: string;
  readonly username: string;
  readonly nonce: string;
}

export interface ServerFirst {
  readonly nonce: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

export interface ClientFinal {
  /** The message without its proof, which is signed. */
  readonly withoutProof: string;
  /** The header of the first message. */
  readonly header: string;
  readonly nonce: string;
  readonly proof: Uint8Array;
}

/** The client's first message without its header (RFC 5802, 7). */
export function writeClientFirst(username: string, nonce: string): Pick<ClientFirst, 'header' | 'bare'> {
  const name = username.replaceAll('=', '=3D').replaceAll(',', '=2C');
  return { header: noBinding, bare: `n=${name},r=${nonce}` };
}

export function writeServerFirst({ nonce, salt, iterations }: ServerFirst): string {
  return `r=${nonce},s=${toBase64(salt)},i=${iterations}`;
}

/** The client's final message without its proof. */
export function writeClientFinal(header: string, nonce: string): string {
  return `c=${toBase64(new TextEncoder().encode(header))},r=${nonce}`;
}

/** Reads the client's first message as strictly as RFC 5802, 7 writes it. Throws a `SaslError` for anything else, and for channel binding. */
export function readClientFirst(message: string): ClientFirst {
  const [, binding, identity = '', bare = ''] =
    /^(?:[ny]|(p)=[A-Za-z0-9.-]+),(?:a=([^,]*))?,(.*)$/s.exec(message) ?? [];
  if (binding !== undefined) throw new SaslError('Channel binding is not offered here; use n or y (RFC 5802, 6).');
  const [name, nonce] = readAttributes(bare, ['n', 'r']);
  const [username, authzid] = [decodeName(name), decodeName(identity)];
  if (username === undefined || username === '' || authzid === undefined)
    throw malformed('the user name is missing or wrongly escaped', message);
  return {
    header: message.slice(0, message.length - bare.length),
    bare,
    authzid,
    username,
    nonce: printable(nonce, message),
  };
}

/** Reads the server's first message. Throws a `SaslError` for anything else, and for the server's error. */
export function readServerFirst(message: string): ServerFirst {
  refuseError(message);
  const [nonce, salt, count] = readAttributes(message, ['r', 's', 'i']);
  const known = { nonce: printable(nonce, message), salt: bytesOf(salt, 'the salt', message) };
  if (count === undefined || !/^[1-9][0-9]*$/u.test(count))
    throw malformed('the iteration count is missing or not a positive decimal integer', message);
  return { ...known, iterations: Number(count) };
}

/** Reads the client's final message. Throws a `SaslError` for anything else. */
export function readClientFinal(message: string): ClientFinal {
  const [channel, nonce] = readAttributes(message, ['c', 'r']);
  const [withoutProof = '', proof] = message.split(',p=');
  return {
    withoutProof,
    header: new TextDecoder().decode(bytesOf(channel, 'the channel binding', message)),
    nonce: printable(nonce, message),
    proof: bytesOf(proof, 'the proof', message),
  };
}

/** Reads the server's final message: its signature. Throws a `SaslError` for anything else, and for the server's error. */
export function readServerFinal(message: string): Uint8Array {
  refuseError(message);
  return bytesOf(readAttributes(message, ['v'])[0], 'the server’s signature', message);
}

function refuseError(message: string): void {
  if (!message.startsWith('e=')) return;
  const [error = ''] = readAttributes(message, ['e']);
  throw new SaslError(`The server rejected the login (SCRAM error ${clip(error)}).`, 'Edit the password.', clip(error));
}

/** The values of the attributes that a message must begin with, in this order; extensions may follow, mandatory ones (`m=`) never. */
function readAttributes(message: string, names: readonly string[]): readonly (string | undefined)[] {
  const attributes = message.split(',').map((part) => {
    const [, name, value] = /^([A-Za-z])=([^\0]+)$/u.exec(part) ?? [];
    if (name === undefined || value === undefined) throw malformed('it is not a list of attributes', message);
    return { name, value };
  });
  if (attributes.some(({ name }) => name === 'm')) {
    throw new SaslError(
      'A SCRAM extension (m=) that is not supported is demanded: the login must fail (RFC 5802, 5.1).',
      'Use another mechanism: set "sasl" for the connection in wireloupe.json.',
    );
  }
  if (new Set(attributes.map(({ name }) => name)).size < attributes.length)
    throw malformed('an attribute appears twice', message);
  return names.map((name, i) => (attributes[i]?.name === name ? attributes[i].value : undefined));
}

/** `=2C` and `=3D` stand for a comma and an equals sign (RFC 5802, 5.1); any other `=` is an error. */
function decodeName(name: string | undefined): string | undefined {
  if (name === undefined || /=(?!2C|3D)/.test(name)) return undefined;
  return name.replaceAll('=2C', ',').replaceAll('=3D', '=');
}

function printable(nonce: string | undefined, message: string): string {
  if (nonce === undefined || !/^[!-+\--~]+$/u.test(nonce))
    throw malformed('the nonce is missing or not printable', message);
  return nonce;
}

function bytesOf(value: string | undefined, what: string, message: string): Uint8Array {
  const bytes = value === undefined ? undefined : fromBase64(value);
  if (bytes === undefined || bytes.length === 0) throw malformed(`${what} is missing or not base64`, message);
  return bytes;
}

function malformed(what: string, message: string): SaslError {
  return new SaslError(
    `The SCRAM message is malformed: ${what} (RFC 5802, 7).`,
    `The message: ${JSON.stringify(clip(message, 200))}`,
  );
}
