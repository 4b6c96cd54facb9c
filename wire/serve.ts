import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import * as protocol from './protocol.ts';
import type { Wire } from './wire.ts';

/** Lets the other end of a connection use this wire. What it returns ends the subscriptions. */
export function serveWire(connection: MessageConnection, wire: Wire): () => void {
  connection.onRequest(protocol.connect, (params) => wire.connect(params));
  connection.onRequest(protocol.disconnect, ({ name }) => wire.disconnect(name));
  connection.onRequest(protocol.connections, () => wire.connections());
  connection.onRequest(protocol.send, (params, token) => wire.send(params, toSignal(token)));
  connection.onRequest(protocol.rows, (params) => wire.rows(params));
  connection.onRequest(protocol.unit, ({ seq, secrets }) => wire.unit(seq, secrets));
  connection.onRequest(protocol.indexOf, ({ seq, filter }) => wire.indexOf(seq, filter));
  connection.onRequest(protocol.setProjectContext, (params) => wire.setProjectContext(params));
  connection.onRequest(protocol.conversation, (params, token) => wire.conversation(params, toSignal(token)));
  connection.onRequest(protocol.clear, () => wire.clear());
  connection.onRequest(protocol.pause, ({ paused }) => wire.pause(paused));
  connection.onRequest(protocol.startPlayground, (options) => wire.startPlayground(options));
  connection.onRequest(protocol.stopPlayground, () => wire.stopPlayground());
  connection.onRequest(protocol.shutdown, () => wire.dispose());
  const subscriptions = [
    wire.onChanged((params) => void connection.sendNotification(protocol.changed, params)),
    wire.onConnectionChanged((info) => void connection.sendNotification(protocol.connectionChanged, info)),
    wire.onLog((params) => void connection.sendNotification(protocol.log, params)),
  ];
  return () => {
    for (const subscription of subscriptions) subscription.dispose();
  };
}

function toSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
