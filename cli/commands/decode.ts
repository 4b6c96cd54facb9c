import { plural } from '../../protocols/core/index.ts';
import { oneOf, readArguments, wholeNumber } from '../arguments.ts';
import type { DecodedUnit } from '../decode/decoded-unit.ts';
import { readUnits } from '../decode/sources.ts';
import { UnitQueue } from '../decode/unit-queue.ts';
import { UnitDecoder } from '../decode/units.ts';
import { formats, writerOf } from '../decode/writers.ts';
import { done, foundErrors, UsageError, wrongUsage, type Command } from '../io.ts';
import { ProjectFiles } from '../project.ts';

/** Counts for the line at the end. */
class Tally {
  units = 0;
  bytes = 0;
  errors = 0;
  warnings = 0;
  readonly connections = new Set<number>();
  /** All that there were, shown or not. */
  readonly seen = new Set<number>();
  #last = -1;

  add({ connection, unit, findings }: DecodedUnit): void {
    this.units++;
    this.bytes += unit.size;
    if (connection !== this.#last) this.connections.add((this.#last = connection));
    for (const { severity } of findings) {
      if (severity === 'error') this.errors++;
      else if (severity === 'warning') this.warnings++;
    }
  }

  get line(): string {
    return [
      plural(this.units, 'unit'),
      plural(this.bytes, 'byte'),
      plural(this.connections.size, 'connection'),
      plural(this.errors, 'error'),
      plural(this.warnings, 'warning'),
    ].join(', ');
  }
}

/** Decodes captures, raw bytes, hex and logs. */
export const decode: Command = {
  name: 'decode',
  usage:
    '[--format text|jsonl|yaml|none] [--connection N] [--direction client|server] [--keylog FILE] [--config FILE] FILE…|-',
  summary: 'decode captures (pcap, pcapng), raw bytes, hex or base64 text, and the logs of rhea:raw and PN_TRACE_FRM',
  details: [
    'Raw bytes and text are one direction, --direction (client unless told otherwise); of a capture it chooses one. --keylog opens TLS 1.3',
    'by a key log in the NSS format. text masks secrets; jsonl and yaml give every byte as it crossed the wire. none decodes everything',
    'and prints a summary only. The severities of the project hold. The status is 1 when something is wrong with what crossed the wire, or a part of the input cannot be read.',
  ],
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      format: { type: 'string', default: 'text' },
      connection: { type: 'string' },
      direction: { type: 'string' },
      keylog: { type: 'string' },
      config: { type: 'string' },
    });
    if (positionals.length === 0) throw new UsageError('decode wants a file, or - for standard input.');
    const format = oneOf('format', values.format, formats);
    const direction =
      values.direction === undefined ? undefined : oneOf('direction', values.direction, ['client', 'server']);
    const connection =
      values.connection === undefined
        ? undefined
        : wholeNumber('connection', values.connection, 0, Number.MAX_SAFE_INTEGER);
    const projects = new ProjectFiles({ config: values.config, env: undefined }, io);
    const tally = new Tally();
    const writer = await writerOf(format);
    let unwritten = 0;
    let unread = 0;
    for (const file of positionals) {
      const { context } = await projects.of(file);
      const project = {
        amqpDefinitions: context.amqpDefinitions ?? [],
        xmppSchemas: context.xmppSchemas ?? [],
        rules: context.rules ?? {},
      };
      let written: string[] = [];
      const take = (decoded: DecodedUnit): void => {
        tally.seen.add(decoded.connection);
        // What is not shown is decoded all the same: it belongs to the conversation.
        if (
          (connection !== undefined && connection !== decoded.connection) ||
          (direction !== undefined && direction !== decoded.side)
        )
          return;
        tally.add(decoded);
        if (writer === undefined) return;
        const lines = writer.lines(file, decoded);
        if (lines === undefined) unwritten++;
        // One by one: a call has no room for as many arguments as a hostile unit has findings.
        else for (const line of lines) written.push(line);
      };
      const show = (decoded: DecodedUnit): void => {
        take(decoded);
        decoded.opened.forget?.();
      };
      let queue = new UnitQueue(new UnitDecoder(project, 'both'), show);
      await readUnits(
        file,
        { direction: direction ?? 'client', keyLog: values.keylog },
        {
          begin: (sides, partial) => (queue = new UnitQueue(new UnitDecoder(project, sides, partial), show)),
          unit: (number, side, time, unit, encrypted) => queue.add(number, side, time, unit, encrypted),
          late: (number, lost) => queue.late(number, lost),
          flush: async () => {
            await queue.drain();
            const lines = written;
            written = [];
            if (lines.length > 0) await writer?.write(lines, io);
          },
          note: (number, side, text) => io.say(`${file}: connection ${number}, ${side}: ${text}.`),
          problem: (text) => {
            unread++;
            io.say(`${file}: ${text}`);
          },
        },
        io,
      );
    }
    if (unwritten > 0)
      io.say(`${unwritten} units of other protocols have no form in the AMQP notation and were left out.`);
    if (format === 'none') await io.print([tally.line]);
    else io.say(tally.line);
    if (connection !== undefined && !tally.seen.has(connection)) {
      io.say(
        `wireloupe: There is no connection ${connection}: they are counted from 0, and there ${tally.seen.size === 1 ? 'is' : 'are'} ${tally.seen.size}.`,
      );
      return wrongUsage;
    }
    return unread > 0 || tally.errors > 0 ? foundErrors : done;
  },
};
