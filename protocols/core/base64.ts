const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128);
for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i;

/** Base64 (RFC 4648, 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const size = Math.min(bytes.length - i, 3);
    for (let k = 0; k < 4; k++) text += k <= size ? digits.charAt((group >> (18 - k * 6)) & 63) : '=';
  }
  return text;
}

/** The bytes of base64 with its padding and nothing else (RFC 4648, 3 and 4); undefined where a text is not that. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const length = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  let at = 0;
  for (let i = 0; i < length; i++) {
    bits = (bits << 6) | (values[text.charCodeAt(i)] ?? 0);
    if (i % 4 !== 0) bytes[at++] = (bits >> (6 - (i % 4) * 2)) & 0xff;
  }
  return bytes;
}
