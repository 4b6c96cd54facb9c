import type { Completion, TextRange } from '../../../core/index.ts';
import type { XmlElement } from '../../parser/node.ts';
import { schemaNamespace } from '../../xsd/source.ts';
import { attributesOf, contentOf, schemaElement, type SchemaAttribute } from '../../xsd/vocabulary.ts';
import { closeTag } from '../completions.ts';
import { choice } from '../element-completions.ts';
import { elementAround, elementWithTagAt, markupAt, nodeAt, type NodePlace } from '../place.ts';
import type { SchemaDocument } from './document.ts';
import { nameCompletions } from './names.ts';
import { isGlobal, schemaPrefix } from './place.ts';

/** What may be written at an offset of a schema: elements, attributes, values and the names that they refer to. */
export function completions(document: SchemaDocument, offset: number): readonly Completion[] {
  const { document: xml, comments } = document.read.xml;
  if (comments.some(({ start, end }) => start < offset && offset < end)) return [];
  const place = nodeAt(xml, offset);
  if (place?.node.root === undefined) return wholeSchema(document, offset);
  const markup = markupAt(place.source, place.offset);
  const tag = (start: number): XmlElement | undefined => elementWithTagAt(place.node.root, start);
  switch (markup.kind) {
    case 'close':
      return closeTag(place, markup.tagStart);
    case 'name': {
      const parent = elementAround(place.node.root, markup.tagStart);
      return parent === undefined
        ? wholeSchema(document, offset)
        : elements(place, parent, { start: place.start + markup.tagStart, end: offset });
    }
    case 'content':
      return elements(place, elementAround(place.node.root, place.offset), {
        start: place.start + markup.wordStart,
        end: offset,
      });
    case 'attribute':
      return attributes(tag(markup.tagStart), markup.nameStart, { start: place.start + markup.nameStart, end: offset });
    case 'value': {
      const element = tag(markup.tagStart);
      return element === undefined ? [] : values(document, place, element, markup);
    }
  }
}

/** In a file without a schema: one to begin with. */
function wholeSchema({ text, read }: SchemaDocument, offset: number): Completion[] {
  if (read.schemas.length > 0) return [];
  const written = /<?[\w:]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const insert = `<xs:schema xmlns:xs="${schemaNamespace}"${(schemaElement('schema')?.snippet ?? '').replaceAll('$name', 'xs:schema')}`;
  return [
    {
      label: 'xs:schema',
      kind: 'element',
      documentation: schemaElement('schema')?.about ?? '',
      insert,
      snippet: true,
      replace: { start: offset - written.length, end: offset },
    },
  ];
}

/** The elements that may still stand in a parent. `replace` begins at the `<` where one is written. */
function elements(place: NodePlace, parent: XmlElement | undefined, replace: TextRange): Completion[] {
  if (parent?.namespace !== schemaNamespace) return [];
  const { content, children } = contentOf(parent.local, parent.parent?.local);
  // The element that is being written, which has no whole tag yet, does not count as present.
  const taken = [...parent.elements()].some(
    (child) =>
      content.includes(child.local) &&
      !(place.start + child.start <= replace.start && replace.start < place.start + child.openEnd),
  );
  const nameOnly = /^[\w:.-]*(?:\s+[\w:.-]+\s*=|\s*\/?>)/.test(place.source.slice(replace.end - place.start));
  const prefix = schemaPrefix(parent);
  const allowed = [...(taken ? [] : content), ...children].filter(
    (local) => schemaElement(local)?.unread === undefined,
  );
  const found = allowed.map((local, index): Completion => {
    const label = prefix + local;
    const element = schemaElement(local);
    const rest = (element?.snippet ?? '/>').replaceAll('$name', label).replaceAll('$prefix:', prefix);
    const insert = nameOnly ? `<${label}` : `<${label}${isGlobal(parent) || local !== 'group' ? rest : ' ref="$1"/>'}`;
    return {
      label,
      kind: 'element',
      documentation: element?.about ?? '',
      insert,
      ...(nameOnly ? {} : { snippet: true }),
      replace,
      sort: String(index).padStart(2, '0'),
    };
  });
  return [
    ...found,
    { label: `/${parent.name}`, kind: 'keyword', detail: 'end tag', insert: `</${parent.name}>`, replace, sort: '~' },
  ];
}

function attributes(element: XmlElement | undefined, nameStart: number, replace: TextRange): Completion[] {
  if (element?.namespace !== schemaNamespace) return [];
  const present = new Set(element.attributes.filter(({ start }) => start !== nameStart).map(({ name }) => name));
  // A declaration has a name, or refers to one that has.
  const other = present.has('ref') ? 'name' : present.has('name') ? 'ref' : undefined;
  return attributesOf(element.local, isGlobal(element)).flatMap(([name, attribute], index): Completion[] => {
    if (present.has(name) || name === other) return [];
    const value = attribute.values === undefined ? '$1' : choice(1, attribute.values);
    return [
      {
        label: name,
        kind: 'attribute',
        detail: attribute.required === true ? 'required' : '',
        documentation: attribute.about,
        insert: `${name}="${value}"`,
        snippet: true,
        replace,
        sort: `${attribute.required === true ? 0 : 1}${String(index).padStart(2, '0')}`,
      },
    ];
  });
}

function values(
  document: SchemaDocument,
  place: NodePlace,
  element: XmlElement,
  { name, valueStart, quote }: { readonly name: string; readonly valueStart: number; readonly quote: string },
): readonly Completion[] {
  const close = place.source.indexOf(quote, place.offset);
  const rest = /[\r\n<>]/.exec(place.source.slice(place.offset))?.index ?? 0;
  const end = close >= 0 && close - place.offset <= rest ? close : place.offset;
  const replace = { start: place.start + valueStart, end: place.start + end };
  if (name.startsWith('xmlns')) return [{ label: schemaNamespace, kind: 'value', insert: schemaNamespace, replace }];
  const attribute: SchemaAttribute | undefined =
    element.namespace === schemaNamespace
      ? attributesOf(element.local, isGlobal(element)).find(([each]) => each === name)?.[1]
      : undefined;
  if (attribute?.names !== undefined)
    return nameCompletions(document, element, name, attribute.names, lastWord(place, valueStart, replace, name));
  return (attribute?.values ?? attribute?.proposals ?? []).map((label, index) => ({
    label,
    kind: 'value',
    insert: label,
    replace,
    sort: String(index),
  }));
}

/** In a list of types only the name that is being written is replaced. */
function lastWord(place: NodePlace, valueStart: number, replace: TextRange, name: string): TextRange {
  if (name !== 'memberTypes') return replace;
  const word = /\S*$/.exec(place.source.slice(valueStart, place.offset))?.[0] ?? '';
  return { start: place.start + place.offset - word.length, end: place.start + place.offset };
}
