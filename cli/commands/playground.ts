import { readArguments, wholeNumber } from '../arguments.ts';
import { done, foundErrors, UsageError, type Command, type ExitCode, type Io } from '../io.ts';
import { defaultPorts, playgroundAccounts, PortError, startPlayground } from '../../playground/index.ts';

/** Waits for Ctrl+C, or for the end of the process that asked. */
function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function serve(
  io: Io,
  ports: { readonly amqpPort: number; readonly xmppPort: number; readonly wsPort: number },
  { verbose, json }: { readonly verbose: boolean; readonly json: boolean },
): Promise<ExitCode> {
  let playground;
  try {
    playground = await startPlayground({ ...ports, ...(verbose ? { log: (line: string) => io.say(line) } : {}) });
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    io.say(error.message);
    return foundErrors;
  }
  const { info } = playground;
  const { domain, users } = playgroundAccounts.xmpp;
  const accounts = Object.entries(users).map(([name, password]) => `${name}@${domain} (password ${password})`);
  if (json) await io.data(`${JSON.stringify({ ...info, accounts: playgroundAccounts })}\n`);
  else
    await io.print([
      `AMQP 1.0    ${info.amqp}  anonymous, or guest with password guest`,
      `XMPP        ${info.xmpp}  ${accounts.join(', ')}`,
      `WebSocket   ${info.websocket}`,
      'The playground is listening. It holds no data after it ends.',
    ]);
  await untilAborted(io.signal);
  await playground.stop();
  return done;
}

/** Runs the embedded AMQP broker and XMPP server until it is interrupted. */
export const playground: Command = {
  name: 'playground',
  usage: '[--amqp-port N] [--xmpp-port N] [--ws-port N] [--json] [--verbose]',
  summary: 'run the embedded AMQP broker and XMPP server until Ctrl+C',
  details: [
    'Listens on loopback and keeps no data. Port 0 takes any free one. --json prints one line of JSON for programs, as soon as it listens:',
    'the addresses, the certificate of its authority (ca, PEM) and the accounts. --verbose tells what happens.',
  ],
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      'amqp-port': { type: 'string', default: String(defaultPorts.amqp) },
      'xmpp-port': { type: 'string', default: String(defaultPorts.xmpp) },
      'ws-port': { type: 'string', default: String(defaultPorts.websocket) },
      verbose: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    if (positionals.length > 0) throw new UsageError(`playground takes options only, not “${positionals.join(' ')}”.`);
    const port = (option: 'amqp-port' | 'xmpp-port' | 'ws-port'): number =>
      wholeNumber(option, values[option], 0, 65_535);
    return serve(io, { amqpPort: port('amqp-port'), xmppPort: port('xmpp-port'), wsPort: port('ws-port') }, values);
  },
};
