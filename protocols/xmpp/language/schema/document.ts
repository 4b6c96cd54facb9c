import type { Diagnostic, LanguageContext } from '../../../core/index.ts';
import { readDisabling } from '../../parser/directive.ts';
import type { XmlDocument } from '../../parser/document.ts';
import type { XmlElement } from '../../parser/node.ts';
import { schemaRules, type SchemaRuleId } from '../../rules/schema-rules.ts';
import { readSchema, type ReadSchema } from '../../xsd/index.ts';
import { isDescribed } from '../own-model.ts';

/** A schema of the workspace, read and checked. */
export interface SchemaDocument {
  readonly text: string;
  readonly read: ReadSchema;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks a schema; what a `<!-- wireloupe-disable-next-line rule -->` covers, or the settings turn off, is left out. */
export function parse(text: string, context: LanguageContext): SchemaDocument {
  const read = readSchema(text);
  const isDisabled = disabling(text, read);
  const settings = context.rules ?? {};
  const diagnostics = [...read.diagnostics, ...described(text, read)].flatMap((found): Diagnostic[] => {
    const severity = settings[found.code] ?? found.severity;
    return severity === 'off' || isDisabled(found) ? [] : [{ ...found, severity }];
  });
  return { text, read, diagnostics };
}

/** A namespace that a specification describes stays as that describes it. */
function described(text: string, { namespaces }: ReadSchema): Diagnostic[] {
  const namespace = Object.keys(namespaces).find(isDescribed);
  const target = /\btargetNamespace\s*=\s*["'][^"']*["']/.exec(text);
  if (namespace === undefined || target === null) return [];
  const id: SchemaRuleId = 'schema/described';
  const { severity, section } = schemaRules.find((rule) => rule.id === id) ?? schemaRules[0];
  const message = `Wireloupe describes ${namespace} itself, so that this schema does not count: use a namespace of your own, or take the file out of xmpp.schemas`;
  return [
    { code: id, severity, message, start: target.index, end: target.index + target[0].length, href: section.href },
  ];
}

/** Tells what comments in front of elements turn off: in the whole of the element that follows, as in a file of stanzas. */
function disabling(text: string, { xml: { document, comments } }: ReadSchema): (found: Diagnostic) => boolean {
  const ranges = comments.flatMap(({ start, end }) => {
    const rules = readDisabling(text.slice(start, end));
    const element = rules === undefined ? undefined : elementBehind(document, end);
    return rules === undefined || element === undefined ? [] : [{ rules, ...element }];
  });
  return ({ code, start }) =>
    ranges.some(
      (range) => range.start <= start && start < range.end && (range.rules.length === 0 || range.rules.includes(code)),
    );
}

/** The element that comes next, without leaving the one around the offset. */
function elementBehind(
  { nodes, starts }: XmlDocument,
  offset: number,
): { readonly start: number; readonly end: number } | undefined {
  const index = nodes.findIndex(({ root, length }, i) => root !== undefined && (starts[i] ?? 0) + length > offset);
  const base = starts[index] ?? 0;
  for (let at: XmlElement | undefined = nodes[index]?.root; at !== undefined;) {
    if (base + at.start >= offset) return { start: base + at.start, end: base + at.end };
    at = [...at.elements()].find(({ end }) => base + end > offset);
  }
  return undefined;
}
