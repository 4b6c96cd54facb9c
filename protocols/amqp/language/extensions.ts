import type { Registry } from '../definitions/registry.ts';
import { typeMarkdown } from './type-markdown.ts';

/** What is known of a name that an extension defines, or that describes a type; undefined where it is any other name. */
export function extensionMarkdown(name: string, registry: Registry): string | undefined {
  const described = registry.byDescriptor(name);
  return described === undefined ? undefined : typeMarkdown(described);
}
