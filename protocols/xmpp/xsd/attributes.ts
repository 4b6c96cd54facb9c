import type { AttributeDefinition } from '../model/definition.ts';
import type { AttributeType, Datatype } from '../model/datatype-names.ts';
import type { XmlElement } from '../parser/node.ts';
import type { Components } from './components.ts';
import { enumerate } from './facets.ts';
import type { SimpleTypes } from './simple-types.ts';
import type { SchemaReader } from './source.ts';

/** The attributes of a type, and whether others may stand besides them. */
export interface Attributes {
  readonly attributes: Readonly<Record<string, AttributeDefinition>>;
  readonly any: boolean;
}

/** Reads attribute uses, attribute groups and wildcards (XML Schema 1, 3.2, 3.6, 3.10). */
export class AttributeReader {
  readonly #reader: SchemaReader;
  readonly #components: Components;
  readonly #types: SimpleTypes;
  readonly #active = new Set<XmlElement>();

  constructor(reader: SchemaReader, components: Components, types: SimpleTypes) {
    this.#reader = reader;
    this.#components = components;
    this.#types = types;
  }

  /** Those directly inside a complex type, an extension, a restriction or an attribute group. */
  read(parent: XmlElement): Attributes {
    const attributes: Record<string, AttributeDefinition> = Object.create(null) as Record<string, AttributeDefinition>;
    let any = false;
    for (const node of this.#reader.children(parent)) {
      if (node.local === 'attribute') this.#attribute(node, attributes);
      else if (node.local === 'anyAttribute') any ||= letsPlainNamesIn(this.#reader.value(node, 'namespace'));
      else if (node.local === 'attributeGroup') {
        const group = this.#group(node);
        Object.assign(attributes, group.attributes);
        any ||= group.any;
      }
    }
    return { attributes, any };
  }

  #group(node: XmlElement): Attributes {
    const reference = this.#components.follow('attributeGroup', node, 'ref');
    if (reference.kind !== 'own') return { attributes: {}, any: true };
    // A group that holds itself adds nothing.
    if (this.#active.has(reference.node)) return { attributes: {}, any: false };
    this.#active.add(reference.node);
    const found = this.read(reference.node);
    this.#active.delete(reference.node);
    return found;
  }

  #attribute(use: XmlElement, into: Record<string, AttributeDefinition>): void {
    const named = this.#declaration(use);
    if (named === undefined) return;
    const [name, declaration] = named;
    const fixed = this.#reader.rawValue(use, 'fixed') ?? this.#reader.rawValue(declaration, 'fixed');
    const type = fixed === undefined ? this.#type(declaration) : enumerate([fixed]);
    const need = this.#reader.value(use, 'use');
    const marked: AttributeType = need === 'prohibited' ? 'none' : need === 'required' ? type : `${type}?`;
    const about = this.#reader.documentation(use) ?? this.#reader.documentation(declaration);
    into[name] = about === undefined ? marked : [marked, about];
  }

  /** The key and the declaration of an attribute; undefined for `xml:lang`, which every element has, and for what leads nowhere. */
  #declaration(use: XmlElement): readonly [key: string, declaration: XmlElement] | undefined {
    const { target } = this.#components;
    if (use.attribute('ref') === undefined) {
      const name = this.#reader.value(use, 'name');
      if (name === undefined || name === '') {
        this.#reader.report('schema/structure', use, undefined, 'An attribute needs a name: add name="…" or ref="…"');
        return undefined;
      }
      const form = this.#reader.value(use, 'form') ?? this.#reader.value(this.#reader.root, 'attributeFormDefault');
      return [form === 'qualified' ? `{${target}}${name}` : name, use];
    }
    // Attributes of other namespaces may stand anywhere.
    const reference = this.#components.follow('attribute', use, 'ref');
    return reference.kind === 'own' ? [`{${target}}${reference.local}`, reference.node] : undefined;
  }

  #type(declaration: XmlElement): Datatype {
    if (declaration.attribute('type') !== undefined) return this.#types.named(declaration, 'type');
    const inline = this.#reader.children(declaration).find((child) => child.local === 'simpleType');
    return inline === undefined ? 'string' : this.#types.read(inline);
  }
}

/** A wildcard for other namespaces needs no word: such attributes may stand anywhere. */
function letsPlainNamesIn(namespace: string | undefined): boolean {
  return namespace === undefined || namespace === '##any' || namespace.includes('##local');
}
