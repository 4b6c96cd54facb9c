import { maskSecrets } from '../../core/index.ts';
import { isStanza } from '../model/stanza.ts';
import type { XmlElement } from '../parser/node.ts';
import { isBody } from '../parser/payloads.ts';
import { elementText, valueOf } from '../parser/value.ts';
import { conditionNamespace } from '../rules/stanza-error.ts';
import { shortName } from '../short-name.ts';
import { hasSecretText } from './secrets.ts';
import type { ParsedUnit } from './unit.ts';

/** What a list shows of a unit. */
export interface UnitSummary {
  /** The element's name: `message`, `stream`, `auth`; `/stream` where the stream ends. */
  readonly name: string;
  /** One line: type, payload, addresses, id, the first words of a body. No secret is in it. */
  readonly summary: string;
}

/** Summarizes one unit for a list: one in which secrets outside of well-formed elements are masked. */
export function summarizeUnit(unit: ParsedUnit): UnitSummary {
  const { root, source } = unit;
  const first = unit.document.nodes[0];
  if (root === undefined) {
    if (first === undefined) return { name: 'keepalive', summary: 'white space' };
    if (first.kind === 'stream-close') return { name: '/stream', summary: 'the stream ends' };
    return { name: first.kind, summary: cut(unit.text.replace(/\s+/g, ' ').trim()) };
  }
  if (
    root.local === 'stream' ||
    ((root.local === 'open' || root.local === 'close') && root.namespace === 'urn:ietf:params:xml:ns:xmpp-framing')
  ) {
    return { name: root.local, summary: addresses(source, root).join(' ') };
  }
  if (isBody(root)) return { name: root.local, summary: wrapper(source, root) };
  if (!isStanza(root)) return { name: root.local, summary: otherElement(source, root) };
  return { name: root.local, summary: stanza(source, root) };
}

function addresses(source: string, root: XmlElement): string[] {
  const words: string[] = [];
  for (const name of ['to', 'from'] as const) {
    const value = valueOf(source, root, name);
    if (value !== undefined) words.push(`${name} ${cut(value)}`);
  }
  return words;
}

function stanza(source: string, root: XmlElement): string {
  const words: string[] = [];
  const type = valueOf(source, root, 'type');
  if (type !== undefined) words.push(cut(type));
  let body: string | undefined;
  for (const child of root.elements()) {
    const { local, namespace } = child;
    if (namespace !== root.namespace && namespace !== undefined) words.push(shortName(namespace, local));
    else if (local === 'error') words.push(condition(child));
    else if (local === 'body' || local === 'show' || local === 'subject') body ??= elementText(source, child);
    if (words.length > 5) break;
  }
  words.push(...addresses(source, root));
  const id = valueOf(source, root, 'id');
  if (id !== undefined) words.push(`#${cut(id)}`);
  if (body !== undefined) words.push(`“${cut(body.replace(/\s+/g, ' ').trim())}”`);
  return words.join(' ');
}

/** How many elements of a body are named. */
const mostPayloads = 4;

/** A body of BOSH: what it says of its session, and the elements that it carries. */
function wrapper(source: string, root: XmlElement): string {
  const words: string[] = [];
  const type = valueOf(source, root, 'type');
  if (type !== undefined) words.push(cut(type));
  const reason = valueOf(source, root, 'condition');
  if (reason !== undefined) words.push(cut(reason));
  if (isRestart(source, root)) words.push('restart');
  words.push(...addresses(source, root));
  for (const name of ['sid', 'rid']) {
    const value = valueOf(source, root, name);
    if (value !== undefined) words.push(`${name} ${cut(value)}`);
  }
  const payloads = [...root.elements()];
  for (const child of payloads.slice(0, mostPayloads))
    words.push(`<${child.local}> ${isStanza(child) ? stanza(source, child) : otherElement(source, child)}`.trim());
  if (payloads.length > mostPayloads) words.push(`… ${payloads.length - mostPayloads} more`);
  return words.join(' ');
}

function isRestart(source: string, root: XmlElement): boolean {
  return root.attributes.some(
    (each) =>
      each.namespace === 'urn:xmpp:xbosh' && each.local === 'restart' && valueOf(source, root, each.name) === 'true',
  );
}

function condition(error: XmlElement): string {
  for (const child of error.elements())
    if (child.namespace === conditionNamespace && child.local !== 'text') return child.local;
  return 'error';
}

function otherElement(source: string, root: XmlElement): string {
  const words: string[] = [];
  for (const name of ['mechanism', 'h', 'id', 'previd']) {
    const value = valueOf(source, root, name);
    if (value !== undefined) words.push(`${name} ${cut(value)}`);
  }
  for (const child of root.elements()) {
    words.push(
      child.local === 'mechanisms' || child.local === 'mechanism'
        ? elementText(source, child).trim() || mechanisms(source, child)
        : child.local,
    );
    if (words.length > 8) break;
  }
  if (hasSecretText(source, root) && root.children.length > 0) words.push('•••');
  return words.join(' ');
}

function mechanisms(source: string, parent: XmlElement): string {
  return [...parent.elements()]
    .slice(0, 8)
    .map((child) => elementText(source, child).trim())
    .join(' ');
}

/** Of a long text only so much is searched for secrets, before it is cut. */
const mostSearched = 4096;

function cut(text: string): string {
  const shown = maskSecrets(text.slice(0, mostSearched));
  return shown.length > 80 ? `${shown.slice(0, 79)}…` : shown;
}
