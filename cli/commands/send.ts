import path from 'node:path';
import type { ConnectionProfile } from '../../protocols/project/index.ts';
import { indentedLines, isPayload, type LanguageContext, type SendPayload } from '../../protocols/core/index.ts';
import { openForSending } from '../../protocols/sending.ts';
import { withAbsolutePaths } from '../../workspace/project-file.ts';
import type { ConnectionInfo, ConnectParams, Outcome, WireFailure } from '../../wire/protocol.ts';
import { verdict } from '../../wire/verdict.ts';
import type { Wire } from '../../wire/requests.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { readText } from '../files.ts';
import { done, foundErrors, UsageError, type Command, type ExitCode, type Io } from '../io.ts';
import { maskedNotation, maskedXml } from '../masked-reply.ts';
import { ProjectFiles, type ProjectContext } from '../project.ts';
import { sayProblems, valuesOf } from '../sending.ts';

/** The protocol that a payload is of. */
function protocolOf({ kind }: SendPayload): 'xmpp' | 'amqp' {
  return kind === 'xmpp' ? 'xmpp' : 'amqp';
}

/** One thing to send. */
interface Item {
  readonly label: string;
  readonly connection: string | undefined;
  readonly payload: SendPayload;
}

/** What a file asks to be sent, or undefined when it cannot be sent; the reason has been printed. */
async function itemsOf(
  file: string,
  text: string,
  context: LanguageContext,
  io: Io,
): Promise<readonly Item[] | undefined> {
  const document = await openForSending(/\.ya?ml$/i.test(file) ? 'amqp' : 'xmpp', text, context);
  const values = valuesOf(context, io);
  if (sayProblems(file, text, document.problems(values), io)) return undefined;
  const items: Item[] = [];
  for (const { index, label, connection } of document.sendables(values)) {
    const payload = document.prepare(index, values);
    if (isPayload(payload)) items.push({ label, connection, payload });
    else if (sayProblems(file, text, payload, io)) return undefined;
  }
  return items;
}

/** The environment variable of a password that the profile names no other for. */
const passwordVariable = 'WIRELOUPE_PASSWORD';

/** A failure and what to do about it, as a terminal can do it. */
function withAdvice({ message, hint, passwordMissing }: WireFailure): string {
  const advice = passwordMissing === true ? `Set the environment variable ${passwordVariable}.` : hint;
  return advice === undefined ? message : `${message} ${advice}`;
}

/** The profile with its paths made absolute, and the password from the environment. */
function profileOf(
  name: string,
  protocol: 'xmpp' | 'amqp',
  loaded: ProjectContext,
  io: Io,
): { readonly profile: ConnectionProfile; readonly password?: string } {
  const profile = Object.hasOwn(loaded.project.connections, name) ? loaded.project.connections[name] : undefined;
  if (profile === undefined) {
    const known = Object.keys(loaded.project.connections).join(', ') || 'none';
    throw new UsageError(
      `There is no connection “${name}” in ${loaded.path ?? 'wireloupe.json, which is missing'}. Known: ${known}.`,
    );
  }
  if (profile.protocol !== protocol)
    throw new UsageError(
      `The connection “${name}” is for ${profile.protocol.toUpperCase()}, and the file holds ${protocol.toUpperCase()}: choose another with --connection.`,
    );
  const resolved = withAbsolutePaths(profile, loaded.folder);
  const variable = profile.password?.env ?? passwordVariable;
  const password = io.env[variable];
  if (password === undefined && profile.password !== undefined)
    throw new UsageError(
      `The password of “${name}” comes from the environment variable ${variable}, which is not set.`,
    );
  return password === undefined ? { profile: resolved } : { profile: resolved, password };
}

/** A connection that something goes to. */
interface Destination {
  readonly connection: string;
  readonly profile: ConnectionProfile;
  readonly password?: string;
}

/** Where each item goes. A connection or a password that is missing is a `UsageError`, found before anything is sent. */
function destinationsOf(
  items: readonly Item[],
  chosen: string | undefined,
  loaded: ProjectContext,
  io: Io,
): ReadonlyMap<Item, Destination> {
  return new Map(
    items.map((item) => {
      const connection = chosen ?? item.connection ?? onlyOne(item, loaded);
      return [item, { connection, ...profileOf(connection, protocolOf(item.payload), loaded, io) }];
    }),
  );
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

async function sendAll(
  destinations: ReadonlyMap<Item, Destination>,
  wire: Wire,
  timeout: number,
  io: Io,
): Promise<ExitCode> {
  const connected = new Set<string>();
  for (const [item, { connection, ...credentials }] of destinations) {
    // A frame script has a connection of its own, and says itself how it logs in.
    if (item.payload.kind !== 'amqp-frames' && !connected.has(connection)) {
      const outcome = await connect(wire, { name: connection, ...credentials }, io.signal);
      if (!outcome.ok) {
        io.say(`${connection}: ${withAdvice(outcome.failure)}`);
        return foundErrors;
      }
      connected.add(connection);
    }
    const outcome = await wire.send(
      { connection, profile: credentials.profile, payload: item.payload, timeout },
      io.signal,
    );
    if (!outcome.ok) {
      io.say(`${item.label}: ${withAdvice(outcome.failure)}`);
      return foundErrors;
    }
    const { summary, latency, text, problem } = outcome.value;
    io.say(`${item.label}: ${summary} (${Math.round(latency)} ms)`);
    // The notation escapes what its strings hold; XML is printed as the peer wrote it.
    if (text !== undefined)
      await (item.payload.kind === 'xmpp'
        ? io.print(indentedLines(maskedXml(text.trimEnd())))
        : io.data(`${maskedNotation(text.trimEnd())}\n`));
    const found = verdict(outcome.value);
    if (found === 'bad' || found === 'partial') {
      if (problem !== undefined) io.say(`${item.label}: ${problem.severity}: ${problem.text}`);
      return foundErrors;
    }
  }
  return done;
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
    const items = await itemsOf(file, await readText(file, path.resolve(io.cwd, file)), loaded.context, io);
    if (items === undefined) return foundErrors;
    if (items.length === 0) throw new UsageError(`${file} holds nothing to send.`);
    const destinations = destinationsOf(items, values.connection, loaded, io);
    const wire = await startWire(io);
    try {
      return await sendAll(destinations, wire, timeout, io);
    } finally {
      await wire.dispose();
    }
  },
};

function onlyOne({ payload }: Item, loaded: ProjectContext): string {
  const protocol = protocolOf(payload);
  const names = Object.entries(loaded.project.connections).flatMap(([name, profile]) =>
    profile.protocol === protocol ? [name] : [],
  );
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new UsageError(
      `Which connection? --connection takes ${names.join(', ') || `one of wireloupe.json, which has none for ${protocol}`}.`,
    );
  return name;
}
