import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';

const none: readonly ValueNode[] = [];

/** Parts of a list or map that are looked at for one name. */
const mostParts = 10_000;

/**
 * The values with a path of names: of the performative's fields, of a section of the message, or, where neither has the first name, of what
 * is directly in a section. Keys of maps may have dots in them.
 */
export function fieldsAt(frame: DecodedFrame, path: readonly string[]): readonly ValueNode[] {
  const [first] = path;
  if (first === undefined) return none;
  const { performative, sections } = frame;
  const found: ValueNode[] = [];
  const field = frame.field(first);
  if (field !== undefined) below(field, path, 1, found);
  let isNamed = field !== undefined;
  for (const section of sections) {
    if (section.gap || section.type !== first) continue;
    below(section, path, 1, found);
    isNamed = true;
  }
  if (isNamed) return found;
  if (performative !== undefined) {
    if (first === frame.performativeName || first === performative.type) below(performative, path, 1, found);
    // Those of a performative have been looked for already.
    else if (frame.performativeName === undefined) parts(performative, path, 0, found);
  }
  for (const section of sections) if (!section.gap) parts(section, path, 0, found);
  return found;
}

/** The values below a node by the names of the path from an index on; the node itself at its end. */
function below(node: ValueNode, path: readonly string[], index: number, found: ValueNode[]): void {
  if (index < path.length) parts(node, path, index, found);
  else if (node.primitive === 'array') for (const each of node.children.slice(0, mostParts)) found.push(each);
  else found.push(node);
}

function parts(node: ValueNode, path: readonly string[], index: number, found: ValueNode[]): void {
  if (node.format === 0) {
    // A value of a described type that is not known.
    const [inner] = node.children;
    if (inner !== undefined) parts(inner, path, index, found);
    return;
  }
  let left = mostParts;
  for (const child of node.children) {
    if (left-- <= 0) return;
    if (child.gap === true || child.name === '') continue;
    let name = '';
    for (let next = index; next < path.length && name.length <= child.name.length; next++) {
      name = next === index ? (path[next] ?? '') : `${name}.${path[next] ?? ''}`;
      if (name === child.name) below(child, path, next + 1, found);
    }
  }
}
