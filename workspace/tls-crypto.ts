import { createDecipheriv, createHmac, type CipherGCMTypes } from 'node:crypto';
import type { TlsCrypto } from '../protocols/captures/tls-crypto.ts';

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
  prf(hash, secret, label, seed, length) {
    const named = Buffer.concat([Buffer.from(label), seed]);
    let turn: Uint8Array = named;
    let made = Buffer.alloc(0);
    while (made.length < length) {
      turn = createHmac(hash, secret).update(turn).digest();
      made = Buffer.concat([made, createHmac(hash, secret).update(turn).update(named).digest()]);
    }
    return made.subarray(0, length);
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
  decrypt(cipher, key, iv, sealed) {
    if (sealed.length % 16 !== 0) return undefined;
    const decipher = createDecipheriv(cipher, key, iv).setAutoPadding(false);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  },
  mac: (hash, key, bytes) => createHmac(hash, key).update(bytes).digest(),
};
