import { dynamicVariables } from '../../core/index.ts';
import type { Completion, TextRange } from '../../core/index.ts';
import { placesOf } from '../notation/analyse.ts';
import type { Place } from '../notation/read/context.ts';
import { setsOf } from '../notation/sets.ts';
import type { ScalarNode, SourceNode } from '../notation/source/node.ts';
import { stepVocabulary } from '../notation/read/step-keys.ts';
import { parseYaml } from '../notation/source/yaml.ts';
import { fieldCompletions, keyCompletions, mapKeyCompletions } from './key-completion.ts';
import type { AmqpDocument } from './document.ts';
import { nextSteps } from './script-diagnostics.ts';
import { beginsStep, scriptCompletion, templateCompletions } from './templates.ts';
import { tagCompletions, valueCompletions } from './value-completion.ts';

/** Stands for what is being typed while the place of the cursor is found out. */
const marker = 'wl0cursor0';

/** What may be written at an offset: steps, fields that are not there yet, choices, tags, names, variables. */
export function completionsAt(document: AmqpDocument, offset: number): readonly Completion[] {
  const { text } = document;
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  // What is longer was written by a program, and reading it again at every keystroke takes time.
  if (offset - lineStart > longestLine) return [];
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, ''))) return [];
  const variable = /\{\{[ \t]{0,20}(\$?[\w.-]{0,80})$/.exec(before.slice(-110));
  if (variable !== null) return variableCompletions(document, offset, variable[1] ?? '');
  const word = before.slice(wordStart(before));
  const rest = /^[^\s,[\]{}"':]{0,200}/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  // A word right behind a colon would become a part of the key.
  if (word.endsWith(':') || /[\w"']:$/.test(before)) return [];
  const replace: TextRange = { start: offset - word.length, end: offset + rest.length };
  const indent = before.length - word.length;
  if (
    /^ *$/.test(before.slice(0, indent)) &&
    /^[\w-]*$/.test(word) &&
    !text.startsWith(':', replace.end) &&
    beginsStep(document, lineStart, indent)
  ) {
    return [...topCompletions(document, before, replace), ...templateCompletions(replace, true)];
  }
  const chunk = document.steps.find(
    ({ step }) => replace.start > step.base && offset <= step.base + step.chunk.text.length,
  );
  if (chunk === undefined) return topCompletions(document, before, replace);
  return stepCompletions(document, chunk.step.base, chunk.step.chunk.text, { word, replace, before });
}

/** UTF-16 units of a line that completion looks at. */
const longestLine = 20_000;
/** UTF-16 units of a step that completion reads again. */
const longestStep = 200_000;

/** Where the word at the end of a line begins. */
function wordStart(line: string): number {
  let at = line.length;
  while (at > 0 && !/[\s,[\]{}"']/.test(line.charAt(at - 1))) at--;
  return at;
}

interface Typed {
  readonly word: string;
  readonly replace: TextRange;
  /** The line up to the cursor. */
  readonly before: string;
}

function stepCompletions(
  document: AmqpDocument,
  base: number,
  chunk: string,
  { word, replace, before }: Typed,
): readonly Completion[] {
  if (chunk.length > longestStep) return [];
  const from = replace.start - base;
  const after = chunk.slice(replace.end - base);
  const hasColon = /^[ \t]*:/.test(after);
  const ownLine = /^[ \t]*(?:- +)*$/.test(before.slice(0, before.length - word.length)) && !word.startsWith('!');
  const written = ownLine && !hasColon ? `${marker}: ` : marker;
  // A word right after a colon is a value for the person who types it, and a part of the key for YAML.
  const { root } = parseYaml(chunk.slice(0, from) + written + after);
  const steps = root?.kind === 'list' ? root.items : root === undefined ? [] : [root];
  const step = steps.find((each) => (each.tag?.start ?? each.start) <= from && from <= each.end);
  if (step === undefined) return [];
  const places = placesOf(step, document.registry, document.environment);
  const role = roleOf(step, from);
  if (role === 'prose') return [];
  const around = places
    .filter((place) => place.start <= from && from <= place.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  if (role === 'key' || (role === 'item' && step.kind === 'scalar'))
    return keysFor(
      around,
      hasColon,
      replace,
      document,
      /^ *-(?: +-)* +$/.test(before.slice(0, before.length - word.length)),
    );
  const words = around.find((place) => place.kind === 'words');
  if (words?.kind === 'words')
    return words.words.map((label) => ({ label, kind: 'value', detail: words.about, insert: label, replace }));
  const value = around.find((place): place is Extract<Place, { kind: 'value' }> => place.kind === 'value');
  if (value === undefined) return [];
  if (word.startsWith('!')) return tagCompletions(document, value.expected, replace);
  return valueCompletions(document, value.expected, replace);
}

function keysFor(
  around: readonly Place[],
  hasColon: boolean,
  replace: TextRange,
  document: AmqpDocument,
  behindDash: boolean,
): readonly Completion[] {
  for (const place of around) {
    switch (place.kind) {
      case 'fields':
        return fieldCompletions(place.composite, place.used, hasColon, replace, document.registry);
      case 'keys': {
        const isNew = place.table === stepVocabulary(document.registry).heads;
        const keys = keyCompletions(
          place.table,
          place.used,
          hasColon,
          replace,
          isNew ? nextSteps(document, replace.start) : [],
        );
        return isNew && behindDash && !hasColon ? withTemplates(keys, replace) : keys;
      }
      case 'map':
        return mapKeyCompletions(place.type, place.used, hasColon, replace, document.registry);
      case 'field':
      case 'key':
      case 'map-key':
      case 'value':
      case 'words':
      case 'tag':
        continue;
    }
  }
  return [];
}

/** The steps that may begin, those with a template written as it has them, and the templates that are more than one of them. */
function withTemplates(keys: readonly Completion[], replace: TextRange): Completion[] {
  const found = new Map(keys.map((each) => [each.label, each]));
  for (const template of templateCompletions(replace, false)) {
    const key = found.get(template.label);
    found.set(template.label, key === undefined ? template : { ...key, insert: template.insert });
  }
  return [...found.values()];
}

/** What the marker has become: a key of a mapping, a value of one, an item of a list, or a part of a longer text. */
function roleOf(node: SourceNode, at: number): 'key' | 'value' | 'item' | 'prose' {
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (key.start <= at && at <= key.end && key.kind === 'scalar' && key.text.includes(marker)) return 'key';
      if (value.start <= at && at <= value.end && !(value.kind === 'scalar' && value.missing))
        return value.kind === 'scalar' ? (isWord(value, at) ? 'value' : 'prose') : roleOf(value, at);
    }
    return 'key';
  }
  if (node.kind === 'list') {
    const item = node.items.find((each) => each.start <= at && at <= each.end);
    if (item?.kind === 'scalar' && !isWord(item, at)) return 'prose';
    return item === undefined || item.kind === 'scalar' ? 'item' : roleOf(item, at);
  }
  return 'item';
}

/** Whether a scalar is what is being written and no more, in quotes or not: not a text of several words or lines. */
function isWord(node: ScalarNode, at: number): boolean {
  return at - node.start <= 1 && node.text.startsWith(marker);
}

function variableCompletions(document: AmqpDocument, offset: number, typed: string): readonly Completion[] {
  const rest = /^[\w.-]*/.exec(document.text.slice(offset))?.[0] ?? '';
  const replace = { start: offset - typed.length, end: offset + rest.length };
  const closed = /^[\w.$ \t-]*\}\}/.test(document.text.slice(offset));
  const close = closed ? '' : '}}';
  const names = new Map<string, string>();
  for (const { name, value } of document.source.variables) names.set(name, value?.text ?? '');
  for (const [name, value] of document.context.variables ?? []) names.set(name, value);
  const here = document.source.steps.findLastIndex(({ start }) => start <= offset);
  for (const name of setsOf(document.source).namesAbove(here)) names.set(name, 'from an answer');
  const own = [...names].map(([label, value]): Completion => ({
    label,
    kind: 'variable',
    detail: value,
    insert: label + close,
    replace,
  }));
  const dynamic = dynamicVariables.map(({ name, usage, parameters, description }): Completion => {
    const values = parameters.map((each, index) => ` \${${index + 1}:${each}}`).join('');
    const insert = `\\${name}${values}${close === '' ? '' : '\\}\\}'}`;
    return {
      label: name,
      kind: 'variable',
      detail: usage,
      documentation: description,
      insert,
      snippet: true,
      replace,
      sort: `~${name}`,
    };
  });
  return [...own, ...dynamic];
}

function topCompletions(document: AmqpDocument, before: string, replace: TextRange): readonly Completion[] {
  if (/^connection[ \t]*:[ \t]/.test(before)) {
    return (document.context.connections ?? []).map((label) => ({
      label,
      kind: 'value',
      detail: 'connection',
      insert: label,
      replace,
    }));
  }
  if (!/^[A-Za-z]*$/.test(before)) return [];
  const { source } = document;
  const top: Completion[] = [
    {
      label: 'connection',
      kind: 'keyword',
      detail: 'the connection in wireloupe.json to use',
      insert: 'connection: ',
      replace,
    },
    {
      label: 'vars',
      kind: 'keyword',
      detail: 'variables of this file',
      insert: 'vars:\n  ${1:name}: ${2:value}',
      snippet: true,
      replace,
    },
    { label: 'frames', kind: 'keyword', detail: 'the steps', insert: 'frames:\n  - ', replace },
  ];
  const isList = source.steps.length > 0 && !/^frames[ \t]*:/m.test(document.text);
  if (isList) return [];
  const missing = top.filter(({ label }) => !new RegExp(`^${label}[ \\t]*:`, 'm').test(document.text));
  return missing.some(({ label }) => label === 'frames') ? [...missing, scriptCompletion(replace)] : missing;
}
