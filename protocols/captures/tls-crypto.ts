/** The hashes of TLS. */
export type TlsHash = 'sha1' | 'sha256' | 'sha384';

/** The cryptography that reading TLS needs; the caller has it (Node's crypto), this folder has not. */
export interface TlsCrypto {
  /** HKDF-Expand-Label with an empty context (RFC 8446, 7.1). */
  expandLabel(hash: TlsHash, secret: Uint8Array, label: string, length: number): Uint8Array;
  /** The pseudorandom function of TLS 1.2 (RFC 5246, 5). */
  prf(hash: TlsHash, secret: Uint8Array, label: string, seed: Uint8Array, length: number): Uint8Array;
  /** Opens an AEAD; undefined when the tag does not fit. */
  open(
    aead: string,
    key: Uint8Array,
    nonce: Uint8Array,
    additional: Uint8Array,
    sealed: Uint8Array,
  ): Uint8Array | undefined;
  /** Decrypts blocks, whose padding stays; undefined when they are no whole blocks. */
  decrypt(cipher: string, key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
  /** HMAC (RFC 2104). */
  mac(hash: TlsHash, key: Uint8Array, bytes: Uint8Array): Uint8Array;
}
