import type { ConnectionDetails, ConnectionEnd, ConnectionStart } from '../captures/input/model.ts';
import { maskIssues, type FramedUnit, type Names, type OpenUnit, type Side } from '../core/index.ts';
import { protocolOf } from '../index.ts';
import type { ConvertedUnit, Output, Said } from './model.ts';

/** What becomes of secrets and names. */
export interface RedactionOptions {
  /** Writes secrets as they are. */
  readonly secrets: boolean;
  /** Says what stands in the place of names; without it, they stay. */
  readonly names?: Names | undefined;
  /** The same for the ends of connections. */
  readonly endpoint?: ((text: string) => string) | undefined;
}

/** A unit as it crossed, in its place and opened. */
export interface WritableUnit extends Omit<FramedUnit, 'bytes'> {
  readonly connection: number;
  readonly side: Side;
  readonly encrypted: boolean | undefined;
  readonly opened: OpenUnit;
}

/** What is known of a unit beside its bytes and its place. */
export interface AboutUnit {
  /** Milliseconds since 1970; 0 where it is not known. */
  readonly time: number;
  /** Its number in the input, from 1. */
  readonly number: number;
  readonly said: () => Said;
}

/** Gaps before the first unit of a connection that are kept apart: more of them say nothing more. */
const mostWaiting = 64;

interface Connection {
  start: ConnectionStart;
  details: ConnectionDetails;
  /** What comes before the first unit waits for it: without one the connection is not written. */
  waiting: (() => void)[];
  isBegun: boolean;
  /** Bytes of units that are left out, by their sides, since the last one that is written. */
  skipped: Record<Side, number>;
  /** How many bytes more its units have than before, by their sides. */
  readonly grown: Record<Side, number>;
  /** The time of its latest unit, in milliseconds since 1970. */
  time: number;
}

/** Writes units to an output, without what is to be kept secret. Connections without a unit are not written. All protocols must have been loaded. */
export class UnitWriter {
  readonly #options: RedactionOptions;
  readonly #output: Output;
  readonly #connections = new Map<number, Connection>();
  #written = 0;

  constructor(options: RedactionOptions, output: Output) {
    this.#options = options;
    this.#output = output;
  }

  /** How many units were written. */
  get written(): number {
    return this.#written;
  }

  /** How a connection begins, which is said before its first unit. */
  begin(number: number, start: ConnectionStart): void {
    this.#of(number).start = start;
  }

  /** What is known of a connection, which is said before its first unit. */
  details(number: number, details: ConnectionDetails): void {
    const connection = this.#of(number);
    connection.details = { ...connection.details, ...details };
  }

  /** Writes a unit. */
  unit(unit: WritableUnit, { time, number: numberInInput, said }: AboutUnit): void {
    const { connection: number, side, encrypted } = unit;
    const connection = this.#of(number);
    if (!connection.isBegun) this.#open(number, connection, unit);
    connection.time = time;
    this.#tellSkipped(number, connection, time);
    this.#output.unit({
      connection: number,
      side,
      time,
      encrypted,
      number: numberInInput,
      said: () => this.#saidOf(unit, said()),
      ...this.#redacted(unit, connection.grown),
    });
    this.#written++;
  }

  /** A unit of so many bytes is left out: a gap. */
  skip(number: number, side: Side, size: number): void {
    this.#of(number).skipped[side] += size;
  }

  /** Bytes are late; or lost, where a side is given. @param bytes how many, where that is known */
  late(number: number, lost: Side | undefined, bytes: number | undefined): void {
    const connection = this.#of(number);
    const { time } = connection;
    if (lost === undefined) placed(connection, () => this.#output.late(number, time));
    else placed(connection, () => this.#output.gap(number, lost, time, bytes));
  }

  /** A side of a connection sends nothing more. */
  ended(number: number, end: ConnectionEnd, time: number, reason: string | undefined): void {
    if (this.#connections.get(number)?.isBegun === true) this.#output.end(number, end, time, reason);
  }

  /** What is said without secrets, and with the stand-ins of names. */
  #saidOf({ opened }: WritableUnit, { issues, notes }: Said): Said {
    const { secrets, names } = this.#options;
    const found = secrets ? issues : maskIssues(issues, opened.secrets());
    if (names === undefined) return { issues: found, notes };
    const renamed = <T extends { readonly message: string }>(each: T): T => ({
      ...each,
      message: names.of('text', each.message),
    });
    return { issues: found.map(renamed), notes: notes.map(renamed) };
  }

  #redacted(unit: WritableUnit, grown: Record<Side, number>): Pick<ConvertedUnit, 'unit' | 'opened' | 'named'> {
    const { opened, protocol, kind, lossy, explanation, fault } = unit;
    const { codec, redactor } = protocolOf(protocol);
    const reopened = (bytes: Uint8Array, before: OpenUnit): OpenUnit =>
      bytes === before.unit.bytes
        ? before
        : codec.open({ protocol, kind, bytes, lossy }, opened.context, opened.project);
    let result = opened;
    if (!this.#options.secrets) result = reopened(redactor.redact(opened), opened);
    const named = result;
    const { names } = this.#options;
    if (names !== undefined) result = reopened(redactor.rename(result, names), result);
    const { bytes } = result.unit;
    const offset = unit.offset + grown[unit.side];
    grown[unit.side] += bytes.length - unit.size;
    const note = explanation === undefined ? undefined : (names?.of('text', explanation) ?? explanation);
    const written = { protocol, kind, offset, size: bytes.length, bytes, lossy, explanation: note, fault };
    return { unit: written, opened: result, named };
  }

  #tellSkipped(number: number, connection: Connection, time: number): void {
    const { client, server } = connection.skipped;
    if (client === 0 && server === 0) return;
    connection.skipped = { client: 0, server: 0 };
    if (client > 0) this.#output.gap(number, 'client', time, client);
    if (server > 0) this.#output.gap(number, 'server', time, server);
  }

  #open(number: number, connection: Connection, { protocol, encrypted }: WritableUnit): void {
    connection.isBegun = true;
    const { start, details, waiting } = connection;
    connection.waiting = [];
    const tls = details.tls === undefined && encrypted !== undefined ? { tls: encrypted ? {} : null } : {};
    this.#output.begin({
      connection: number,
      protocol,
      partial: start.partial ?? false,
      sides: start.sides === 'both' ? undefined : start.sides,
      ...(start.printed === true && { printed: true }),
      ...tls,
      ...this.#renamed(details),
    });
    for (const give of waiting) give();
  }

  #renamed(details: ConnectionDetails): ConnectionDetails {
    const { names, endpoint } = this.#options;
    if (names === undefined || endpoint === undefined) return details;
    const { name, client, server } = details;
    return {
      ...details,
      ...(name !== undefined && { name: names.of('text', name) }),
      ...(client !== undefined && { client: endpoint(client) }),
      ...(server !== undefined && { server: endpoint(server) }),
    };
  }

  #of(number: number): Connection {
    let known = this.#connections.get(number);
    if (known === undefined) {
      known = {
        start: { sides: 'both' },
        details: {},
        waiting: [],
        isBegun: false,
        skipped: { client: 0, server: 0 },
        grown: { client: 0, server: 0 },
        time: 0,
      };
      this.#connections.set(number, known);
    }
    return known;
  }
}

/** Gives something in its place: before the first unit it waits. */
function placed(connection: Connection, give: () => void): void {
  if (connection.isBegun) give();
  else if (connection.waiting.length < mostWaiting) connection.waiting.push(give);
}
