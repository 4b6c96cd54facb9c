import { fromBase64 } from '../../core/index.ts';

/** Base64 and base64url (RFC 4648, 4 and 5), with or without padding. Undefined for hex digits, which are hex that lost one. */
export function fromBase64Text(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s/g, '').replace(/-/g, '+').replace(/_/g, '/');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(digits) || /^[0-9a-f]+$/i.test(digits)) return undefined;
  const bare = digits.replace(/=+$/, '');
  return fromBase64(bare.padEnd(Math.ceil(bare.length / 4) * 4, '='));
}
