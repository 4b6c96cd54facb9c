import { Model } from '../model/model.ts';
import type { NamespaceDefinition, Specification } from '../model/definition.ts';
import { catalogue, specifications } from '../specs/index.ts';
import { readSchema } from '../xsd/index.ts';

/** What stands for a specification's id where the workspace's own schemas define an element. */
export const ownSchema = 'Own schema';

/** The model of all specifications. */
export const standardModel = new Model(specifications, catalogue);

interface Known {
  readonly texts: readonly string[];
  readonly model: Model;
}

/** As many projects as are open at a time; older ones are read again. */
const kept = 4;

const byList = new WeakMap<readonly string[], Model>();
let recent: readonly Known[] = [];

/**
 * The standard model with the workspace's own schemas besides, read once for the same texts. A namespace that a specification
 * describes stays as it is described; one that is known by name only takes the schema's elements.
 */
export function modelOf(schemas: readonly string[] | undefined): Model {
  if (schemas === undefined || schemas.length === 0) return standardModel;
  const known = byList.get(schemas);
  if (known !== undefined) return known;
  const found = recent.find(
    ({ texts }) => texts.length === schemas.length && texts.every((text, i) => text === schemas[i]),
  );
  const entry = found ?? {
    texts: [...schemas],
    model: new Model([...specifications, ...schemas.flatMap(ownSpecifications)], catalogue),
  };
  recent = [entry, ...recent.filter((each) => each !== entry)].slice(0, kept);
  byList.set(schemas, entry.model);
  return entry.model;
}

function ownSpecifications(text: string): Specification[] {
  return Object.entries(readSchema(text).namespaces).flatMap(([namespace, definition]) =>
    isDescribed(namespace) ? [] : own(namespace, definition),
  );
}

/** Whether a specification describes the namespace's elements, so that a schema for it does not count. */
export function isDescribed(namespace: string): boolean {
  return (standardModel.namespace(namespace)?.elements.size ?? 0) > 0;
}

function own(namespace: string, definition: () => NamespaceDefinition): Specification {
  return { id: ownSchema, title: namespace, status: 'Active', depth: 'model', namespaces: { [namespace]: definition } };
}
