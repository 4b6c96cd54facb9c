import { securityComposites, securityRestricted } from './security.ts';
import { messagingComposites, messagingRestricted } from './messaging.ts';
import { transactionComposites, transactionRestricted } from './transactions.ts';
import { transportComposites, transportRestricted } from './transport.ts';
import { extensionTypes } from './extension-types.ts';
import { primitives } from './primitives.ts';
import type { CompositeDefinition, RestrictedDefinition, TypeDefinition } from './model.ts';

/** A type that stands on the wire with a descriptor. */
export type DescribedDefinition = (CompositeDefinition | RestrictedDefinition) & {
  readonly descriptor: NonNullable<RestrictedDefinition['descriptor']>;
};

function isDescribed(type: TypeDefinition): type is DescribedDefinition {
  return type.kind !== 'primitive' && type.descriptor !== undefined;
}

/**
 * The types that decoding, encoding and checking know: the specification's, published extensions', and a project's own.
 * It never changes once made; `extend` makes another. The first definition of a name or descriptor holds.
 */
export class Registry {
  readonly #byName = new Map<string, TypeDefinition>();
  readonly #byCode = new Map<bigint, DescribedDefinition>();
  readonly #bySymbol = new Map<string, DescribedDefinition>();
  readonly #byArchetype = new Map<string, TypeDefinition[]>();
  /** All types in the order of their definition. */
  readonly types: readonly TypeDefinition[];

  constructor(types: readonly TypeDefinition[]) {
    this.types = types;
    for (const type of types) {
      if (!this.#byName.has(type.name)) this.#byName.set(type.name, type);
      if (isDescribed(type)) {
        const { code, symbol } = type.descriptor;
        if (code !== undefined && !this.#byCode.has(code)) this.#byCode.set(code, type);
        if (!this.#bySymbol.has(symbol)) this.#bySymbol.set(symbol, type);
      }
      if (type.kind === 'primitive') continue;
      for (const archetype of type.provides) {
        const providers = this.#byArchetype.get(archetype);
        if (providers === undefined) this.#byArchetype.set(archetype, [type]);
        else providers.push(type);
      }
    }
  }

  /** The type of that name, as the specification writes it. */
  byName(name: string): TypeDefinition | undefined {
    return this.#byName.get(name);
  }

  /** The described type with that descriptor, numeric (domain in the upper 32 bits) or symbolic. */
  byDescriptor(descriptor: bigint | string): DescribedDefinition | undefined {
    return typeof descriptor === 'bigint' ? this.#byCode.get(descriptor) : this.#bySymbol.get(descriptor);
  }

  /** The types that provide an archetype; none for an archetype that nobody provides. */
  providers(archetype: string): readonly TypeDefinition[] {
    return this.#byArchetype.get(archetype) ?? [];
  }

  /** A registry that knows further types as well. */
  extend(types: readonly TypeDefinition[]): Registry {
    return new Registry([...this.types, ...types]);
  }
}

/** The specification's types: 24 primitive, 33 composite, 39 restricted. */
export const specificationTypes: readonly TypeDefinition[] = [
  ...primitives,
  ...transportComposites,
  ...messagingComposites,
  ...transactionComposites,
  ...securityComposites,
  ...transportRestricted,
  ...messagingRestricted,
  ...transactionRestricted,
  ...securityRestricted,
];

/** The specification's types and those of published extensions. */
export const standardRegistry = new Registry([...specificationTypes, ...extensionTypes]);
