const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A text in which Proton writes bytes: printable ones as they are, others as `\xNN`. What an escape lacks at the end is left out. */
export function unescapeBytes(text: string): Uint8Array {
  // Each UTF-16 unit has three bytes at most.
  const bytes = new Uint8Array(text.length * 3);
  let size = 0;
  for (let at = 0; at < text.length;) {
    const escape = text.indexOf('\\', at);
    const stop = escape < 0 ? text.length : escape;
    if (stop > at) size += encoder.encodeInto(text.slice(at, stop), bytes.subarray(size)).written;
    if (escape < 0) break;
    const digits = text[escape + 1] === 'x' ? text.slice(escape + 2, escape + 4) : '';
    if (/^[0-9a-fA-F]{2}$/.test(digits)) {
      bytes[size++] = Number.parseInt(digits, 16);
      at = escape + 4;
    } else if (escape + 4 > text.length && /^\\(?:x[0-9a-fA-F]?)?$/.test(text.slice(escape))) break;
    else {
      bytes[size++] = 0x5c;
      at = escape + 1;
    }
  }
  return bytes.slice(0, size);
}

/** The text that bytes are in UTF-8; the bytes where they are none. */
export function utf8OrBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return strict.decode(bytes);
  } catch {
    return bytes;
  }
}
