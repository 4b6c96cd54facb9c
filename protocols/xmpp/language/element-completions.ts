import type { Completion, TextRange } from '../../core/index.ts';
import type { CompiledElement, CompiledContent } from '../model/compile.ts';
import type { StanzaPlace } from '../model/definition.ts';
import { lookup } from '../model/lookup.ts';
import type { Model } from '../model/model.ts';
import { allowsStanza } from '../model/place.ts';
import { isStanza } from '../model/stanza.ts';
import { streamNamespace, type Scope } from '../parser/scope.ts';
import type { XmlElement } from '../parser/node.ts';
import { commonness } from './common.ts';
import { describeElement } from './describe.ts';
import { shortName } from '../short-name.ts';

/** How the element is to be written in. */
export interface Insertion {
  readonly replace: TextRange;
  /** Put in front: `<` where none stands yet. */
  readonly prefix: string;
  /** Whether the rest of the tag stands already: then only the name is written. */
  readonly nameOnly: boolean;
}

/** The elements that may stand in a parent, its own namespace's first, then those meant for it, the most common before the others; at the top level of a file where there is none. */
export function elementCompletions(
  model: Model,
  source: string,
  parent: XmlElement | undefined,
  scope: Scope,
  insertion: Insertion,
): Completion[] {
  const found: Completion[] = [];
  const known = parent === undefined ? undefined : lookup(model, source, parent);
  const stanza = known?.stanza ?? '';
  const add = (element: CompiledElement, rank: string): void =>
    void found.push(completion(element, scope, stanza, rank, insertion));
  if (known !== undefined) {
    for (const child of known.content.children.values()) {
      const element = child.local ?? model.element(child.namespace, child.name);
      if (element !== undefined && child.greatest > 0 && (child.name !== 'error' || mayFail(stanza))) add(element, '0');
    }
  }
  const listed = new Set(known?.content.children.keys());
  for (const element of model.roots()) {
    const clark = `{${element.namespace}}${element.name}`;
    if (listed.has(clark) || element.namespace === parent?.namespace || model.retired(element.namespace) !== undefined)
      continue;
    if (stands(element, parent, known?.compiled, stanza))
      add(
        element,
        parent === undefined && element.namespace === 'jabber:client' ? '0' : isMeantFor(element, parent) ? '1' : '2',
      );
  }
  return found;
}

/** Whether a stanza may carry `<error/>`: an iq may as long as its type is open (RFC 6120, 8.3.1). */
function mayFail(stanza: string): boolean {
  return stanza === '' || !stanza.includes(' ') || stanza.endsWith(' error');
}

/** Whether a specification puts it into this parent, rather than into anything. */
function isMeantFor({ places }: CompiledElement, parent: XmlElement | undefined): boolean {
  return (
    parent === undefined ||
    isStanza(parent) ||
    parent.namespace === streamNamespace ||
    places.includes(`{${parent.namespace ?? ''}}${parent.local}`)
  );
}

function stands(
  element: CompiledElement,
  parent: XmlElement | undefined,
  definition: CompiledElement | undefined,
  stanza: StanzaPlace | '',
): boolean {
  const { places } = element;
  // Stanzas of other streams are written by nobody; where they are passed on, the element around them lists them.
  if (element.namespace === 'jabber:server' || element.namespace.startsWith('jabber:component')) return false;
  if (parent === undefined) return places.includes('stream');
  if (places.includes(`{${parent.namespace ?? ''}}${parent.local}`)) return true;
  if (isStanza(parent)) return allowsStanza(places, stanza);
  if (parent.namespace === streamNamespace)
    return places.includes(parent.local === 'features' ? 'features' : 'stream-error');
  if (parent.local === 'error' && stanza.endsWith('error'))
    return places.includes('error') || element.namespace === 'urn:ietf:params:xml:ns:xmpp-stanzas';
  return definition?.definition.payload === true && places.includes('payload');
}

function completion(
  element: CompiledElement,
  scope: Scope,
  stanza: StanzaPlace | '',
  rank: string,
  insertion: Insertion,
): Completion {
  const { name, namespace } = element;
  const declared = scope.prefixFor(namespace);
  const label = declared === undefined || declared === '' ? name : `${declared}:${name}`;
  return {
    label,
    kind: 'element',
    beside: besideOf(element),
    ...(declared === undefined ? { detail: namespace } : {}),
    documentation: describeElement(element),
    insert: insertion.nameOnly
      ? label
      : insertion.prefix +
        writeElement(element, label, element.content(stanza), declared === undefined ? ` xmlns="${namespace}"` : ''),
    ...(insertion.nameOnly ? {} : { snippet: true }),
    replace: insertion.replace,
    sort: `${rank}${commonness(element.specification)}${label} ${namespace}`,
  };
}

/** The specification, and the payload in a word where the name says little: many are called `query` or `x`. */
function besideOf({ name, namespace, specification }: CompiledElement): string {
  const short = shortName(namespace, name);
  return short === name ? specification.id : `${short} · ${specification.id}`;
}

/** An element as a snippet: its namespace, the attributes that it needs, and room for its content. */
function writeElement(element: CompiledElement, label: string, content: CompiledContent, declaration: string): string {
  let stop = 1;
  const required = content.needed.filter((attribute) => attribute.need === 'required');
  const attributes = required.map(
    ({ name, type }) =>
      ` ${name}="${type.values.length > 0 && !type.open ? choice(stop++, type.values) : `$${stop++}`}"`,
  );
  const stanza =
    element.namespace === 'jabber:client' && element.name === 'iq'
      ? ` type="${choice(stop++, ['get', 'set'])}" id="{{\\$id}}"`
      : '';
  const { text } = content;
  const filled =
    text === undefined
      ? '$0'
      : text.type.values.length > 0 && !text.type.open
        ? choice(stop++, text.type.values)
        : '$0';
  const holds =
    text !== undefined ||
    content.children.size > 0 ||
    element.definition.payload === true ||
    element.definition.open === true;
  return `${label}${declaration}${stanza}${attributes.join('')}${holds ? `>${filled}</${label}>` : '/>$0'}`;
}

/** A place holder that offers values: `${1|a,b|}`. */
export function choice(stop: number, values: readonly string[]): string {
  return `\${${stop}|${values.map((value) => value.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
}
