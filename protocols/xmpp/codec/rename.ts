import type { NameKind, Names } from '../../core/index.ts';
import { isTorn, type ParsedUnit } from '../inspect/index.ts';
import type { XmlAttribute, XmlElement } from '../parser/node.ts';
import { attributeValue, textValue } from '../parser/value.ts';

/** Attributes that hold a JID or the domain of one, whatever their element is. */
const jids: ReadonlySet<string> = new Set(['to', 'from', 'jid', 'by', 'initiator', 'responder']);
/** Attributes that hold namespaces and other words of the protocol. */
const words: ReadonlySet<string> = new Set(['var', 'type', 'version', 'mechanism', 'xml:lang', 'hash', 'ver', 'algo']);
/** Elements whose text is one name. */
const textKinds: ReadonlyMap<string, NameKind> = new Map<string, NameKind>([
  ['jid', 'jid'],
  ['authorization-identifier', 'jid'],
  ['username', 'user'],
  ['thread', 'id'],
]);

type Edit = readonly [start: number, end: number, text: string];

/** A unit with other names. What is not well-formed is searched as a text. */
export function renamedUnit(unit: ParsedUnit, bytes: Uint8Array, names: Names): Uint8Array {
  const { text } = unit;
  if (isTorn(unit) && unit.root === undefined) return names.inBytes(bytes);
  const edits: Edit[] = [];
  unit.document.nodes.forEach((node, index) => {
    const base = unit.document.starts[index] ?? 0;
    if (node.root !== undefined) collect(node.root, text.slice(base, base + node.length), base, names, edits);
  });
  if (edits.length === 0) return bytes;
  let result = '';
  let at = 0;
  for (const [start, end, name] of edits.sort((a, b) => a[0] - b[0])) {
    if (start < at) continue;
    result += text.slice(at, start) + name;
    at = end;
  }
  // Bytes that are no UTF-8 are U+FFFD in the text: a unit with them is broken before and after.
  return new TextEncoder().encode(result + text.slice(at));
}

function collect(root: XmlElement, source: string, base: number, names: Names, edits: Edit[]): void {
  const change = (start: number, end: number, kind: NameKind, value: string): void => {
    if (end <= start) return;
    const raw = source.slice(start, end);
    // A text may have references in it, which stay.
    const isText = kind === 'text' || kind === 'word';
    const name = names.of(kind, isText ? raw : value);
    if (name !== (isText ? raw : value)) edits.push([base + start, base + end, isText ? name : escaped(name)]);
  };
  const open: XmlElement[] = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    for (const attribute of element.attributes) {
      const kind = kindOf(attribute);
      if (kind !== undefined) change(attribute.valueStart, attribute.valueEnd, kind, attributeValue(source, attribute));
    }
    for (const child of element.children) {
      if (child.kind === 'element') open.push(child);
      else {
        const kind = textKinds.get(element.local) ?? 'text';
        change(child.start, child.end, child.cdata ? 'text' : kind, textValue(source, child));
      }
    }
  }
}

function kindOf({ name, local }: XmlAttribute): NameKind | undefined {
  if (name === 'xmlns' || name.startsWith('xmlns:') || words.has(name)) return undefined;
  return local === 'id' ? 'id' : jids.has(local) ? 'jid' : 'word';
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
