import type { ProjectContext, Side } from '../../protocols/core/index.ts';
import { leftOutAtOnce, UnitDecoder, UnitQueue, type DecodedUnit, type Tally } from '../../protocols/decoding/index.ts';
import type { Io } from '../io.ts';
import type { ProjectFiles } from '../project.ts';
import type { CompiledFilter } from '../../protocols/filter/index.ts';
import { UnitFilter } from './unit-filter.ts';
import { readTwice, readUnits, type SourceOptions } from './sources.ts';
import type { Writer } from './writers.ts';

export interface DecodeOptions extends SourceOptions {
  /** The only connection that is shown. */
  readonly connection: number | undefined;
  /** The only side that is shown. */
  readonly shown: Side | undefined;
  /** Only units that it selects are shown. */
  readonly filter: CompiledFilter | undefined;
}

/** What decoding a file came to, besides what was counted. */
export interface DecodedFile {
  /** Units that the output has no form for. */
  readonly unwritten: number;
  /** Parts of the input that cannot be read. */
  readonly unread: number;
}

/** Decodes one file and writes its units. Throws UsageError where it cannot be read, or nothing recognises it. */
export async function decodeFile(
  file: string,
  options: DecodeOptions,
  tools: {
    readonly projects: ProjectFiles;
    readonly tally: Tally;
    readonly writer: Writer | undefined;
    readonly io: Io;
  },
): Promise<DecodedFile> {
  const { projects, tally, writer, io } = tools;
  const { context } = await projects.of(file);
  const project: ProjectContext = {
    amqpDefinitions: context.amqpDefinitions ?? [],
    xmppSchemas: context.xmppSchemas ?? [],
    rules: context.rules ?? {},
  };
  const decoder = new UnitDecoder(project, (text) => io.say(`${file}: ${text}`));
  const isAllShown = options.connection === undefined && options.shown === undefined;
  const isShown = (connection: number, side?: Side): boolean =>
    (options.connection === undefined || options.connection === connection) &&
    (options.shown === undefined || side === undefined || options.shown === side);
  const filter = options.filter === undefined ? undefined : new UnitFilter(options.filter);
  let written: string[] = [];
  let unwritten = 0;
  let unread = 0;
  const show = (decoded: DecodedUnit): void => {
    tally.add(decoded);
    if (writer === undefined) return;
    const lines = writer.lines(file, decoded);
    if (lines === undefined) unwritten++;
    // One by one: a call has no room for as many arguments as a hostile unit has findings.
    else for (const line of lines) written.push(line);
  };
  const queue = new UnitQueue(decoder, (decoded) => {
    tally.see(decoded.connection);
    // What is not shown is decoded all the same: it belongs to the conversation.
    if (isAllShown || isShown(decoded.connection, decoded.side)) {
      if (filter === undefined || filter.matches(decoded)) show(decoded);
      else tally.hide();
    }
    decoded.opened.forget?.();
  });
  const problem = (text: string): void => {
    unread++;
    io.say(`${file}: ${text}`);
  };
  const write = async (): Promise<void> => {
    const lines = written;
    written = [];
    if (lines.length > 0) await writer?.write(lines, io);
  };
  tally.file();
  if (filter !== undefined) tally.filtered();
  const input = filter?.looksAhead === true ? await lookAhead(file, options, filter, project, io) : undefined;
  await readUnits(
    file,
    options,
    {
      begin: (connection, start) => decoder.begin(connection, start),
      details: (connection, { name, client, server }) => filter?.named(connection, [name, client, server]),
      unit: (connection, side, time, unit, encrypted) => queue.add(connection, side, time, unit, encrypted),
      late: (connection, lost) => queue.late(connection, lost),
      connections: (count, leftOut) => tally.connections(count, leftOut),
      flush: async () => {
        const leftOut = await queue.drain(write);
        if (leftOut > 0) problem(leftOutAtOnce(leftOut));
      },
      tell: (text) => io.say(`${file}: ${text}`),
      note: (connection, side, text) => {
        const where = side === undefined ? '' : `, ${side}`;
        if (isShown(connection, side)) io.say(`${file}: connection ${connection}${where}: ${text}.`);
      },
      problem: (text, connection) => {
        if (connection === undefined || isShown(connection)) problem(text);
      },
    },
    io,
    input,
  );
  return { unwritten, unread };
}

/** Reads the whole input for a filter that asks what comes later, and gives it to be read again. */
export async function lookAhead(
  file: string,
  options: SourceOptions,
  filter: UnitFilter,
  project: ProjectContext,
  io: Io,
): Promise<AsyncIterable<Uint8Array>> {
  const readings = await readTwice(file, io);
  const decoder = new UnitDecoder(project);
  const queue = new UnitQueue(decoder, (decoded) => {
    filter.see(decoded);
    decoded.opened.forget?.();
  });
  const silent = (): void => undefined;
  const atOnce = (): Promise<void> => Promise.resolve();
  await readUnits(
    file,
    options,
    {
      begin: (connection, start) => decoder.begin(connection, start),
      unit: (connection, side, time, unit, encrypted) => queue.add(connection, side, time, unit, encrypted),
      late: (connection, lost) => queue.late(connection, lost),
      flush: async () => {
        await queue.drain(atOnce);
      },
      // The second reading says it.
      tell: silent,
      note: silent,
      problem: silent,
    },
    io,
    readings.first(),
  );
  await queue.drain(atOnce);
  return readings.second();
}
