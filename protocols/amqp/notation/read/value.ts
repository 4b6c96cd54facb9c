import type { EncodeValue } from '../../encode/index.ts';
import type { SourceNode } from '../source/node.ts';
import type { Expected, ReadContext } from './context.ts';
import { readTagged } from './tagged.ts';
import { primitiveOf } from './tree.ts';
import { readUntagged } from './untagged.ts';

/** Reads a node as the value that its place expects. Whatever is wrong is reported, and what can be encoded is kept. */
export function readValue(node: SourceNode, expected: Expected, context: ReadContext): EncodeValue {
  const value =
    node.tag === undefined ? readUntagged(node, expected, context) : readTagged(node, node.tag, expected, context);
  const primitive = primitiveOf(value);
  const text = node.kind === 'scalar' ? { text: node.text } : {};
  context.place({
    kind: 'value',
    start: node.tag?.start ?? node.start,
    end: node.end,
    expected,
    ...text,
    ...(primitive === undefined ? {} : { primitive }),
  });
  return value;
}
