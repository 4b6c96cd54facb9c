import { Converter, type ConversionOptions } from '../../protocols/conversion/converter.ts';
import type { Output } from '../../protocols/conversion/model.ts';
import '../../protocols/all.ts';
import type { DecodedUnit, Tally } from '../../protocols/decoding/index.ts';
import { lookAhead } from '../decode/decode-file.ts';
import type { UnitFilter } from '../decode/unit-filter.ts';
import { readUnits, type SourceOptions } from '../decode/sources.ts';
import type { Io } from '../io.ts';

/** What converting a file came to. */
export interface Converted {
  readonly written: number;
  /** Parts of the input that cannot be read. */
  readonly unread: number;
}

/**
 * Converts one file.
 * @param flush awaited after each piece of the input, so that what was written is taken before more is read
 * @throws UsageError where the file cannot be read
 */
export async function convertFile(
  file: string,
  source: SourceOptions,
  filter: UnitFilter | undefined,
  options: ConversionOptions,
  tools: { readonly output: Output; readonly flush: () => Promise<void>; readonly tally: Tally; readonly io: Io },
): Promise<Converted> {
  const { output, flush, tally, io } = tools;
  const isWanted = filter === undefined ? {} : { isWanted: (unit: DecodedUnit) => filter.matches(unit) };
  const converter = new Converter({ ...options, ...isWanted }, output);
  const input = filter?.looksAhead === true ? await lookAhead(file, source, filter, options.project, io) : undefined;
  let unread = 0;
  await readUnits(
    file,
    source,
    {
      begin: (connection, start) => converter.begin(connection, start),
      details: (connection, details) => {
        filter?.named(connection, [details.name, details.client, details.server]);
        converter.details(connection, details);
      },
      unit: (connection, side, time, unit, encrypted) => {
        tally.see(connection);
        converter.unit(connection, side, time, unit, encrypted);
      },
      late: (connection, lost, bytes) => converter.late(connection, lost, bytes),
      ended: (connection, end, time, reason) => converter.ended(connection, end, time, reason),
      connections: (count, leftOut) => tally.connections(count, leftOut),
      flush,
      tell: (text) => io.say(`${file}: ${text}`),
      note: (connection, side, text) => {
        if (!converter.isShown(connection)) return;
        io.say(`${file}: connection ${connection}${side === undefined ? '' : `, ${side}`}: ${text}.`);
      },
      problem: (text, connection) => {
        if (connection !== undefined && !converter.isShown(connection)) return;
        unread++;
        io.say(`${file}: ${text}`);
      },
    },
    io,
    input,
  );
  for (const text of output.finish()) io.say(text);
  return { written: converter.written, unread };
}
