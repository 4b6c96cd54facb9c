import type { CompiledAttribute, CompiledContent, CompiledElement } from '../../model/compile.ts';
import type { StanzaPlace } from '../../model/definition.ts';
import type { CompiledType } from '../../model/datatypes.ts';
import { splitClark } from '../../model/compile.ts';
import type { Model } from '../../model/model.ts';
import type { Scope } from '../../parser/scope.ts';
import { escapeValue } from './attributes.ts';

/** Samples are nested no deeper than this. */
const deepest = 6;

/** A value that a type accepts, for people to change: the first of an enumeration, an address, a number. `name` is what it is for. */
export function sampleValue(type: CompiledType, name: string): string {
  if (name === 'id' && type.problem('{{$id}}') === undefined) return '{{$id}}';
  const named = name.replace(/^.*[:}]/, '');
  return type.values.length === 0 && type.sample === 'text' && type.problem(named) === undefined ? named : type.sample;
}

/** Where a sample is to stand. */
export interface SamplePlace {
  readonly model: Model;
  readonly scope: Scope;
  readonly stanza: StanzaPlace | '';
}

/** The least that a definition asks of an element, as markup in one line. */
export function sampleElement(place: SamplePlace, compiled: CompiledElement, depth = 0): string {
  const { name, namespace } = compiled;
  const prefix = place.scope.prefixFor(namespace);
  const tag = prefix === undefined || prefix === '' ? name : `${prefix}:${name}`;
  const declaration = prefix === undefined ? ` xmlns="${escapeValue(namespace, '"')}"` : '';
  const content = compiled.content(place.stanza);
  const attributes = content.needed
    .filter(({ need, name: each }) => need === 'required' && !each.startsWith('{'))
    .map(attributeText)
    .join('');
  const inner =
    depth >= deepest
      ? ''
      : innerOf(
          { ...place, scope: declaration === '' ? place.scope : place.scope.within('', namespace) },
          compiled,
          content,
          depth,
        );
  return inner === '' ? `<${tag}${declaration}${attributes}/>` : `<${tag}${declaration}${attributes}>${inner}</${tag}>`;
}

function attributeText({ name, type }: CompiledAttribute): string {
  return ` ${name}="${escapeValue(sampleValue(type, name), '"')}"`;
}

function innerOf(place: SamplePlace, compiled: CompiledElement, content: CompiledContent, depth: number): string {
  const text = content.text?.need === 'required' ? escapeValue(sampleValue(content.text.type, compiled.name), '"') : '';
  const keys: string[] = [];
  for (const [key, child] of content.children)
    if (child.least > 0 && !child.lenient) for (let i = 0; i < child.least; i++) keys.push(key);
  for (const group of [...content.exactlyOne, ...content.atLeastOne]) {
    const [first] = group;
    if (first !== undefined && !group.some((name) => keys.includes(name))) keys.push(first);
  }
  return text + keys.map((key) => sampleChild(place, compiled, content, key, depth) ?? '').join('');
}

/** A child that a definition lists under a key, as markup; undefined for one that no definition describes. */
export function sampleChild(
  place: SamplePlace,
  parent: CompiledElement,
  content: CompiledContent,
  key: string,
  depth = 0,
): string | undefined {
  const [namespace, local] = splitClark(key, parent.namespace);
  const compiled = content.children.get(key)?.local ?? place.model.element(namespace, local);
  return compiled === undefined ? undefined : sampleElement(place, compiled, depth + 1);
}
