import type { Model } from '../model/model.ts';
import { detach } from '../parser/intern.ts';
import { oneLetterAway } from './one-letter.ts';

/** Registered names of service discovery (XEP-0030, 10.2), put together from all specifications when they are first asked for. */
export class DiscoveryRegistry {
  /** The registered types by category. */
  readonly categories = new Map<string, Set<string>>();
  readonly #features = new Set<string>();
  /** The features by their length: a slip changes it by one at most. */
  readonly #byLength = new Map<number, string[]>();
  readonly #near = new Map<string, string | undefined>();

  constructor(model: Model) {
    for (const specification of model.specifications) {
      for (const identity of Object.keys(specification.identities ?? {})) {
        const [category = '', type = ''] = identity.split('/');
        const types = this.categories.get(category);
        if (types === undefined) this.categories.set(category, new Set([type]));
        else types.add(type);
      }
      for (const feature of Object.keys(specification.features ?? {})) this.#features.add(feature);
      for (const namespace of Object.keys(specification.retired ?? {})) this.#features.add(namespace);
    }
    // Most specifications announce themselves by their namespace.
    for (const namespace of model.namespaces()) this.#features.add(namespace);
    for (const feature of this.#features) {
      const others = this.#byLength.get(feature.length);
      if (others === undefined) this.#byLength.set(feature.length, [feature]);
      else others.push(feature);
    }
  }

  /** A registered feature that an unknown one most likely meant: one letter away. */
  nearFeature(feature: string): string | undefined {
    const plain = feature.endsWith('+notify') ? feature.slice(0, -'+notify'.length) : feature;
    if (this.#features.has(feature) || this.#features.has(plain)) return undefined;
    if (this.#near.has(feature)) return this.#near.get(feature);
    if (this.#near.size > 5000) this.#near.clear();
    const found = [-1, 0, 1]
      .map((more) => oneLetterAway(plain, this.#byLength.get(plain.length + more) ?? [], 6))
      .find((each) => each !== undefined);
    const near = found === undefined || plain === feature ? found : `${found}+notify`;
    this.#near.set(detach(feature), near);
    return near;
  }
}

const registries = new WeakMap<Model, DiscoveryRegistry>();

/** The registered names that a model knows. */
export function discoveryRegistry(model: Model): DiscoveryRegistry {
  let registry = registries.get(model);
  if (registry === undefined) registries.set(model, (registry = new DiscoveryRegistry(model)));
  return registry;
}
