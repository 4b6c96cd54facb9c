import type { ConnectionDetails, ConnectionEnd, ConnectionStart } from '../captures/input/model.ts';
import type { FramedUnit, Names, OpenUnit, ProjectContext, Side } from '../core/index.ts';
import { UnitDecoder, type DecodedUnit } from '../decoding/index.ts';
import { protocolOf } from '../index.ts';
import type { ConvertedUnit, Output } from './model.ts';

export interface ConversionOptions {
  /** The only connection that is written; undefined for all. */
  readonly connection: number | undefined;
  /** Writes secrets as they are. */
  readonly secrets: boolean;
  /** Says what stands in the place of names; without it, they stay. */
  readonly names?: Names | undefined;
  /** The same for the ends of connections. */
  readonly endpoint?: ((text: string) => string) | undefined;
  readonly project: ProjectContext;
  /** Whether a unit is written; without it, all are. What is left out is a gap. */
  readonly isWanted?: (unit: DecodedUnit) => boolean;
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

/**
 * Turns the units of an input into those of an output, in their order. Each connection is followed, since its conversation tells what of a
 * unit is secret. All protocols must have been loaded.
 */
export class Converter {
  readonly #options: ConversionOptions;
  readonly #output: Output;
  readonly #decoder: UnitDecoder;
  readonly #connections = new Map<number, Connection>();
  #units = 0;
  #written = 0;

  constructor(options: ConversionOptions, output: Output) {
    this.#options = options;
    this.#output = output;
    this.#decoder = new UnitDecoder(options.project);
  }

  /** How many units there were, and how many were written. */
  get units(): number {
    return this.#units;
  }

  get written(): number {
    return this.#written;
  }

  /** Whether a connection is written, by its number. */
  isShown(connection: number): boolean {
    return this.#options.connection === undefined || this.#options.connection === connection;
  }

  begin(number: number, start: ConnectionStart): void {
    this.#decoder.begin(number, start);
    this.#of(number).start = start;
  }

  details(number: number, details: ConnectionDetails): void {
    const connection = this.#of(number);
    connection.details = { ...connection.details, ...details };
  }

  unit(number: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): void {
    this.#units++;
    const decoded = this.#decoder.decode(number, side, time, unit, encrypted);
    const { isWanted } = this.#options;
    if (this.isShown(number)) {
      if (isWanted?.(decoded) !== false) this.#write(decoded, time);
      else this.#of(number).skipped[side] += decoded.size;
    }
    decoded.opened.forget?.();
  }

  late(number: number, lost: Side | undefined, bytes: number | undefined): void {
    this.#decoder.late(number, lost);
    const connection = this.#of(number);
    const { time } = connection;
    if (lost === undefined) this.#placed(number, connection, () => this.#output.late(number, time));
    else this.#placed(number, connection, () => this.#output.gap(number, lost, time, bytes));
  }

  ended(number: number, end: ConnectionEnd, time: number, reason: string | undefined): void {
    const connection = this.#connections.get(number);
    if (connection?.isBegun === true && this.isShown(number)) this.#output.end(number, end, time, reason);
  }

  #placed(number: number, connection: Connection, give: () => void): void {
    if (!this.isShown(number)) return;
    if (connection.isBegun) give();
    else if (connection.waiting.length < mostWaiting) connection.waiting.push(give);
  }

  #write(decoded: DecodedUnit, time: number): void {
    const { connection: number, side, encrypted } = decoded;
    const connection = this.#of(number);
    if (!connection.isBegun) this.#open(number, connection, decoded);
    connection.time = time;
    this.#tellSkipped(number, connection, time);
    this.#output.unit({ connection: number, side, time, encrypted, ...this.#redacted(decoded, connection.grown) });
    this.#written++;
  }

  #redacted(decoded: DecodedUnit, grown: Record<Side, number>): Pick<ConvertedUnit, 'unit' | 'opened' | 'named'> {
    const { opened, protocol, kind, lossy, explanation, fault } = decoded;
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
    const offset = decoded.offset + grown[decoded.side];
    grown[decoded.side] += bytes.length - decoded.size;
    const note = explanation === undefined ? undefined : (names?.of('text', explanation) ?? explanation);
    const unit = { protocol, kind, offset, size: bytes.length, bytes, lossy, explanation: note, fault };
    return { unit, opened: result, named };
  }

  #tellSkipped(number: number, connection: Connection, time: number): void {
    const { client, server } = connection.skipped;
    if (client === 0 && server === 0) return;
    connection.skipped = { client: 0, server: 0 };
    if (client > 0) this.#output.gap(number, 'client', time, client);
    if (server > 0) this.#output.gap(number, 'server', time, server);
  }

  #open(number: number, connection: Connection, { protocol, encrypted }: DecodedUnit): void {
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
