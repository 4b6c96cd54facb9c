import type { Declarations } from '../../core/index.ts';
import type { XmlElement } from './node.ts';
import { Scope, streamNamespace, streamScope } from './scope.ts';

/** More than this is no honest header: it is not kept, in UTF-16 units. */
const longest = 16_384;
const none: Declarations = [];

/** Whether an element is a stream's header (RFC 6120, 4.2; RFC 7395, 3.4). */
export function isHeader(root: XmlElement): boolean {
  return isStreamElement(root) || (root.local === 'open' && root.namespace === 'urn:ietf:params:xml:ns:xmpp-framing');
}

function isStreamElement(root: XmlElement): boolean {
  return root.local === 'stream' && root.namespace === streamNamespace;
}

/**
 * What a header declares beyond what every stream does (RFC 6120, 4.8). The `<open/>` of a WebSocket declares for itself alone:
 * each message stands on its own (RFC 7395, 3.3.3).
 */
export function declaredBy(header: XmlElement): Declarations {
  if (!isStreamElement(header) || header.scope === streamScope) return none;
  const further = [...header.scope.own].filter(([prefix, namespace]) => streamScope.lookup(prefix) !== namespace);
  const size = further.reduce((sum, [prefix, namespace]) => sum + prefix.length + namespace.length, 0);
  return further.length === 0 || size > longest ? none : further;
}

const scopes = new WeakMap<Declarations, Scope>();

/** What holds at the top level of a stream whose header declares these. */
export function scopeOf(declarations: Declarations = none): Scope {
  if (declarations.length === 0) return streamScope;
  let scope = scopes.get(declarations);
  if (scope === undefined) scopes.set(declarations, (scope = new Scope(streamScope, new Map(declarations))));
  return scope;
}
