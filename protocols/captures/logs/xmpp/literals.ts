/** Escapes of one character in C, Java, JavaScript, Python and Erlang. */
const single: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  d: '\x7f',
  s: ' ',
};

const escape =
  /\\(?:x\{([0-9a-f]{1,6})\}|x([0-9a-f]{1,2})|u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|U([0-9a-f]{8})|([0-7]{1,3})|([^]))/giy;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#39': "'" };

/**
 * The text of a string literal, without its quotes, in whatever of these languages it is written. `\x` and octal escapes of 128 and
 * more are bytes of UTF-8 where they make some, else characters.
 */
export function unescapeLiteral(text: string): string {
  if (!text.includes('\\')) return text;
  let out = '';
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) out += textOfBytes(bytes);
    bytes = [];
  };
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\\', at);
    if (next !== at) {
      flush();
      out += text.slice(at, next < 0 ? text.length : next);
      if (next < 0) break;
    }
    escape.lastIndex = next;
    const found = escape.exec(text);
    at = found === null ? text.length : escape.lastIndex;
    if (found === null) continue;
    const [, long, hex, braced, four, eight, octal, other = ''] = found;
    const byte = hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) : undefined;
    const point = long ?? braced ?? four ?? eight;
    if (byte !== undefined && byte >= 0x80 && byte <= 0xff) bytes.push(byte);
    else {
      flush();
      if (byte !== undefined) out += String.fromCharCode(byte);
      else if (point !== undefined) out += character(parseInt(point, 16));
      else out += single[other] ?? other;
    }
  }
  flush();
  return out;
}

/** The text of bytes: UTF-8 where they are that, else one character a byte. */
export function textOfBytes(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return bytes.map((byte) => String.fromCharCode(byte)).join('');
  }
}

function character(point: number): string {
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
}

/**
 * The text of a literal that begins behind its opening quote: up to the closing one, without escapes. Undefined where the quotes are only
 * put around the text, which has such quotes itself.
 */
export function literalText(text: string, quote: string): string | undefined {
  let end = 0;
  while (end < text.length && text[end] !== quote) end += text[end] === '\\' ? 2 : 1;
  const inside = text.slice(0, end);
  if (end >= text.length) return inside.includes('\\') ? unescapeLiteral(inside) : undefined;
  return /^\s*(?:$|[),;\]}>+.:])/.test(text.slice(end + 1, end + 80)) ? unescapeLiteral(inside) : undefined;
}

/** Text whose markup is written with entities, as web pages and issue trackers do. */
export function unescapeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos|#39);/g, (_all, name: string) => entities[name] ?? '');
}
