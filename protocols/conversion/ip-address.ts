/** The bytes of an IPv4 address in its usual form; undefined for anything else. */
export function ipv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return Uint8Array.from(parts, Number);
}

/** The bytes of an IPv6 address (RFC 4291, 2.2). */
export function ipv6(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => wordsOf(half));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const zeros = halves.length === 2 ? 8 - head.length - (tail?.length ?? 0) : 0;
  const words = [...head, ...Array.from({ length: Math.max(0, zeros) }, () => 0), ...(tail ?? [])];
  if (words.length !== 8 || (halves.length === 2 && zeros < 1)) return undefined;
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 255]));
}

function wordsOf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const words: number[] = [];
  for (const part of text.split(':')) {
    const last = part.includes('.') ? ipv4(part) : undefined;
    if (last !== undefined) words.push(((last[0] ?? 0) << 8) | (last[1] ?? 0), ((last[2] ?? 0) << 8) | (last[3] ?? 0));
    else if (/^[0-9a-f]{1,4}$/i.test(part)) words.push(parseInt(part, 16));
    else return undefined;
  }
  return words;
}
