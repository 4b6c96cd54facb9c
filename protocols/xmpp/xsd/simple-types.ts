import type { Datatype } from '../model/datatype-names.ts';
import { compileType } from '../model/datatypes.ts';
import type { XmlElement } from '../parser/node.ts';
import { builtinTypes } from './builtin-types.ts';
import type { Components } from './components.ts';
import { enumerate, restrict } from './facets.ts';
import type { SchemaReader } from './source.ts';

/** Reads simple types (XML Schema 2, 4.1) as datatypes. What is not known counts as text, so that nothing is found there. */
export class SimpleTypes {
  readonly #reader: SchemaReader;
  readonly #components: Components;
  readonly #read = new Map<XmlElement, Datatype>();

  constructor(reader: SchemaReader, components: Components) {
    this.#reader = reader;
    this.#components = components;
  }

  /** The datatype that an attribute of `node` names. */
  named(node: XmlElement, attribute: string): Datatype {
    const reference = this.#components.follow('type', node, attribute);
    if (reference.kind === 'builtin') return builtinTypes[reference.local] ?? 'string';
    if (reference.kind !== 'own') return 'string';
    if (reference.node.local === 'simpleType') return this.read(reference.node);
    this.#reader.report(
      'schema/name',
      node,
      attribute,
      `“${reference.local}” is a complex type: a simple one is needed here`,
    );
    return 'string';
  }

  /** The datatype of a `<simpleType/>`. */
  read(node: XmlElement): Datatype {
    const known = this.#read.get(node);
    if (known !== undefined) return known;
    // What a type says of itself in a circle is text.
    this.#read.set(node, 'string');
    const type = this.#variety(node);
    this.#read.set(node, type);
    return type;
  }

  #variety(node: XmlElement): Datatype {
    for (const child of this.#reader.children(node)) {
      if (child.local === 'restriction') return restrict(this.#reader, child, this.base(child));
      if (child.local === 'union') return this.#union(child);
      if (child.local === 'list') return 'string';
    }
    this.#reader.report(
      'schema/structure',
      node,
      undefined,
      'This simple type says nothing: put a <restriction> into it',
    );
    return 'string';
  }

  /** The base of a restriction: named, or written inside it. */
  base(restriction: XmlElement): Datatype {
    if (restriction.attribute('base') !== undefined) return this.named(restriction, 'base');
    const inline = this.#reader.children(restriction).find((child) => child.local === 'simpleType');
    if (inline !== undefined) return this.read(inline);
    this.#reader.report(
      'schema/structure',
      restriction,
      undefined,
      `<${restriction.name}> needs a base type: add base="…"`,
    );
    return 'string';
  }

  /** A union of closed enumerations is one; any other one takes more than can be said here, and counts as text. */
  #union(union: XmlElement): Datatype {
    const members = this.#reader
      .children(union)
      .filter((child) => child.local === 'simpleType')
      .map((child) => this.read(child));
    if (union.attribute('memberTypes') !== undefined || members.length === 0) return 'string';
    return members.every((member) => member.startsWith('='))
      ? enumerate(members.flatMap((member) => compileType(member).values))
      : 'string';
  }
}
