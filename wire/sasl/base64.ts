/** The bytes of base64 text with its padding and nothing else (RFC 4648, 3 and 4); undefined where it is none, which Node's decoder passes over. */
export function fromBase64(text: string): Buffer | undefined {
  const digits = text.replace(/={1,2}$/u, '');
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/u.test(digits) ? Buffer.from(text, 'base64') : undefined;
}
