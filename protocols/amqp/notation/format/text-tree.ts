/** YAML to be written: what stands where, before it is decided on how many lines. */
export type TextTree =
  | { readonly kind: 'scalar'; readonly tag?: string; readonly text: string }
  | { readonly kind: 'list'; readonly tag?: string; readonly items: readonly TextTree[] }
  | { readonly kind: 'map'; readonly tag?: string; readonly entries: readonly TextEntry[] };

export interface TextEntry {
  readonly key: TextTree;
  readonly value: TextTree;
}

/** Characters of a line up to which a mapping or list stays on it. */
const width = 110;
/** YAML takes no longer keys before a colon on the same line. */
const longestKey = 1000;

/** Text on one line, `{ a: 1 }`; undefined where it would be longer than `limit`. */
export function flow(tree: TextTree, limit = Number.POSITIVE_INFINITY): string | undefined {
  const tag = tree.tag === undefined ? '' : `${tree.tag} `;
  if (tree.kind === 'scalar') return tag.length + tree.text.length > limit ? undefined : tag + tree.text;
  const parts: string[] = [];
  let length = tag.length + 4;
  for (const part of tree.kind === 'list' ? tree.items : tree.entries) {
    const text = 'key' in part ? flowEntry(part, limit - length) : flow(part, limit - length);
    if (text === undefined) return undefined;
    parts.push(text);
    length += text.length + 2;
    if (length - 2 > limit) return undefined;
  }
  if (parts.length === 0) return `${tag}${tree.kind === 'list' ? '[]' : '{}'}`;
  return tree.kind === 'list' ? `${tag}[${parts.join(', ')}]` : `${tag}{ ${parts.join(', ')} }`;
}

function flowEntry({ key, value }: TextEntry, limit: number): string | undefined {
  const keyText = flow(key) ?? '';
  const text = flow(value, limit - keyText.length - 2);
  if (text === undefined) return undefined;
  return isSimpleKey(key, keyText) ? `${keyText}: ${text}` : `? ${keyText} : ${text}`;
}

function isSimpleKey(key: TextTree, text: string): boolean {
  return key.kind === 'scalar' && text.length < longestKey;
}

/** Lines of a tree that stands after `- ` or a key, `indent` spaces deep: the first goes on the line that is there. */
export function block(tree: TextTree, indent: number): string {
  const short = flow(tree, width - indent);
  if (short !== undefined) return short;
  const pad = ' '.repeat(indent);
  const head = tree.tag ?? '';
  if (tree.kind === 'scalar') return flow(tree) ?? '';
  if (tree.kind === 'list') return head + tree.items.map((item) => `\n${pad}- ${compact(item, indent + 2)}`).join('');
  // A tag before the first key would be taken for the mapping's.
  return (
    head +
    tree.entries
      .map((entry, index) => `\n${pad}${blockEntry(entry, indent, index === 0 && entry.key.tag !== undefined)}`)
      .join('')
  );
}

/** A block within a list's item may begin on the line of the dash, unless it has a tag. */
function compact(tree: TextTree, indent: number): string {
  const text = block(tree, indent);
  return tree.tag === undefined && text.startsWith('\n') ? text.trimStart() : text;
}

/** `key: value`, for a mapping `indent` spaces deep. */
export function blockEntry({ key, value }: TextEntry, indent: number, explicit = false): string {
  const keyText = flow(key) ?? '';
  if (explicit || !isSimpleKey(key, keyText))
    return `? ${keyText}\n${' '.repeat(indent)}: ${compact(value, indent + 2)}`;
  const text = block(value, indent + 2);
  return text.startsWith('\n') ? `${keyText}:${text}` : `${keyText}: ${text}`;
}
