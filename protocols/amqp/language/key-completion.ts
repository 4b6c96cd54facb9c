import type { Completion, TextRange } from '../../core/index.ts';
import type { CompositeDefinition, FieldDefinition } from '../definitions/model.ts';
import type { Registry } from '../definitions/registry.ts';
import type { KeyTable } from '../notation/read/model.ts';
import { narrows, resolveType } from '../notation/read/types.ts';
import { describe, extensionsOf } from './extensions.ts';
import { fieldMarkdown, typeMarkdown, typeName } from '../notation/type-markdown.ts';

/** The fields of a composite that are not written yet, the mandatory ones first. */
export function fieldCompletions(
  composite: CompositeDefinition,
  used: ReadonlySet<string>,
  hasColon: boolean,
  replace: TextRange,
  registry: Registry,
): Completion[] {
  return composite.fields
    .map((field, index) => ({ field, index }))
    .filter(({ field }) => !used.has(field.name))
    .map(({ field, index }) => ({
      label: field.name,
      kind: 'field',
      beside: `${typeName(registry, field.type)}${field.mandatory ? ', mandatory' : ''}`,
      documentation: fieldMarkdown(composite, field, registry),
      ...(hasColon
        ? { insert: field.name }
        : { insert: `${field.name}: ${valueSnippet(field, registry)}`, snippet: true }),
      replace,
      sort: `${field.mandatory ? 0 : 1}${String(index).padStart(3, '0')}`,
    }));
}

function valueSnippet(field: FieldDefinition, registry: Registry): string {
  const { choices, composite, primitive } = resolveType(registry, field.type);
  if (choices.length > 0 && field.requires.length === 0) return `\${1|${choices.map(({ name }) => name).join(',')}|}`;
  if (primitive === 'boolean') return `\${1|true,false|}`;
  if (composite !== undefined || primitive === 'map') return '{ $1 }';
  if (field.multiple) return '[$1]';
  const providers = field.requires.flatMap((each) => registry.providers(each));
  return providers.some((each) => each.name === field.requires[0]) ? '{ $1 }' : '$1';
}

/** Keys of the notation itself; those that are named in `first` come first. */
export function keyCompletions(
  table: KeyTable,
  used: ReadonlySet<string>,
  hasColon: boolean,
  replace: TextRange,
  first: readonly string[] = [],
): Completion[] {
  return table.keys
    .filter(({ name }) => !used.has(name))
    .map(({ name, detail, description, snippet }, index) => ({
      label: name,
      kind: 'keyword',
      detail,
      documentation: description,
      ...(hasColon ? { insert: name } : { insert: `${name}: ${snippet ?? '$1'}`, snippet: true }),
      replace,
      sort: first.includes(name)
        ? `0${String(first.indexOf(name)).padStart(3, '0')}`
        : `1${String(index).padStart(3, '0')}`,
    }));
}

const nodeProperties: readonly (readonly [name: string, snippet: string, description: string])[] = [
  [
    'lifetime-policy',
    '${1|!delete-on-close,!delete-on-no-links,!delete-on-no-messages,!delete-on-no-links-or-messages|} []',
    'When the dynamic node is deleted (AMQP 1.0, 3.5.9).',
  ],
  ['supported-dist-modes', '[${1|move,copy|}]', 'How the node lets messages go (AMQP 1.0, 3.5.9).'],
];

/** Keys that are known for a map of a type: filters by the names of their descriptors, properties of nodes. */
export function mapKeyCompletions(
  type: string,
  used: ReadonlySet<string>,
  hasColon: boolean,
  replace: TextRange,
  registry: Registry,
): Completion[] {
  if (type === 'node-properties') {
    return nodeProperties
      .filter(([name]) => !used.has(name))
      .map(([label, snippet, documentation]) => ({
        label,
        kind: 'field',
        documentation,
        insert: hasColon ? label : `${label}: ${snippet}`,
        snippet: !hasColon,
        replace,
      }));
  }
  if (type !== 'filter-set') return extensionKeys(type, used, hasColon, replace, registry);
  return registry.providers('filter').flatMap((each): Completion[] => {
    if (each.kind === 'primitive' || each.descriptor === undefined || used.has(each.descriptor.symbol)) return [];
    const { symbol } = each.descriptor;
    const value = each.source === 'list' ? '[$1]' : each.source === 'map' ? '{ $1 }' : '"$1"';
    const insert = hasColon ? symbol : `${symbol}: !<${symbol}> ${value}`;
    return [
      {
        label: symbol,
        kind: 'field',
        detail: 'filter',
        documentation: typeMarkdown(each),
        insert,
        snippet: !hasColon,
        replace,
      },
    ];
  });
}

/** Annotations and properties that extensions define. */
function extensionKeys(
  type: string,
  used: ReadonlySet<string>,
  hasColon: boolean,
  replace: TextRange,
  registry: Registry,
): Completion[] {
  const kind = narrows(resolveType(registry, type), 'annotations')
    ? 'annotation'
    : type === 'application-properties'
      ? 'property'
      : type === 'fields'
        ? 'link-property'
        : undefined;
  if (kind === undefined) return [];
  return extensionsOf(kind)
    .filter(({ name }) => !used.has(name))
    .map((each) => ({
      label: each.name,
      kind: 'field',
      beside: each.origin,
      documentation: describe(each),
      insert: hasColon ? each.name : `${each.name}: ${tagFor(each.type)}`,
      replace,
    }));
}

/** Strings, booleans and ints need no tag. */
function tagFor(type: string | undefined): string {
  return type === undefined || type === 'string' || type === 'boolean' || type === 'int' ? '' : `!${type} `;
}
