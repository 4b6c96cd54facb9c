import { fromBase64, toBase64 } from '../core/index.ts';

/** The bytes of SASL data in an element of XMPP, `=` for none at all (RFC 6120, 6.4.2); undefined where it is not base64. */
export function readData(text: string): Uint8Array | undefined {
  return text === '=' ? new Uint8Array(0) : fromBase64(text);
}

/** SASL data as an element of XMPP holds it: `=` where it is empty (RFC 6120, 6.4.2). */
export function writeData(bytes: Uint8Array): string {
  return bytes.length === 0 ? '=' : toBase64(bytes);
}
