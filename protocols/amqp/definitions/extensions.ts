import { apacheExtensions } from './extensions/apache.ts';
import { managementExtensions } from './extensions/management.ts';
import { rabbitExtensions } from './extensions/rabbitmq.ts';
import { serviceBusExtensions } from './extensions/service-bus.ts';
import type { ExtensionDefinition } from './model.ts';

/** The names that published extensions give meaning to. */
export const extensions: readonly ExtensionDefinition[] = [...apacheExtensions, ...managementExtensions, ...rabbitExtensions, ...serviceBusExtensions];

const byName = new Map<string, ExtensionDefinition>();
for (const extension of extensions) if (!byName.has(extension.name)) byName.set(extension.name, extension);

/** What is known of a name: an annotation or property key, an address, a capability. */
export function describeExtension(name: string): ExtensionDefinition | undefined {
  return byName.get(name);
}
