import { uint16 } from '../integers.ts';
import { looksLikeTls } from '../recognise.ts';
import type { Sign } from './sign.ts';

const largestRecord = 16_384 + 2048;
const header = 5;

/** Whether a record of TLS begins at `at`, as far as its bytes are there (RFC 8446, 5.1). */
function isRecord(bytes: Uint8Array, at: number): boolean {
  const [type = 0, major = 3, minor = 0] = bytes.subarray(at, at + 3);
  const size = at + header <= bytes.length ? uint16(bytes, at + 3, false) : 1;
  return type >= 0x14 && type <= 0x17 && major === 3 && minor <= 4 && size > 0 && size <= largestRecord;
}

/** A hello; where the beginning was missed, records that follow one another. */
export function tlsSign(bytes: Uint8Array, missed: boolean): Sign {
  if (bytes.length < header + 1) {
    const isHello = looksLikeTls(bytes) || bytes.length === 0;
    return isHello || (missed && isRecord(bytes, 0)) ? 'more' : 'none';
  }
  if (looksLikeTls(bytes)) return 'tls';
  if (!missed) return 'none';
  let at = 0;
  for (; at < bytes.length; at += header + uint16(bytes, at + 3, false)) if (!isRecord(bytes, at)) return 'none';
  return 'tls';
}
