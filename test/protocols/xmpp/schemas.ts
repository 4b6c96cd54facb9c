import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CompiledElement } from '../../../protocols/xmpp/model/compile.ts';
import { Model } from '../../../protocols/xmpp/model/model.ts';
import { specifications } from '../../../protocols/xmpp/specs/index.ts';

/** The published schemas; they lie beside the project, not in it. */
export const schemasFile = join(process.cwd(), '..', 'shared', 'corpus', 'xmpp', 'schemas.jsonl');

interface Schema {
  readonly targetNamespace: string | null;
  readonly text: string;
}

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
}

interface Saxes {
  on(event: 'opentag', handler: (tag: { name: string; attributes: Record<string, string> }) => void): void;
  on(event: 'closetag', handler: () => void): void;
  on(event: 'error', handler: (error: Error) => void): void;
  write(text: string): Saxes;
  close(): void;
}

const { SaxesParser } = createRequire(import.meta.url)('saxes') as { SaxesParser: new () => Saxes };

function parse(text: string): Node | undefined {
  const open: Node[] = [];
  let root: Node | undefined;
  const errors: Error[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name: name.replace(/^.*:/, ''), attributes: { ...attributes }, children: [] };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => void errors.push(error));
  parser.write(text).close();
  return errors.length > 0 ? undefined : root;
}

/** The attributes that a schema gives an element itself, with whether they are required. */
function attributesOf(element: Node): [name: string, required: boolean][] {
  return element.children.flatMap((child): [string, boolean][] => {
    const { name, use } = child.attributes;
    if (child.name === 'attribute') return name === undefined ? [] : [[name, use === 'required']];
    return child.name === 'element' ? [] : attributesOf(child);
  });
}

/** An element of a namespace by its name, wherever it is defined. */
function findElement(roots: Iterable<CompiledElement>, name: string): CompiledElement | undefined {
  const queue = [...roots];
  const seen = new Set(queue);
  for (const element of queue) {
    if (element.name === name) return element;
    for (const { local } of element.content('').children.values()) {
      if (local === undefined || seen.has(local)) continue;
      seen.add(local);
      queue.push(local);
    }
  }
  return undefined;
}

export interface SchemaComparison {
  /** How many namespaces and elements were compared. */
  readonly namespaces: number;
  readonly elements: number;
  /** `namespace element` for a missing element, `namespace element@attribute` for one that is missing, or required there alone. */
  readonly differences: readonly string[];
}

/** Compares the elements and attributes of each schema with the definitions of its namespace, where there are any. */
export function compareSchemas(): SchemaComparison {
  const model = new Model(specifications);
  const schemas = readFileSync(schemasFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Schema);
  const seen = new Set<string>();
  const differences: string[] = [];
  let elements = 0;
  for (const { targetNamespace, text } of schemas) {
    const known = targetNamespace === null || seen.has(targetNamespace) ? undefined : model.namespace(targetNamespace);
    const root = known === undefined ? undefined : parse(text);
    if (known === undefined || root === undefined || known.elements.size === 0) continue;
    seen.add(known.name);
    for (const element of root.children.filter(({ name }) => name === 'element')) {
      elements++;
      const name = element.attributes.name ?? '';
      const defined = findElement(known.elements.values(), name);
      if (defined === undefined) differences.push(`${known.name} ${name}`);
      else if (defined.definition.open !== true) {
        const attributes = defined.content('').attributes;
        for (const [attribute, required] of attributesOf(element)) {
          const own = attributes.get(attribute);
          if (own === undefined || (required && own.need === 'optional'))
            differences.push(`${known.name} ${name}@${attribute}`);
        }
      }
    }
  }
  return { namespaces: seen.size, elements, differences };
}
