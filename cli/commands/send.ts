import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { indentedLines, type Problem, type SendPayload, type TakenValue } from '../../protocols/core/index.ts';
import { runSendable } from '../../protocols/sending-run.ts';
import type { ConnectionInfo, ConnectParams, Outcome, SendReply, WireFailure } from '../../wire/protocol.ts';
import { verdict } from '../../wire/verdict.ts';
import type { Wire } from '../../wire/requests.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { readText } from '../files.ts';
import { done, foundErrors, UsageError, type Command, type ExitCode, type Io } from '../io.ts';
import { maskedNotation, maskedXml } from '../masked-reply.ts';
import { ProjectFiles } from '../project.ts';
import { destinationsOf, passwordVariable, type Destination } from '../send/destinations.ts';
import { readSendFile, type Item, type SendFile } from '../send/items.ts';
import { sayProblems } from '../sending.ts';

/** A failure and what to do about it, as a terminal can do it. */
function withAdvice({ message, hint, passwordMissing }: WireFailure): string {
  const advice = passwordMissing === true ? `Set the environment variable ${passwordVariable}.` : hint;
  return advice === undefined ? message : `${message} ${advice}`;
}

/** Wire in a worker of its own where there is one, so that time-outs and Ctrl+C hold whatever a server makes it do. */
async function startWire(io: Io): Promise<Wire> {
  if (io.wireWorker === undefined) return (await import('../../wire/wire.ts')).createWire();
  return (await import('../../wire/host.ts')).startWire({ workerPath: io.wireWorker });
}

/** Opens a connection; the attempt ends when the user ends the command. */
async function connect(wire: Wire, params: ConnectParams, signal: AbortSignal): Promise<Outcome<ConnectionInfo>> {
  const onAbort = (): void => void wire.disconnect(params.name);
  signal.addEventListener('abort', onAbort);
  try {
    return await wire.connect(params);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Sends a file's items over connections that are opened when the first item goes to them. */
class Sending {
  readonly #wire: Wire;
  readonly #timeout: number;
  readonly #io: Io;
  readonly #connected = new Set<string>();
  /** The variables that were set from answers. */
  readonly #taken = new Map<string, TakenValue>();

  constructor(wire: Wire, timeout: number, io: Io) {
    this.#wire = wire;
    this.#timeout = timeout;
    this.#io = io;
  }

  /** Sends one item, and prints what came of it. */
  async send(file: SendFile, { index, label }: Item, destination: Destination): Promise<ExitCode> {
    const { document, values } = file;
    const script = randomUUID();
    const run = await runSendable(document, index, values, this.#taken, async (payload) => {
      const outcome = await this.#exchange(payload, script, destination);
      return outcome.ok ? { outcome, taken: outcome.value.taken ?? [] } : { outcome, ended: true };
    });
    if (!('reply' in run)) return this.#say(file, run);
    const { outcome } = run.reply;
    if (!outcome.ok) {
      this.#io.say(`${outcome.connecting === true ? destination.connection : label}: ${withAdvice(outcome.failure)}`);
      return foundErrors;
    }
    const code = await this.#print(file.protocol, label, outcome.value);
    return run.problems.length > 0 ? this.#say(file, run.problems) : code;
  }

  async #exchange(
    payload: SendPayload,
    script: string,
    { connection, ...credentials }: Destination,
  ): Promise<Outcome<SendReply> & { readonly connecting?: true }> {
    // A frame script has a connection of its own, and says itself how it logs in.
    if (payload.kind !== 'amqp-frames' && !this.#connected.has(connection)) {
      const outcome = await connect(this.#wire, { name: connection, ...credentials }, this.#io.signal);
      if (!outcome.ok) return { ...outcome, connecting: true };
      this.#connected.add(connection);
    }
    const params = { connection, profile: credentials.profile, payload, timeout: this.#timeout, script };
    return this.#wire.send(params, this.#io.signal);
  }

  async #print(protocol: 'xmpp' | 'amqp', label: string, reply: SendReply): Promise<ExitCode> {
    const { summary, latency, text, problem } = reply;
    this.#io.say(`${label}: ${summary} (${Math.round(latency)} ms)`);
    // The notation escapes what its strings hold; XML is printed as the peer wrote it.
    if (text !== undefined)
      await (protocol === 'xmpp'
        ? this.#io.print(indentedLines(maskedXml(text.trimEnd())))
        : this.#io.data(`${maskedNotation(text.trimEnd())}\n`));
    const found = verdict(reply);
    if (found !== 'bad' && found !== 'partial') return done;
    if (problem !== undefined) this.#io.say(`${label}: ${problem.severity}: ${problem.text}`);
    return foundErrors;
  }

  #say({ file, text }: SendFile, problems: readonly Problem[]): ExitCode {
    sayProblems(file, text, problems, this.#io);
    return foundErrors;
  }
}

/** Sends what a file holds, in its order, and prints what answers. */
export const send: Command = {
  name: 'send',
  usage: '[--connection NAME] [--env NAME] [--config FILE] [--timeout MS] FILE',
  summary: 'send the stanzas or frames of a file, and print what answers',
  details: [
    'The connection is the one that --connection or the file names, else the only one of that protocol in wireloupe.json.',
    'A password comes from the environment variable that the profile names, else from WIRELOUPE_PASSWORD. All names are checked before',
    'anything is sent. Sending stops at the first answer that is an error, a refusal or a part of what was asked for; the status is then 1.',
  ],
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      connection: { type: 'string' },
      env: { type: 'string' },
      config: { type: 'string' },
      timeout: { type: 'string', default: '10000' },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('send takes one file.');
    const timeout = wholeNumber('timeout', values.timeout, 1, 86_400_000);
    const loaded = await new ProjectFiles({ config: values.config, env: values.env }, io).soundOf(file);
    const read = await readSendFile(file, await readText(file, path.resolve(io.cwd, file)), loaded.context, io);
    if (read === undefined) return foundErrors;
    if (read.items.length === 0) throw new UsageError(`${file} has nothing to send.`);
    const destinations = destinationsOf(read, values.connection, loaded, io);
    const wire = await startWire(io);
    try {
      const sending = new Sending(wire, timeout, io);
      for (const [item, destination] of destinations) {
        const code = await sending.send(read, item, destination);
        if (code !== done) return code;
      }
      return done;
    } finally {
      await wire.dispose();
    }
  },
};
