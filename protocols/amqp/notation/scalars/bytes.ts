import { fromBase64 as bytesOfBase64, fromHex as bytesOfHex } from '../../../core/index.ts';

/** The bytes of hex text, in which white space, `:` and a leading `0x` do not count; a sentence on what is wrong where it is not hex. */
export function fromHex(text: string): Uint8Array | string {
  const digits = text.replace(/^\s*0[xX]/, '').replace(/[\s:]+/g, '');
  const stranger = /[^0-9a-fA-F]/u.exec(digits);
  if (stranger !== null) return `“${stranger[0]}” is not a hexadecimal digit`;
  if (digits.length % 2 === 1) return 'Hex takes two digits a byte, and one is left over';
  return bytesOfHex(digits) ?? new Uint8Array(0);
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
  return bytesOfBase64(digits.padEnd(Math.ceil(digits.length / 4) * 4, '=')) ?? new Uint8Array(0);
}
