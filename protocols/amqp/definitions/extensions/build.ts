import type { ExtensionDefinition } from '../model.ts';

/** The maker of one publisher's names. */
export function from(
  origin: string,
  href: string,
): (kind: ExtensionDefinition['kind'], name: string, description: string, type?: string) => ExtensionDefinition {
  return (kind, name, description, type) =>
    type === undefined ? { kind, name, origin, description, href } : { kind, name, origin, type, description, href };
}
