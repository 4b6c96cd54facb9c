import type { Sendable, TextRange } from '../../core/index.ts';
import { missingValue, substitute, type VariableLookup } from '../../core/variables.ts';
import { isStanza } from '../model/stanza.ts';
import { isXmlCodePoint } from '../parser/characters.ts';
import type { XmlElement } from '../parser/node.ts';
import { valueOf } from '../parser/value.ts';
import { knownVariables } from './diagnostics.ts';
import type { XmppDocument } from './document.ts';
import { markupAt } from './place.ts';

/** What can be sent: every element at the top level, and a stream's header. Labels have the values of variables, where they are known. */
export function sendables(document: XmppDocument): readonly Sendable[] {
  const found: Sendable[] = [];
  const known = knownVariables(document);
  let connection: string | undefined;
  document.nodes.forEach((node, i) => {
    const start = document.starts[i] ?? 0;
    if (node.directive?.kind === 'connection') connection = node.directive.name;
    if (node.root === undefined) return;
    const written = labelOf(node.root, document.text.slice(start, start + node.length));
    const label = node.variables ? substitute(written, ({ name }) => known?.get(name)).text : written;
    found.push({
      index: found.length,
      kind: 'stanza',
      label,
      start,
      end: start + node.length,
      ...(connection === undefined ? {} : { connection }),
    });
  });
  return found;
}

/** `iq get disco#info to example.org`, `message chat to juliet@example.org`, `auth`. */
export function labelOf(root: XmlElement, source: string): string {
  if (!isStanza(root)) return root.name;
  const parts: string[] = [root.local];
  const type = valueOf(source, root, 'type');
  if (type !== undefined) parts.push(type);
  if (root.local !== 'message') {
    for (const child of root.elements()) {
      if (child.namespace !== undefined && child.namespace !== root.namespace) {
        parts.push(shortName(child.namespace, child.local));
        break;
      }
    }
  }
  const to = valueOf(source, root, 'to');
  if (to !== undefined) parts.push('to', to);
  return parts.join(' ');
}

/** A payload in a word or two: the last part of its namespace where the element's name says little. */
export function shortName(namespace: string, local: string): string {
  const last = /([^/:]+?)(?::\d+)?$/.exec(namespace)?.[1] ?? namespace;
  return local === 'query' || local === 'x' || local === last ? last : local;
}

/** The text of each top-level element in order, as it would be sent but for its variables. */
export function stanzasOf(document: XmppDocument): readonly string[] {
  return sendables(document).map(({ start, end }) => document.text.slice(start, end));
}

/** A stanza with its variables filled in, and what stands in the way of sending it. */
export interface ResolvedStanza {
  readonly text: string;
  readonly problems: readonly string[];
  /** Where the variables without a value stand in the document, one for each problem; UTF-16 offsets. */
  readonly unresolved: readonly TextRange[];
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * One stanza (`index` as in `sendables`) with variables replaced by their values, escaped so that they cannot become markup.
 * `lookup` gives the value of a variable, or undefined; those that the file itself gives come after it.
 */
export function resolveStanza(document: XmppDocument, index: number, lookup: VariableLookup): ResolvedStanza {
  const sendable = sendables(document)[index];
  if (sendable === undefined)
    return { text: '', problems: [`There is no stanza number ${index + 1} in this file`], unresolved: [] };
  const own = new Map<string, string>();
  for (const { directive } of document.nodes)
    if (directive?.kind === 'var' && !own.has(directive.name)) own.set(directive.name, directive.value);
  const source = document.text.slice(sendable.start, sendable.end);
  const sections = cdataRanges(source);
  const forbidden: string[] = [];
  const result = substitute(
    source,
    (variable) => lookup(variable) ?? own.get(variable.name),
    (value, offset) => {
      const character = Array.from(value).find((each) => !isXmlCodePoint(each.codePointAt(0) ?? 0));
      if (character !== undefined)
        forbidden.push(
          `The value of a variable holds U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}, which is not allowed in XML: change the value`,
        );
      // In a CDATA section nothing is escaped, but its end must not appear.
      if (sections.some(([start, end]) => offset >= start && offset < end))
        return value.replaceAll(']]>', ']]]]><![CDATA[>');
      // A line end would reach the other side as a space in an attribute, and a carriage return as a line feed anywhere.
      const kept = markupAt(source, offset).kind === 'value' ? /[&<>"'\r\n\t]/g : /[&<>"'\r]/g;
      return value.replace(kept, (each) => escapes[each] ?? `&#${each.charCodeAt(0)};`);
    },
  );
  const unresolved = result.unresolved.map(({ start, end }) => ({
    start: sendable.start + start,
    end: sendable.start + end,
  }));
  return {
    text: result.text,
    unresolved,
    problems: [...forbidden, ...result.unresolved.map((variable) => variable.problem ?? missingValue(variable))],
  };
}

function cdataRanges(source: string): (readonly [start: number, end: number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (let start = source.indexOf('<![CDATA['); start >= 0;) {
    const close = source.indexOf(']]>', start);
    const end = close < 0 ? source.length : close;
    ranges.push([start, end]);
    start = source.indexOf('<![CDATA[', end);
  }
  return ranges;
}
