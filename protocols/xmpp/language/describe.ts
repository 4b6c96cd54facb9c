import { capital, formatSection } from '../../core/index.ts';
import type { CompiledAttribute, CompiledElement } from '../model/compile.ts';
import type { Specification } from '../model/definition.ts';
import { list } from '../model/wording.ts';
import { sectionOf } from '../rules/sections.ts';
import { ownSchema } from './own-model.ts';

/** An element for people, as Markdown: what it is for, its attributes, where it is specified. */
export function describeElement(element: CompiledElement): string {
  const { definition, specification } = element;
  const lines = [definition.about];
  if (definition.deprecated !== undefined) lines.push(`**Discouraged.** ${definition.deprecated}`);
  const places = element.places.filter((place) => !place.startsWith('{') && place !== 'payload');
  if (places.length > 0) lines.push(`Allowed in: ${list(places, 'and')}.`);
  if (definition.since !== undefined) lines.push(`Since version ${definition.since}.`);
  lines.push(cite(specification, definition.section));
  return lines.join('\n\n');
}

/** An attribute for people. */
export function describeAttribute(attribute: CompiledAttribute, element: CompiledElement): string {
  const need = { required: 'required', expected: 'asked for', optional: 'optional', forbidden: 'not allowed here' }[
    attribute.need
  ];
  const lines = [
    ...(attribute.about === undefined ? [] : [attribute.about]),
    `${capital(attribute.type.name)}; ${need}.`,
  ];
  lines.push(cite(element.specification, element.definition.section));
  return lines.join('\n\n');
}

/** The specification with its section, status and a link; a schema of the workspace by its namespace. */
export function cite(specification: Specification, section: string | undefined): string {
  if (specification.id === ownSchema) return `${ownSchema}: \`${specification.title}\``;
  const ref = sectionOf(specification.id, section);
  const link = `[${formatSection(ref)}](${ref.href})`;
  return ref.document === specification.id ? `${link}: ${specification.title} (${specification.status})` : link;
}
