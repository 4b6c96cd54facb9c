import type { OutlineSymbol } from '../../core/index.ts';
import type { XmlElement } from '../parser/node.ts';
import type { XmppDocument } from './document.ts';
import { labelOf } from './sendables.ts';

/** The outline: top-level elements, and the elements in them. */
export function symbols(document: XmppDocument): readonly OutlineSymbol[] {
  return document.nodes.flatMap((node, i) => {
    if (node.root === undefined) return [];
    const start = document.starts[i] ?? 0;
    const name = labelOf(node.root, document.text.slice(start, start + node.length));
    return [{ ...symbol(node.root, start), name, kind: 'stanza' as const }];
  });
}

function symbol(element: XmlElement, offset: number): OutlineSymbol {
  const declared = element.parent === undefined || element.parent.namespace !== element.namespace;
  return {
    name: element.name,
    ...(declared && element.namespace !== undefined ? { detail: element.namespace } : {}),
    kind: 'element',
    start: element.start + offset,
    end: element.end + offset,
    selection: { start: element.nameStart + offset, end: element.nameEnd + offset },
    children: [...element.elements()].map((child) => symbol(child, offset)),
  };
}
