/** Characters of XML 1.0 (2.2, 2.3) by their UTF-16 units. */
const nameUnits = new Uint8Array(128);
const nameStartUnits = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) {
  const letter = (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95 || unit === 58;
  if (letter) nameStartUnits[unit] = 1;
  if (letter || (unit >= 48 && unit <= 57) || unit === 45 || unit === 46) nameUnits[unit] = 1;
}

/** Whether a unit can begin a name. Units beyond ASCII are all taken here; `isName` looks at them closely. */
export function startsName(unit: number): boolean {
  return unit < 128 ? nameStartUnits[unit] === 1 : unit >= 0xc0;
}

/** Whether a unit can stand in a name; as above. */
export function continuesName(unit: number): boolean {
  return unit < 128 ? nameUnits[unit] === 1 : unit >= 0xb7;
}

export function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === 13;
}

/* The ranges of XML 1.0, 2.3, without the colon, which separates a prefix. */
const start =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const part = `[${start}][${start}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*`;
// eslint-disable-next-line no-misleading-character-class -- ranges of code points, as XML gives them
const qualified = new RegExp(`^(?:${part}:)?${part}$`, 'u');

/** Whether a whole text is a name with at most one prefix (Namespaces in XML 1.0, 4). */
export function isName(text: string): boolean {
  return qualified.test(text);
}

/** Whether XML 1.0 allows a code point (2.2). */
export function isXmlCodePoint(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
