import type { XmlElement } from '../../parser/node.ts';
import { schemaNamespace } from '../../xsd/source.ts';

/** The prefix of XML Schema with its colon, as it is declared at an element: `xs:`, or nothing. */
export function schemaPrefix(element: XmlElement): string {
  return withColon(element.scope.prefixFor(schemaNamespace));
}

/** The prefix of the schema's own names at an element; nothing where none is declared for them: bare names are looked for in the file. */
export function targetPrefix(element: XmlElement, target: string): string {
  return withColon(element.scope.prefixFor(target));
}

/** Whether an element stands directly in the schema, or is the schema. */
export const isGlobal = (element: XmlElement): boolean => element.parent?.parent === undefined;

function withColon(prefix: string | undefined): string {
  return prefix === undefined || prefix === '' ? '' : `${prefix}:`;
}
