/** The header that a proxy such as HAProxy puts in front of a connection (the PROXY protocol, versions 1 and 2). */
import { uint16 } from '../integers.ts';
import { startsWith } from '../recognise.ts';

const signature = '\r\n\r\n\0\r\nQUIT\n';
const name = 'PROXY ';
/** The longest line of version 1. */
const longestLine = 107;
const fixed = 16;

/** Whether bytes begin like a text, as far as they are there. */
function mayStart(bytes: Uint8Array, text: string): boolean {
  return startsWith(bytes, text.slice(0, bytes.length));
}

/** How many bytes the header has that these begin with: 0 where it is none, `more` where they are too few to tell. */
export function proxyHeader(bytes: Uint8Array): number | 'more' {
  if (mayStart(bytes, signature)) {
    if (bytes.length < fixed) return 'more';
    // The version is in the upper half of a byte; the length behind it counts what follows.
    const size = fixed + uint16(bytes, 14, false);
    if ((bytes[12] ?? 0) >> 4 !== 2) return 0;
    return bytes.length < size ? 'more' : size;
  }
  if (!mayStart(bytes, name)) return 0;
  const line = new TextDecoder('latin1').decode(bytes.subarray(0, longestLine));
  const end = line.indexOf('\r\n');
  if (end < 0) return bytes.length < longestLine ? 'more' : 0;
  return /^PROXY (?:UNKNOWN\b|TCP[46] [\d.a-f:]+ [\d.a-f:]+ \d{1,5} \d{1,5}$)/i.test(line.slice(0, end)) ? end + 2 : 0;
}
