import type { XmlElement } from '../parser/node.ts';
import type { CheckContext } from '../rules/context.ts';
import type { CompiledElement } from './compile.ts';
import type { Place } from './definition.ts';
import { inStanza, isContentNamespace } from './stanza.ts';
import { list } from './wording.ts';

/** Whether an element with these places may stand directly in a stanza; an error carries back what it answers. */
export function allowsStanza(places: readonly Place[], stanza: string): boolean {
  const [name = '', type = ''] = stanza.split(' ');
  for (const place of places) {
    if (place === stanza || place === name) return true;
    if ((type === '' || type === 'error') && place.startsWith(`${name} `)) return true;
  }
  return false;
}

/** Checks that an element stands where its specification puts it, where its parent is a stanza. */
export function checkPlace(
  element: XmlElement,
  parent: XmlElement,
  compiled: CompiledElement,
  context: CheckContext,
): void {
  const { stanza } = context;
  if (stanza === '' || !isContentNamespace(parent.namespace) || isContentNamespace(element.namespace)) return;
  if (parent.local !== 'iq' && parent.local !== 'message' && parent.local !== 'presence') return;
  const { places, specification } = compiled;
  if (allowsStanza(places, stanza)) return;
  const id = specification.id;
  const stanzas = places.filter((place) => /^(?:iq|message|presence)\b/.test(place));
  if (stanzas.length === 0) {
    context.at(
      'xmpp/element-not-here',
      element,
      `<${element.name}> must not be a child of a stanza (${id}): put it into the element that it belongs to`,
    );
    return;
  }
  const where = list(
    stanzas.map((place) => inStanza(place)),
    'or',
  );
  context.at('xmpp/payload-place', element, `<${element.name}> stands in ${where} (${id}), not in ${inStanza(stanza)}`);
}

/** Checks that a payload does not stand by itself: its stanza was left out. */
export function checkTopLevel(
  element: XmlElement,
  { places, specification }: CompiledElement,
  context: CheckContext,
): void {
  if (places.includes('stream') || places.includes('payload') || isContentNamespace(element.namespace)) return;
  const stanzas = places.filter((place) => /^(?:iq|message|presence)\b/.test(place));
  if (stanzas.length > 0)
    context.at(
      'xmpp/element-not-here',
      element,
      `<${element.name}> is not sent by itself (${specification.id}): put it into ${list(
        stanzas.map((place) => inStanza(place)),
        'or',
      )}`,
    );
}
