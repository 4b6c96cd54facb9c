import type { Completion, TextRange } from '../../core/index.ts';
import type { ExtensionDefinition, TypeDefinition } from '../definitions/model.ts';
import type { Registry } from '../definitions/registry.ts';
import type { Expected } from '../notation/read/context.ts';
import { notationTags } from '../notation/read/tags.ts';
import { resolveType } from '../notation/read/types.ts';
import type { AmqpDocument } from './document.ts';
import { describe, extensionsOf, valuesOfProperty } from './extensions.ts';
import { typeMarkdown } from '../notation/type-markdown.ts';

/** Values for what is expected: choices, names, types by their tags, variables. */
export function valueCompletions(document: AmqpDocument, expected: Expected, replace: TextRange): Completion[] {
  const { registry } = document;
  const { choices, primitive, composite } = resolveType(registry, expected.type);
  const found: Completion[] = [];
  const value = (label: string, detail: string, documentation?: string, open = false): void => {
    found.push({
      label,
      kind: 'value',
      detail,
      insert: label,
      replace,
      ...(documentation === undefined ? {} : { documentation }),
      ...(open && { open }),
    });
  };
  for (const each of choices)
    value(each.name, each.name === each.value ? expected.type : `${expected.type} ${each.value}`, each.description);
  if (choices.length === 0 && primitive === 'boolean') {
    value('true', 'boolean');
    value('false', 'boolean');
  }
  if (composite !== undefined)
    found.push(snippet(composite.name, `{ $1 }`, 'fields', typeMarkdown(composite), replace));
  for (const provider of expected.requires.flatMap((each) => registry.providers(each)))
    found.push(...providerCompletions(provider, expected, replace));
  for (const [label, detail] of knownSymbols(expected, registry)) value(label, detail, undefined, true);
  for (const each of valuesOfProperty(expected.property)) value(each.name, each.origin, describe(each), true);
  if (expected.type === '*' && expected.requires.length === 0) {
    value('true', 'boolean', undefined, true);
    value('false', 'boolean', undefined, true);
    value('null', 'null', undefined, true);
    found.push(...tagCompletions(document, expected, replace).map((each) => ({ ...each, open: true })));
  }
  for (const [name, text] of variablesOf(document)) {
    found.push({
      label: `{{${name}}}`,
      kind: 'variable',
      detail: text,
      insert: `"{{${name}}}"`,
      replace,
      sort: `~${name}`,
      open: true,
    });
  }
  return unique(found);
}

function snippet(label: string, insert: string, detail: string, documentation: string, replace: TextRange): Completion {
  return { label, kind: 'snippet', detail, documentation, insert, snippet: true, replace, open: true };
}

function providerCompletions(provider: TypeDefinition, expected: Expected, replace: TextRange): Completion[] {
  if (provider.kind === 'composite') {
    const main = expected.requires.includes(provider.name);
    const insert = `${main ? '' : `!${provider.name} `}${provider.fields.length === 0 ? '{}' : '{ $1 }'}`;
    return [snippet(main ? provider.name : `!${provider.name}`, insert, 'composite', typeMarkdown(provider), replace)];
  }
  if (provider.kind !== 'restricted') return [];
  return provider.choices.map((each) => ({
    label: each.value,
    kind: 'value',
    detail: provider.name,
    documentation: each.description,
    insert: each.value,
    replace,
  }));
}

const mechanisms = ['ANONYMOUS', 'PLAIN', 'EXTERNAL', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'XOAUTH2'];

/** Symbols that fields of type symbol are known to take. */
function knownSymbols({ field }: Expected, registry: Registry): (readonly [name: string, detail: string])[] {
  switch (field?.definition.name) {
    case 'outcomes':
      return registry
        .providers('outcome')
        .flatMap((each) =>
          each.kind === 'primitive' || each.descriptor === undefined
            ? []
            : [[each.descriptor.symbol, 'outcome'] as const],
        );
    case 'mechanism':
    case 'sasl-server-mechanisms':
      return [...mechanisms.map((each) => [each, 'SASL mechanism'] as const), ...named('mechanism')];
    case 'capabilities':
      return field.composite.name === 'coordinator' ? [] : named('capability');
    case 'offered-capabilities':
    case 'desired-capabilities':
      return named('capability');
    case 'condition':
      return named('condition');
    case 'address':
    case 'to':
    case 'reply-to':
      return named('address');
    case 'message-format':
      return [['0', 'AMQP 1.0, 3.2'], ...named('format')];
    case 'content-encoding':
      return ['gzip', 'deflate', 'compress'].map((each) => [each, 'RFC 2616, 3.5']);
    case 'content-type':
      return ['application/json', 'text/plain;charset=utf-8', 'application/octet-stream'].map((each) => [
        each,
        'media type',
      ]);
    default:
      return [];
  }
}

function named(kind: ExtensionDefinition['kind']): (readonly [name: string, detail: string])[] {
  return extensionsOf(kind).map(({ name, origin }) => [name, origin]);
}

/** All tags; where an archetype is required, the types that provide it come first. */
export function tagCompletions({ registry }: AmqpDocument, expected: Expected, replace: TextRange): Completion[] {
  const wanted = new Set(expected.requires.flatMap((each) => registry.providers(each)));
  const found: Completion[] = notationTags.map(({ name, description }) => ({
    label: `!${name}`,
    kind: 'keyword',
    documentation: description,
    insert: `!${name} `,
    replace,
    sort: `1${name}`,
  }));
  for (const type of registry.types) {
    if (type.kind !== 'primitive' && type.descriptor === undefined) continue;
    const sort = `${wanted.has(type) ? 0 : type.kind === 'primitive' ? 1 : 2}${type.name}`;
    found.push({
      label: `!${type.name}`,
      kind: 'keyword',
      detail: `${type.kind} type`,
      documentation: typeMarkdown(type),
      insert: `!${type.name} `,
      replace,
      sort,
    });
  }
  return found;
}

function variablesOf(document: AmqpDocument): Map<string, string> {
  const names = new Map(document.source.variables.map(({ name, value }) => [name, value?.text ?? '']));
  for (const [name, value] of document.context.variables ?? []) names.set(name, value);
  return names;
}

function unique(completions: readonly Completion[]): Completion[] {
  const seen = new Set<string>();
  return completions.filter(({ label }) => !seen.has(label) && seen.add(label));
}
