import { dynamicVariables, LineIndex } from '../../core/index.ts';
import type { Hover } from '../../core/index.ts';
import type { Registry } from '../definitions/registry.ts';
import { placesOf } from '../notation/analyse.ts';
import type { Place } from '../notation/read/context.ts';
import { notationTags, readTag } from '../notation/read/tags.ts';
import { resolveType } from '../notation/read/types.ts';
import { setsOf } from '../notation/sets.ts';
import type { SourceNode } from '../notation/source/node.ts';
import type { AmqpDocument } from './document.ts';
import { describe, extensionMarkdown, valuesOfProperty } from './extensions.ts';
import { fieldMarkdown, link, typeMarkdown } from '../notation/type-markdown.ts';

/** What is under an offset, explained: a field, a value, a tag, a variable, a step. */
export function hoverAt(document: AmqpDocument, offset: number): Hover | undefined {
  const found = document.steps.find(({ step }) => offset >= step.start && offset <= step.end);
  if (found === undefined) return undefined;
  const at = offset - found.step.base;
  const variable = variableHover(found.step.node, at, document, document.steps.indexOf(found));
  const hover =
    variable ?? placeHover(placesOf(found.step.node, document.registry, document.environment), at, document.registry);
  return hover === undefined
    ? undefined
    : { ...hover, start: hover.start + found.step.base, end: hover.end + found.step.base };
}

function placeHover(places: readonly Place[], at: number, registry: Registry): Hover | undefined {
  // The narrowest place that has something to say.
  const around = places
    .filter((place) => place.start <= at && at <= place.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  for (const place of around) {
    const markdown = markdownOf(place, registry);
    if (markdown !== undefined) return { start: place.start, end: place.end, markdown };
  }
  return undefined;
}

function markdownOf(place: Place, registry: Registry): string | undefined {
  switch (place.kind) {
    case 'field':
      return fieldMarkdown(place.composite, place.field, registry);
    case 'key': {
      const key = place.table.keys.find(({ name }) => name === place.name);
      if (key === undefined) return undefined;
      const type = registry.byName(key.name);
      if (type?.kind === 'composite' && type.section === key.section) return typeMarkdown(type);
      return [`**${key.name}** · ${key.detail}`, key.description, ...link(key.section)]
        .filter((each) => each !== '')
        .join('\n\n');
    }
    case 'tag':
      return tagMarkdown(place, registry);
    case 'value':
      return valueMarkdown(place, registry);
    case 'map-key':
      return extensionMarkdown(place.name, registry);
    case 'fields':
    case 'keys':
    case 'map':
    case 'words':
      return undefined;
  }
}

function tagMarkdown(place: Extract<Place, { kind: 'tag' }>, registry: Registry): string | undefined {
  const own = notationTags.find(({ name }) => name === place.text.split('@')[0]);
  if (own !== undefined) return `**!${own.name}** · ${own.description}`;
  const meaning = readTag(place, registry);
  switch (meaning.kind) {
    case 'primitive': {
      const type = registry.byName(meaning.primitive);
      return type === undefined ? undefined : typeMarkdown(type);
    }
    case 'array': {
      const type = registry.byName('array');
      return type === undefined ? undefined : typeMarkdown(type);
    }
    case 'descriptor':
      return meaning.type === undefined
        ? '**A descriptor**: the value after it is of a type that this project does not know.'
        : typeMarkdown(meaning.type);
    case 'bytes':
    case 'pair':
    case 'raw':
    case 'unknown':
      return undefined;
  }
}

function valueMarkdown(
  { expected, text, primitive }: Extract<Place, { kind: 'value' }>,
  registry: Registry,
): string | undefined {
  const { field } = expected;
  if (text === undefined) return undefined;
  if (field === undefined) {
    const known = valuesOfProperty(expected.property).find(({ name }) => name === text);
    return known === undefined ? undefined : describe(known);
  }
  const { choices } = resolveType(registry, expected.type);
  const chosen = choices.find((each) => each.name === text || each.value === text);
  const head = `**${field.composite.name}.${field.definition.name}** = \`${text === '' ? '""' : text.replace(/`/g, '’').slice(0, 200)}\`${primitive === undefined ? '' : ` · ${primitive}`}`;
  const meaning =
    chosen === undefined
      ? (extensionMarkdown(text, registry) ?? field.definition.description)
      : `\`${chosen.name}\` (${chosen.value}): ${chosen.description}`;
  return [head, meaning, ...link(field.composite.section)].join('\n\n');
}

function variableHover(node: SourceNode, at: number, document: AmqpDocument, step: number): Hover | undefined {
  if (node.kind === 'list') return firstOf(node.items, (item) => variableHover(item, at, document, step));
  if (node.kind === 'map')
    return firstOf(
      node.entries,
      ({ key, value }) => variableHover(key, at, document, step) ?? variableHover(value, at, document, step),
    );
  const variable = node.variables.find((each) => each.start <= at && at <= each.end);
  if (variable === undefined || variable.problem !== undefined) return undefined;
  const { start, end, name } = variable;
  const dynamic = dynamicVariables.find((each) => each.name === name);
  if (dynamic !== undefined) return { start, end, markdown: `**${dynamic.usage}** · ${dynamic.description}` };
  const set = setsOf(document.source).above(name, step);
  if (set !== undefined) {
    const line = new LineIndex(document.text).positionAt(set.start).line + 1;
    return { start, end, markdown: `**${name}** is set from an answer on line ${line}.` };
  }
  const value = document.environment.lookup(variable);
  if (value === undefined)
    return { start, end, markdown: `**${name}** has no value in the chosen environment or in this file.` };
  const origin = document.context.variables?.has(name) === true ? 'the chosen environment' : 'this file';
  return { start, end, markdown: `**${name}** = \`${value.replace(/`/g, '’')}\` · from ${origin}` };
}

function firstOf<T, R>(items: readonly T[], look: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
