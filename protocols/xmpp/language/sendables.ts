import { remembered, substitute, type Sendable } from '../../core/index.ts';
import { isStanza } from '../model/stanza.ts';
import type { XmlElement } from '../parser/node.ts';
import { valueOf } from '../parser/value.ts';
import { shortName } from '../short-name.ts';
import { knownVariables } from './diagnostics.ts';
import type { XmppDocument } from './document.ts';
import { setsOf } from './sets.ts';

/** What can be sent: every element at the top level, and a stream's header. Labels have the values of variables, where they are known. */
export const sendables = remembered((document: XmppDocument): readonly Sendable[] => {
  const found: Sendable[] = [];
  const known = knownVariables(document);
  let connection: string | undefined;
  document.nodes.forEach((node, i) => {
    const start = document.starts[i] ?? 0;
    if (node.directive?.kind === 'connection') connection = node.directive.name;
    if (node.root === undefined) return;
    const written = labelOf(node.root, document.text.slice(start, start + node.length));
    const label = node.variables
      ? substitute(written, ({ name }) => (setsOf(document).above(name, start) ? undefined : known?.get(name))).text
      : written;
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
});

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
