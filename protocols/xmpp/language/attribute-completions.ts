import type { Completion, TextRange } from '../../core/index.ts';
import { lookup } from '../model/lookup.ts';
import type { Model } from '../model/model.ts';
import type { XmlElement } from '../parser/node.ts';
import { valueOf } from '../parser/value.ts';
import { cite, describeAttribute } from './describe.ts';
import { choice } from './element-completions.ts';
import type { NodePlace } from './place.ts';
import { registeredValues } from './values.ts';

/** The attributes that an element may still take. */
export function attributeCompletions(
  model: Model,
  place: NodePlace,
  element: XmlElement | undefined,
  nameStart: number,
): readonly Completion[] {
  if (element === undefined) return [];
  const known = lookup(model, place.source, element);
  const replace = { start: place.start + nameStart, end: place.start + place.offset };
  const found: Completion[] = [];
  // The attribute that is being written does not count as present.
  const present = new Set(
    element.attributes.filter((attribute) => attribute.start !== nameStart).map((attribute) => attribute.name),
  );
  if (known !== undefined) {
    for (const attribute of known.content.attributes.values()) {
      const { name, type, need } = attribute;
      if (present.has(name) || need === 'forbidden' || name.startsWith('{')) continue;
      const value = type.values.length > 0 && !type.open ? choice(1, type.values) : '$1';
      found.push({
        label: name,
        kind: 'attribute',
        beside: need === 'required' ? `${type.name}, required` : type.name,
        documentation: describeAttribute(attribute, known.compiled),
        insert: `${name}="${value}"`,
        snippet: true,
        replace,
        sort: `${need === 'optional' ? '1' : '0'}${name}`,
      });
    }
  }
  if (!present.has('xmlns'))
    found.push({
      label: 'xmlns',
      kind: 'attribute',
      detail: 'a namespace',
      insert: 'xmlns="$1"',
      snippet: true,
      replace,
      sort: '2xmlns',
    });
  if (!present.has('xml:lang'))
    found.push({
      label: 'xml:lang',
      kind: 'attribute',
      detail: 'a language tag',
      insert: 'xml:lang="$1"',
      snippet: true,
      replace,
      sort: '2xml:lang',
    });
  return found;
}

/** The values of an attribute: an enumeration's, a registry's, namespaces. */
export function valueCompletions(
  model: Model,
  place: NodePlace,
  element: XmlElement | undefined,
  markup: { readonly name: string; readonly valueStart: number; readonly quote: string },
): readonly Completion[] {
  if (element === undefined) return [];
  const { name, valueStart, quote } = markup;
  const close = place.source.indexOf(quote, place.offset);
  const line = /[\r\n<>]/.exec(place.source.slice(place.offset))?.index ?? place.source.length - place.offset;
  const end = close >= 0 && close - place.offset <= line ? close : place.offset;
  const replace = { start: place.start + valueStart, end: place.start + end };
  if (name === 'xmlns' || name.startsWith('xmlns:')) return namespaces(model, element, replace);
  const registered = registeredValues(model, place.source, element, name);
  if (registered !== undefined)
    return registered.map(({ value, documentation }) => ({
      label: value,
      kind: 'value',
      documentation,
      insert: value,
      replace,
    }));
  const values = lookup(model, place.source, element)?.content.attributes.get(name)?.type.values ?? [];
  return values.map((value) => ({ label: value, kind: 'value', insert: value, replace }));
}

/** All known namespaces; those that define an element of this name come first. */
function namespaces(model: Model, element: XmlElement, replace: TextRange): readonly Completion[] {
  const found: Completion[] = [];
  for (const name of model.namespaces()) {
    const namespace = model.namespace(name);
    if (namespace === undefined || model.retired(name) !== undefined) continue;
    const fits = namespace.elements.has(element.local);
    found.push({
      label: name,
      kind: 'value',
      detail: `${namespace.specification.id} ${namespace.specification.title}`,
      documentation: cite(namespace.specification, undefined),
      insert: name,
      replace,
      sort: `${fits ? '0' : '1'}${name}`,
    });
  }
  return found;
}

/** The values that an element's text may have: an enumeration's, or a form's registered names. */
export function textCompletions(
  model: Model,
  place: NodePlace,
  parent: XmlElement,
  replace: TextRange,
): readonly Completion[] {
  const field = parent.parent;
  if (
    parent.local === 'value' &&
    parent.namespace === 'jabber:x:data' &&
    field !== undefined &&
    valueOf(place.source, field, 'var') === 'FORM_TYPE'
  ) {
    const wide = { start: place.start + parent.openEnd, end: replace.end };
    return [...model.formTypes()].map((type) => ({
      label: type,
      kind: 'value',
      insert: type,
      replace: wide,
      open: true,
    }));
  }
  const type = lookup(model, place.source, parent)?.content.text?.type;
  return (type?.values ?? []).map((value) => ({
    label: value,
    kind: 'value',
    insert: value,
    replace,
    ...(type?.open === true && { open: true }),
  }));
}
