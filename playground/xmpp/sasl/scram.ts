import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Account } from '../im/account.ts';
import { digest, hmac, type ScramHash } from './credentials.ts';
import { authzidAllowed, failure, type FindAccount, type SaslExchange, type SaslStep } from './mechanism.ts';

// RFC 5802 §7: client-first-message = gs2-header "n=" saslname ",r=" c-nonce; printable nonces without commas.
const CLIENT_FIRST =
  /^(?<header>(?<binding>[ny]|p=[A-Za-z0-9.-]+),(?:a=(?<authzid>[^,]*))?,)(?<bare>(?<extension>m=[^,]*,)?n=(?<name>[^,]*),r=(?<nonce>[!-+\--~]+)(?:,.*)?)$/s;
const CLIENT_FINAL =
  /^(?<without>c=(?<channel>[A-Za-z0-9+/]+=*),r=(?<nonce>[!-+\--~]+)(?:,.*)?),p=(?<proof>[A-Za-z0-9+/]+=*)$/s;

interface FirstMessage {
  readonly account: Account;
  readonly header: string;
  readonly nonce: string;
  /** client-first-message-bare "," server-first-message: the beginning of what is signed. */
  readonly transcript: string;
}

/** SCRAM without channel binding (RFC 5802; RFC 7677 for SHA-256). Success is told only after the proof was verified. */
export function scramExchange(hash: ScramHash, find: FindAccount): SaslExchange {
  let first: FirstMessage | undefined;

  const clientFirst = (data: string): SaslStep => {
    const parts = CLIENT_FIRST.exec(data)?.groups;
    const { header, binding, bare, nonce } = parts ?? {};
    const name = decodeSaslName(parts?.name ?? '');
    const authzid = decodeSaslName(parts?.authzid ?? '');
    if (header === undefined || bare === undefined || nonce === undefined || !name || authzid === undefined) {
      return failure('malformed-request', 'This is not a SCRAM client-first-message (RFC 5802 section 7).');
    }
    if (parts?.extension !== undefined)
      return failure('malformed-request', 'Mandatory SCRAM extensions are not supported.');
    if (binding?.startsWith('p=') === true)
      return failure('malformed-request', 'Channel binding is not offered here; use n or y.');
    const account = find(name);
    if (account === undefined) return failure('not-authorized', 'Wrong user name or password.');
    if (!authzidAllowed(authzid, account)) return failure('invalid-authzid', `${name} may not act as ${authzid}.`);
    const { salt, iterations } = account.credentials.scram[hash];
    const fullNonce = nonce + randomBytes(18).toString('base64');
    const serverFirst = `r=${fullNonce},s=${salt.toString('base64')},i=${iterations}`;
    first = { account, header, nonce: fullNonce, transcript: `${bare},${serverFirst}` };
    return { kind: 'challenge', data: serverFirst };
  };

  const clientFinal = (data: string, begun: FirstMessage): SaslStep => {
    const { without, channel, nonce, proof } = CLIENT_FINAL.exec(data)?.groups ?? {};
    if (without === undefined || channel === undefined || proof === undefined) {
      return failure('malformed-request', 'This is not a SCRAM client-final-message (RFC 5802 section 7).');
    }
    // The header comes again inside c=, so that nobody on the way can have changed it (RFC 5802 section 6).
    if (Buffer.from(channel, 'base64').toString() !== begun.header || nonce !== begun.nonce) {
      return failure('not-authorized', 'The nonce or the channel binding data differ from those of the first message.');
    }
    const keys = begun.account.credentials.scram[hash];
    const signed = `${begun.transcript},${without}`;
    const clientKey = xor(Buffer.from(proof, 'base64'), hmac(hash, keys.storedKey, signed));
    if (clientKey === undefined || !timingSafeEqual(digest(hash, clientKey), keys.storedKey)) {
      return failure('not-authorized', 'Wrong user name or password.');
    }
    return {
      kind: 'success',
      account: begun.account,
      data: `v=${hmac(hash, keys.serverKey, signed).toString('base64')}`,
    };
  };

  return { step: (data) => (first === undefined ? clientFirst(data) : clientFinal(data, first)) };
}

/** `=2C` and `=3D` stand for a comma and an equals sign (RFC 5802 §5.1); any other `=` is an error. */
function decodeSaslName(name: string): string | undefined {
  if (/=(?!2C|3D)/.test(name)) return undefined;
  return name.replaceAll('=2C', ',').replaceAll('=3D', '=');
}

function xor(a: Buffer, b: Buffer): Buffer | undefined {
  if (a.length !== b.length) return undefined;
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
