import { createDecipheriv, createHmac, type CipherGCMTypes } from 'node:crypto';
import type { TlsCrypto } from '../../protocols/captures/tls.ts';

/** HKDF-Expand (RFC 5869, 2.3). */
function expand(hash: string, secret: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  let block = Buffer.alloc(0);
  let made = Buffer.alloc(0);
  for (let count = 1; made.length < length; count++) {
    block = createHmac(hash, secret).update(block).update(info).update(Uint8Array.of(count)).digest();
    made = Buffer.concat([made, block]);
  }
  return made.subarray(0, length);
}

/** What reading TLS out of a capture needs, by Node's crypto. */
export const tlsCrypto: TlsCrypto = {
  expandLabel(hash, secret, label, length) {
    const name = Buffer.from(`tls13 ${label}`);
    const info = Buffer.concat([Uint8Array.of(length >> 8, length & 255, name.length), name, Uint8Array.of(0)]);
    return expand(hash, secret, info, length);
  },
  open(aead, key, nonce, additional, sealed) {
    // Node's types know GCM and ChaCha20-Poly1305 by different overloads; both take a tag of 16 bytes.
    const decipher = createDecipheriv(aead as CipherGCMTypes, key, nonce, { authTagLength: 16 } as object);
    const body = sealed.subarray(0, sealed.length - 16);
    decipher.setAAD(additional, { plaintextLength: body.length });
    decipher.setAuthTag(sealed.subarray(sealed.length - 16));
    try {
      return Buffer.concat([decipher.update(body), decipher.final()]);
    } catch {
      return undefined; // the tag does not fit: another key, or a damaged record
    }
  },
};
