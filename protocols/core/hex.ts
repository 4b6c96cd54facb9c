const digits: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A byte as two lower-case hexadecimal digits. */
export function hexByte(byte: number): string {
  return digits[byte] ?? '';
}

/** Bytes as lower-case hexadecimal digits without spaces. */
export function toHex(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  for (let at = start; at < end; at++) text += hexByte(bytes[at] ?? 0);
  return text;
}

/** `00 ff 10`. */
export function spacedHex(bytes: Uint8Array): string {
  return Array.from(bytes, hexByte).join(' ');
}

/** The bytes of hexadecimal digits in either case, and nothing else; undefined where a text is not that. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[\da-f]*$/i.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = (nibble(text.charCodeAt(i * 2)) << 4) | nibble(text.charCodeAt(i * 2 + 1));
  return bytes;
}

/** The value of a hex digit by its character code. */
function nibble(code: number): number {
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57;
}

/** A code point as Unicode writes it: `U+00E9`. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
