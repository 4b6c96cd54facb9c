import type { Completion, TextRange } from '../../core/index.ts';
import { archetypes } from '../definitions/constants.ts';
import type { Registry } from '../definitions/registry.ts';
import { typeMarkdown } from '../notation/type-markdown.ts';
import { innermost } from './hover.ts';
import type { DefinitionDocument } from './model.ts';
import { elementNamed } from './vocabulary.ts';
import type { AttributeDefinition } from './vocabulary.ts';

/** Elements, attributes and values that may stand at an offset. */
export function definitionCompletions(document: DefinitionDocument, offset: number): readonly Completion[] {
  // Comments are white space here.
  const { text } = document.xml.xml;
  const open = text.lastIndexOf('<', offset - 1);
  const before = open < 0 ? '' : text.slice(open, offset);
  const name = /^<([\w-]*)$/.exec(before)?.[1];
  if (name !== undefined) return elementCompletions(document, open, { start: offset - name.length, end: offset });
  const tag = /^<([\w-]+)\s/.exec(before)?.[1];
  if (tag === undefined || before.replace(/"[^"]*"|'[^']*'/g, '').includes('>')) return [];
  const definition = elementNamed(tag);
  if (definition === undefined) return [];
  const value = /\s([\w:-]+)\s*=\s*["']([^"']*)$/.exec(before);
  if (value !== null) {
    const attribute = definition.attributes.find((each) => each.name === value[1]);
    return attribute === undefined ? [] : valueCompletions(document, attribute, value[2] ?? '', offset);
  }
  const typed = /\s([\w:-]*)$/.exec(before)?.[1];
  if (typed === undefined) return [];
  const rest = /^[^<>]*/.exec(text.slice(offset))?.[0] ?? '';
  const used = new Set([...`${before} ${rest}`.matchAll(/([\w:-]+)\s*=/g)].map((match) => match[1]));
  const replace = { start: offset - typed.length, end: offset };
  return definition.attributes
    .filter((each) => !used.has(each.name))
    .map((each) => ({
      label: each.name,
      kind: 'attribute',
      detail: each.required ? 'required' : '',
      documentation: each.description,
      insert: `${each.name}="$1"`,
      snippet: true,
      replace,
      sort: `${each.required ? 0 : 1}${each.name}`,
    }));
}

function elementCompletions(document: DefinitionDocument, open: number, replace: TextRange): Completion[] {
  const parent = innermost(document.xml.roots, open);
  const allowed = parent === undefined ? ['amqp'] : (elementNamed(parent.name)?.children ?? []);
  return allowed.flatMap((name): Completion[] => {
    const definition = elementNamed(name);
    return definition === undefined
      ? []
      : [
          {
            label: name,
            kind: 'element',
            documentation: definition.description,
            insert: definition.snippet,
            snippet: true,
            replace,
          },
        ];
  });
}

function valueCompletions(
  { registry }: DefinitionDocument,
  { values, names }: AttributeDefinition,
  written: string,
  offset: number,
): Completion[] {
  if (values !== undefined) {
    const replace = { start: offset - written.length, end: offset };
    return values.map((label) => ({ label, kind: 'value', insert: label, replace }));
  }
  const word = /[^\s,]*$/.exec(written)?.[0] ?? '';
  const replace = { start: offset - word.length, end: offset };
  if (names === undefined) return [];
  return names === 'type' || names === 'source' ? typeNames(registry, replace) : archetypeNames(registry, replace);
}

function typeNames(registry: Registry, replace: TextRange): Completion[] {
  const any: Completion = { label: '*', kind: 'value', detail: 'any type', insert: '*', replace };
  return [
    any,
    ...registry.types.map((each): Completion => ({
      label: each.name,
      kind: 'value',
      detail: `${each.kind} type`,
      documentation: typeMarkdown(each),
      insert: each.name,
      replace,
    })),
  ];
}

function archetypeNames(registry: Registry, replace: TextRange): Completion[] {
  const known = new Map(archetypes.map((each) => [each.name, each.description]));
  for (const type of registry.types) {
    if (type.kind === 'primitive') continue;
    for (const each of type.provides) if (!known.has(each)) known.set(each, `Provided by ${type.name}.`);
  }
  return [...known].map(([label, documentation]) => ({
    label,
    kind: 'value',
    detail: 'archetype',
    documentation,
    insert: label,
    replace,
  }));
}
