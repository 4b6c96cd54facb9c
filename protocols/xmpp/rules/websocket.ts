import type { XmlDocument } from '../parser/document.ts';
import type { Finding } from '../parser/finding.ts';
import type { XmlElement } from '../parser/node.ts';
import { streamNamespace } from '../parser/scope.ts';
import type { TopLevel } from '../parser/top-level.ts';
import type { Check, CheckTable } from './context.ts';

const framing = 'urn:ietf:params:xml:ns:xmpp-framing';

/** `<open/>` takes the place of the stream's header (RFC 7395, 3.4). The receiving side's carries an id. */
const checkOpen: Check = (open, context) => {
  checkEmpty(open, context);
  if (open.attribute('id') === undefined && open.attribute('to') === undefined)
    context.at('xmpp/websocket-open', open, 'The client’s <open/> must name the domain: add to="…"');
  if (open.attribute('version') === undefined)
    context.at('xmpp/websocket-open', open, 'Without a version servers offer no features: add version="1.0"');
};

/** Neither `<open/>` nor `<close/>` holds anything: they are elements of their own, not the tags of one (RFC 7395, 3.3.2). */
const checkEmpty: Check = (element, context) => {
  const [child] = element.elements();
  if (child !== undefined)
    context.at(
      'xmpp/websocket-open',
      child,
      `<${element.local}/> is empty: send <${child.name}> in a message of its own`,
    );
};

export const websocketChecks: CheckTable = {
  [`{${framing}}open`]: checkOpen,
  [`{${framing}}close`]: checkEmpty,
};

const atStart = (code: string, node: TopLevel, start: number, message: string): Finding => ({
  code,
  message,
  start,
  end: start + Math.min(node.length, 60),
});

/**
 * What is wrong with one WebSocket message as such (RFC 7395, 3.3): each is one element that declares its own namespaces. Places
 * are UTF-16 offsets in the document's text.
 */
export function messageFindings(document: XmlDocument): Finding[] {
  const findings: Finding[] = [];
  let first: TopLevel | undefined;
  document.nodes.forEach((node, i) => {
    const start = document.starts[i] ?? 0;
    if (node.kind === 'declaration')
      findings.push(
        atStart(
          'xmpp/websocket-message',
          node,
          start,
          'A WebSocket message begins with its element: leave the XML declaration out',
        ),
      );
    else if (isStreamTag(node)) findings.push(atStart('xmpp/websocket-stream', node, start, streamMessage(node)));
    else if (first !== undefined)
      findings.push(
        atStart(
          'xmpp/websocket-message',
          node,
          start,
          'A WebSocket message is one element: send what follows it in a message of its own',
        ),
      );
    else if (node.root !== undefined) {
      const undeclared = undeclaredNamespace(node.root);
      if (undeclared !== undefined)
        findings.push({
          code: 'xmpp/websocket-namespace',
          message: undeclared,
          start: node.root.nameStart + start,
          end: node.root.nameEnd + start,
        });
    }
    if (node.root !== undefined) first ??= node;
  });
  return findings;
}

/**
 * The findings on tags of a stream in a file that opens its stream by `<open/>` itself, by the index of their node: the two do not
 * go together on one connection.
 */
export function streamTagFindings(nodes: readonly TopLevel[]): ReadonlyMap<number, Finding> {
  const findings = new Map<number, Finding>();
  let tags: number[] = [];
  let opens = false;
  const flush = (): void => {
    if (opens) {
      for (const index of tags) {
        const node = nodes[index];
        if (node !== undefined) findings.set(index, atStart('xmpp/websocket-stream', node, 0, streamMessage(node)));
      }
    }
    tags = [];
    opens = false;
  };
  nodes.forEach((node, index) => {
    if (node.directive?.kind === 'connection') flush();
    else if (node.kind === 'stream-open' || node.kind === 'stream-close') tags.push(index);
    else if (node.root?.local === 'open' && node.root.namespace === framing) opens = true;
  });
  flush();
  return findings;
}

/** A tag of a stream, which stands in no WebSocket message (RFC 7395, 3.3.2). */
function isStreamTag(node: TopLevel): boolean {
  return (
    node.kind === 'stream-open' ||
    node.kind === 'stream-close' ||
    (node.root?.local === 'stream' && node.root.namespace === streamNamespace)
  );
}

function streamMessage(node: TopLevel): string {
  const name = node.kind === 'stream-close' ? 'close' : 'open';
  return `Over WebSocket no tags of a stream are sent: write <${name} xmlns="${framing}"${name === 'open' ? ' to="…" version="1.0"' : ''}/> instead`;
}

/** The namespace of a message's element comes from nowhere else (RFC 7395, 3.3.3). */
function undeclaredNamespace(root: XmlElement): string | undefined {
  const colon = root.name.indexOf(':');
  const prefix = colon < 0 ? '' : root.name.slice(0, colon);
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  if (prefix === 'xml' || root.attribute(declaration) !== undefined) return undefined;
  const namespace = root.namespace === undefined || root.namespace === '' ? '…' : root.namespace;
  return `Every WebSocket message declares its own namespaces: add ${declaration}="${namespace}" to <${root.name}>`;
}
