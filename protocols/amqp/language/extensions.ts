import type { Registry } from '../definitions/registry.ts';
import { describeAddress, describeExtension, extensions } from '../definitions/extensions.ts';
import type { ExtensionDefinition } from '../definitions/model.ts';
import { typeMarkdown } from '../notation/type-markdown.ts';

/** The names that published extensions define for a purpose. */
export function extensionsOf(...kinds: readonly ExtensionDefinition['kind'][]): readonly ExtensionDefinition[] {
  return extensions.filter(({ kind }) => kinds.includes(kind));
}

/** What is known of a name that an extension defines, or that describes a type; undefined where it is any other name. */
export function extensionMarkdown(name: string, registry: Registry): string | undefined {
  const described = registry.byDescriptor(name);
  if (described !== undefined) return typeMarkdown(described);
  const known = describeExtension(name) ?? describeAddress(name);
  return known === undefined ? undefined : describe(known);
}

/** What the values of an application property may be, where an extension lists them: requests name an operation, and a kind of token. */
export function valuesOfProperty(property: string | undefined): readonly ExtensionDefinition[] {
  return property === 'operation' ? extensionsOf('operation') : property === 'type' ? extensionsOf('token') : [];
}

/** An extension's name, explained, with a link. */
export function describe({ name, kind, origin, type, description, href }: ExtensionDefinition): string {
  return [`**${name}** · ${kind}${type === undefined ? '' : ` · ${type}`}`, description, `[${origin}](${href})`].join(
    '\n\n',
  );
}
