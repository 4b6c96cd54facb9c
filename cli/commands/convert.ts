import path from 'node:path';
import { outputFormats } from '../../protocols/conversion/formats.ts';
import { OutputError } from '../../protocols/conversion/model.ts';
import { Pseudonyms } from '../../protocols/conversion/pseudonyms.ts';
import { TemplateVariables } from '../../protocols/conversion/variables.ts';
import { plural } from '../../protocols/core/index.ts';
import { leftOutText, Tally } from '../../protocols/decoding/index.ts';
import { isSameFile, openOutFile, OutFileError, type OutFile } from '../../workspace/out-file.ts';
import { Pieces } from '../../workspace/pieces.ts';
import { oneOf, readArguments, wholeNumber, withDashes } from '../arguments.ts';
import { convertFile } from '../convert/convert-file.ts';
import { outputFormatOf } from '../convert/formats.ts';
import { sides, sourceOptionsOf } from '../decode/source-options.ts';
import type { UnitFilter } from '../decode/unit-filter.ts';
import { done, foundErrors, UsageError, type Command, type ExitCode, type Io } from '../io.ts';
import { ProjectFiles } from '../project.ts';

/** Standard output as a file. */
const standardOutput = (io: Io): OutFile => ({
  write: (bytes) => io.bytes(bytes),
  commit: () => Promise.resolve(),
  discard: () => Promise.resolve(),
});

/** Converts what decode reads to another format. */
export const convert: Command = {
  name: 'convert',
  usage:
    '[--format NAME] [--format-in NAME] [--all] [--connection N] [--filter FILTER] [--no-redact] [--pseudonymize] [--generalize] [--direction client|server] [--perspective client|server] [--keylog FILE] [--config FILE] IN|- OUT|-',
  summary: 'write a capture or log as another format, without its secrets',
  details: [
    'convert reads whatever decode reads. The name of OUT says what is written, or --format does. Log-ins, passwords and tokens are replaced by other',
    'characters, so that sizes and structure stay; --no-redact leaves them. --pseudonymize also replaces JIDs, hosts, addresses and container ids,',
    'each by the same stand-in everywhere. Templates are of one connection and one --direction (client if left out); --generalize turns ids, tags,',
    'JIDs and container ids in them into variables. --connection chooses one connection, --filter units, as for decode. OUT is there only when it is whole, and only its owner may read it.',
    'The status is 1 when a part of the input cannot be read.',
  ],
  more: () => {
    const widest = Math.max(...outputFormats.map(({ name }) => name.length));
    return Promise.resolve([
      '',
      'Formats that are written:',
      ...outputFormats.map(({ name, title }) => `  ${name.padEnd(widest)}  ${title}`),
    ]);
  },
  async run(args, io) {
    const { values, positionals } = readArguments(withDashes(args, '--filter'), {
      format: { type: 'string' },
      'format-in': { type: 'string' },
      connection: { type: 'string' },
      filter: { type: 'string' },
      'no-redact': { type: 'boolean', default: false },
      pseudonymize: { type: 'boolean', default: false },
      generalize: { type: 'boolean', default: false },
      direction: { type: 'string', default: 'client' },
      perspective: { type: 'string' },
      keylog: { type: 'string' },
      all: { type: 'boolean', default: false },
      config: { type: 'string' },
    });
    const [input, out] = positionals;
    if (input === undefined || out === undefined || positionals.length > 2)
      throw new UsageError('convert takes two files: what is read, and what is written.');
    if (values['no-redact'] && values.pseudonymize)
      throw new UsageError('--pseudonymize needs redaction, since log-ins have names in them: leave out --no-redact.');
    const format = outputFormatOf(out, values.format);
    const connection =
      values.connection === undefined
        ? undefined
        : wholeNumber('connection', values.connection, 0, Number.MAX_SAFE_INTEGER);
    const side = oneOf('direction', values.direction, sides);
    if (values.generalize && format.hasVariables !== true)
      throw new UsageError('--generalize is for templates: the name of the output must end with .amqp.yaml or .xmpp.');
    if (values.generalize && values.pseudonymize)
      throw new UsageError('--generalize and --pseudonymize both replace names: choose one.');
    const source = {
      direction: side,
      ...(await sourceOptionsOf(values)),
    } as const;
    const filter = values.filter === undefined ? undefined : await filterOf(values.filter, io);
    const target = path.resolve(io.cwd, out);
    if (input !== '-' && out !== '-' && (await isSameFile(path.resolve(io.cwd, input), target)))
      throw new UsageError(`${out} is the file that is read: choose another name.`);
    const { context } = await new ProjectFiles({ config: values.config, env: undefined }, io).of(input);
    const project = {
      amqpDefinitions: context.amqpDefinitions ?? [],
      xmppSchemas: context.xmppSchemas ?? [],
      rules: context.rules ?? {},
    };
    const tally = new Tally();
    tally.file();
    const file = out === '-' ? standardOutput(io) : await openOutFile(out, target).catch(rethrown);
    const over = new AbortController();
    try {
      const pieces = new Pieces();
      const variables = values.generalize ? new TemplateVariables() : undefined;
      const output = await format.open(pieces.write, { side, variables });
      const flush = () => pieces.flush(file);
      const names = values.pseudonymize ? new Pseudonyms() : undefined;
      const endpoint = names === undefined ? undefined : (text: string) => names.endpoint(text);
      const options = { connection, secrets: values['no-redact'], project, names: names ?? variables, endpoint };
      const converted = await Promise.race([
        convertFile(input, source, filter, options, { output, flush, tally, io }),
        untilEnded(io.signal, over.signal),
      ]);
      await flush();
      const status = statusOf(connection, tally, converted.unread);
      await file.commit();
      sayLeftOut(tally, connection, io);
      io.say(`${plural(converted.written, 'unit')} written.`);
      return status;
    } catch (error) {
      return rethrown(error);
    } finally {
      over.abort();
      await file.discard();
    }
  },
};

/** A result that cannot be written is a fault of the arguments. */
function rethrown(error: unknown): never {
  if (error instanceof OutputError && error.isOfConnections)
    throw new UsageError(`${error.message}: choose it with --connection.`);
  throw error instanceof OutputError || error instanceof OutFileError ? new UsageError(error.message) : error;
}

/** Loaded when it is asked for: the engine for regular expressions is large. */
async function filterOf(text: string, io: Io): Promise<UnitFilter> {
  const { readFilter } = await import('../decode/filter.ts');
  const { UnitFilter: Filter } = await import('../decode/unit-filter.ts');
  return new Filter(readFilter(text, io));
}

/** Rejects when the user ends the command, which removes what was written so far. @param over aborted when the command is done */
function untilEnded(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(new UsageError('convert was ended before it was done; nothing is written.'));
    signal.addEventListener('abort', end, { once: true, signal: over });
  });
}

function statusOf(connection: number | undefined, tally: Tally, unread: number): ExitCode {
  if (connection !== undefined && !tally.knows(connection))
    throw new UsageError(
      `There is no connection ${connection}: they are counted from 0, and there ${tally.most === 1 ? 'is' : 'are'} ${tally.most}.`,
    );
  return unread > 0 ? foundErrors : done;
}

function sayLeftOut(tally: Tally, connection: number | undefined, io: Io): void {
  const leftOut = leftOutText(tally.leftOut(connection));
  if (leftOut !== undefined) io.say(`${leftOut}: --all writes ${tally.leftOut(connection) === 1 ? 'it' : 'them'}.`);
}
