import { Cursor } from '../parser/cursor.ts';
import type { Finding } from '../parser/finding.ts';
import type { Declarations } from '../../core/index.ts';
import { scopeOf } from '../parser/header.ts';
import type { XmlElement } from '../parser/node.ts';
import { readTopLevel } from '../parser/read-top-level.ts';
import { Scope } from '../parser/scope.ts';
import type { TopLevelKind } from '../parser/top-level.ts';
import { attributeValue, textValue } from '../parser/value.ts';
import { isOverloaded, mostMarkup } from './markup.ts';
import { decodeUtf8Unit } from './utf8.ts';

/** An element of a strictly parsed unit. */
export interface StrictElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly local: string;
  /** Empty where there is none. */
  readonly namespace: string;
  /** By name as written; namespace declarations are left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (StrictElement | string)[];
}

/** What is wrong with a unit; offsets are UTF-16 units within its text. */
export type StrictProblem = Finding;

export interface StrictResult {
  readonly kind: TopLevelKind;
  /** Undefined for an end tag, white space, and where there is any problem. */
  readonly root: StrictElement | undefined;
  readonly problems: readonly StrictProblem[];
}

export interface StrictOptions {
  /** The default namespace that the stream declares: `jabber:client`, unless it is said. */
  readonly defaultNamespace?: string;
  /** What else the stream's header declares. */
  readonly namespaces?: Declarations;
}

/**
 * Parses one unit as a server must (RFC 6120, 11): well-formed, with namespaces, UTF-8, and without comments, processing
 * instructions, document types and entities. Never throws; with any problem there is no tree.
 */
export function strictParse(input: Uint8Array | string, options: StrictOptions = {}): StrictResult {
  const decoded = typeof input === 'string' ? { text: input, invalid: [] } : decodeUtf8Unit(input);
  const problems: Finding[] = decoded.invalid.map((at) => ({
    code: 'xmpp/encoding',
    message: `The byte at ${at} is not UTF-8`,
    start: 0,
    end: 0,
  }));
  const { text } = decoded;
  if (isOverloaded(text))
    return {
      kind: 'garbage',
      root: undefined,
      problems: [
        {
          code: 'xmpp/stanza-size',
          message: `The unit has more than ${mostMarkup} tags and attributes`,
          start: 0,
          end: 1,
        },
      ],
    };
  const declared = scopeOf(options.namespaces);
  const scope =
    options.defaultNamespace === undefined ? declared : new Scope(declared, new Map([['', options.defaultNamespace]]));
  const cursor = new Cursor(text, 0);
  let kind: TopLevelKind = 'garbage';
  let root: StrictElement | undefined;
  for (let first = true; ; first = false) {
    cursor.skipSpace();
    if (cursor.pos >= text.length) break;
    const start = cursor.pos;
    const node = readTopLevel(cursor, scope, () => []);
    for (const finding of node.findings)
      problems.push({ ...finding, start: finding.start + start, end: finding.end + start });
    if (node.kind === 'comment')
      problems.push({
        code: 'xmpp/comment',
        message: 'XMPP allows no comments: nothing may be sent but elements',
        start,
        end: cursor.pos,
      });
    if (node.kind === 'directive')
      problems.push({
        code: 'xmpp/processing-instruction',
        message: 'XMPP allows no processing instructions',
        start,
        end: cursor.pos,
      });
    if (!first && kind !== 'declaration')
      problems.push({
        code: 'xmpp/text-outside',
        message: 'This unit contains more than one element',
        start,
        end: cursor.pos,
      });
    kind = node.kind;
    if (node.root !== undefined) root = toTree(node.root, text.slice(start, cursor.pos));
  }
  return { kind, root: problems.length === 0 ? root : undefined, problems };
}

function toTree(element: XmlElement, source: string): StrictElement {
  // An object without prototype: any name may stand in a document.
  const attributes = Object.create(null) as Record<string, string>;
  for (const attribute of element.attributes) {
    if (attribute.name !== 'xmlns' && !attribute.name.startsWith('xmlns:'))
      attributes[attribute.name] = attributeValue(source, attribute);
  }
  const children = element.children.map((child) =>
    child.kind === 'element' ? toTree(child, source) : textValue(source, child),
  );
  return { name: element.name, local: element.local, namespace: element.namespace ?? '', attributes, children };
}
