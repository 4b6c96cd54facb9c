import { didYouMean } from '../../../core/index.ts';
import type { CompositeDefinition, RestrictedDefinition, TypeDefinition } from '../../definitions/model.ts';
import type { PrimitiveName } from '../../value.ts';
import { isNullText } from '../scalars/plain.ts';
import type { ScalarNode, SourceNode } from '../source/node.ts';
import { readArray, readList, readMap } from './collections.ts';
import { readComposite } from './composite.ts';
import { anything } from './context.ts';
import type { Expected, ReadContext } from './context.ts';
import { naturalScalar, spanOf, textOf, typedScalar } from './scalar.ts';
import { nullValue, primitiveOf } from './tree.ts';
import type { EncodeValue } from '../../encode/index.ts';
import { resolveType } from './types.ts';
import type { ResolvedType } from './types.ts';

/** Reads a node without regard to its tag. */
export function readUntagged(node: SourceNode, expected: Expected, context: ReadContext): EncodeValue {
  if (node.kind === 'scalar' && node.plain && node.variables.length === 0 && isNullText(node.text)) return nullValue;
  if (expected.multiple && node.kind === 'list') {
    return readArray(node, { ...expected, multiple: false }, undefined, undefined, context);
  }
  const providers = providersOf(expected, context);
  if (expected.type === '*' && providers.length > 0) return readProvider(node, expected, providers, context);
  const type = resolveType(context.registry, expected.type);
  if (type.composite !== undefined) return readCompositeAt(node, type.composite, expected, context);
  return readPrimitive(node, type, expected, context);
}

function readPrimitive(node: SourceNode, type: ResolvedType, expected: Expected, context: ReadContext): EncodeValue {
  const { primitive } = type;
  if (primitive === undefined) return readNatural(node, context);
  if (node.kind === 'scalar') return typedScalar(node, type, primitive, expected, context);
  if (node.kind === 'map' && primitive === 'map') return readMap(node, expected.type, undefined, context);
  if (node.kind === 'list' && primitive === 'list') return readList(node, undefined, context);
  if (node.kind === 'list' && primitive === 'array') return readArray(node, anything, undefined, undefined, context);
  wrongShape(node, primitive, expected, context);
  return readNatural(node, context);
}

function wrongShape(node: SourceNode, primitive: PrimitiveName, expected: Expected, context: ReadContext): void {
  const field = expected.field;
  const name = field === undefined ? 'This' : field.definition.name;
  const section = field === undefined ? {} : { section: field.composite.section };
  if (node.kind === 'list' && field !== undefined && !field.definition.multiple) {
    context.report({
      rule: 'multiple',
      ...spanOf(node),
      ...section,
      message: `${name} takes one ${expected.type}, not several: write it without [ ]`,
    });
    return;
  }
  const written = node.kind === 'map' ? 'a mapping' : 'a list';
  context.report({
    rule: 'fieldType',
    ...spanOf(node),
    ...section,
    message: `${name} takes ${article(expected.type, primitive)}, and ${written} is written`,
  });
}

export function article(type: string, primitive: PrimitiveName | undefined): string {
  const name = primitive === undefined || primitive === type ? type : `${type} (${primitive})`;
  return `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** What any value may be: plain scalars by their look, lists, and maps with any keys. */
export function readNatural(node: SourceNode, context: ReadContext): EncodeValue {
  switch (node.kind) {
    case 'scalar': {
      const text = textOf(node, context);
      return text.known ? naturalScalar(node, text, context) : nullValue;
    }
    case 'list':
      return readList(node, undefined, context);
    case 'map':
      return readMap(node, '*', undefined, context);
  }
}

/** The types that may stand where archetypes are required. */
export function providersOf(expected: Expected, context: ReadContext): readonly TypeDefinition[] {
  return expected.requires.flatMap((archetype) => context.registry.providers(archetype));
}

/** A value of one of several types: composites by their tag or name, scalars by what fits. */
function readProvider(
  node: SourceNode,
  expected: Expected,
  providers: readonly TypeDefinition[],
  context: ReadContext,
): EncodeValue {
  const composites = providers.filter((each): each is CompositeDefinition => each.kind === 'composite');
  const scalars = providers.filter((each): each is RestrictedDefinition => each.kind === 'restricted');
  if (composites.length > 0) {
    if (node.kind === 'scalar') return readNamedComposite(node, composites, expected, context);
    // `source: { … }`: the archetype's own type, else the only one there is.
    const main =
      composites.find(({ name }) => expected.requires.includes(name)) ??
      (composites.length === 1 ? composites[0] : undefined);
    if (main !== undefined) return readCompositeAt(node, main, expected, context);
    const names = composites.map(({ name }) => `!${name}`).join(', ');
    context.report({
      rule: 'archetype',
      ...spanOf(node),
      message: `Which of them? Write one of the tags ${names} before it`,
    });
    return readNatural(node, context);
  }
  if (node.kind !== 'scalar') {
    wrongShape(node, 'string', { ...expected, type: expected.requires.join(' or ') }, context);
    return readNatural(node, context);
  }
  const types = scalars.map((each) => ({ ...resolveType(context.registry, each.name), name: each.name }));
  const onlyText = types.every(({ primitive }) => primitive === 'string');
  const text = textOf(node, context, onlyText);
  if (!text.known) return onlyText ? { type: 'string', value: text.text } : nullValue;
  const natural = naturalScalar(node, text, context);
  const wanted = natural.type === 'int' || natural.type === 'long' ? 'ulong' : primitiveOf(natural);
  const fitting =
    types.find(({ primitive }) => primitive === wanted) ??
    types.find(({ primitive }) => primitive === 'string') ??
    types[0];
  if (fitting?.primitive === undefined) return natural;
  return typedScalar(node, { ...fitting, choices: [] }, fitting.primitive, expected, {
    ...context,
    report: reportOnce(context, text.known),
  });
}

/** Variables were reported when the text was looked at first. */
function reportOnce(context: ReadContext, looked: boolean): ReadContext['report'] {
  return (finding) => {
    if (looked && (finding.rule === 'unknownVariable' || finding.rule === 'bareVariable')) return;
    context.report(finding);
  };
}

/** `state: accepted`: a composite without fields, by its name. */
function readNamedComposite(
  node: ScalarNode,
  composites: readonly CompositeDefinition[],
  expected: Expected,
  context: ReadContext,
): EncodeValue {
  const text = textOf(node, context);
  if (!text.known) return nullValue;
  const named = composites.find(({ name }) => name === text.text);
  if (named !== undefined)
    return readComposite(
      { kind: 'map', start: node.start, end: node.end, entries: [], flow: true },
      named,
      undefined,
      context,
    );
  const names = composites.map(({ name }) => name);
  const field = expected.field?.definition.name ?? 'This';
  context.report({
    rule: 'archetype',
    ...spanOf(node),
    message: `${field} takes ${names.map((name) => `!${name} { … }`).join(' or ')}${didYouMean(text.text, names)}`,
    ...(expected.field === undefined ? {} : { section: expected.field.composite.section }),
  });
  return naturalScalar(node, text, context);
}

/** A composite with the type's own descriptor. */
export function readCompositeAt(
  node: SourceNode,
  composite: CompositeDefinition,
  expected: Expected,
  context: ReadContext,
): EncodeValue {
  if (node.kind !== 'scalar') return readComposite(node, composite, { owner: expected.owner }, context);
  const field = expected.field?.definition.name ?? 'This';
  const text = textOf(node, context);
  if (!text.known) return nullValue;
  context.report({
    rule: 'fieldType',
    ...spanOf(node),
    message: `${field} takes ${article(composite.name, undefined)}: write its fields as { field: value }`,
    section: composite.section,
  });
  return naturalScalar(node, text, context);
}
