import type { SectionRef } from '../../core/index.ts';
import type { PrimitiveName } from '../value.ts';

/** The five parts of AMQP 1.0, and what is not in it: published extensions, and a project's own types. */
export type Book = 'types' | 'transport' | 'messaging' | 'transactions' | 'security' | 'extension' | 'project';

/** How an encoding carries its data (AMQP 1.0, 1.2). */
export type EncodingCategory = 'fixed' | 'variable' | 'compound' | 'array';

/** One of the encodings of a primitive type. */
export interface EncodingDefinition {
  /** The format code, 0x40 to 0xf0. */
  readonly code: number;
  /** The specification's name (`smalluint`); empty where it gives none. */
  readonly name: string;
  readonly category: EncodingCategory;
  /** Bytes: of the data where the category is fixed, else of the size (and count). */
  readonly width: number;
  readonly description: string;
}

interface DefinitionBase {
  readonly name: string;
  readonly book: Book;
  /** Where the type is defined. */
  readonly section: SectionRef;
  /** One line, in own words. */
  readonly description: string;
}

export interface PrimitiveDefinition extends DefinitionBase {
  readonly kind: 'primitive';
  readonly name: PrimitiveName;
  readonly encodings: readonly EncodingDefinition[];
}

/** What marks a described type on the wire: a symbol or a number, of equal worth (AMQP 1.0, 1.5). */
export interface DescriptorDefinition {
  readonly symbol: string;
  /** The domain in the upper 32 bits, the id in the lower; undefined where the type has only a symbol. */
  readonly code?: bigint;
}

/** One field of a composite type (AMQP 1.0, 1.4). */
export interface FieldDefinition {
  readonly name: string;
  /** A type's name, or `*` for any type that provides what `requires` names. */
  readonly type: string;
  readonly mandatory: boolean;
  readonly multiple: boolean;
  /** As the specification writes it: a literal, or the name of a choice. */
  readonly default?: string;
  /** The archetypes of which a value must provide one. */
  readonly requires: readonly string[];
  readonly description: string;
}

export interface CompositeDefinition extends DefinitionBase {
  readonly kind: 'composite';
  readonly source: string;
  /** The archetypes that it stands for. */
  readonly provides: readonly string[];
  readonly descriptor: DescriptorDefinition;
  readonly fields: readonly FieldDefinition[];
}

/** One of the values that a restricted type allows. */
export interface ChoiceDefinition {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

export interface RestrictedDefinition extends DefinitionBase {
  readonly kind: 'restricted';
  /** The type that it narrows. */
  readonly source: string;
  readonly provides: readonly string[];
  readonly descriptor?: DescriptorDefinition;
  /** Empty where every value of the source is allowed. */
  readonly choices: readonly ChoiceDefinition[];
}

export type TypeDefinition = PrimitiveDefinition | CompositeDefinition | RestrictedDefinition;

/** A constant of the specification. */
export interface ConstantDefinition {
  readonly name: string;
  readonly value: string;
  readonly section: SectionRef;
  readonly description: string;
}

/** A role that several types may play, such as `delivery-state` or `target`. */
export interface ArchetypeDefinition {
  readonly name: string;
  readonly section: SectionRef;
  readonly description: string;
}

/**
 * A name that a published extension gives meaning to: an annotation's or application property's key, a property of a connection,
 * session or link, an address, a capability, a filter's name, a message format, a SASL mechanism, an operation or kind of token.
 */
export interface ExtensionDefinition {
  readonly kind:
    | 'annotation'
    | 'property'
    | 'link-property'
    | 'address'
    | 'capability'
    | 'filter'
    | 'format'
    | 'mechanism'
    | 'condition'
    | 'operation'
    | 'token';
  readonly name: string;
  /** Who defines it: `Apache`, `JMS mapping`, `RabbitMQ`. */
  readonly origin: string;
  /** The type of its value, where one is expected. */
  readonly type?: string;
  readonly description: string;
  readonly href: string;
}
