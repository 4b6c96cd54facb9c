/** Text, and for each UTF-16 unit of it the byte where its character starts; one entry more for the end. */
export interface DecodedText {
  readonly text: string;
  readonly offsets: Uint32Array;
  /** How many bytes are not UTF-8; each is shown as U+FFFD. */
  readonly invalid: number;
}

/** Decodes UTF-8 (RFC 3629) and keeps where each character was, which TextDecoder does not tell. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const units = new Uint16Array(bytes.length);
  const offsets = new Uint32Array(bytes.length + 1);
  let length = 0;
  let invalid = 0;
  for (let i = 0; i < bytes.length;) {
    const { code, size } = codePointAt(bytes, i);
    if (code === undefined) invalid++;
    const point = code ?? 0xfffd;
    offsets[length] = i;
    if (point > 0xffff) {
      units[length++] = 0xd800 + ((point - 0x10000) >> 10);
      offsets[length] = i;
      units[length++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else {
      units[length++] = point;
    }
    i += size;
  }
  offsets[length] = bytes.length;
  return { text: textOf(units.subarray(0, length)), offsets: offsets.slice(0, length + 1), invalid };
}

function textOf(units: Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += 0x8000) text += String.fromCharCode(...units.subarray(i, i + 0x8000));
  return text;
}

/** One character; `code` is undefined where the byte begins none (overlong forms and surrogates included). */
function codePointAt(bytes: Uint8Array, at: number): { readonly code: number | undefined; readonly size: number } {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return { code: lead, size: 1 };
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4) return { code: undefined, size: 1 };
  let code = lead & (0x7f >> size);
  for (let i = 1; i < size; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return { code: undefined, size: 1 };
    code = (code << 6) | (next & 0x3f);
  }
  const smallest = size === 4 ? 0x10000 : size === 3 ? 0x800 : 0x80;
  const legal = code >= smallest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return legal ? { code, size } : { code: undefined, size: 1 };
}
