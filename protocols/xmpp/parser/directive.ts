import { isVariableName, parseXPath, readSuppression, XPathError } from '../../core/index.ts';
import type { Cursor } from './cursor.ts';
import { detach } from './intern.ts';
import type { Directive } from './top-level.ts';
import { decodeReferences } from './value.ts';

const names = 'the directives are <?connection NAME?>, <?var name="value"?> and <?set name xpath="…"?>';

/** The rules that a comment disables for what follows it; undefined where it is an ordinary comment. */
export function readDisabling(comment: string): readonly string[] | undefined {
  return readSuppression(comment)?.map(({ name }) => detach(name));
}

/** Reads a directive that stands from `start` to `end` in the cursor's text, and reports what is wrong with it. */
export function readDirective(cursor: Cursor, start: number, end: number): Directive | undefined {
  const inner = cursor.text.slice(start + 2, cursor.text.startsWith('?>', end - 2) ? end - 2 : end);
  const [, target = '', space = ''] = /^([^\s?]*)(\s*)/.exec(inner) ?? [];
  const rest = inner.slice(target.length + space.length).trimEnd();
  if (!cursor.text.startsWith('?>', end - 2))
    cursor.report('xmpp/directive', start, end, 'This directive does not end: write “?>” after it');
  if (target !== 'connection' && target !== 'var' && target !== 'set') {
    cursor.report(
      'xmpp/directive',
      start,
      end,
      `There is no directive ${cursor.quoted(start + 2, start + 2 + target.length)}: ${names}`,
    );
    return undefined;
  }
  const from = start + 2 + target.length + space.length;
  if (target === 'set') return readSet(cursor, start, end, from, rest);
  return target === 'connection'
    ? readConnection(cursor, start, end, from, rest)
    : readVariable(cursor, start, end, from, rest);
}

function readConnection(cursor: Cursor, start: number, end: number, from: number, rest: string): Directive | undefined {
  const name = /^(["']).*\1$/.test(rest) ? rest.slice(1, -1) : rest;
  if (name === '') {
    cursor.report('xmpp/directive', start, end, 'This directive names no connection: write <?connection NAME?>');
    return undefined;
  }
  return { kind: 'connection', name: detach(name), start: from - cursor.base, end: from + rest.length - cursor.base };
}

function readVariable(cursor: Cursor, start: number, end: number, from: number, rest: string): Directive | undefined {
  const match = /^([^\s="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')$/.exec(rest);
  if (match === null) {
    cursor.report('xmpp/directive', start, end, 'A variable is given as <?var name="value"?>');
    return undefined;
  }
  const name = match[1] ?? '';
  if (!isName(cursor, from, name)) return undefined;
  const value = detach(decodeReferences(match[2] ?? match[3] ?? ''));
  return { kind: 'var', name: detach(name), value, start: from - cursor.base, end: from + name.length - cursor.base };
}

/** Whether a variable may have a name; reports it where it may not. */
function isName(cursor: Cursor, from: number, name: string): boolean {
  if (isVariableName(name)) return true;
  const message = `${cursor.quoted(from, from + name.length)} is not a name for a variable: use letters, digits, “_”, “.” and “-”, starting with a letter or “_”`;
  cursor.report('xmpp/directive', from, from + name.length, message);
  return false;
}

/** One part of a `<?set?>` behind the name. */
const part = /\s+(?<key>[\w-]{1,40})\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/uy;

function readSet(cursor: Cursor, start: number, end: number, from: number, rest: string): Directive | undefined {
  const name = /^[^\s="']*/.exec(rest)?.[0] ?? '';
  const parts = partsOf(rest, name.length);
  const written = parts?.get('xpath');
  if (name === '' || parts === undefined || written === undefined) {
    const message = 'A variable is set from an answer by <?set name xpath="…" of="last"?>';
    cursor.report('xmpp/directive', start, end, message);
    return undefined;
  }
  if (!isName(cursor, from, name)) return undefined;
  for (const [key, { value, at, length }] of parts) {
    const place = [from + at, from + at + Math.max(length, 1)] as const;
    if (key !== 'xpath' && key !== 'of')
      cursor.report('xmpp/directive', ...place, `<?set?> has “xpath” and “of”, and no “${key}”: remove it`);
    else if (key === 'of' && value !== 'last')
      cursor.report('xmpp/directive', ...place, 'Only the last answer is known here: write of="last", or leave it out');
  }
  const xpath = decodeReferences(written.value);
  const fault = faultOf(xpath);
  let problem: Extract<Directive, { readonly kind: 'set' }>['fault'];
  if (fault !== undefined) {
    // With character references in it, a place in the XPath is none in the text.
    const isPlain = xpath === written.value;
    const first = from + written.at + (isPlain ? Math.min(fault.at, written.length) : 0);
    // At its end, the quote stands for what is missing.
    const last = isPlain ? first + 1 : first + written.length;
    const message = fault.message.replace(/\.$/u, '');
    cursor.report('xmpp/directive', first, last, message);
    problem = { message: detach(message), start: first - cursor.base, end: last - cursor.base };
  }
  return {
    kind: 'set',
    name: detach(name),
    xpath: detach(xpath),
    fault: problem,
    start: from - cursor.base,
    end: from + name.length - cursor.base,
  };
}

interface Part {
  readonly value: string;
  /** Where the value begins, and how long it is as it is written. */
  readonly at: number;
  readonly length: number;
}

/** The parts of a directive from an offset on, by their names; undefined where they are not well written, or one comes twice. */
function partsOf(rest: string, from: number): ReadonlyMap<string, Part> | undefined {
  const found = new Map<string, Part>();
  for (let at = from; at < rest.length; at = part.lastIndex) {
    part.lastIndex = at;
    const { key = '', double, single = '' } = part.exec(rest)?.groups ?? {};
    if (key === '' || found.has(key)) return undefined;
    const value = double ?? single;
    found.set(key, { value, at: part.lastIndex - 1 - value.length, length: value.length });
  }
  return found;
}

function faultOf(xpath: string): XPathError | undefined {
  try {
    parseXPath(xpath);
    return undefined;
  } catch (error) {
    if (error instanceof XPathError) return error;
    throw error;
  }
}
