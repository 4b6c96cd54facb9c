import type { Registry } from '../../protocols/amqp/index.ts';
import { formatUnit } from '../../protocols/amqp/notation/index.ts';
import { registryOf } from '../../protocols/amqp/owntypes/index.ts';
import { oneOf, readArguments, wholeNumber } from '../arguments.ts';
import { readUnits } from '../decode/sources.ts';
import { UnitDecoder, type DecodedUnit } from '../decode/units.ts';
import { unitJson } from '../decode/write-jsonl.ts';
import { unitText } from '../decode/write-text.ts';
import { done, foundErrors, UsageError, type Command } from '../io.ts';
import { Projects } from '../project.ts';

const formats = ['text', 'jsonl', 'yaml', 'none'] as const;

/** Counts for the line at the end. */
class Tally {
  units = 0;
  bytes = 0;
  errors = 0;
  warnings = 0;
  readonly connections = new Set<number>();
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
    return `${this.units} units, ${this.bytes} bytes, ${this.connections.size} connections, ${this.errors} errors, ${this.warnings} warnings`;
  }
}

/** The notation has AMQP only; what else a capture holds is told, not dropped in silence. */
function unitYaml({ unit }: DecodedUnit, registry: Registry): string | undefined {
  return unit.protocol === 'amqp' ? formatUnit(unit.bytes, registry) : undefined;
}

/** Decodes captures, raw bytes, hex and logs. */
export const decode: Command = {
  name: 'decode',
  usage: '[--format text|jsonl|yaml|none] [--connection N] [--direction client|server] [--keylog FILE] [--config FILE] FILE…|-',
  summary: 'decode captures (pcap, pcapng), raw bytes, hex or base64 text, and the logs of rhea:raw and PN_TRACE_FRM',
  details: [
    'Raw bytes and text are one direction, --direction (client unless told otherwise); of a capture it chooses one. --keylog opens TLS 1.3',
    'by a key log in the NSS format. text masks secrets; jsonl and yaml give every byte as it crossed the wire. none decodes everything',
    'and prints a summary only. The status is 1 when something is wrong with what crossed the wire.',
  ],
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      format: { type: 'string', default: 'text' }, connection: { type: 'string' }, direction: { type: 'string' }, keylog: { type: 'string' }, config: { type: 'string' },
    });
    if (positionals.length === 0) throw new UsageError('decode wants a file, or - for standard input.');
    const format = oneOf('format', values.format, formats);
    const direction = values.direction === undefined ? undefined : oneOf('direction', values.direction, ['client', 'server']);
    const connection = values.connection === undefined ? undefined : wholeNumber('connection', values.connection, 0, Number.MAX_SAFE_INTEGER);
    const projects = new Projects({ config: values.config, env: undefined }, io);
    const tally = new Tally();
    let unwritten = 0;
    for (const file of positionals) {
      const registry = registryOf((await projects.of(file)).context.amqpDefinitions);
      let decoder = new UnitDecoder({ registry }, 'both');
      let written: string[] = [];
      const show = (decoded: DecodedUnit): void => {
        tally.add(decoded);
        if (format === 'jsonl') written.push(unitJson(file, decoded));
        else if (format === 'text') written.push(unitText(decoded, registry));
        else if (format === 'yaml') {
          const text = unitYaml(decoded, registry);
          if (text === undefined) unwritten++;
          else written.push(text.endsWith('\n') ? text : `${text}\n`);
        }
      };
      await readUnits(file, { direction: direction ?? 'client', keyLog: values.keylog }, {
        begin: (sides, partial) => (decoder = new UnitDecoder({ registry }, sides, partial)),
        unit: (number, side, time, unit) => {
          // What is not shown is decoded all the same: it belongs to the conversation.
          const decoded = decoder.decode(number, side, time, unit);
          if ((connection === undefined || connection === number) && (direction === undefined || direction === side)) show(decoded);
        },
        flush: async () => {
          const text = written.join('');
          written = [];
          if (text !== '') await io.out(text);
        },
        note: (number, side, text) => io.say(`${file}: connection ${number}, ${side}: ${text}.`),
      }, io);
    }
    if (unwritten > 0) io.say(`${unwritten} units of other protocols have no form in the AMQP notation and were left out.`);
    if (format === 'none') await io.out(`${tally.line}\n`);
    else io.say(tally.line);
    return tally.errors > 0 ? foundErrors : done;
  },
};
