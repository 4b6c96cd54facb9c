import type { XmlElement } from './node.ts';
import { boshNamespace, clientNamespace, Scope } from './scope.ts';

const stanzas: ReadonlySet<string> = new Set(['iq', 'message', 'presence']);

/** Whether an element is the wrapper of BOSH (XEP-0124, 6). */
export function isBody(element: XmlElement): boolean {
  return element.local === 'body' && element.namespace === boshNamespace;
}

/**
 * Takes the stanzas in a wrapper of BOSH that declare no namespace for those of clients, as most programs mean them: they treat
 * `jabber:client` as a part of the wrapper's namespace (XEP-0206, 2).
 */
export function qualifyPayloads(body: XmlElement): void {
  if (!isBody(body) || body.scope.lookup('') !== boshNamespace) return;
  const inner = body.scope.within('', clientNamespace);
  for (const child of body.elements())
    if (child.namespace === boshNamespace && stanzas.has(child.name)) moveInto(child, body.scope, inner);
}

/** Resolves an element and all in it again, in another scope than it was read in. */
function moveInto(top: XmlElement, from: Scope, to: Scope): void {
  const open: (readonly [element: XmlElement, from: Scope, to: Scope])[] = [[top, from, to]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [element, outer, inner] = next;
    const read = element.scope;
    element.scope = read === outer ? inner : new Scope(inner, read.own);
    if (!element.name.includes(':')) element.namespace = element.scope.lookup('');
    for (const child of element.elements()) open.push([child, read, element.scope]);
  }
}
