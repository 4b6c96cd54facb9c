import { didYouMean, isVariableName, pathNames } from '../../../core/index.ts';
import { keyText } from '../source/node.ts';
import type { Entry, MapNode, SourceNode } from '../source/node.ts';
import { resolveScalar } from '../source/resolve.ts';
import type { ReadContext } from './context.ts';
import { reportUnknownKey } from './keys.ts';
import type { SetPlan } from './plan.ts';
import { spanOf } from './scalar.ts';
import { setTable, stepVocabulary } from './step-keys.ts';

type SetPart = SetPlan['variables'][number];

const form = 'Write set: { a name: a field, such as source.address }';

/** `set: { address: source.address }`, or `set: { address: { path: source.address, of: attach } }`. */
export function readSet(head: Entry, context: ReadContext): SetPlan | undefined {
  const { value } = head;
  if (value.kind !== 'map' || value.entries.length === 0) {
    report(value.start === value.end ? head.key : value, form, context);
    return undefined;
  }
  const seen = new Set<string>();
  const variables = value.entries.flatMap((entry): SetPart[] => {
    const name = keyText(entry) ?? '';
    if (!isVariableName(name)) {
      report(
        entry.key,
        'A name of a variable has letters, digits, “_”, “.” and “-”, and starts with a letter or “_”',
        context,
      );
      return [];
    }
    if (seen.has(name)) report(entry.key, `“${name}” is set twice in this step: remove one`, context);
    seen.add(name);
    const { start, end } = entry.key;
    const part =
      entry.value.kind === 'map' ? readParts(entry.value, context) : { field: readField(entry.value, entry, context) };
    const { field, of } = part;
    return field === undefined ? [] : [{ name, field, ...(of === undefined ? {} : { of }), start, end }];
  });
  return { kind: 'set', variables };
}

function readParts(
  node: MapNode,
  context: ReadContext,
): { readonly field: string | undefined; readonly of?: string | undefined } {
  const found = new Map<string, Entry>();
  for (const entry of node.entries) {
    const name = keyText(entry) ?? '';
    if (!setTable.keys.some((key) => key.name === name)) {
      reportUnknownKey('setStep', entry.key, setTable, context);
      continue;
    }
    context.place({ kind: 'key', start: entry.key.start, end: entry.key.end, table: setTable, name });
    if (found.has(name)) report(entry.key, `Duplicate key ${name}: remove one`, context);
    else found.set(name, entry);
  }
  context.place({ kind: 'keys', start: node.start, end: node.end, table: setTable, used: new Set(found.keys()) });
  const path = found.get('path');
  if (path === undefined) report(node, 'This needs a path: write path: and a field, such as source.address', context);
  const of = found.get('of');
  return {
    field: path === undefined ? undefined : readField(path.value, path, context),
    of: of === undefined ? undefined : readOf(of, context),
  };
}

function readField(node: SourceNode, { key }: Entry, context: ReadContext): string | undefined {
  const text = textOf(node, context);
  if (text === undefined) return undefined;
  if (pathNames(text).length > 0) return text;
  report(node.start === node.end ? key : node, form, context);
  return undefined;
}

/** The frame that is looked into, by its performative. */
function readOf({ key, value }: Entry, context: ReadContext): string | undefined {
  const names = [...stepVocabulary(context.registry).performatives.keys()];
  context.place({
    kind: 'words',
    start: value.start,
    end: value.end,
    words: names,
    about: 'the frame that has the field',
  });
  const text = textOf(value, context);
  if (text === undefined || names.includes(text)) return text;
  const meant = didYouMean(text, names);
  report(
    value.start === value.end ? key : value,
    `of: takes the performative of the frame that has the field${meant === '' ? `: ${names.join(', ')}` : meant}`,
    context,
  );
  return undefined;
}

/** What a scalar says; undefined where it is none, which is reported, or is not known yet. */
function textOf(node: SourceNode, context: ReadContext): string | undefined {
  if (node.kind !== 'scalar') {
    report(node, form, context);
    return undefined;
  }
  for (const variable of node.variables) {
    const problem = context.variableProblem(variable);
    if (problem !== undefined)
      context.report({ rule: 'unknownVariable', start: variable.start, end: variable.end, message: problem });
  }
  const { text, known } = resolveScalar(node, context.resolve);
  if (known) return text;
  context.unknown();
  return undefined;
}

function report(node: SourceNode, message: string, context: ReadContext): void {
  context.report({ rule: 'setStep', ...spanOf(node), message });
}
