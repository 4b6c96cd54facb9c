import type { Cursor } from './cursor.ts';
import { intern } from './intern.ts';
import type { XmlElement } from './node.ts';
import { Scope, streamNamespace, xmlNamespace, xmlnsNamespace } from './scope.ts';
import type { TagRest } from './start-tag.ts';
import { decodeReferences } from './value.ts';

/** Gives an element and its attributes their namespaces (Namespaces in XML 1.0), and checks declarations and duplicates. */
export function resolveNames(cursor: Cursor, element: XmlElement, tag: TagRest): void {
  if (tag.attributes.length > 1) checkDuplicates(cursor, tag);
  if (tag.declares) element.scope = new Scope(element.scope, declarations(cursor, tag));
  const { name } = element;
  const colon = name.indexOf(':');
  if (colon < 0) {
    element.namespace = element.scope.lookup('');
  } else {
    const prefix = name.slice(0, colon);
    element.local = intern(name.slice(colon + 1));
    element.namespace = element.scope.lookup(prefix);
    if (element.namespace === undefined)
      undeclared(cursor, prefix, element.start + 1 + cursor.base, prefix.length, `<${name}>`);
  }
  if (tag.prefixed) resolveAttributes(cursor, element, tag);
}

function resolveAttributes(cursor: Cursor, element: XmlElement, tag: TagRest): void {
  const seen = new Set<string>();
  for (const attribute of tag.attributes) {
    const colon = attribute.name.indexOf(':');
    if (colon < 0 || attribute.name.startsWith('xmlns:')) continue;
    const prefix = attribute.name.slice(0, colon);
    attribute.namespace = element.scope.lookup(prefix);
    if (attribute.namespace === undefined) {
      undeclared(cursor, prefix, attribute.start + cursor.base, prefix.length, `the attribute ${attribute.name}`);
      continue;
    }
    const expanded = `{${attribute.namespace}}${attribute.local}`;
    if (seen.has(expanded)) duplicate(cursor, attribute.name, attribute.start, attribute.nameEnd, undefined);
    seen.add(expanded);
  }
}

function undeclared(cursor: Cursor, prefix: string, start: number, length: number, where: string): void {
  const message = `The prefix “${prefix}” of ${where} is not declared: add xmlns:${prefix}="…" to this element or to one around it`;
  cursor.report('xmpp/prefix-undeclared', start, start + length, message);
}

function checkDuplicates(cursor: Cursor, tag: TagRest): void {
  const { attributes } = tag;
  if (attributes.length < 9) {
    for (let i = 1; i < attributes.length; i++) {
      const attribute = attributes[i];
      if (attribute === undefined) continue;
      for (let j = 0; j < i; j++) {
        const other = attributes[j];
        if (other?.name === attribute.name) {
          duplicate(cursor, attribute.name, attribute.start, attribute.nameEnd, other);
          break;
        }
      }
    }
    return;
  }
  const first = new Map<string, { start: number; nameEnd: number }>();
  for (const attribute of attributes) {
    const other = first.get(attribute.name);
    if (other === undefined) first.set(attribute.name, attribute);
    else duplicate(cursor, attribute.name, attribute.start, attribute.nameEnd, other);
  }
}

function duplicate(
  cursor: Cursor,
  name: string,
  start: number,
  end: number,
  first: { start: number; nameEnd: number } | undefined,
): void {
  const { base } = cursor;
  const related =
    first === undefined
      ? undefined
      : { start: first.start + base, end: first.nameEnd + base, message: 'First occurrence' };
  cursor.report(
    'xmpp/attribute-duplicate',
    start + base,
    end + base,
    `Duplicate attribute ${name}: remove one`,
    related,
  );
}

function declarations(cursor: Cursor, tag: TagRest): Map<string, string> {
  const own = new Map<string, string>();
  for (const attribute of tag.attributes) {
    const { name } = attribute;
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    const prefix = name.slice(6);
    const raw = cursor.text.slice(attribute.valueStart + cursor.base, attribute.valueEnd + cursor.base);
    const namespace = intern(attribute.flags === 0 ? raw : decodeReferences(raw));
    const problem = declarationProblem(prefix, namespace);
    if (problem !== undefined)
      cursor.report('xmpp/namespace-declaration', attribute.start + cursor.base, attribute.end + cursor.base, problem);
    else if (!own.has(prefix)) own.set(prefix, namespace);
  }
  return own;
}

function declarationProblem(prefix: string, namespace: string): string | undefined {
  if (prefix === 'xml' && namespace !== xmlNamespace)
    return `The prefix “xml” always stands for ${xmlNamespace}: remove this declaration`;
  if (prefix === 'xmlns') return 'The prefix “xmlns” cannot be declared: remove this declaration';
  if (namespace === xmlnsNamespace || (namespace === xmlNamespace && prefix !== 'xml'))
    return `The namespace ${namespace} cannot be bound to another prefix: remove this declaration`;
  if (namespace === '' && prefix !== '')
    return `A prefix cannot stand for no namespace: give xmlns:${prefix} a value, or remove it`;
  if (prefix === 'stream' && namespace !== streamNamespace)
    return `On a stream the prefix “stream” stands for ${streamNamespace} (RFC 6120, 4.8.5): use another prefix`;
  return undefined;
}
