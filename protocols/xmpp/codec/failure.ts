import { clip, type Failure } from '../../core/index.ts';
import type { ParsedUnit } from '../inspect/index.ts';
import { isStanza } from '../model/stanza.ts';
import type { XmlElement } from '../parser/node.ts';
import { isBody } from '../parser/payloads.ts';
import { streamNamespace } from '../parser/scope.ts';
import { elementText, valueOf } from '../parser/value.ts';

/** Elements that say that something failed: a log-in (RFC 6120, 6.4.5; XEP-0388), STARTTLS (5.4.2.2), a resumption (XEP-0198, 5). */
const failures: ReadonlySet<string> = new Set([
  '{urn:ietf:params:xml:ns:xmpp-sasl}failure',
  '{urn:xmpp:sasl:2}failure',
  '{urn:ietf:params:xml:ns:xmpp-tls}failure',
  '{urn:xmpp:sm:3}failed',
]);

/** The failure that a unit reports: a stanza of type error (RFC 6120, 8.3), a stream error (4.9), a `<failure/>`. */
export function failureOf({ root, source }: ParsedUnit): Failure | undefined {
  if (root === undefined) return undefined;
  return isBody(root) ? bodyFailure(source, root) : elementFailure(source, root);
}

/** The end of a BOSH session for a reason (XEP-0124, 17.2), or the first failure among what a body carries. */
function bodyFailure(source: string, root: XmlElement): Failure | undefined {
  const condition = valueOf(source, root, 'condition');
  for (const child of root.elements()) {
    const failure = elementFailure(source, child);
    if (failure !== undefined) return failure;
  }
  return condition === undefined ? undefined : { condition: clip(condition) };
}

function elementFailure(source: string, root: XmlElement): Failure | undefined {
  if (root.local === 'error' && root.namespace === streamNamespace) return conditionOf(source, root);
  if (failures.has(`{${root.namespace ?? ''}}${root.local}`)) return conditionOf(source, root);
  if (!isStanza(root) || valueOf(source, root, 'type') !== 'error') return undefined;
  for (const child of root.elements())
    if (child.local === 'error' && child.namespace === root.namespace) return conditionOf(source, child);
  return { condition: 'error' };
}

/** The first child names the condition; `<text/>` explains it. */
function conditionOf(source: string, error: XmlElement): Failure {
  let condition: string | undefined;
  let text: string | undefined;
  for (const child of error.elements()) {
    if (child.local === 'text') text ??= elementText(source, child).trim();
    else condition ??= child.local;
  }
  return { condition: clip(condition ?? error.local), ...(text === undefined || text === '' ? {} : { text }) };
}
