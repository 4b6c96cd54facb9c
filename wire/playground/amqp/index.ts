import { createServer } from 'node:net';
import { listen } from '../listen.ts';
import { Broker } from './broker.ts';
import { AmqpClient } from './client.ts';
import { failure } from './failure.ts';
import { MAX_CONNECTIONS, STOP_TIMEOUT } from './limits.ts';
import { createContainer } from './rhea.ts';

export interface AmqpOptions {
  readonly host: string;
  readonly port: number;
  /** Passwords by user name. Anonymous clients are welcome as well. */
  readonly users: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

export interface RunningAmqp {
  readonly port: number;
  /** Closes every connection with `amqp:connection:forced`, then the port; says what is lost. */
  stop(): Promise<void>;
}

/** Opens the port of the AMQP 1.0 broker. Rejects with a PortError. */
export async function startAmqp(options: AmqpOptions): Promise<RunningAmqp> {
  const { log } = options;
  const container = createContainer('wireloupe-playground');
  container.sasl_server_mechanisms.enable_anonymous();
  container.sasl_server_mechanisms.enable_plain((username, password) => {
    const known = username !== null && Object.hasOwn(options.users, username) && options.users[username] === password;
    if (!known) log(`AMQP the log-in of ${username ?? 'nobody'} failed: wrong user name or password.`);
    return known;
  });
  // Whatever no connection took care of must not end the process.
  container.on('error', (error: unknown) => log(`AMQP error: ${error instanceof Error ? error.message : String(error)}`));

  const broker = new Broker(log);
  const clients = new Set<AmqpClient>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    clients.add(new AmqpClient(socket, container, broker, log, (client) => clients.delete(client)));
  });
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server, 'AMQP', { host: options.host, port: options.port });

  return {
    port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
      for (const client of clients) client.close(failure('amqp:connection:forced', 'The playground stops.'));
      const timer = setTimeout(() => {
        for (const client of clients) client.destroy();
      }, STOP_TIMEOUT);
      await closed;
      clearTimeout(timer);
      if (broker.waiting > 0) log(`AMQP ${broker.waiting} waiting messages are gone.`);
    },
  };
}
