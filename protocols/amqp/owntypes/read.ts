import type {
  ChoiceDefinition,
  CompositeDefinition,
  DescriptorDefinition,
  FieldDefinition,
  RestrictedDefinition,
} from '../definitions/model.ts';
import { section } from '../definitions/section.ts';
import type { DefinitionElement, DefinitionXml, Valued } from './source.ts';

/** A type that a file defines, with the element that defines it. */
export interface OwnType {
  readonly definition: CompositeDefinition | RestrictedDefinition;
  readonly element: DefinitionElement;
  /** The elements of the fields or choices, in the order of the definition. */
  readonly parts: readonly DefinitionElement[];
}

/**
 * The types of a file, as far as they can be read: a type needs a name and a known class; fields and choices need their
 * names. The checks report what is missing or wrong.
 */
export function readTypes(xml: DefinitionXml): readonly OwnType[] {
  const types: OwnType[] = [];
  for (const root of xml.roots) {
    if (root.name !== 'amqp') continue;
    const sections = root.children.filter(({ name }) => name === 'section');
    for (const element of [...sections.flatMap(({ children }) => children), ...root.children]) {
      if (element.name !== 'type') continue;
      const type = readType(element);
      if (type !== undefined) types.push(type);
    }
  }
  return types;
}

function readType(element: DefinitionElement): OwnType | undefined {
  const name = textOf(element, 'name');
  const kind = textOf(element, 'class');
  if (name === '') return undefined;
  const base = {
    name,
    book: 'project',
    // A project's own type has no section; how it is defined and encoded does.
    section: section('1.3', 'section-type-notation'),
    description: describe(element),
    provides: words(element.attributes.get('provides')),
  } as const;
  const descriptor = readDescriptor(element);
  if (kind === 'composite' && descriptor !== undefined) {
    const parts = element.children.filter((each) => each.name === 'field' && textOf(each, 'name') !== '');
    const source = textOf(element, 'source');
    return {
      definition: { ...base, kind, source: source === '' ? 'list' : source, descriptor, fields: parts.map(readField) },
      element,
      parts,
    };
  }
  if (kind !== 'restricted') return undefined;
  const parts = element.children.filter(
    (each) => each.name === 'choice' && textOf(each, 'name') !== '' && each.attributes.has('value'),
  );
  const definition: RestrictedDefinition = {
    ...base,
    kind,
    source: textOf(element, 'source'),
    choices: parts.map(readChoice),
    ...(descriptor === undefined ? {} : { descriptor }),
  };
  return { definition, element, parts };
}

function readDescriptor(element: DefinitionElement): DescriptorDefinition | undefined {
  const child = element.children.find(({ name }) => name === 'descriptor');
  const symbol = child === undefined ? '' : textOf(child, 'name');
  const code = parseCode(child === undefined ? '' : textOf(child, 'code'));
  if (symbol === '' && code === undefined) return undefined;
  return code === undefined ? { symbol } : { symbol, code };
}

/** A descriptor’s code, `0x00000003:0x00000002`: domain in the upper half; undefined where it is written otherwise. */
export function parseCode(text: string): bigint | undefined {
  const match = /^\s*0x([0-9a-fA-F]{1,8}):0x([0-9a-fA-F]{1,8})\s*$/.exec(text);
  return match === null ? undefined : (BigInt(`0x${match[1] ?? '0'}`) << 32n) | BigInt(`0x${match[2] ?? '0'}`);
}

function readField(element: DefinitionElement): FieldDefinition {
  const value = element.attributes.get('default')?.value;
  const base = {
    name: textOf(element, 'name'),
    type: textOf(element, 'type') === '' ? '*' : textOf(element, 'type'),
    mandatory: textOf(element, 'mandatory') === 'true',
    multiple: textOf(element, 'multiple') === 'true',
    requires: words(element.attributes.get('requires')),
    description: describe(element),
  };
  return value === undefined ? base : { ...base, default: value };
}

function readChoice(element: DefinitionElement): ChoiceDefinition {
  return { name: textOf(element, 'name'), value: textOf(element, 'value'), description: describe(element) };
}

function describe(element: DefinitionElement): string {
  const label = textOf(element, 'label');
  return label !== '' ? label : (element.children.find(({ name }) => name === 'doc')?.text ?? '');
}

export function textOf(element: DefinitionElement, name: string): string {
  return element.attributes.get(name)?.value.trim() ?? '';
}

/** Names separated by commas. */
export function words(attribute: Valued | undefined): string[] {
  return (attribute?.value ?? '').split(/[\s,]+/).filter((each) => each !== '');
}
