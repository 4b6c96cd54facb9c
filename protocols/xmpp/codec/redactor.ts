import { withMasked, type Redactor, type SecretRange } from '../../core/index.ts';
import { isTorn } from '../inspect/index.ts';
import { XmppUnit } from './open-unit.ts';
import { renamedUnit } from './rename.ts';

/** Masks text and the values of attributes; tags stay, so that what is well-formed stays so. */
export const xmppRedactor: Redactor = {
  redact(unit) {
    if (!(unit instanceof XmppUnit)) throw new TypeError('The redactor of XMPP got a unit of another codec.');
    const secrets = unit.secrets();
    const { bytes } = unit.unit;
    if (secrets.length === 0) return bytes;
    // In what is not well-formed, tags may be a part of a secret.
    if (isTorn(unit.parsed)) return withMasked(bytes, secrets);
    return withMasked(
      bytes,
      secrets.flatMap((range) => [...textIn(bytes, range)]),
    );
  },
  rename(unit, names) {
    if (!(unit instanceof XmppUnit)) throw new TypeError('The redactor of XMPP got a unit of another codec.');
    return unit.unit.kind === 'keepalive' ? unit.unit.bytes : renamedUnit(unit.parsed, unit.unit.bytes, names);
  },
};

const [openAngle, closeAngle, quote, apostrophe, bang] = [0x3c, 0x3e, 0x22, 0x27, 0x21] as const;

/** The ranges of a range that are text or values of attributes, without declarations of namespaces. */
function* textIn(bytes: Uint8Array, [from, to]: SecretRange): Generator<SecretRange> {
  let at = from;
  while (at < to) {
    const tag = indexOf(bytes, openAngle, at, to);
    if (tag > at) yield [at, tag];
    if (tag >= to) return;
    at = tag + 1;
    if (bytes[at] === bang) {
      // A CDATA section: the other constructs that begin so are forbidden in XMPP (RFC 6120, 11.1), and a unit with them is torn.
      const start = Math.min(tag + cdataStart, to);
      const end = cdataEndFrom(bytes, start, to);
      if (end > start) yield [start, end];
      at = end + 3;
    } else at = yield* valuesIn(bytes, at, to);
  }
}

const cdataStart = '<![CDATA['.length;

function cdataEndFrom(bytes: Uint8Array, from: number, to: number): number {
  for (let at = indexOf(bytes, 0x5d, from, to); at < to; at = indexOf(bytes, 0x5d, at + 1, to))
    if (bytes[at + 1] === 0x5d && bytes[at + 2] === closeAngle) return at;
  return to;
}

/** The values of a tag's attributes. @returns where the tag ends */
function* valuesIn(bytes: Uint8Array, from: number, to: number): Generator<SecretRange, number> {
  let name = from;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === closeAngle) return at + 1;
    if (byte === 0x20 || byte === 9 || byte === 10 || byte === 13) name = at + 1;
    if (byte !== quote && byte !== apostrophe) continue;
    const end = indexOf(bytes, byte, at + 1, to);
    const isDeclaration = latin1.decode(bytes.subarray(name, name + 5)) === 'xmlns';
    if (!isDeclaration && end > at + 1) yield [at + 1, end];
    at = end;
  }
  return to;
}

const latin1 = new TextDecoder('latin1');

function indexOf(bytes: Uint8Array, byte: number, from: number, to: number): number {
  const found = bytes.indexOf(byte, from);
  return found < 0 || found > to ? to : found;
}
