/** Entry of the wire worker: answers the requests of the table, over the worker's own port. */
import { parentPort, workerData } from 'node:worker_threads';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-jsonrpc/node';
import { notificationNames, requestNames, rpcType } from './requests.ts';
import { toSignal } from './signal.ts';
import { createWire, type WireOptions } from './wire.ts';

if (parentPort === null) throw new Error('The wire worker runs in a worker thread; use startWire() of wire/host.ts.');
const connection = createMessageConnection(new PortMessageReader(parentPort), new PortMessageWriter(parentPort));
const wire = createWire((workerData ?? {}) as WireOptions);
for (const name of requestNames)
  connection.onRequest(rpcType(name), (params, token) => wire[name](params as never, toSignal(token)));
for (const name of notificationNames) wire.on(name, (params) => void connection.sendNotification(name, params));
connection.listen();
