import { strictParse, type StrictElement } from '../../protocols/xmpp/framer/index.ts';
import type { Declarations } from '../../protocols/core/index.ts';
import { wireError } from '../failures.ts';
import type { XmlElement } from './element.ts';

/** What one unit of a stream says. */
export type StreamEvent =
  | { readonly type: 'open'; readonly element: XmlElement }
  | { readonly type: 'element'; readonly element: XmlElement }
  | { readonly type: 'close' };

/**
 * Parses one unit of an incoming stream, as strictly as XMPP asks (RFC 6120, 11). Undefined for white space. Throws a
 * `WireError` when the unit breaks the rules; the stream is then over. `namespaces` are what the stream's header declared.
 */
export function parseUnit(bytes: Uint8Array, namespaces: Declarations = []): StreamEvent | undefined {
  const { kind, root, problems } = strictParse(bytes, { namespaces });
  const [problem] = problems;
  if (problem !== undefined) {
    throw wireError(
      'protocol',
      `The server sent XML that XMPP does not allow: ${problem.message}.`,
      'This is a fault of the server, or the port speaks something else. The traffic panel shows it.',
    );
  }
  if (kind === 'stream-close') return { type: 'close' };
  if (root === undefined) return undefined;
  return { type: kind === 'stream-open' ? 'open' : 'element', element: toElement(root) };
}

function toElement(element: StrictElement): XmlElement {
  const children: XmlElement[] = [];
  let text = '';
  for (const child of element.children) {
    if (typeof child === 'string') text += child;
    else children.push(toElement(child));
  }
  return {
    name: element.local,
    namespace: element.namespace,
    attributes: new Map(Object.entries(element.attributes)),
    children,
    text,
  };
}
