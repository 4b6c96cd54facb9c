import { formatSection } from '../../core/index.ts';
import type { SectionRef } from '../../core/index.ts';
import type { CompositeDefinition, FieldDefinition, TypeDefinition } from '../definitions/model.ts';
import type { Registry } from '../definitions/registry.ts';
import { resolveType } from './read/types.ts';

/** A field: its type, whether it is mandatory, its default, what it is for, and where that is written. */
export function fieldMarkdown(composite: CompositeDefinition, field: FieldDefinition, registry: Registry): string {
  const type =
    field.type === '*'
      ? field.requires.map((each) => `any ${each}`).join(' or ') || 'any type'
      : typeName(registry, field.type);
  const traits = [
    type,
    field.multiple ? 'one or several' : '',
    field.mandatory ? 'mandatory' : '',
    field.default === undefined ? '' : `default \`${field.default}\``,
  ];
  const lines = [
    `**${composite.name}.${field.name}** · ${traits.filter((each) => each !== '').join(' · ')}`,
    field.description,
  ];
  const { choices } = resolveType(registry, field.type);
  if (choices.length > 0)
    lines.push(
      choices
        .map((each) => `- \`${each.name}\`${each.value === each.name ? '' : ` (${each.value})`}: ${each.description}`)
        .join('\n'),
    );
  const providers = field.requires.flatMap((each) => registry.providers(each));
  if (providers.length > 0)
    lines.push(
      `May be: ${providers.map((each) => `\`${each.kind === 'composite' ? '!' : ''}${each.name}\``).join(', ')}`,
    );
  return [...lines, ...link(composite.section)].filter((each) => each !== '').join('\n\n');
}

/** `transfer-number (uint)`. */
export function typeName(registry: Registry, name: string): string {
  const { primitive } = resolveType(registry, name);
  return primitive === undefined || primitive === name ? name : `${name} (${primitive})`;
}

/** A type: what it stands for, how it is described on the wire, its fields. */
export function typeMarkdown(type: TypeDefinition): string {
  const lines = [`**${type.name}** · ${type.kind} type`, type.description];
  if (type.kind !== 'primitive' && type.descriptor !== undefined) {
    const { code, symbol } = type.descriptor;
    lines.push(`Descriptor \`${symbol}\`${code === undefined ? '' : ` = \`0x${code.toString(16)}\``}`);
  }
  if (type.kind === 'primitive') {
    lines.push(
      type.encodings
        .map(
          (each) =>
            `- \`0x${each.code.toString(16)}\` ${each.name === '' ? '' : `\`${each.name}\` `}${each.description}`,
        )
        .join('\n'),
    );
  } else if (type.kind === 'composite' && type.fields.length > 0) {
    lines.push(
      `Fields: ${type.fields.map((field) => (field.mandatory ? `**${field.name}**` : field.name)).join(', ')}`,
    );
  }
  return [...lines, ...link(type.section)].join('\n\n');
}

/** A section as a Markdown link. */
export function link(section: SectionRef | undefined): string[] {
  return section === undefined ? [] : [`[${formatSection(section)}](${section.href})`];
}
