const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of hex text, in which white space, `:` and a leading `0x` do not count; a sentence on what is wrong where it is not hex. */
export function fromHex(text: string): Uint8Array | string {
  const digits = text.replace(/^\s*0[xX]/, '').replace(/[\s:]+/g, '');
  const stranger = /[^0-9a-fA-F]/u.exec(digits);
  if (stranger !== null) return `“${stranger[0]}” is not a hexadecimal digit`;
  if (digits.length % 2 === 1) return 'Hex takes two digits a byte, and one is left over';
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = (nibble(digits.charCodeAt(i * 2)) << 4) | nibble(digits.charCodeAt(i * 2 + 1));
  return bytes;
}

/** The value of a hex digit by its character code. */
function nibble(code: number): number {
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57;
}

/** The bytes of base64 text (RFC 4648, section 4 or 5, padding optional); a sentence on what is wrong where it is not base64. */
export function fromBase64(text: string): Uint8Array | string {
  const digits = text
    .replace(/\s+/g, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/={1,2}$/, '');
  const stranger = /[^A-Za-z0-9+/]/u.exec(digits);
  if (stranger !== null) return `“${stranger[0]}” is not a base64 digit`;
  if (digits.length % 4 === 1) return 'This base64 text is cut off: one digit is left over';
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | base64Digits.indexOf(digit)) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}
