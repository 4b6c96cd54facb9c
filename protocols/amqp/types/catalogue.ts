import { standardRegistry, type DescribedDefinition, type Registry } from '../definitions/index.ts';
import { DescribedUse, UseMaker } from './uses.ts';

/** A registry's described types, made ready for the decoder: found by descriptor in one step. */
export class Catalogue {
  readonly registry: Registry;
  /** All of them; an entry of the decoder's tape names one by its place here. Place 0 is empty: no type. */
  readonly described: readonly (DescribedUse | undefined)[];
  /** By numeric descriptors below 256. */
  readonly small: readonly (DescribedUse | undefined)[];
  readonly #byCode = new Map<bigint, DescribedUse>();
  readonly #bySymbol = new Map<string, DescribedUse>();

  constructor(registry: Registry) {
    this.registry = registry;
    const maker = new UseMaker(registry);
    const described: (DescribedUse | undefined)[] = [undefined];
    const small = new Array<DescribedUse | undefined>(256).fill(undefined);
    for (const type of registry.types) {
      if (type.kind === 'primitive' || type.descriptor === undefined) continue;
      const definition = type as DescribedDefinition;
      const fields =
        definition.kind === 'composite'
          ? definition.fields.map((field) =>
              maker.fieldUse(
                field,
                definition.name === 'attach' && field.name === 'unsettled' ? 'unsettled' : undefined,
              ),
            )
          : null;
      const use = new DescribedUse(definition, maker.contentUse(definition), fields, described.length);
      described.push(use);
      const { code, symbol } = definition.descriptor;
      if (!this.#bySymbol.has(symbol)) this.#bySymbol.set(symbol, use);
      if (code === undefined || this.#byCode.has(code)) continue;
      this.#byCode.set(code, use);
      if (code < 256n) small[Number(code)] = use;
    }
    this.described = described;
    this.small = small;
  }

  /** The described type of a descriptor, numeric or symbolic. */
  find(descriptor: bigint | string): DescribedUse | undefined {
    return typeof descriptor === 'bigint' ? this.#byCode.get(descriptor) : this.#bySymbol.get(descriptor);
  }
}

const catalogues = new WeakMap<Registry, Catalogue>();

/** The catalogue of a registry, made once. */
export function catalogueOf(registry: Registry): Catalogue {
  let catalogue = catalogues.get(registry);
  if (catalogue === undefined) {
    catalogue = new Catalogue(registry);
    catalogues.set(registry, catalogue);
  }
  return catalogue;
}

/** The catalogue of the specification's types and the published extensions. */
export const standardCatalogue = catalogueOf(standardRegistry);
