import type { TypeDefinition } from '../../definitions/model.ts';
import type { PrimitiveName } from '../../value.ts';
import { fromHex } from '../scalars/bytes.ts';
import type { SourceNode, SourceTag } from '../source/node.ts';
import { readArray, readList, readMap } from './collections.ts';
import { readComposite } from './composite.ts';
import { anything, expectType } from './context.ts';
import type { Expected, ReadContext } from './context.ts';
import { withCode } from './encodings.ts';
import { spanOf, taggedBytes, textOf, typedScalar } from './scalar.ts';
import { readTag } from './tags.ts';
import type { TagMeaning } from './tags.ts';
import { descriptorOf, isNull, isScalar, nullValue } from './tree.ts';
import type { EncodeValue } from '../../encode/index.ts';
import { resolveType } from './types.ts';
import { article, providersOf, readUntagged } from './untagged.ts';

/** Reads a node by its tag, and tells where that is not what its place expects. */
export function readTagged(node: SourceNode, tag: SourceTag, expected: Expected, context: ReadContext): EncodeValue {
  context.place({ kind: 'tag', start: tag.start, end: tag.end, text: tag.text, verbatim: tag.verbatim });
  const meaning = readTag(tag, context.registry);
  const content = withoutTag(node);
  if (meaning.kind === 'unknown') {
    context.report({ rule: 'unknownTag', start: tag.start, end: tag.end, message: meaning.message });
    return readUntagged(content, expected, context);
  }
  const value = readMeaning(node, content, tag, meaning, expected, context);
  if (meaning.kind !== 'raw') checkExpected(value, tag, expected, context);
  return value;
}

function withoutTag(node: SourceNode): SourceNode {
  return { ...node, tag: undefined };
}

type KnownMeaning = Exclude<TagMeaning, { readonly kind: 'unknown' }>;

function readMeaning(
  node: SourceNode,
  content: SourceNode,
  tag: SourceTag,
  meaning: KnownMeaning,
  expected: Expected,
  context: ReadContext,
): EncodeValue {
  switch (meaning.kind) {
    case 'primitive':
      return readAs(content, meaning.primitive, meaning.code, tag, expected, context);
    case 'array':
      if (content.kind === 'list')
        return readArray(content, elementExpected(expected), meaning.element, meaning.code, context);
      break;
    case 'bytes': {
      if (content.kind !== 'scalar') break;
      const bytes = taggedBytes(content, meaning.format, context);
      return bytes === undefined
        ? nullValue
        : withCode<EncodeValue>({ type: 'binary', value: bytes }, meaning.code, spanOf(node), context);
    }
    case 'descriptor':
      return { type: 'described', descriptor: meaning.descriptor, value: readContent(content, meaning.type, context) };
    case 'pair':
      return readPair(content, tag, context);
    case 'raw':
      return readRaw(content, context);
  }
  context.report({
    rule: 'tagContent',
    ...spanOf(node),
    message: `!${tag.text} takes ${meaning.kind === 'array' ? 'a list: [ value, … ]' : 'a text'}`,
  });
  return readUntagged(content, anything, context);
}

function elementExpected(expected: Expected): Expected {
  return expected.multiple ? { ...expected, multiple: false } : anything;
}

/** A primitive type that the text names, with an encoding where it names one. */
function readAs(
  node: SourceNode,
  primitive: PrimitiveName,
  code: number | undefined,
  tag: SourceTag,
  expected: Expected,
  context: ReadContext,
): EncodeValue {
  const composite = resolveType(context.registry, expected.type).composite ?? mainProvider(expected, context);
  if (primitive === 'list' && composite !== undefined && node.kind !== 'scalar')
    return readComposite(node, composite, { listCode: code, owner: expected.owner }, context);
  if (primitive === 'list' && node.kind === 'list') return readList(node, code, context);
  if (primitive === 'map' && node.kind === 'map') return readMap(node, expected.type, code, context);
  if (node.kind !== 'scalar' || primitive === 'list' || primitive === 'map') {
    context.report({
      rule: 'tagContent',
      ...spanOf(node),
      message: `!${tag.text} takes ${primitive === 'map' ? 'a mapping' : primitive === 'list' ? 'a list' : 'one value'}`,
    });
    return readUntagged(node, anything, context);
  }
  const own = resolveType(context.registry, expected.type);
  const choices = own.primitive === primitive ? own.choices : [];
  // A quoted empty text is one; an unquoted nothing, or null, is a mistake here that typedScalar lets pass as null.
  const value = typedScalar(
    node,
    { primitive, composite: undefined, choices, restricted: [] },
    primitive,
    { ...expected, type: primitive },
    context,
  );
  if (isNull(value) && primitive !== 'null' && node.variables.length === 0) {
    if (primitive === 'string' || primitive === 'symbol' || primitive === 'binary')
      return withCode(readQuoted(node, primitive), code, spanOf(node), context);
    context.report({
      rule: 'tagContent',
      ...spanOf({ ...node, tag }),
      message: `!${tag.text} takes a value, and none is written`,
    });
  }
  return isScalar(value) && value.type === primitive ? withCode(value, code, spanOf(node), context) : value;
}

/** `!string null` is the text “null”: the tag says so. */
function readQuoted(node: SourceNode, primitive: 'string' | 'symbol' | 'binary'): EncodeValue {
  const text = node.kind === 'scalar' ? node.text : '';
  const value = primitive === 'binary' ? new TextEncoder().encode(text) : text;
  return { type: primitive, value };
}

/** The composite that an archetype is about: `source` for source, none where there are several. */
function mainProvider(expected: Expected, context: ReadContext) {
  const providers = providersOf(expected, context);
  const composites = providers.filter((each) => each.kind === 'composite');
  return (
    composites.find(({ name }) => expected.requires.includes(name)) ??
    (composites.length === 1 ? composites[0] : undefined)
  );
}

/** What stands below a descriptor. */
function readContent(node: SourceNode, type: TypeDefinition | undefined, context: ReadContext): EncodeValue {
  if (type?.kind === 'composite') {
    if (node.kind !== 'scalar') return readComposite(node, type, { bare: true }, context);
    // `!accepted` alone is one without fields.
    if (node.plain && node.source === '')
      return readComposite(
        { kind: 'list', start: node.start, end: node.end, items: [], flow: true },
        type,
        { bare: true },
        context,
      );
    return readUntagged(node, anything, context);
  }
  return type?.kind === 'restricted'
    ? readUntagged(node, expectType(type.source), context)
    : readUntagged(node, anything, context);
}

function readPair(node: SourceNode, tag: SourceTag, context: ReadContext): EncodeValue {
  const [first, second, ...more] = node.kind === 'list' ? node.items : [];
  if (first === undefined || second === undefined || more.length > 0) {
    context.report({
      rule: 'tagContent',
      ...spanOf({ ...node, tag }),
      message: '!described takes a list of two: [descriptor, value]',
    });
    return readUntagged(node, anything, context);
  }
  const written = context.readValue(first, anything, context);
  // A plain number is a numeric descriptor, and plain text a symbol, as in !<…>.
  const descriptor =
    first.tag === undefined && first.kind === 'scalar' && first.plain ? plainDescriptor(written) : written;
  const code = descriptorOf({ type: 'described', descriptor, value: nullValue });
  const type = code === undefined ? undefined : context.registry.byDescriptor(code);
  const value =
    type === undefined ? context.readValue(second, anything, context) : readDescribedContent(second, type, context);
  return { type: 'described', descriptor, value };
}

/** The value of a pair may have a tag of its own, for its encoding. */
function readDescribedContent(node: SourceNode, type: TypeDefinition, context: ReadContext): EncodeValue {
  if (node.tag === undefined) return readContent(node, type, context);
  const meaning = readTag(node.tag, context.registry);
  const content = withoutTag(node);
  if (
    type.kind === 'composite' &&
    meaning.kind === 'primitive' &&
    meaning.primitive === 'list' &&
    content.kind !== 'scalar'
  ) {
    return readComposite(content, type, { bare: true, listCode: meaning.code }, context);
  }
  return context.readValue(node, type.kind === 'restricted' ? expectType(type.source) : anything, context);
}

function plainDescriptor(value: EncodeValue): EncodeValue {
  if (value.type === 'int' || value.type === 'long') {
    const code = BigInt(value.value as number | bigint);
    return code < 0n ? value : { type: 'ulong', value: code };
  }
  return value.type === 'string' ? { ...value, type: 'symbol' } : value;
}

function readRaw(node: SourceNode, context: ReadContext): EncodeValue {
  const text = node.kind === 'scalar' ? textOf(node, context) : undefined;
  const bytes = text === undefined ? '!raw takes hex text' : text.known ? fromHex(text.text) : new Uint8Array(0);
  if (typeof bytes === 'string') {
    context.report({
      rule: 'tagContent',
      ...spanOf(node),
      message: `${bytes}: write the bytes of a value in hex, !raw "56 02"`,
    });
    return nullValue;
  }
  context.report({ rule: 'rawBytes', ...spanOf(node), message: 'These bytes are sent as they are, and not checked' });
  return { type: 'raw', bytes };
}

/** Tells where a tagged value is not of the type that its place asks for. */
function checkExpected(value: EncodeValue, tag: SourceTag, expected: Expected, context: ReadContext): void {
  if (isNull(value)) return;
  const section = expected.field === undefined ? {} : { section: expected.field.composite.section };
  const report = (rule: 'archetype' | 'multiple' | 'fieldType', message: string): void =>
    context.report({ rule, start: tag.start, end: tag.end, ...section, message: `${where} ${message}` });
  const where = expected.field === undefined ? 'This' : expected.field.definition.name;
  const providers = providersOf(expected, context);
  if (expected.type === '*' && providers.length > 0) {
    const code = descriptorOf(value);
    const provided = code === undefined ? undefined : context.registry.byDescriptor(code);
    const allowed = providers.some(
      (each) =>
        each === provided ||
        (isScalar(value) &&
          resolveType(context.registry, each.name).primitive === value.type &&
          each.kind === 'restricted'),
    );
    if (allowed) return;
    const names = providers.map((each) =>
      each.kind === 'composite' ? `!${each.name}` : (resolveType(context.registry, each.name).primitive ?? each.name),
    );
    report('archetype', `takes ${names.join(' or ')}, as the archetype ${expected.requires.join(' or ')} demands`);
    return;
  }
  const type = resolveType(context.registry, expected.type);
  if (type.primitive === undefined) return;
  if (expected.multiple && value.type === 'array') {
    if (value.element.type === type.primitive) return;
  } else if (value.type === 'array' && type.primitive !== 'array' && expected.field?.definition.multiple === false) {
    report('multiple', `takes one ${expected.type}, not an array of them`);
    return;
  }
  const actual = value.type === 'described' ? undefined : value.type;
  if (type.composite !== undefined) {
    const code = descriptorOf(value);
    if (code !== undefined && context.registry.byDescriptor(code) === type.composite) return;
  } else if (actual === type.primitive) {
    return;
  }
  report('fieldType', `takes ${article(expected.type, type.primitive)}, and !${tag.text} is something else`);
}
