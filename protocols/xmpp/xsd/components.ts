import type { XmlElement } from '../parser/node.ts';
import { builtinTypes } from './builtin-types.ts';
import { type SchemaReader, schemaNamespace } from './source.ts';

/** The kinds of components that have names of their own in a schema (XML Schema 1, 2.5). */
export type ComponentKind = 'element' | 'attribute' | 'type' | 'group' | 'attributeGroup';

/** What a reference leads to: something of this file, a built-in type, something of another namespace, or nothing. */
export type Reference =
  | { readonly kind: 'own'; readonly local: string; readonly node: XmlElement }
  | { readonly kind: 'builtin'; readonly local: string }
  | { readonly kind: 'foreign'; readonly local: string; readonly namespace: string }
  | { readonly kind: 'missing' };

const missing: Reference = { kind: 'missing' };
const words: Readonly<Record<ComponentKind, string>> = {
  element: 'element',
  attribute: 'attribute',
  type: 'type',
  group: 'group',
  attributeGroup: 'attribute group',
};

/** The named components at the top level of one schema. */
export class Components {
  readonly target: string;
  readonly #reader: SchemaReader;
  readonly #named: Readonly<Record<ComponentKind, Map<string, XmlElement>>> = {
    element: new Map(),
    attribute: new Map(),
    type: new Map(),
    group: new Map(),
    attributeGroup: new Map(),
  };
  /** Names that an included file may bring are not missed. */
  #includes = false;

  constructor(reader: SchemaReader, target: string) {
    this.#reader = reader;
    this.target = target;
    for (const node of reader.children(reader.root)) this.#add(node);
  }

  #add(node: XmlElement): void {
    const { local } = node;
    if (local === 'include') {
      this.#includes = true;
      return;
    }
    const kind = local === 'complexType' || local === 'simpleType' ? 'type' : local;
    if (!isKind(kind)) return;
    const name = this.#reader.value(node, 'name');
    if (name === undefined || name === '') {
      this.#reader.report(
        'schema/structure',
        node,
        undefined,
        `A <${node.name}> at the top level needs a name: add name="…"`,
      );
    } else if (this.#named[kind].has(name)) {
      this.#reader.report(
        'schema/name',
        node,
        'name',
        `The ${words[kind]} “${name}” is defined twice: rename or remove one, only the first counts`,
      );
    } else this.#named[kind].set(name, node);
  }

  all(kind: ComponentKind): ReadonlyMap<string, XmlElement> {
    return this.#named[kind];
  }

  /** Follows a name with or without prefix in an attribute of `node` (XML Schema 1, 3.15.3); reports one that leads nowhere. */
  follow(kind: ComponentKind, node: XmlElement, attribute: string): Reference {
    const value = this.#reader.value(node, attribute) ?? '';
    const colon = value.indexOf(':');
    const prefix = colon < 0 ? '' : value.slice(0, colon);
    const local = value.slice(colon + 1);
    const namespace = node.scope.lookup(prefix);
    const own = this.#named[kind].get(local);
    // Schemas often leave the default namespace out, so that a bare name is looked for in the file wherever it leads.
    if (own !== undefined && (colon < 0 || namespace === this.target)) return { kind: 'own', local, node: own };
    if (namespace === schemaNamespace && kind === 'type' && (local === 'anyType' || Object.hasOwn(builtinTypes, local)))
      return { kind: 'builtin', local };
    if (colon >= 0 && namespace === undefined) {
      this.#reader.report(
        'schema/name',
        node,
        attribute,
        `The prefix “${prefix}” is not declared: add xmlns:${prefix}="…" to the schema`,
      );
      return missing;
    }
    if (colon >= 0 && namespace !== undefined && namespace !== this.target && namespace !== schemaNamespace)
      return { kind: 'foreign', local, namespace };
    if (!this.#includes || namespace === schemaNamespace) {
      const known = namespace === schemaNamespace && kind === 'type' ? 'XML Schema has' : 'This file has';
      this.#reader.report(
        'schema/name',
        node,
        attribute,
        `${known} no ${words[kind]} “${local}”: define it, or correct the name. Until then what it stands for is not checked`,
      );
    }
    return missing;
  }
}

function isKind(name: string): name is ComponentKind {
  return Object.hasOwn(words, name);
}
