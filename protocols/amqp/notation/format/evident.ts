import type { TextEntry, TextTree } from './text-tree.ts';

/** Words without white space that are nothing but a plain scalar to YAML, in a block and between brackets alike, but for their colons. */
const plain = /^(?:[\w.$/]|-[\w.])[\w./@$+=;~():-]*$/;
/** A colon that ends a key, or may. */
/** A protocol and its version. */
const words = /^\w+ [\d.]+$/;
const bareColon = /:(?::|$)/;
/** What JSON.stringify writes, its escapes left out, and single quotes around printable ASCII, mean the same to YAML. */
const quoted = /^(?:"[^"\\\r\n]*"|'[\x20-\x26\x28-\x7e]*')$/;
const escapes = /\\(?:["\\bfnrt]|u[0-9a-f]{4})/g;
/** A name, or between angle brackets what may stand in an address, as YAML has it. */
const tag = /^!(?:[\w.:@-]+|<[\w#;/?:@&=+$,.!~*'()[\]%-]+>)$/;

/** Whether it is evident from its words alone that YAML reads a text as it was meant. */
export function isEvident(entries: readonly TextEntry[]): boolean {
  return entries.every(({ key, value }) => isEvidentTree(key) && isEvidentTree(value));
}

function isEvidentTree(tree: TextTree): boolean {
  if (tree.tag !== undefined && !tag.test(tree.tag)) return false;
  switch (tree.kind) {
    case 'scalar':
      return (
        (plain.test(tree.text) && !bareColon.test(tree.text)) ||
        words.test(tree.text) ||
        quoted.test(tree.text.startsWith('"') ? tree.text.replace(escapes, '') : tree.text)
      );
    case 'list':
      return tree.items.every(isEvidentTree);
    case 'map':
      return isEvident(tree.entries);
  }
}
