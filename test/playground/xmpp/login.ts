import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { RawClient } from '../raw-client.ts';

export const HEADER =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='localhost' version='1.0'>";
const SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** `<auth/>` with PLAIN. */
export const plain = (username: string, password: string, authzid = ''): string =>
  `<auth ${SASL} mechanism='PLAIN'>${base64(`${authzid}\0${username}\0${password}`)}</auth>`;

export const scramFirst = (mechanism: string, message: string): string =>
  `<auth ${SASL} mechanism='${mechanism}'>${base64(message)}</auth>`;
export const response = (message: string): string => `<response ${SASL}>${base64(message)}</response>`;

/** What a SCRAM client computes from the challenge (RFC 5802, 3), written anew for the tests. */
export function scramFinal(
  hash: 'sha1' | 'sha256',
  password: string,
  bare: string,
  challenge: string,
  gs2 = 'n,,',
): { readonly final: string; readonly signature: string } {
  const { nonce, salt, iterations } =
    /^r=(?<nonce>[^,]+),s=(?<salt>[^,]+),i=(?<iterations>\d+)$/.exec(challenge)?.groups ?? {};
  const hmac = (key: Buffer, text: string): Buffer => createHmac(hash, key).update(text).digest();
  const salted = pbkdf2Sync(
    password,
    Buffer.from(salt ?? '', 'base64'),
    Number(iterations),
    hash === 'sha1' ? 20 : 32,
    hash,
  );
  const clientKey = hmac(salted, 'Client Key');
  const without = `c=${base64(gs2)},r=${nonce ?? ''}`;
  const signed = `${bare},${challenge},${without}`;
  const signature = hmac(createHash(hash).update(clientKey).digest(), signed);
  const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  return {
    final: `${without},p=${proof.toString('base64')}`,
    signature: hmac(hmac(salted, 'Server Key'), signed).toString('base64'),
  };
}

/** The base64 text inside the first element of that name, decoded. */
export function payload(xml: string, name: string): string {
  return Buffer.from(new RegExp(`<${name}[^>]*>([^<]*)<`).exec(xml)?.[1] ?? '', 'base64').toString();
}

/** Logs in by SCRAM-SHA-256 without TLS, up to the features that offer to bind. */
export async function authenticate(client: RawClient, username: string): Promise<void> {
  client.write(HEADER);
  await client.until('</stream:features>');
  const bare = `n=${username},r=nonce`;
  client.write(scramFirst('SCRAM-SHA-256', `n,,${bare}`));
  const challenge = payload(await client.until('</challenge>'), 'challenge');
  client.write(response(scramFinal('sha256', 'wireloupe', bare, challenge).final));
  await client.until('</success>');
  client.write(HEADER);
  await client.until('</stream:features>');
}

/** Asks for a resource and gives the answer. */
export function bind(client: RawClient, resource: string): Promise<string> {
  client.write(
    `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>${resource}</resource></bind></iq>`,
  );
  return client.until('</iq>');
}

/** Logs in, binds, and leaves the client ready for stanzas. */
export async function login(client: RawClient, username: string, resource: string): Promise<void> {
  await authenticate(client, username);
  await bind(client, resource);
}
