import { apacheExtensions } from './extensions/apache.ts';
import { managementExtensions } from './extensions/management.ts';
import { rabbitExtensions } from './extensions/rabbitmq.ts';
import { serviceBusExtensions } from './extensions/service-bus.ts';
import type { ExtensionDefinition } from './model.ts';

/** The names that published extensions give meaning to. */
export const extensions: readonly ExtensionDefinition[] = [
  ...apacheExtensions,
  ...managementExtensions,
  ...rabbitExtensions,
  ...serviceBusExtensions,
];

const byName = new Map<string, ExtensionDefinition>();
for (const extension of extensions) if (!byName.has(extension.name)) byName.set(extension.name, extension);

/** What is known of a name: an annotation or property key, an address, a capability. */
export function describeExtension(name: string): ExtensionDefinition | undefined {
  return byName.get(name);
}

const families = extensions.filter(({ kind, name }) => kind === 'address' && name.endsWith('/'));

/** What is known of an address: by its name, by what it begins with (`/queues/orders`), or by the node that it ends with (`orders/$management`). */
export function describeAddress(address: string): ExtensionDefinition | undefined {
  const exact = byName.get(address);
  if (exact?.kind === 'address') return exact;
  const family = families.find(({ name }) => address.startsWith(name));
  const node = byName.get(address.slice(address.lastIndexOf('/') + 1).toLowerCase());
  return family ?? (node?.kind === 'address' && node.name.startsWith('$') ? node : undefined);
}
