import type { XmlElement } from '../parser/node.ts';
import type { CompiledChild, CompiledContent, CompiledElement } from './compile.ts';
import type { StanzaPlace } from './definition.ts';
import type { Model } from './model.ts';
import { isStanza, stanzaKey } from './stanza.ts';

/** What is known of an element where it stands. */
export interface Known {
  readonly compiled: CompiledElement;
  readonly content: CompiledContent;
  /** The stanza around: `iq get`; empty outside of stanzas. */
  readonly stanza: StanzaPlace | '';
}

/** An element's definition by its place: the one that its parent (`parent`, where that is known) has for it, else the namespace's own. */
export function definitionIn(
  model: Model,
  parent: Known | undefined,
  element: XmlElement,
): CompiledElement | undefined {
  const { namespace } = element;
  if (namespace === undefined) return undefined;
  return (
    (parent === undefined ? undefined : childOf(parent, element))?.local ?? model.element(namespace, element.local)
  );
}

/** An element's definition with the content that it has in its stanza. Looks at every element around it. */
export function lookup(model: Model, source: string, element: XmlElement): Known | undefined {
  const path: XmlElement[] = [];
  for (let at: XmlElement | undefined = element; at !== undefined; at = at.parent) path.push(at);
  let known: Known | undefined;
  let stanza: StanzaPlace | '' = '';
  for (const each of path.reverse()) {
    if (isStanza(each)) stanza = stanzaKey(source, each);
    const compiled = definitionIn(model, known, each);
    known = compiled === undefined ? undefined : { compiled, content: compiled.content(stanza), stanza };
  }
  return known;
}

/** What a parent's definition says of a child. */
export function childOf(parent: Known, child: XmlElement): CompiledChild | undefined {
  const own = child.namespace === parent.compiled.namespace || child.namespace === child.parent?.namespace;
  return parent.content.children.get(own ? child.local : `{${child.namespace ?? ''}}${child.local}`);
}
