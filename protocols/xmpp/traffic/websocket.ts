import type { ParsedUnit } from '../inspect/index.ts';
import type { Finding } from '../parser/finding.ts';
import type { XmlElement } from '../parser/node.ts';
import { messageFindings } from '../rules/websocket.ts';

const none: readonly Finding[] = [];

/** Whether a connection is a WebSocket, which its `<open/>` tells (RFC 7395, 3.4), and what is wrong with its messages as such. */
export class WebSocketMessages {
  #isWebSocket = false;

  get isWebSocket(): boolean {
    return this.#isWebSocket;
  }

  /** Looks at a unit, which is one message. Places are UTF-16 offsets in the unit's text. */
  check(unit: ParsedUnit): readonly Finding[] {
    this.#isWebSocket ||= unit.root !== undefined && isOpen(unit.root);
    return this.#isWebSocket ? messageFindings(unit.document) : none;
  }
}

function isOpen(root: XmlElement): boolean {
  return root.local === 'open' && root.namespace === 'urn:ietf:params:xml:ns:xmpp-framing';
}
