const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128);
for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i;

/** The two characters of each twelve bits. */
const pairs = Array.from({ length: 4096 }, (_, bits) => digits.charAt(bits >> 6) + digits.charAt(bits & 63));

/** Base64 (RFC 4648, 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  const whole = bytes.length - (bytes.length % 3);
  for (let i = 0; i < whole; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += (pairs[group >> 12] ?? '') + (pairs[group & 4095] ?? '');
  }
  if (whole === bytes.length) return text;
  const rest = ((bytes[whole] ?? 0) << 16) | ((bytes[whole + 1] ?? 0) << 8);
  return `${text}${pairs[rest >> 12] ?? ''}${whole + 1 === bytes.length ? '=' : digits.charAt((rest >> 6) & 63)}=`;
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
