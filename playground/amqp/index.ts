import { createServer } from 'node:net';
import { listen } from '../listen.ts';
import type { Turns } from '../turns.ts';
import { Broker } from './broker.ts';
import { AmqpClient } from './client.ts';
import { failure } from './failure.ts';
import { heaviest } from './fairness.ts';
import { maxConnections, stopTimeout } from './limits.ts';
import type { Users } from './sasl.ts';

export interface AmqpOptions {
  readonly host: string;
  readonly port: number;
  /** Passwords by user name. Anonymous clients are welcome as well. */
  readonly users: Users;
  /** Shares the time among all clients of the process. */
  readonly turns: Turns;
  readonly log: (line: string) => void;
}

export interface RunningAmqp {
  readonly port: number;
  /** Closes every connection with `amqp:connection:forced`, then the port; says what is lost. */
  stop(): Promise<void>;
}

/** Opens the port of the AMQP 1.0 broker. Rejects with a PortError. */
export async function startAmqp(options: AmqpOptions): Promise<RunningAmqp> {
  const { log, users, turns } = options;
  const broker = new Broker(log);
  const clients = new Set<AmqpClient>();
  const shared = {
    broker,
    turns,
    users,
    containerId: 'wireloupe-playground',
    log,
    gone: (client: AmqpClient) => void clients.delete(client),
  };
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (clients.size >= maxConnections) makeRoom(clients);
    clients.add(new AmqpClient(socket, shared));
  });
  const port = await listen(server, 'AMQP', { host: options.host, port: options.port });

  return {
    port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      for (const client of clients) client.close(failure('amqp:connection:forced', 'The playground stops.'));
      const timer = setTimeout(() => {
        for (const client of clients) client.destroy();
      }, stopTimeout);
      await closed;
      clearTimeout(timer);
      if (broker.waiting > 0) log(`AMQP ${broker.waiting} waiting messages are gone.`);
    },
  };
}

/**
 * When there are too many connections, one goes, so that a new client always gets in: the oldest that did not open yet, or
 * else of the container that has most connections, at the address that has most, the one that has sent nothing for the longest time.
 */
function makeRoom(clients: Set<AmqpClient>): void {
  const all = [...clients];
  const unopened = all.find((client) => !client.isOpen);
  if (unopened !== undefined) {
    clients.delete(unopened);
    unopened.destroy();
    return;
  }
  const greedy = heaviest(new Set(all.map(({ owner }) => owner)), ({ connections }) => connections);
  const [first, ...others] = all.filter(
    ({ owner }) => owner.address === greedy?.address && owner.connections === greedy.connections,
  );
  const quietest = others.reduce((a, b) => (a !== undefined && a.lastFrame <= b.lastFrame ? a : b), first);
  if (quietest === undefined) return;
  clients.delete(quietest);
  quietest.close(
    failure('amqp:connection:forced', `The playground has at most ${maxConnections} connections, and others need one.`),
  );
}
