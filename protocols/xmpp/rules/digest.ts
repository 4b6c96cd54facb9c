import { blake2b } from '@noble/hashes/blake2.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { fromBase64 as bytesOf } from '../../core/index.ts';

type Digest = (bytes: Uint8Array) => Uint8Array;

/** By the names of XEP-0300, 4, and of IANA's registry; `sha1` is XEP-0231's (2.6). */
const functions: Readonly<Record<string, Digest>> = {
  md5,
  'sha-1': sha1,
  sha1,
  'sha-224': sha224,
  'sha-256': sha256,
  'sha-384': sha384,
  'sha-512': sha512,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
  'blake2b-256': (bytes) => blake2b(bytes, { dkLen: 32 }),
  'blake2b-512': (bytes) => blake2b(bytes, { dkLen: 64 }),
};

/** The hash of some bytes by a registered function's name, in any case; undefined for a name that is not known here. */
export function digest(name: string, bytes: Uint8Array): Uint8Array | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(functions, lower) ? functions[lower]?.(bytes) : undefined;
}

/** The bytes of base64 with any white space in it; undefined where it is not base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  return bytesOf(text.replace(/\s+/g, ''));
}
