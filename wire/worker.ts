/** Entry of the wire worker: the wire protocol over the worker's own port. */
import { parentPort, workerData } from 'node:worker_threads';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-jsonrpc/node';
import { serveWire } from './serve.ts';
import { createWire, type WireOptions } from './wire.ts';

if (parentPort === null) throw new Error('The wire worker runs in a worker thread; use startWire() of wire/host.ts.');
const connection = createMessageConnection(new PortMessageReader(parentPort), new PortMessageWriter(parentPort));
serveWire(connection, createWire((workerData ?? {}) as WireOptions));
connection.listen();
