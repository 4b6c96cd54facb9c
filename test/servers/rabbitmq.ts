import fs from 'node:fs';
import path from 'node:path';
import { makeCertificates, type Certificates } from './certificates.ts';
import { stopPortMapper } from './port-mapper.ts';
import { findProgram, freePorts, scratch, start, waitForPort, type Running } from './process.ts';

/** An AMQP broker that runs for a test. */
export interface AmqpServer {
  /** `amqp://127.0.0.1:…`. */
  readonly service: string;
  readonly port: number;
  /** The TLS port, where there is one. */
  readonly tlsPort?: number;
  readonly username?: string;
  readonly password?: string;
  readonly certificates?: Certificates;
  readonly running: Running;
  stop(): Promise<void>;
}

// The script itself: Debian's wrapper in /usr/sbin switches to the user rabbitmq.
const program = ['/usr/lib/rabbitmq/bin/rabbitmq-server', findProgram('rabbitmq-server')].find(
  (file) => file !== undefined && fs.existsSync(file),
);

/** Whether RabbitMQ is installed. */
export const hasRabbit = program !== undefined;

/** Starts RabbitMQ with the AMQP 1.0 plugin on free ports: user and password `guest`. */
export async function startRabbit(): Promise<AmqpServer> {
  if (program === undefined) throw new Error('RabbitMQ is not installed.');
  const folder = scratch('rabbitmq');
  const certificates = await makeCertificates(path.join(folder, 'certs'));
  const [port = 0, tlsPort = 0, dist = 0, epmd = 0] = await freePorts(4);
  const file = (name: string, text: string): string => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const env = {
    HOME: folder,
    RABBITMQ_NODENAME: `wireloupe-${String(port)}@localhost`,
    RABBITMQ_CONFIG_FILE: file('rabbitmq.conf', configuration(port, tlsPort, certificates)),
    RABBITMQ_ADVANCED_CONFIG_FILE: file(
      'advanced.config',
      '[{rabbitmq_amqp1_0,[{default_user,"guest"},{default_vhost,<<"/">>},{protocol_strict_mode,false}]}].\n',
    ),
    RABBITMQ_ENABLED_PLUGINS_FILE: file('enabled_plugins', '[rabbitmq_amqp1_0].\n'),
    RABBITMQ_MNESIA_BASE: path.join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: path.join(folder, 'log'),
    RABBITMQ_PID_FILE: path.join(folder, 'pid'),
    RABBITMQ_DIST_PORT: String(dist),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmd),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
  const running = start(program, [], { env });
  await waitForPort(port, running, 90_000);
  await waitForPort(tlsPort, running);
  return {
    service: `amqp://127.0.0.1:${port}`,
    port,
    tlsPort,
    username: 'guest',
    password: 'guest',
    certificates,
    running,
    stop: async () => {
      await running.stop();
      await stopPortMapper(epmd);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(port: number, tlsPort: number, certificates: Certificates): string {
  return `listeners.tcp.1 = 127.0.0.1:${port}
loopback_users = none
listeners.ssl.1 = 127.0.0.1:${tlsPort}
ssl_options.cacertfile = ${certificates.ca}
ssl_options.certfile = ${certificates.cert}
ssl_options.keyfile = ${certificates.key}
ssl_options.verify = verify_none
`;
}
