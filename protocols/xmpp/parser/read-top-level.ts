import { meansSuppression } from '../../core/index.ts';
import { continuesName, startsName } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { readDirective, readDisabling } from './directive.ts';
import { readElement, readStartTag } from './element.ts';
import type { Finding } from './finding.ts';
import { detach } from './intern.ts';
import type { XmlElement } from './node.ts';
import { type Scope, streamNamespace, streamScope } from './scope.ts';
import type { TopLevel, TopLevelKind } from './top-level.ts';

/** Looks at an element that was read: what else is wrong with it. `source` is the text of the node alone. */
export type ElementCheck = (root: XmlElement, source: string) => readonly Finding[];

/** Reads the node at the cursor, which is not white space, and leaves the cursor behind it. */
export function readTopLevel(cursor: Cursor, scope: Scope, check: ElementCheck): TopLevel {
  cursor.begin();
  const { text, pos: start } = cursor;
  const indent = Math.max(cursor.indentAt(start), 0);
  if (text.charCodeAt(start) !== 60) return readGarbage(cursor, scope, indent);
  const next = text.charCodeAt(start + 1);
  if (startsName(next)) return readMarkup(cursor, scope, indent, check);
  if (next === 47) return readStrayEnd(cursor, scope, indent);
  if (next === 63) return readInstruction(cursor, scope, indent);
  if (next === 33) return readDeclaration(cursor, scope, indent);
  return readGarbage(cursor, scope, indent);
}

/** A finding as a node keeps it: its message quotes the text, and must not hold on to the whole of it. */
function kept(finding: Finding): Finding {
  return { ...finding, message: detach(finding.message) };
}

function finish(
  cursor: Cursor,
  kind: TopLevelKind,
  scope: Scope,
  indent: number,
  more: Partial<TopLevel> = {},
): TopLevel {
  const { root, directive, disables } = more;
  const { base, pos, seen } = cursor;
  const findings = (more.findings ?? cursor.finish()).map(kept);
  const variables = more.variables ?? false;
  const notable =
    findings.length > 0 ||
    variables ||
    directive !== undefined ||
    disables !== undefined ||
    kind === 'stream-open' ||
    kind === 'stream-close';
  return {
    kind,
    length: pos - base,
    seen: Math.max(pos, seen) - base,
    indent,
    scope,
    root,
    variables,
    directive,
    disables,
    notable,
    findings,
  };
}

function readMarkup(cursor: Cursor, scope: Scope, indent: number, check: ElementCheck): TopLevel {
  const { text, pos: start } = cursor;
  const prefixed = text.startsWith('<stream:stream', start) && !continuesName(text.charCodeAt(start + 14));
  if (prefixed || (text.startsWith('<stream', start) && !continuesName(text.charCodeAt(start + 7)))) {
    const root = readStartTag(cursor, undefined, scope);
    // The stream's namespace may be the default one (RFC 6120, 4.8.3).
    if (!root.selfClosed && (prefixed || root.namespace === streamNamespace)) {
      const source = text.slice(start, cursor.pos);
      return finish(cursor, 'stream-open', scope, indent, {
        root,
        variables: source.includes('{{'),
        findings: [...cursor.finish(), ...check(root, source)],
      });
    }
    cursor.pos = start;
    cursor.begin();
  }
  const { root } = readElement(cursor, scope);
  const findings = cursor.finish();
  const source = text.slice(start, cursor.pos);
  const checked = check(root, source);
  return finish(cursor, 'element', scope, indent, {
    root,
    variables: source.includes('{{'),
    findings: findings.length === 0 ? checked : [...findings, ...checked],
  });
}

function readStrayEnd(cursor: Cursor, scope: Scope, indent: number): TopLevel {
  const { text, pos: start } = cursor;
  let end = cursor.nameEnd(start + 2);
  const name = text.slice(start + 2, end);
  while (end < text.length && (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 10)) end++;
  cursor.pos = text.charCodeAt(end) === 62 ? end + 1 : Math.max(cursor.nameEnd(start + 2), start + 2);
  cursor.looked(end);
  if (name === 'stream:stream' || (name === 'stream' && scope.lookup('') === streamNamespace))
    return finish(cursor, 'stream-close', scope, indent);
  cursor.report(
    'xmpp/tag-mismatch',
    start,
    cursor.pos,
    `Nothing is open here that ${cursor.quoted(start, cursor.pos)} could close: remove it`,
  );
  return finish(cursor, 'garbage', scope, indent);
}

function readInstruction(cursor: Cursor, scope: Scope, indent: number): TopLevel {
  const { text, pos: start } = cursor;
  cursor.pos = cursor.behind('?>', start + 2);
  if (/^<\?xml\s/.test(text.slice(start, start + 6))) {
    const encoding = /encoding\s*=\s*["']([^"']*)/.exec(text.slice(start, cursor.pos))?.[1];
    if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8')
      cursor.report(
        'xmpp/encoding',
        start,
        cursor.pos,
        'XMPP is always UTF-8: write encoding="UTF-8", or leave the declaration out',
      );
    return finish(cursor, 'declaration', scope, indent);
  }
  const directive = readDirective(cursor, start, cursor.pos);
  return finish(cursor, 'directive', scope, indent, directive === undefined ? {} : { directive });
}

function readDeclaration(cursor: Cursor, scope: Scope, indent: number): TopLevel {
  const { text, pos: start } = cursor;
  if (text.startsWith('<!--', start)) {
    cursor.pos = cursor.behind('-->', start + 4);
    const comment = text.slice(start, cursor.pos);
    if (!comment.endsWith('-->') || comment.length < 7)
      cursor.report('xmpp/comment', start, cursor.pos, 'This comment does not end: write “-->” after it');
    const disables = readDisabling(comment);
    if (disables === undefined && meansSuppression(comment)) {
      cursor.report(
        'xmpp/suppression',
        start,
        cursor.pos,
        'This comment turns no rule off: write <!-- wireloupe-disable-next-line RULE -->, with the names of rules',
      );
    }
    return finish(cursor, 'comment', scope, indent, disables === undefined ? {} : { disables });
  }
  const cdata = text.startsWith('<![CDATA[', start);
  cursor.pos = cdata ? cursor.behind(']]>', start + 9) : endOfDoctype(cursor, start);
  if (cdata)
    cursor.report(
      'xmpp/text-outside',
      start,
      cursor.pos,
      'Text is not allowed outside stanzas: put it into an element, or into a comment',
    );
  else cursor.report('xmpp/dtd', start, cursor.pos, 'XMPP allows no document type or entity declarations: remove this');
  return finish(cursor, 'garbage', scope, indent);
}

/** A document type declaration may hold an internal subset in brackets. */
function endOfDoctype(cursor: Cursor, start: number): number {
  const end = cursor.behind('>', start + 2);
  return cursor.text.slice(start, end).includes('[') ? cursor.behind(']>', start) : end;
}

function readGarbage(cursor: Cursor, scope: Scope, indent: number): TopLevel {
  const { text, pos: start } = cursor;
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== 60) end++;
  cursor.looked(end);
  while (end > start + 1 && /\s/.test(text.charAt(end - 1))) end--;
  cursor.pos = end;
  if (text.charCodeAt(start) === 60)
    cursor.report(
      'xmpp/character-forbidden',
      start,
      start + 1,
      'A bare “<” is not allowed in XML: write an element’s name after it, or &lt; in text',
    );
  else
    cursor.report(
      'xmpp/text-outside',
      start,
      end,
      'Text is not allowed outside stanzas: put it into an element, or into a comment <!-- … -->',
    );
  return finish(cursor, 'garbage', scope, indent);
}

/** The declarations that hold behind a node: a stream's header binds what it declares until the stream's end tag. */
export function scopeBehind(node: TopLevel): Scope {
  if (node.kind === 'stream-open' && node.root?.namespace === streamNamespace) return node.root.scope;
  return node.kind === 'stream-close' ? streamScope : node.scope;
}
