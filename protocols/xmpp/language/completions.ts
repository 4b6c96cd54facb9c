import type { Completion } from '../../core/index.ts';
import { dynamicVariables } from '../../core/index.ts';
import { lookup } from '../model/lookup.ts';
import { streamScope } from '../parser/scope.ts';
import type { XmlElement } from '../parser/node.ts';
import { attributeCompletions, textCompletions, valueCompletions } from './attribute-completions.ts';
import { knownVariables } from './diagnostics.ts';
import type { XmppDocument } from './document.ts';
import { elementCompletions } from './element-completions.ts';
import { setsOf } from './sets.ts';
import { elementAround, elementWithTagAt, markupAt, nodeAt, type NodePlace, wordStart } from './place.ts';

/** What may be written at an offset. */
export function completions(document: XmppDocument, offset: number, asked = true): readonly Completion[] {
  const variable = variableCompletions(document, offset);
  if (variable !== undefined) return variable;
  // A space or a line end is text as well: what it brings up, Enter would put in.
  if (!asked && /\s/.test(document.text.charAt(offset - 1))) return [];
  const place = nodeAt(document, offset);
  if (place === undefined) return topLevel(document, offset);
  if (isVerbatim(place.source, place.offset)) return [];
  if (place.node.root === undefined && place.node.kind !== 'garbage')
    return place.offset === place.node.length ? topLevel(document, offset) : [];
  const markup = markupAt(place.source, place.offset);
  if (place.node.root === undefined || place.offset === 0 || isBehind(place)) return topLevel(document, offset);
  const { model } = document;
  switch (markup.kind) {
    case 'close':
      return closeTag(place, markup.tagStart);
    case 'name':
      return names(document, place, markup.tagStart);
    case 'attribute':
      // An attribute begins behind white space.
      if (!/\s/.test(place.source.charAt(markup.nameStart - 1))) return [];
      return attributeCompletions(model, place, elementAt(place, markup.tagStart), markup.nameStart);
    case 'value':
      return valueCompletions(model, place, elementAt(place, markup.tagStart), markup);
    case 'content':
      return content(document, place, markup.wordStart);
  }
}

/** Whether an offset lies in a comment, a CDATA section or an instruction, where all is text. */
function isVerbatim(source: string, offset: number): boolean {
  return verbatim.some(([open, close]) => {
    const start = source.lastIndexOf(open, offset - open.length);
    if (start < 0 || offset < start + open.length) return false;
    const end = source.indexOf(close, start + open.length);
    return end < 0 || end + close.length > offset;
  });
}

const verbatim = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Behind the end of the whole element. */
function isBehind(place: NodePlace): boolean {
  const { root } = place.node;
  return (
    root !== undefined &&
    place.offset === place.node.length &&
    (root.closeStart >= 0 || root.selfClosed || place.node.kind === 'stream-open') &&
    place.source.endsWith('>')
  );
}

function elementAt(place: NodePlace, tagStart: number): XmlElement | undefined {
  return elementWithTagAt(place.node.root, tagStart);
}

function names(document: XmppDocument, place: NodePlace, tagStart: number): readonly Completion[] {
  const parent = elementAround(place.node.root, tagStart);
  if (parent === undefined) return topLevel(document, place.start + place.offset);
  const { start, source, offset } = place;
  const nameOnly = /^[\w:.-]*(?:\s+[\w:.-]+\s*=|\s*\/?>)/.test(source.slice(offset));
  const found = elementCompletions(document.model, source, parent, parent.scope, {
    replace: { start: start + tagStart + 1, end: start + offset },
    prefix: '',
    nameOnly,
  });
  return [
    {
      label: `/${parent.name}`,
      kind: 'keyword',
      insert: `/${parent.name}>`,
      replace: { start: start + tagStart + 1, end: start + offset },
      sort: '~',
    },
    ...found,
  ];
}

function content(document: XmppDocument, place: NodePlace, word: number): readonly Completion[] {
  const parent = elementAround(place.node.root, place.offset);
  if (parent === undefined) return [];
  const known = lookup(document.model, place.source, parent);
  const replace = { start: place.start + word, end: place.start + place.offset };
  const values = textCompletions(document.model, place, parent, replace);
  if (values.length > 0) return values;
  // Where text may stand, a word is text; so it is behind other words.
  if (known === undefined || known.content.text !== undefined || known.compiled.definition.open === true) return [];
  if (/[^\s>][^<>]*$/.test(place.source.slice(Math.max(0, word - 200), word))) return [];
  return elementCompletions(document.model, place.source, parent, parent.scope, {
    replace,
    prefix: '<',
    nameOnly: false,
  });
}

/** The end tag that is due, behind `</`. */
export function closeTag(place: NodePlace, tagStart: number): readonly Completion[] {
  const parent = elementAround(place.node.root, tagStart) ?? elementAt(place, tagStart);
  if (parent === undefined) return [];
  const { start, source, offset } = place;
  const end = source[offset] === '>' ? offset + 1 : offset;
  return [
    {
      label: `/${parent.name}`,
      kind: 'keyword',
      detail: 'end tag',
      insert: `/${parent.name}>`,
      replace: { start: start + tagStart + 1, end: start + end },
    },
  ];
}

/** Between stanzas: whole stanzas from the specifications' templates, elements, directives. */
function topLevel(document: XmppDocument, offset: number): readonly Completion[] {
  const { text, model } = document;
  const word = wordStart(text, offset);
  const start = text[word - 1] === '<' ? word - 1 : text.startsWith('<?', word - 2) ? word - 2 : word;
  // Behind other words a word is text, which is not allowed here and not to be replaced.
  const before = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 200), start).trimEnd();
  if (before !== '' && !before.endsWith('>')) return [];
  const replace = { start, end: offset };
  const templates = model.specifications.flatMap((specification) =>
    (specification.templates ?? []).map((template): Completion => ({
      label: template.label,
      kind: 'snippet',
      detail: specification.id,
      documentation: `\`\`\`xml\n${template.text.replace(/\$\{\d+:([^}]*)\}/g, '$1')}\n\`\`\``,
      insert: template.text.replace(/\{\{\$/g, '{{\\$'),
      snippet: true,
      replace,
      sort: `0${template.label}`,
      ...(template.prefix !== undefined && { find: template.prefix }),
    })),
  );
  const directives: Completion[] = [
    {
      label: '<?connection NAME?>',
      kind: 'keyword',
      detail: 'the connection to send through',
      insert: connectionSnippet(document),
      snippet: true,
      replace,
      sort: '2connection',
    },
    {
      label: '<?var name="value"?>',
      kind: 'keyword',
      detail: 'a variable of this file',
      insert: '<?var ${1:name}="${2:value}"?>',
      snippet: true,
      replace,
      sort: '2var',
    },
    {
      label: '<?set name xpath="…"?>',
      kind: 'keyword',
      detail: 'a variable from the answer to the stanza above',
      insert: '<?set ${1:name} xpath="${2://item/@jid}" of="last"?>',
      snippet: true,
      replace,
      sort: '2set',
    },
  ];
  return [
    ...templates,
    ...directives,
    ...elementCompletions(model, '', undefined, streamScope, { replace, prefix: '<', nameOnly: false }).map((each) => ({
      ...each,
      sort: `1${each.sort ?? ''}`,
    })),
  ];
}

function connectionSnippet(document: XmppDocument): string {
  const names = document.context.connections ?? [];
  return names.length === 0
    ? '<?connection ${1:name}?>'
    : `<?connection \${1|${names.map((name) => name.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}?>`;
}

/** Behind `{{`: the variables of the environment and the file, and the dynamic ones. */
function variableCompletions(document: XmppDocument, offset: number): Completion[] | undefined {
  const { text } = document;
  const match = /\{\{([ \t]*)(\$?[\w.-]*)$/.exec(text.slice(Math.max(0, offset - 80), offset));
  if (match === null) return undefined;
  const rest = /^[\w.-]*\}?\}?/.exec(text.slice(offset, offset + 80))?.[0] ?? '';
  const replace = { start: offset - (match[2] ?? '').length, end: offset + rest.length };
  const sets = setsOf(document);
  const values = new Map(knownVariables(document));
  for (const name of sets.namesAbove(offset))
    values.set(name, `from an answer: ${sets.above(name, offset)?.xpath ?? ''}`);
  const found = [...values].map(([name, value]): Completion => ({
    label: name,
    kind: 'variable',
    detail: value,
    insert: `${name}}}`,
    replace,
    sort: `0${name}`,
  }));
  for (const { name, usage, description } of dynamicVariables)
    found.push({
      label: name,
      kind: 'variable',
      detail: usage,
      documentation: description,
      insert: usage.slice(2),
      replace,
      sort: `1${name}`,
    });
  return found;
}
