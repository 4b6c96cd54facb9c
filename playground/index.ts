import { startAmqp } from './amqp/index.ts';
import { makeCertificate } from './certificate.ts';
import type { PlaygroundInfo, PlaygroundPorts } from './model.ts';
import { Turns } from './turns.ts';
import { startXmpp } from './xmpp/index.ts';

export { PortError } from './listen.ts';

/** Ports that need no rights and clash with no usual server; 0 takes any free one. */
export const defaultPorts = { amqp: 35_672, xmpp: 35_222, websocket: 35_280 } as const;

/** What a client needs to log in. These are no secrets: the playground listens on loopback and keeps nothing. */
export const playgroundAccounts = {
  xmpp: { domain: 'localhost', users: { romeo: 'wireloupe', juliet: 'wireloupe' } },
  amqp: { guest: 'guest' },
} as const;

const websocketPath = '/xmpp-websocket';

export interface PlaygroundOptions extends PlaygroundPorts {
  /** An address to listen on; loopback unless told otherwise. */
  readonly host?: string;
  /** Gets one line for each event that a person may want to know. */
  readonly log?: (line: string) => void;
}

export interface Playground {
  readonly info: PlaygroundInfo;
  /** Closes all connections and ports; everything that was stored is gone. Resolves when the ports are free. */
  stop(): Promise<void>;
}

/**
 * Starts an AMQP 1.0 broker and an XMPP server in this process. Rejects with a PortError that names the port if one is
 * taken; then nothing is left running.
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const host = options.host ?? '127.0.0.1';
  const log = options.log ?? ((): void => undefined);
  const certificate = await makeCertificate([...new Set(['localhost', '127.0.0.1', '::1', host])]);
  const turns = new Turns();
  const amqp = await startAmqp({
    host,
    port: options.amqpPort ?? defaultPorts.amqp,
    users: playgroundAccounts.amqp,
    turns,
    log,
  });
  const xmpp = await startXmpp({
    host,
    port: options.xmppPort ?? defaultPorts.xmpp,
    wsPort: options.wsPort ?? defaultPorts.websocket,
    wsPath: websocketPath,
    domain: playgroundAccounts.xmpp.domain,
    accounts: playgroundAccounts.xmpp.users,
    certificate,
    turns,
    log,
  }).catch(async (error: unknown) => {
    await amqp.stop();
    throw error;
  });
  const authority = host.includes(':') ? `[${host}]` : host;
  const info: PlaygroundInfo = {
    amqp: `amqp://${authority}:${amqp.port}`,
    xmpp: `xmpp://${authority}:${xmpp.port}`,
    websocket: `ws://${authority}:${xmpp.wsPort}${websocketPath}`,
    ca: certificate.ca,
  };
  return {
    info,
    stop: async () => {
      await Promise.all([amqp.stop(), xmpp.stop()]);
      log('The playground has stopped. It kept nothing.');
    },
  };
}
