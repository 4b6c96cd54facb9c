import type {
  AttributeDefinition,
  Cardinality,
  Content,
  ElementDefinition,
  Place,
  Specification,
  StanzaPlace,
} from './definition.ts';
import { compileType, type CompiledType } from './datatypes.ts';
import type { AttributeType, Datatype } from './datatype-names.ts';

export type Need = 'required' | 'expected' | 'optional' | 'forbidden';

export interface CompiledValue {
  readonly type: CompiledType;
  readonly need: Need;
  /** A rule of its own reports its absence. */
  readonly ruled?: true;
  readonly about: string | undefined;
}

export interface CompiledAttribute extends CompiledValue {
  readonly name: string;
}

export interface CompiledChild {
  readonly name: string;
  readonly namespace: string;
  readonly least: number;
  readonly greatest: number;
  /** Its absence is only a hint. */
  readonly lenient: boolean;
  /** A definition that holds inside this parent alone. */
  readonly local: CompiledElement | undefined;
  /** Position among the parent's children that are counted; −1 where any number is fine. */
  readonly counter: number;
}

/** What an element may hold in one kind of stanza. */
export interface CompiledContent {
  readonly attributes: ReadonlyMap<string, CompiledAttribute>;
  /** Those that must or should be present, and whose absence no other rule reports. */
  readonly needed: readonly CompiledAttribute[];
  /** By local name for the element's own namespace, else by Clark name. */
  readonly children: ReadonlyMap<string, CompiledChild>;
  readonly counted: readonly CompiledChild[];
  readonly text: CompiledValue | undefined;
  readonly exactlyOne: readonly (readonly string[])[];
  readonly atMostOne: readonly (readonly string[])[];
  readonly atLeastOne: readonly (readonly string[])[];
}

/** One element of a specification, ready to check with. */
export interface CompiledElement {
  readonly name: string;
  readonly namespace: string;
  readonly definition: ElementDefinition;
  readonly specification: Specification;
  readonly places: readonly Place[];
  /** The content in a stanza (`iq get`, `message chat`; empty outside of stanzas). */
  content(stanza: StanzaPlace | ''): CompiledContent;
}

export function compileElement(
  name: string,
  namespace: string,
  definition: ElementDefinition,
  specification: Specification,
): CompiledElement {
  const contents = new Map<string, CompiledContent>();
  const { stands } = definition;
  const self: CompiledElement = {
    name,
    namespace,
    definition,
    specification,
    places: stands === undefined ? [] : typeof stands === 'string' ? [stands] : stands,
    content(stanza) {
      const key = definition.when === undefined ? '' : stanza;
      let content = contents.get(key);
      if (content === undefined) {
        content = compileContent(merge(definition, key), namespace, specification);
        contents.set(key, content);
      }
      return content;
    },
  };
  return self;
}

function merge(definition: ElementDefinition, stanza: StanzaPlace | ''): Content {
  const { when } = definition;
  if (when === undefined || stanza === '') return definition;
  const general = stanza.split(' ')[0] as StanzaPlace;
  let content: Content = definition;
  for (const key of general === stanza ? [stanza] : [general, stanza]) {
    const more = when[key];
    if (more === undefined) continue;
    content = {
      ...content,
      ...more,
      attributes: { ...content.attributes, ...more.attributes },
      children: mergeChildren(content.children, more.children),
    };
  }
  return content;
}

/** A cardinality alone changes how often a child stands, not what it is. */
function mergeChildren(
  base: Content['children'] = {},
  more: Content['children'] = {},
): NonNullable<Content['children']> {
  const merged = { ...base };
  for (const [name, child] of Object.entries(more)) {
    const before = merged[name];
    merged[name] =
      typeof child === 'string' && before !== undefined && typeof before !== 'string' ? [child, before[1]] : child;
  }
  return merged;
}

function compileContent(content: Content, namespace: string, specification: Specification): CompiledContent {
  const attributes = new Map<string, CompiledAttribute>();
  for (const [name, definition] of Object.entries(content.attributes ?? {}))
    attributes.set(name, compileAttribute(name, definition));
  const children = new Map<string, CompiledChild>();
  const counted: CompiledChild[] = [];
  for (const [key, definition] of Object.entries(content.children ?? {})) {
    const [cardinality, local] = typeof definition === 'string' ? [definition, undefined] : definition;
    const [childNamespace, name] = splitClark(key, namespace);
    const { least, greatest, lenient } = parseCardinality(cardinality);
    const counter = least === 0 && greatest === Infinity ? -1 : counted.length;
    const compiled = local === undefined ? undefined : compileElement(name, childNamespace, local, specification);
    const child = { name, namespace: childNamespace, least, greatest, lenient, local: compiled, counter };
    children.set(key, child);
    if (counter >= 0) counted.push(child);
  }
  return {
    attributes,
    needed: [...attributes.values()].filter(
      ({ need, ruled }) => (need === 'required' && ruled !== true) || need === 'expected',
    ),
    children,
    counted,
    text: content.text === undefined ? undefined : compileValue(content.text, undefined),
    exactlyOne: content.exactlyOne ?? [],
    atMostOne: content.atMostOne ?? [],
    atLeastOne: content.atLeastOne ?? [],
  };
}

function compileAttribute(name: string, definition: AttributeDefinition): CompiledAttribute {
  const [type, about] = typeof definition === 'string' ? [definition, undefined] : definition;
  return { name, ...compileValue(type, about) };
}

function compileValue(type: AttributeType, about: string | undefined): CompiledValue {
  if (type === 'none') return { type: compileType('string'), need: 'forbidden', about };
  const last = type.charAt(type.length - 1);
  if (last === '?') return { type: compileType(type.slice(0, -1) as Datatype), need: 'optional', about };
  if (last === '~' && type.length > 1)
    return { type: compileType(type.slice(0, -1) as Datatype), need: 'expected', about };
  if (last === '!') return { type: compileType(type.slice(0, -1) as Datatype), need: 'required', ruled: true, about };
  return { type: compileType(type as Datatype), need: 'required', about };
}

/** `{namespace}name` taken apart; a name alone belongs to `own`. */
export function splitClark(name: string, own: string): [namespace: string, local: string] {
  const brace = name.startsWith('{') ? name.lastIndexOf('}') : -1;
  return brace < 0 ? [own, name] : [name.slice(1, brace), name.slice(brace + 1)];
}

function parseCardinality(cardinality: Cardinality): { least: number; greatest: number; lenient: boolean } {
  switch (cardinality) {
    case '0':
      return { least: 0, greatest: 0, lenient: false };
    case '1':
      return { least: 1, greatest: 1, lenient: false };
    case '?':
      return { least: 0, greatest: 1, lenient: false };
    case '*':
      return { least: 0, greatest: Infinity, lenient: false };
    case '+':
      return { least: 1, greatest: Infinity, lenient: false };
    case '1~':
      return { least: 1, greatest: 1, lenient: true };
    case '+~':
      return { least: 1, greatest: Infinity, lenient: true };
    default: {
      const [least = '0', greatest = '0'] = cardinality.split('..');
      return { least: Number(least), greatest: Number(greatest), lenient: false };
    }
  }
}
