import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import type { Timeouts } from '../../wire/net/deadline.ts';
import type { Outcome, WireFailure } from '../../wire/protocol.ts';
import type { Wire } from '../../wire/requests.ts';
import { createWire } from '../../wire/wire.ts';

/** What succeeds may take long on a busy machine, and closing does not wait for long; what hangs is tested with a short time-out of its own. Milliseconds. */
export const patient: Timeouts = { tcp: 60_000, tls: 60_000, login: 60_000, close: 200 };

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Runs after the test. */
export function cleanUp(what: () => Promise<void> | void): void {
  cleanups.push(what);
}

/** A TCP server on loopback for one test; gives its port. */
export async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A server that sends these bytes to whoever connects, after the first bytes have come. */
export function answering(...answers: readonly (string | Uint8Array)[]): Promise<number> {
  return listen((socket) => {
    socket.once('data', () => {
      for (const answer of answers) socket.write(answer);
    });
  });
}

/** Wire for one test. `timeouts` are short where a server is to hang. */
export function testWire(timeouts: Partial<Timeouts> = {}): Wire {
  const wire = createWire({ timeouts: { ...patient, ...timeouts } });
  cleanUp(() => wire.dispose());
  return wire;
}

/** The failure of an outcome that should be one. */
export function failureOf(outcome: Outcome<unknown>): WireFailure {
  if (outcome.ok) throw new Error(`a failure was expected, not ${JSON.stringify(outcome.value)}`);
  return outcome.failure;
}

/** The value of an outcome that should have one. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.failure.code}: ${outcome.failure.message}`);
  return outcome.value;
}

/** A port where nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
