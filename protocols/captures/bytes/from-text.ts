import { fromBase64, fromHex } from '../../core/index.ts';

/** A line without the comment behind it. Two slashes within a word, with nothing but more of it behind them, are digits of base64. */
function withoutComment(line: string): string {
  const marked = line.search(/#|(?<=\s)\/\//);
  const end = marked < 0 ? line.length : marked;
  const slashes = line.indexOf('//');
  const isDigits = slashes < 0 || slashes >= end || /^[A-Za-z0-9+/]*={0,2}\s*$/.test(line.slice(slashes + 2, end));
  return line.slice(0, isDigits ? end : slashes);
}

/**
 * Bytes written as text: hex (with spaces, line ends, `0x`, colons, braces, comments after `#` or `//`, and the columns of a hex
 * dump), or base64. Undefined where the text is neither.
 */
export function bytesFromText(text: string): Uint8Array | undefined {
  const lines = text
    .split(/\r?\n/)
    .map((line) => withoutComment(line).trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return undefined;
  return fromDump(lines) ?? fromHexText(lines.join(' ')) ?? fromBase64Text(lines.join(''));
}

/** No dump has longer lines. */
const longestLine = 1000;

/** Bytes that a dump with lines left out may have: to write such lines costs nothing. */
const most = 4 * 1024 * 1024;

/** `00000010  41 4d 51 50 …  |AMQP|` as hexdump -C and xxd print it: an offset, the bytes, the characters. */
function fromDump(lines: readonly string[]): Uint8Array | undefined {
  const bytes: number[] = [];
  let squeezed = false;
  let before: readonly number[] = [];
  for (const line of lines) {
    if (line === '*' && before.length > 0) {
      squeezed = true;
      continue;
    }
    const offset = parseInt(/^[0-9a-f]{4,8}(?=:?(?:\s|$))/i.exec(line)?.[0] ?? '', 16);
    // Lines that are the same as the one before are left out, with a star in their place.
    if (squeezed && offset > most) return undefined;
    while (squeezed && bytes.length < offset) bytes.push(...before);
    squeezed = false;
    if (line.length > longestLine) return undefined;
    const found = /^([0-9a-f]{4,8}):?\s{1,2}((?:[0-9a-f]{2,4}[ -]{1,2})*[0-9a-f]{2,4})(?:\s{2,}.*|\s*)$/i.exec(line);
    if (found === null || parseInt(found[1] ?? '', 16) !== bytes.length) {
      const last = /^[0-9a-f]{4,8}$/i.test(line) && parseInt(line, 16) === bytes.length && bytes.length > 0;
      if (last) continue; // hexdump's closing line
      return undefined;
    }
    before = [...(fromHex((found[2] ?? '').replace(/[ -]/g, '')) ?? [])];
    bytes.push(...before);
  }
  return Uint8Array.from(bytes);
}

function fromHexText(text: string): Uint8Array | undefined {
  const digits = text.replace(/0x|\\x|[\s:,;{}"[\]-]/gi, '');
  return digits === '' ? undefined : fromHex(digits);
}

/** Base64 (RFC 4648, 4 and 5), with or without padding. */
function fromBase64Text(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s/g, '').replace(/-/g, '+').replace(/_/g, '/');
  // Only hex digits, and an odd number of them: hex that lost one, rather than base64.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(digits) || /^[0-9a-f]+$/i.test(digits)) return undefined;
  const bare = digits.replace(/=+$/, '');
  return fromBase64(bare.padEnd(Math.ceil(bare.length / 4) * 4, '='));
}
