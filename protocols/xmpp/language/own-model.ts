import { Model } from '../model/model.ts';
import type { NamespaceDefinition, Specification } from '../model/definition.ts';
import { catalogue } from '../specs/catalogue.ts';
import { specifications } from '../specs/index.ts';
import { readSchema } from '../xsd/index.ts';

/** What stands for a specification's id where the workspace's own schemas define an element. */
export const ownSchema = 'Own schema';

/** The model of all specifications. */
export const standardModel = new Model(specifications, catalogue);

const models = new WeakMap<readonly string[], Model>();

/**
 * The standard model with the workspace's own schemas besides, read once for the same list. A namespace that a specification
 * describes stays as it is described; one that is known by name only takes the schema's elements.
 */
export function modelOf(schemas: readonly string[] | undefined): Model {
  if (schemas === undefined || schemas.length === 0) return standardModel;
  let model = models.get(schemas);
  if (model === undefined) {
    model = new Model([...specifications, ...schemas.flatMap(ownSpecifications)], catalogue);
    models.set(schemas, model);
  }
  return model;
}

function ownSpecifications(text: string): Specification[] {
  return Object.entries(readSchema(text).namespaces).flatMap(([namespace, definition]) => (isDescribed(namespace) ? [] : own(namespace, definition)));
}

/** Whether a specification describes the namespace's elements, so that a schema for it does not count. */
export function isDescribed(namespace: string): boolean {
  return (standardModel.namespace(namespace)?.elements.size ?? 0) > 0;
}

function own(namespace: string, definition: () => NamespaceDefinition): Specification {
  return { id: ownSchema, title: namespace, status: 'Active', depth: 'model', namespaces: { [namespace]: definition } };
}
