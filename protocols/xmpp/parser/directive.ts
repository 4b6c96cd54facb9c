import { readSuppression, isVariableName } from '../../core/index.ts';
import type { Cursor } from './cursor.ts';
import { detach } from './intern.ts';
import type { Directive } from './top-level.ts';
import { decodeReferences } from './value.ts';

const names = 'the directives are <?connection NAME?> and <?var name="value"?>';

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
  if (target !== 'connection' && target !== 'var') {
    cursor.report(
      'xmpp/directive',
      start,
      end,
      `There is no directive ${cursor.quoted(start + 2, start + 2 + target.length)}: ${names}`,
    );
    return undefined;
  }
  const from = start + 2 + target.length + space.length;
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
  if (!isVariableName(name)) {
    const message = `${cursor.quoted(from, from + name.length)} is not a name for a variable: use letters, digits, “_”, “.” and “-”, starting with a letter or “_”`;
    cursor.report('xmpp/directive', from, from + name.length, message);
    return undefined;
  }
  const value = detach(decodeReferences(match[2] ?? match[3] ?? ''));
  return { kind: 'var', name: detach(name), value, start: from - cursor.base, end: from + name.length - cursor.base };
}
