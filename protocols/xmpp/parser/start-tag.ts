import { continuesName, isName, isSpace, startsName } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { internAt } from './intern.ts';
import { Broken, HasLineBreak, HasReference, HasVariable, XmlAttribute } from './node.ts';

/** What stands between a tag's name and its end. */
export interface TagRest {
  readonly attributes: readonly XmlAttribute[];
  readonly selfClosed: boolean;
  /** Whether one of them is a namespace declaration. */
  readonly declares: boolean;
  /** Whether one of them has a prefix. */
  readonly prefixed: boolean;
}

const none: readonly XmlAttribute[] = [];
/** How far to look for the quote that would close a value with `<` in it, in UTF-16 units. */
const lookAhead = 2000;

/** Reads attributes and the end of a start tag, from behind its name. Leaves the cursor behind the tag. `tag` is its name. */
export function readTagRest(cursor: Cursor, tag: string, tagStart: number): TagRest {
  const { text, attributes: found } = cursor;
  found.length = 0;
  let declares = false;
  let prefixed = false;
  for (;;) {
    const before = cursor.pos;
    cursor.skipSpace();
    const at = cursor.pos;
    const unit = text.charCodeAt(at);
    if (unit === 62) {
      cursor.pos = at + 1;
      break;
    }
    if (unit === 47 && text.charCodeAt(at + 1) === 62) {
      cursor.pos = at + 2;
      return { attributes: found.length === 0 ? none : found.slice(), selfClosed: true, declares, prefixed };
    }
    if (unit === 60 || at >= text.length) {
      cursor.looked(at);
      cursor.pos = before;
      const message = `The start tag <${tag} does not end: write “>” or “/>” after it`;
      cursor.report('xmpp/tag-malformed', tagStart, Math.max(before, tagStart + 1), message);
      break;
    }
    if (!startsName(unit)) {
      skipGarbage(cursor, tag);
      continue;
    }
    if (at === before)
      cursor.report(
        'xmpp/attribute-malformed',
        at,
        cursor.nameEnd(at),
        'White space is missing between two attributes: put a space before this one',
      );
    const attribute = readAttribute(cursor);
    found.push(attribute);
    const { name } = attribute;
    if (name.charCodeAt(0) === 120 && (name === 'xmlns' || name.startsWith('xmlns:'))) declares = true;
    else if (name.includes(':')) prefixed = true;
  }
  return { attributes: found.length === 0 ? none : found.slice(), selfClosed: false, declares, prefixed };
}

function skipGarbage(cursor: Cursor, tag: string): void {
  const { text } = cursor;
  const start = cursor.pos++;
  let unit = text.charCodeAt(cursor.pos);
  while (cursor.pos < text.length && !isSpace(unit) && unit !== 62 && unit !== 60 && unit !== 47)
    unit = text.charCodeAt(++cursor.pos);
  const found = cursor.quoted(start, cursor.pos);
  cursor.report(
    'xmpp/tag-malformed',
    start,
    cursor.pos,
    `${found} is not allowed in the tag <${tag}>: attributes must be written name="value"`,
  );
}

function readAttribute(cursor: Cursor): XmlAttribute {
  const { text, base } = cursor;
  const start = cursor.pos;
  const nameEnd = cursor.nameEnd(start);
  const name = internAt(text, start, nameEnd);
  cursor.pos = nameEnd;
  if (!plainName(name))
    cursor.report(
      'xmpp/attribute-malformed',
      start,
      nameEnd,
      `${cursor.quoted(start, nameEnd)} is not a name for an attribute`,
    );
  cursor.skipSpace();
  if (text.charCodeAt(cursor.pos) !== 61) {
    cursor.pos = nameEnd;
    cursor.report('xmpp/attribute-malformed', start, nameEnd, `The attribute ${name} has no value: write ${name}="…"`);
    return new XmlAttribute(name, start - base, nameEnd - base, nameEnd - base, nameEnd - base, Broken);
  }
  cursor.pos++;
  cursor.skipSpace();
  const quote = text.charCodeAt(cursor.pos);
  return quote === 34 || quote === 39 ? readQuoted(cursor, name, start, quote) : readUnquoted(cursor, name, start);
}

function plainName(name: string): boolean {
  let colons = 0;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit >= 128) return isName(name);
    if (unit === 58) colons++;
  }
  return colons === 0 || (colons === 1 && isName(name));
}

function readUnquoted(cursor: Cursor, name: string, start: number): XmlAttribute {
  const { text, base } = cursor;
  const valueStart = cursor.pos;
  let unit = text.charCodeAt(cursor.pos);
  while (
    cursor.pos < text.length &&
    !isSpace(unit) &&
    unit !== 62 &&
    unit !== 60 &&
    !(unit === 47 && text.charCodeAt(cursor.pos + 1) === 62)
  ) {
    unit = text.charCodeAt(++cursor.pos);
  }
  const end = cursor.pos;
  const message =
    end === valueStart
      ? `The attribute ${name} has no value: write ${name}="…"`
      : `The value of ${name} needs quotes: write ${name}="${text.slice(valueStart, Math.min(end, valueStart + 60))}"`;
  cursor.report('xmpp/attribute-malformed', start, end, message);
  return new XmlAttribute(name, start - base, valueStart - base, end - base, end - base, Broken);
}

/** Reads a value from its opening quote; a missing closing quote is noticed at the next `<`, which no value may hold. */
function readQuoted(cursor: Cursor, name: string, start: number, quote: number): XmlAttribute {
  const { text, base } = cursor;
  const open = cursor.pos;
  let at = open + 1;
  let flags = 0;
  let literal = false;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === quote) break;
    if (unit === 60 || at >= text.length) {
      if (unit === 60 && (literal || closesSoon(text, open, at, quote))) {
        if (!literal)
          cursor.report(
            'xmpp/character-forbidden',
            at,
            at + 1,
            `“<” is not allowed in the value of ${name}: write &lt;`,
          );
        literal = true;
        at++;
        continue;
      }
      return unclosedValue(cursor, name, start, open, at);
    }
    if (unit === 10 || unit === 9 || unit === 13) {
      flags |= HasLineBreak;
      at++;
    } else if (unit === 38 || unit === 123 || unit < 32 || unit >= 0xd800) {
      const next = cursor.special(at);
      flags |= next & (HasReference | HasVariable);
      at = next >> 2;
    } else at++;
  }
  cursor.pos = at + 1;
  return new XmlAttribute(name, start - base, open + 1 - base, at - base, at + 1 - base, flags);
}

/** Whether a `<` inside a value is a slip, its closing quote to come: then nothing that looks like markup lies before the quote. */
function closesSoon(text: string, open: number, at: number, quote: number): boolean {
  for (let i = at - 1; i > open; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 62 || unit === 10) return false;
    if (at - i > lookAhead) return false;
  }
  const limit = Math.min(text.length, at + lookAhead);
  for (let i = at + 1; i < limit; i++) {
    const unit = text.charCodeAt(i);
    if (unit === quote) return true;
    if (unit === 62 || unit === 61 || unit === 10) return false;
  }
  return false;
}

/** Ends a value without closing quote where it most likely ended: at the first `>` or line end, else where it was noticed. */
function unclosedValue(cursor: Cursor, name: string, start: number, open: number, noticed: number): XmlAttribute {
  const { text, base } = cursor;
  let end = open + 1;
  let unit = text.charCodeAt(end);
  while (end < noticed && unit !== 62 && unit !== 10 && unit !== 13) unit = text.charCodeAt(++end);
  if (unit === 62 && text.charCodeAt(end - 1) === 47 && end - 1 > open) end--;
  cursor.looked(noticed + lookAhead);
  cursor.pos = end;
  const message = `The value of ${name} does not end: a closing ${text.charAt(open)} is missing`;
  cursor.report('xmpp/attribute-malformed', start, end, message, {
    start: open,
    end: open + 1,
    message: 'The value begins here',
  });
  return new XmlAttribute(name, start - base, open + 1 - base, end - base, end - base, Broken);
}

/** Whether a start tag from its `<` declares a default namespace; reads no further than its `>` or the next `<`. */
export function declaresDefault(text: string, from: number): boolean {
  let at = from + 1;
  while (continuesName(text.charCodeAt(at))) at++;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 62 || unit === 60) return false;
    if (
      unit === 120 &&
      text.startsWith('xmlns', at) &&
      isSpace(text.charCodeAt(at - 1)) &&
      /^xmlns\s{0,20}=/.test(text.slice(at, at + 27))
    )
      return true;
  }
  return false;
}
