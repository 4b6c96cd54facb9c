import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import type { Piece } from './reading.ts';

/** Passes bytes on to a port of this machine, and records them. */
export interface Relay {
  readonly port: number;
  readonly pieces: readonly Piece[];
  stop(): void;
}

export async function startRelay(to: number): Promise<Relay> {
  const pieces: Piece[] = [];
  let connections = 0;
  const relay = createServer((socket) => {
    const on = connections++;
    const onward = connect(to, '127.0.0.1');
    const record = (from: Piece['from'], bytes: Buffer): void =>
      void pieces.push({ from, bytes: new Uint8Array(bytes), on });
    socket.on('data', (bytes) => (record('client', bytes), onward.write(bytes)));
    onward.on('data', (bytes) => (record('server', bytes), socket.write(bytes)));
    socket.on('end', () => onward.end()).on('error', () => onward.destroy());
    onward.on('end', () => socket.end()).on('error', () => socket.destroy());
  });
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  return { port: (relay.address() as AddressInfo).port, pieces, stop: () => relay.close() };
}
