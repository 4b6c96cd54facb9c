import type { OpenUnit, UnitTemplates } from '../../core/index.ts';
import { isTorn } from '../inspect/index.ts';
import type { XmlElement } from '../parser/node.ts';
import { isBody } from '../parser/payloads.ts';
import { XmppUnit } from './open-unit.ts';

const stanzas: ReadonlySet<string> = new Set(['message', 'presence', 'iq']);

/**
 * The stanzas of a unit as they stand in a template (docs/templates-xmpp.md), those in a body of BOSH too; none of a log-in, and none
 * that is not well-formed.
 */
export function templateStanzas(unit: OpenUnit): readonly string[] {
  if (!(unit instanceof XmppUnit) || isTorn(unit.parsed)) return [];
  const { root, source } = unit.parsed;
  if (root === undefined) return [];
  const elements = isBody(root) ? [...root.elements()] : [root];
  return elements
    .filter(({ local }) => stanzas.has(local))
    .map((element) => escapedBraces(declared(element, source.slice(element.start, element.end), unit)));
}

/** Writes stanzas as `.xmpp` files. */
export const xmppTemplates: UnitTemplates = {
  form: (unit) => (templateStanzas(unit).length === 0 ? undefined : 'stanza'),
  write: (unit) => file(templateStanzas(unit)),
  writeAgain: (unit, connection) => {
    const text = file(templateStanzas(unit));
    // What ends a directive cannot be in it.
    const isWritable = connection !== '' && !/[\r\n]|\?>/.test(connection);
    return text === undefined || !isWritable ? text : `<?connection ${connection}?>\n\n${text}`;
  },
};

function file(stanzas: readonly string[]): string | undefined {
  return stanzas.length === 0 ? undefined : `${stanzas.join('\n\n')}\n`;
}

/** A stanza with the declarations that the header of its stream, or the body around it, made for it. */
function declared(element: XmlElement, text: string, unit: XmppUnit): string {
  const outer = element.parent === undefined ? (unit.context.namespaces ?? []) : prefixesOf(element.parent);
  const missing = outer.filter(
    ([prefix]) => prefix !== '' && text.includes(`${prefix}:`) && element.attribute(`xmlns:${prefix}`) === undefined,
  );
  const declarations = missing.map(([prefix, namespace]) => ` xmlns:${prefix}="${escaped(namespace)}"`).join('');
  const at = element.nameEnd - element.start;
  return text.slice(0, at) + declarations + text.slice(at);
}

function prefixesOf({ attributes, scope }: XmlElement): readonly (readonly [string, string])[] {
  return attributes
    .filter(({ name }) => name.startsWith('xmlns:'))
    .map(({ local }) => [local, scope.lookup(local) ?? ''] as const);
}

/** Two braces would begin a variable. */
function escapedBraces(text: string): string {
  if (!text.includes('{{')) return text;
  return text
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, (whole, content: string) =>
      content.includes('{{') ? escaped(content) : whole,
    )
    .replace(/\{(?=\{)/g, '&#123;');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
