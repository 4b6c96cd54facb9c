import type { AttributeType, Datatype } from '../model/datatype-names.ts';
import { compileType } from '../model/datatypes.ts';
import type { Content, ElementDefinition, Place } from '../model/definition.ts';
import type { XmlElement } from '../parser/node.ts';
import { AttributeReader } from './attributes.ts';
import type { Components } from './components.ts';
import { restrict } from './facets.ts';
import { all, nothing, oneOf, type Particle, repeat, single, toContent } from './particle.ts';
import { SimpleTypes } from './simple-types.ts';
import type { SchemaReader } from './source.ts';

type Writable = { -readonly [key in keyof ElementDefinition]: ElementDefinition[key] };

/** What a complex type says, before its children are put into the model's shape. */
interface Type {
  readonly attributes: NonNullable<Content['attributes']>;
  readonly anyAttribute: boolean;
  readonly particle: Particle;
  /** The type of its text where it has simple content. */
  readonly text: Datatype | undefined;
}

const anyType: Type = { attributes: {}, anyAttribute: true, particle: { ...nothing, any: 'skip' }, text: undefined };

/** Where an element of an own extension may stand: the schema does not say, so that it is wherever payloads do. */
const everywhere: readonly Place[] = ['message', 'presence', 'iq', 'features', 'error', 'stream-error', 'payload'];

/** Reads element declarations and complex types (XML Schema 1, 3.3, 3.4) as element definitions. */
export class ElementReader {
  readonly #reader: SchemaReader;
  readonly #components: Components;
  readonly #types: SimpleTypes;
  readonly #attributes: AttributeReader;
  readonly #definitions = new Map<XmlElement, ElementDefinition>();
  /** Definitions whose content is not read yet. */
  readonly #pending: (readonly [declaration: XmlElement, definition: Writable])[] = [];
  readonly #complex = new Map<XmlElement, Type>();
  readonly #groups = new Map<XmlElement, Particle>();

  constructor(reader: SchemaReader, components: Components) {
    this.#reader = reader;
    this.#components = components;
    this.#types = new SimpleTypes(reader, components);
    this.#attributes = new AttributeReader(reader, components, this.#types);
  }

  /** A declaration at the top level: an element that may be named from outside. */
  top(declaration: XmlElement): ElementDefinition {
    const definition = this.#define(declaration);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop())
      Object.assign(next[1], this.#contentOf(next[0]));
    return { ...definition, stands: everywhere };
  }

  /** What a declaration or a complex type says of content; for those who look into a schema. */
  contentOf(node: XmlElement): Content {
    return node.local === 'complexType' ? this.#shape(this.#complexType(node)) : this.#contentOf(node);
  }

  /** The datatype that an attribute of a node names, or that a simple type stands for. */
  get types(): SimpleTypes {
    return this.#types;
  }

  /** The definition of one declaration; made once and filled in later, so that types which hold themselves come to an end. */
  #define(declaration: XmlElement): ElementDefinition {
    const known = this.#definitions.get(declaration);
    if (known !== undefined) return known;
    const about =
      this.#reader.documentation(declaration) ??
      `An element of the workspace’s own schema for ${this.#components.target}.`;
    const definition: Writable = { about };
    this.#definitions.set(declaration, definition);
    this.#pending.push([declaration, definition]);
    return definition;
  }

  #contentOf(declaration: XmlElement): Omit<ElementDefinition, 'about'> {
    const fixed = this.#reader.value(declaration, 'fixed');
    if (fixed !== undefined && fixed !== '') return { text: `/${fixed.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}/?` };
    if (declaration.attribute('type') !== undefined) {
      const reference = this.#components.follow('type', declaration, 'type');
      if (reference.kind === 'own' && reference.node.local === 'complexType')
        return this.#shape(this.#complexType(reference.node));
      if (reference.kind === 'own') return textContent(this.#types.read(reference.node));
      if (reference.kind === 'builtin' && reference.local !== 'anyType')
        return textContent(this.#types.named(declaration, 'type'));
      return { open: true };
    }
    for (const child of this.#reader.children(declaration)) {
      if (child.local === 'complexType') return this.#shape(this.#complexType(child));
      if (child.local === 'simpleType') return textContent(this.#types.read(child));
    }
    return { open: true };
  }

  #shape({ attributes, anyAttribute, particle, text }: Type): Omit<ElementDefinition, 'about'> {
    return {
      ...toContent(particle, this.#components.all('element').keys()),
      ...(text === undefined ? {} : textContent(text)),
      ...(anyAttribute ? { anyAttribute } : {}),
      attributes,
    };
  }

  #complexType(node: XmlElement): Type {
    const known = this.#complex.get(node);
    if (known !== undefined) return known;
    // A type that extends itself says nothing.
    this.#complex.set(node, anyType);
    const children = this.#reader.children(node);
    const derived = children.find(({ local }) => local === 'simpleContent' || local === 'complexContent');
    const type =
      derived === undefined
        ? this.#plain(node, isTrue(this.#reader.value(node, 'mixed')))
        : this.#derived(derived, isTrue(this.#reader.value(node, 'mixed')));
    this.#complex.set(node, type);
    return type;
  }

  #plain(node: XmlElement, mixed: boolean): Type {
    const { attributes, any } = this.#attributes.read(node);
    return { attributes, anyAttribute: any, particle: this.#particleIn(node), text: mixed ? 'string' : undefined };
  }

  #derived(content: XmlElement, outer: boolean): Type {
    const derivation = this.#reader
      .children(content)
      .find(({ local }) => local === 'extension' || local === 'restriction');
    if (derivation === undefined) {
      this.#reader.report(
        'schema/structure',
        content,
        undefined,
        `<${content.name}> needs an <extension> or a <restriction>`,
      );
      return anyType;
    }
    const mixed = outer || isTrue(this.#reader.value(content, 'mixed'));
    const own = this.#plain(derivation, mixed);
    const base = this.#base(derivation);
    const attributes = { ...base.attributes, ...own.attributes };
    const extends_ = derivation.local === 'extension';
    if (content.local === 'simpleContent') {
      const text = base.text ?? 'string';
      return {
        attributes,
        anyAttribute: own.anyAttribute || base.anyAttribute,
        particle: nothing,
        text: extends_ ? text : restrict(this.#reader, derivation, text),
      };
    }
    if (!extends_) return { ...own, attributes: base === anyType ? own.attributes : attributes };
    return {
      attributes,
      anyAttribute: own.anyAttribute || base.anyAttribute,
      particle: all([base.particle, own.particle]),
      text: own.text ?? base.text,
    };
  }

  #base(derivation: XmlElement): Type {
    const reference = this.#components.follow('type', derivation, 'base');
    if (reference.kind === 'own' && reference.node.local === 'complexType') return this.#complexType(reference.node);
    if (reference.kind === 'own' || (reference.kind === 'builtin' && reference.local !== 'anyType')) {
      const text = reference.kind === 'own' ? this.#types.read(reference.node) : this.#types.named(derivation, 'base');
      return { attributes: {}, anyAttribute: false, particle: nothing, text };
    }
    return anyType;
  }

  /** The model group directly inside a type or a derivation; there is at most one. */
  #particleIn(parent: XmlElement): Particle {
    return all(this.#reader.children(parent).flatMap((child) => this.#particle(child) ?? []));
  }

  #particle(node: XmlElement): Particle | undefined {
    const parts = (): Particle[] => this.#reader.children(node).flatMap((child) => this.#particle(child) ?? []);
    switch (node.local) {
      case 'sequence':
      case 'all':
        return repeat(all(parts()), ...this.#occurs(node));
      case 'choice':
        return repeat(oneOf(parts()), ...this.#occurs(node));
      case 'element':
        return repeat(this.#elementParticle(node), ...this.#occurs(node));
      case 'group':
        return repeat(this.#group(node), ...this.#occurs(node));
      case 'any':
        return {
          ...nothing,
          any: wildcard(
            this.#reader.value(node, 'namespace'),
            this.#reader.value(node, 'processContents'),
            this.#components.target,
          ),
        };
      default:
        return undefined;
    }
  }

  #elementParticle(node: XmlElement): Particle {
    if (node.attribute('ref') === undefined) {
      const name = this.#reader.value(node, 'name');
      if (name !== undefined && name !== '') return single(name, this.#define(node));
      this.#reader.report('schema/structure', node, undefined, 'An element needs a name: add name="…" or ref="…"');
      return nothing;
    }
    const reference = this.#components.follow('element', node, 'ref');
    if (reference.kind === 'own') return single(reference.local, undefined);
    return reference.kind === 'foreign'
      ? single(`{${reference.namespace}}${reference.local}`, undefined)
      : { ...nothing, any: 'skip' };
  }

  #group(node: XmlElement): Particle {
    const reference = this.#components.follow('group', node, 'ref');
    if (reference.kind !== 'own') return { ...nothing, any: 'skip' };
    const known = this.#groups.get(reference.node);
    if (known !== undefined) return known;
    this.#groups.set(reference.node, nothing);
    const particle = this.#particleIn(reference.node);
    this.#groups.set(reference.node, particle);
    return particle;
  }

  #occurs(node: XmlElement): [least: number, greatest: number] {
    const least = this.#count(node, 'minOccurs');
    const greatest = this.#reader.value(node, 'maxOccurs') === 'unbounded' ? Infinity : this.#count(node, 'maxOccurs');
    return [least, Math.max(least, greatest)];
  }

  #count(node: XmlElement, attribute: 'minOccurs' | 'maxOccurs'): number {
    const value = this.#reader.value(node, attribute);
    if (value === undefined) return 1;
    if (/^\d{1,9}$/.test(value)) return Number(value);
    this.#reader.report(
      'schema/value',
      node,
      attribute,
      `${attribute} is a whole number from 0 on${attribute === 'maxOccurs' ? ', or “unbounded”' : ''}: correct it`,
    );
    return attribute === 'minOccurs' ? 0 : Infinity;
  }
}

/** Text may be left out where the datatype takes an empty one. */
function textContent(type: Datatype): { readonly text?: AttributeType } {
  if (type === 'empty') return {};
  return { text: compileType(type).problem('') === undefined ? `${type}?` : type };
}

function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1';
}

/** What a wildcard lets in (XML Schema 1, 3.10). */
function wildcard(namespace: string | undefined, process: string | undefined, target: string): Particle['any'] {
  const own =
    namespace === undefined ||
    namespace === '##any' ||
    namespace.includes('##targetNamespace') ||
    namespace.split(/\s+/).includes(target);
  return own ? (process === 'skip' ? 'skip' : 'own') : 'other';
}
