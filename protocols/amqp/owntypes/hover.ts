import type { Hover } from '../../core/index.ts';
import { typeMarkdown } from '../notation/type-markdown.ts';
import type { DefinitionDocument } from './model.ts';
import type { DefinitionElement } from './source.ts';
import { elementNamed } from './vocabulary.ts';

/** An element, an attribute, or the type or archetype that a value names. */
export function definitionHover({ xml, registry }: DefinitionDocument, offset: number): Hover | undefined {
  const element = innermost(xml.roots, offset);
  const definition = element === undefined ? undefined : elementNamed(element.name);
  if (element === undefined || definition === undefined) return undefined;
  if (element.nameStart <= offset && offset <= element.nameEnd) {
    return {
      start: element.nameStart,
      end: element.nameEnd,
      markdown: `**<${definition.name}>** · ${definition.description}`,
    };
  }
  for (const [name, { value, start, end, nameStart, nameEnd }] of element.attributes) {
    const attribute = definition.attributes.find((each) => each.name === name);
    if (attribute === undefined) continue;
    if (nameStart <= offset && offset <= nameEnd)
      return {
        start: nameStart,
        end: nameEnd,
        markdown: `**${name}** · ${attribute.description}${attribute.required ? ' Required.' : ''}`,
      };
    if (offset < start || offset > end) continue;
    if (attribute.names === 'type' || attribute.names === 'source') {
      const type = registry.byName(value.trim());
      return type === undefined ? undefined : { start, end, markdown: typeMarkdown(type) };
    }
    const providers = registry.providers(value.trim());
    if (attribute.names !== undefined && providers.length > 0)
      return {
        start,
        end,
        markdown: `**${value}** · provided by ${providers.map((each) => `\`${each.name}\``).join(', ')}`,
      };
  }
  return undefined;
}

/** The element around an offset that lies deepest. */
export function innermost(elements: readonly DefinitionElement[], offset: number): DefinitionElement | undefined {
  const found = elements.find(({ start, end }) => start < offset && offset <= end);
  return found === undefined ? undefined : (innermost(found.children, offset) ?? found);
}
