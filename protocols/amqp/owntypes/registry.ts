import { standardRegistry } from '../definitions/registry.ts';
import type { Registry } from '../definitions/registry.ts';
import { loadDefinitions } from './load.ts';

interface Known {
  readonly texts: readonly string[];
  readonly registry: Registry;
}

/** As many projects as are open at a time; older ones are read again. */
const kept = 4;

const byList = new WeakMap<readonly string[], Registry>();
let recent: readonly Known[] = [];

/**
 * The types that a project's files of definitions give, and the standard ones. The same files give the same registry, which is
 * made once: much is kept by its identity.
 */
export function registryOf(texts: readonly string[] | undefined): Registry {
  if (texts === undefined || texts.length === 0) return standardRegistry;
  const known = byList.get(texts);
  if (known !== undefined) return known;
  const found = recent.find((each) => sameTexts(each.texts, texts)) ?? {
    texts: [...texts],
    registry: loadDefinitions(texts).registry,
  };
  recent = [found, ...recent.filter((each) => each !== found)].slice(0, kept);
  byList.set(texts, found.registry);
  return found.registry;
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
