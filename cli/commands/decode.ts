import { listFormats } from '../../protocols/captures/input/index.ts';
import type { CompiledFilter } from '../../protocols/filter/index.ts';
import { oneOf, readArguments, wholeNumber, withDashes } from '../arguments.ts';
import { decodeFile, type DecodeOptions } from '../decode/decode-file.ts';
import { leftOutText, Tally } from '../../protocols/decoding/index.ts';
import { sides, sourceOptionsOf } from '../decode/source-options.ts';
import { formats, writerOf } from '../decode/writers.ts';
import { done, foundErrors, UsageError, wrongUsage, type Command, type ExitCode, type Io } from '../io.ts';
import { ProjectFiles } from '../project.ts';

/** Loaded when it is asked for: the engine for regular expressions is large. */
async function filterOf(text: string, io: Io): Promise<CompiledFilter> {
  const { readFilter } = await import('../decode/filter.ts');
  return readFilter(text, io);
}

async function inputFormatLines(): Promise<readonly string[]> {
  const inputs = await listFormats();
  const widest = Math.max(...inputs.map(({ name }) => name.length));
  return [
    '',
    'Formats of input, for --format-in:',
    ...inputs.map(({ name, title }) => `  ${name.padEnd(widest)}  ${title}`),
  ];
}

/** Decodes captures, logs, raw bytes and bytes as text. */
export const decode: Command = {
  name: 'decode',
  usage:
    '[--format text|jsonl|yaml|none] [--format-in NAME] [--all] [--connection N] [--direction client|server] [--filter FILTER] [--perspective client|server] [--keylog FILE] [--config FILE] FILE…|-',
  summary: 'decode captures, logs of programs and libraries, and bytes, raw or as text',
  details: [
    'decode recognizes the format of an input by its content; --format-in names it where that fails. Raw bytes and bytes as text are one direction,',
    '--direction (client if left out); of a capture or log it chooses one. --perspective says which end a log’s program is. --keylog opens TLS',
    'by a key log in the NSS format. Connections of a capture that carry neither AMQP nor XMPP are counted, and shown with --all.',
    '--filter shows the units that a filter selects, such as --filter "name:transfer size>1k"; the others are decoded, and counted.',
    'text masks secrets; jsonl and yaml give every byte as it crossed the wire. none decodes everything',
    'and prints a summary only. The severities of the project hold. The status is 1 when something is wrong with what crossed the wire,',
    'or a part of the input cannot be read.',
  ],
  more: inputFormatLines,
  async run(args, io) {
    const { values, positionals } = readArguments(withDashes(args, '--filter'), {
      format: { type: 'string', default: 'text' },
      'format-in': { type: 'string' },
      connection: { type: 'string' },
      direction: { type: 'string' },
      perspective: { type: 'string' },
      keylog: { type: 'string' },
      all: { type: 'boolean', default: false },
      filter: { type: 'string' },
      config: { type: 'string' },
    });
    if (positionals.length === 0) throw new UsageError('decode wants a file, or - for standard input.');
    const format = oneOf('format', values.format, formats);
    const shown = values.direction === undefined ? undefined : oneOf('direction', values.direction, sides);
    const options: DecodeOptions = {
      shown,
      direction: shown ?? 'client',
      ...(await sourceOptionsOf(values)),
      filter: values.filter === undefined ? undefined : await filterOf(values.filter, io),
      connection:
        values.connection === undefined
          ? undefined
          : wholeNumber('connection', values.connection, 0, Number.MAX_SAFE_INTEGER),
    };
    const tally = new Tally();
    const tools = {
      projects: new ProjectFiles({ config: values.config, env: undefined }, io),
      tally,
      writer: await writerOf(format),
      io,
    };
    const sum = { unwritten: 0, unread: 0, unreadable: 0 };
    for (const file of positionals) {
      try {
        const { unwritten, unread } = await decodeFile(file, options, tools);
        sum.unwritten += unwritten;
        sum.unread += unread;
      } catch (error) {
        // The others are decoded all the same.
        if (!(error instanceof UsageError) || positionals.length === 1) throw error;
        io.say(`wireloupe: ${error.message}`);
        for (const line of error.lines) io.say(line);
        tally.unreadable();
        sum.unreadable++;
      }
    }
    if (sum.unwritten > 0)
      io.say(`${sum.unwritten} units of other protocols have no form in the AMQP notation and were left out.`);
    const leftOut = leftOutText(tally.leftOut(options.connection));
    if (leftOut !== undefined)
      io.say(`${leftOut}: --all shows ${tally.leftOut(options.connection) === 1 ? 'it' : 'them'}.`);
    if (format === 'none') await io.print([tally.line]);
    else io.say(tally.line);
    return sum.unreadable > 0 ? wrongUsage : statusOf(options, tally, sum.unread, io);
  },
};

function statusOf({ connection }: DecodeOptions, tally: Tally, unread: number, io: Io): ExitCode {
  if (connection !== undefined && !tally.knows(connection)) {
    io.say(
      `wireloupe: There is no connection ${connection}: they are counted from 0, and there ${tally.most === 1 ? 'is' : 'are'} ${tally.most}.`,
    );
    return wrongUsage;
  }
  return unread > 0 || tally.errors > 0 ? foundErrors : done;
}
