import path from 'node:path';
import { copyFile } from 'node:fs/promises';
import type { UnitSink } from '../../protocols/captures/input/index.ts';
import { messageOf } from '../../protocols/core/index.ts';
import { isLoopback } from '../../protocols/project/index.ts';
import { whyUnwritable } from '../../workspace/out-file.ts';
import { readRegularFile } from '../../workspace/regular-file.ts';
import {
  AuthorityCertificates,
  namesOf,
  ownCertificate,
  settingsFolder,
  storedAuthority,
  Tap,
  type TapCertificates,
  type TapSettings,
  usualName,
} from '../../wire/tap/index.ts';
import { readArguments } from '../arguments.ts';
import { outputFormatOf } from '../convert/formats.ts';
import { done, foundErrors, UsageError, type Command, type Io } from '../io.ts';
import { ProjectFiles } from '../project.ts';
import { Recorder } from '../tap/recorder.ts';
import { KeyLogFile } from '../tap/key-log-file.ts';
import { tapSettings } from '../tap/settings.ts';

interface Shown {
  readonly certificates: TapCertificates;
  /** The file of the authority; undefined where the user gave a certificate. */
  readonly ca: string | undefined;
}

/** What the tap shows to programs. */
async function shownBy(
  settings: TapSettings,
  files: { readonly cert: string | undefined; readonly key: string | undefined; readonly caOut: string | undefined },
  io: Io,
): Promise<Shown> {
  const { cert, key, caOut } = files;
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--cert and --key go together.');
  if (cert !== undefined && key !== undefined) {
    if (caOut !== undefined) throw new UsageError('--ca-out is for the development CA: leave it out with --cert.');
    const read = (file: string): Promise<Buffer> => readRegularFile(path.resolve(io.cwd, file));
    try {
      return { certificates: ownCertificate(await read(cert), await read(key)), ca: undefined };
    } catch (error) {
      throw new UsageError(`--cert and --key cannot be used: ${messageOf(error)}.`);
    }
  }
  const folder = settingsFolder(io.env);
  try {
    const { authority, file, isNew } = await storedAuthority(folder, namesOf(settings));
    if (isNew) io.say(`A development CA was made for ${authority.names.join(', ')}. Make your program trust ${file}.`);
    if (caOut !== undefined) await copyFile(file, path.resolve(io.cwd, caOut));
    return {
      certificates: new AuthorityCertificates(authority, usualName(settings)),
      ca: caOut === undefined ? file : path.resolve(io.cwd, caOut),
    };
  } catch (error) {
    throw new UsageError(`The development CA cannot be kept in ${folder}: ${messageOf(error)}.`);
  }
}

interface Kept {
  readonly recorder: Recorder | undefined;
  readonly keys: KeyLogFile | undefined;
}

/** Takes what crosses where nothing is recorded. */
const notRecorded = (io: Io): UnitSink => ({
  begin: () => undefined,
  unit: () => undefined,
  late: () => undefined,
  note: (connection, _side, text) => io.say(`connection ${connection}: ${text}.`),
  tell: (text) => io.say(text),
  problem: (text) => io.say(text),
  flush: () => Promise.resolve(),
});

async function serve(settings: TapSettings, shown: Shown, { recorder, keys }: Kept, io: Io): Promise<void> {
  const started = await Tap.start(settings, {
    certificates: shown.certificates,
    sink: recorder?.sink ?? notRecorded(io),
    ...(recorder === undefined ? {} : { room: recorder.room }),
    ...(keys === undefined ? {} : { onKeys: keys.write }),
    onConnection: (event, number, peer) =>
      io.say(`connection ${number}: ${event === 'open' ? `${peer} has connected` : 'closed'}.`),
  });
  if (!started.ok) {
    const { message, hint = '' } = started.failure;
    throw new UsageError(`${message} ${hint}`.trim());
  }
  const listening = started.value;
  const { listen, to } = settings;
  if (!isLoopback(listen.host)) io.say(`Programs on other machines can connect to ${listening.address}, too.`);
  const ca = shown.ca === undefined ? {} : { ca: shown.ca };
  await io.data(`${JSON.stringify({ listening: listening.address, to: to.service.url, ...ca })}\n`);
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve();
    else io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await listening.stop();
}

/** Listens in place of a server, passes everything on, and records it. */
export const tap: Command = {
  name: 'tap',
  usage:
    '--listen HOST:PORT|SERVICE --to NAME|SERVICE [--ca FILE] [--cert FILE --key FILE] [--ca-out FILE] [--record FILE [--no-redact]] [--keylog FILE] [--env NAME] [--config FILE]',
  summary: 'listen in place of a server, and record what your program sends and gets',
  details: [
    'Your program connects to --listen, and everything passes to --to, a connection of wireloupe.json or an address, and back, byte for byte. HOST:PORT',
    'offers the same scheme as --to; amqp://127.0.0.1:25672 offers another one, here AMQP in clear for a server with TLS. Port 0 takes any free one.',
    'TLS ends in the tap: STARTTLS and AMQP’s TLS header are answered on both sides. Programs see a certificate of a development CA that is made on first',
    'use and is good for the names of the tap alone; --ca-out writes its certificate to a file. --cert and --key show your own. The server’s certificate is',
    'verified; --ca adds an authority for it. When the tap listens it prints a line of JSON. --record writes what crosses to a file, whose name says the',
    'format as for convert, without secrets unless --no-redact is given. --keylog adds the keys of TLS on both sides to a file, in the format of SSLKEYLOGFILE, with',
    'which Wireshark reads a capture of the network; it opens all that crossed. Ctrl+C ends the tap.',
  ],
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      listen: { type: 'string' },
      to: { type: 'string' },
      ca: { type: 'string' },
      cert: { type: 'string' },
      key: { type: 'string' },
      'ca-out': { type: 'string' },
      record: { type: 'string' },
      'no-redact': { type: 'boolean', default: false },
      keylog: { type: 'string' },
      env: { type: 'string' },
      config: { type: 'string' },
    });
    if (positionals.length > 0) throw new UsageError(`tap takes options only, not “${positionals.join(' ')}”.`);
    const { listen, to, record, cert, key, config, env } = values;
    if (listen === undefined || to === undefined)
      throw new UsageError('tap needs --listen, where your program connects, and --to, its server.');
    if (values['no-redact'] && record === undefined) throw new UsageError('--no-redact is for --record.');
    const ca = values.ca === undefined ? undefined : path.resolve(io.cwd, values.ca);
    const settings = await tapSettings({ listen, to, ca, config, env }, io);
    const format = record === undefined ? undefined : outputFormatOf(record, undefined);
    const shown = await shownBy(settings, { cert, key, caOut: values['ca-out'] }, io);
    const keys = values.keylog === undefined ? undefined : keyLogOf(values.keylog, io);
    const recorder =
      record === undefined || format === undefined
        ? undefined
        : await recorderOf(record, format, values['no-redact'], config, io);
    try {
      await serve(settings, shown, { recorder, keys }, io);
    } finally {
      keys?.close();
      await recorder?.close();
    }
    if (recorder === undefined) return done;
    io.say(`${recorder.written} units written to ${record ?? ''}.`);
    return recorder.problem === undefined ? done : foundErrors;
  },
};

function keyLogOf(name: string, io: Io): KeyLogFile {
  try {
    return new KeyLogFile(name, path.resolve(io.cwd, name), (text) => io.say(text));
  } catch (error) {
    throw new UsageError(`--keylog cannot be written: ${whyUnwritable(error)}.`);
  }
}

async function recorderOf(
  name: string,
  format: ReturnType<typeof outputFormatOf>,
  secrets: boolean,
  config: string | undefined,
  io: Io,
): Promise<Recorder> {
  const { context } = await new ProjectFiles({ config, env: undefined }, io).of('-');
  const project = {
    amqpDefinitions: context.amqpDefinitions ?? [],
    xmppSchemas: context.xmppSchemas ?? [],
    rules: context.rules ?? {},
  };
  const file = path.resolve(io.cwd, name);
  try {
    return await Recorder.open({ name, file, format, secrets, project, say: (text) => io.say(text) });
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${whyUnwritable(error)}.`);
  }
}
