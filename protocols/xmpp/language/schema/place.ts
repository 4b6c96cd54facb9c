import type { XmlElement } from '../../parser/node.ts';
import { schemaNamespace } from '../../xsd/source.ts';

/** The prefix of XML Schema with its colon, as it is declared at an element: `xs:`, or nothing. */
export function schemaPrefix(element: XmlElement): string {
  return withColon(element.scope.prefixFor(schemaNamespace));
}

/** How names of the schema itself are referred to: bare where the default namespace is the target, or nothing else is declared. */
export function targetPrefix(element: XmlElement, target: string): string {
  return withColon(element.scope.prefixFor(target));
}

/** The name of the nearest element around that is not a mere annotation. */
export const isGlobal = (element: XmlElement): boolean => element.parent?.parent === undefined;

function withColon(prefix: string | undefined): string {
  return prefix === undefined || prefix === '' ? '' : `${prefix}:`;
}
