import type { Entry, SourceNode, SourceTag } from '../source/node.ts';
import { unquoteText } from './scalar-text.ts';
import type { TextTree } from './text-tree.ts';

const noVariables: readonly never[] = [];

/** A tree as the reader would see its text, without the way over YAML: to try out whether it says what it shall. */
export function sourceOf(tree: TextTree): SourceNode {
  const tag = tagOf(tree.tag);
  switch (tree.kind) {
    case 'scalar': {
      const first = tree.text.charCodeAt(0);
      const plain = first !== 0x22 && first !== 0x27;
      const text = plain ? tree.text : unquoteText(tree.text);
      return {
        kind: 'scalar',
        start: 0,
        end: 0,
        tag,
        text,
        plain,
        missing: false,
        source: tree.text,
        variables: noVariables,
      };
    }
    case 'list':
      return { kind: 'list', start: 0, end: 0, tag, items: tree.items.map(sourceOf), flow: true };
    case 'map':
      return {
        kind: 'map',
        start: 0,
        end: 0,
        tag,
        entries: tree.entries.map(({ key, value }): Entry => ({
          start: 0,
          end: 0,
          key: sourceOf(key),
          value: sourceOf(value),
        })),
        flow: true,
      };
  }
}

function tagOf(tag: string | undefined): SourceTag | undefined {
  if (tag === undefined) return undefined;
  const verbatim = tag.startsWith('!<');
  return { start: 0, end: 0, text: verbatim ? tag.slice(2, -1) : tag.slice(1), verbatim };
}
