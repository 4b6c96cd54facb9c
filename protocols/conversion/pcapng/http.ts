import { joinBytes, type ProtocolName, type Side } from '../../core/index.ts';

const encoder = new TextEncoder();
const head = (...lines: readonly string[]): Uint8Array => encoder.encode(`${lines.join('\r\n')}\r\n\r\n`);

/** The key of RFC 6455, 1.3, and its answer. */
const [key, accept] = ['dGhlIHNhbXBsZSBub25jZQ==', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='] as const;

/** The subprotocols of a WebSocket (RFC 7395, 3.1; AMQP WebSocket Binding, 2.2); 0-9-1 has none that is registered. */
const subprotocols: Readonly<Partial<Record<ProtocolName, string>>> = { amqp: 'amqp', xmpp: 'xmpp' };

/** Protocols whose messages are text (RFC 7395, 3.2); the others’ are binary. */
const textual: ReadonlySet<ProtocolName> = new Set<ProtocolName>(['xmpp']);

/** What opens a WebSocket (RFC 6455, 1.3). */
export function webSocketOpening(protocol: ProtocolName): Readonly<Record<Side, Uint8Array>> {
  const name = subprotocols[protocol];
  const subprotocol = name === undefined ? [] : [`Sec-WebSocket-Protocol: ${name}`];
  const upgrade = ['Upgrade: websocket', 'Connection: Upgrade'];
  return {
    client: head(
      'GET / HTTP/1.1',
      'Host: localhost',
      ...upgrade,
      `Sec-WebSocket-Key: ${key}`,
      'Sec-WebSocket-Version: 13',
      ...subprotocol,
    ),
    server: head('HTTP/1.1 101 Switching Protocols', ...upgrade, `Sec-WebSocket-Accept: ${accept}`, ...subprotocol),
  };
}

/** A message of a WebSocket in one frame (RFC 6455, 5.2). A client's has a mask, of zeros, so that it can be read. */
export function webSocketMessage(side: Side, protocol: ProtocolName, bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const start = new Uint8Array(2 + extended + (side === 'client' ? 4 : 0));
  const view = new DataView(start.buffer);
  start[0] = 0x80 | (textual.has(protocol) ? 1 : 2);
  start[1] = (side === 'client' ? 0x80 : 0) | (extended === 0 ? length : extended === 2 ? 126 : 127);
  if (extended === 2) view.setUint16(2, length);
  if (extended === 8) view.setBigUint64(2, BigInt(length));
  return joinBytes([start, bytes]);
}

/** A body of BOSH in its request or response (XEP-0124, 3 and 4). */
export function boshMessage(side: Side, bytes: Uint8Array): Uint8Array {
  const content = ['Content-Type: text/xml; charset=utf-8', `Content-Length: ${bytes.length}`];
  const start =
    side === 'client'
      ? head('POST /http-bind HTTP/1.1', 'Host: localhost', ...content)
      : head('HTTP/1.1 200 OK', ...content);
  return joinBytes([start, bytes]);
}
