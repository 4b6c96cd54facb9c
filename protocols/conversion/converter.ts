import type { ConnectionDetails, ConnectionEnd, ConnectionStart } from '../captures/input/model.ts';
import type { FramedUnit, ProjectContext, Side } from '../core/index.ts';
import { UnitDecoder, type DecodedUnit } from '../decoding/index.ts';
import type { Output } from './model.ts';
import { UnitWriter, type RedactionOptions } from './unit-writer.ts';

export interface ConversionOptions extends RedactionOptions {
  /** The only connection that is written; undefined for all. */
  readonly connection: number | undefined;
  readonly project: ProjectContext;
  /** Whether a unit is written; without it, all are. What is left out is a gap. */
  readonly isWanted?: (unit: DecodedUnit) => boolean;
}

/**
 * Turns the units of an input into those of an output, in their order. Each connection is followed, since its conversation tells what of a
 * unit is secret. All protocols must have been loaded.
 */
export class Converter {
  readonly #options: ConversionOptions;
  readonly #writer: UnitWriter;
  readonly #decoder: UnitDecoder;
  #units = 0;

  constructor(options: ConversionOptions, output: Output) {
    this.#options = options;
    this.#writer = new UnitWriter(options, output);
    this.#decoder = new UnitDecoder(options.project);
  }

  /** How many units there were, and how many were written. */
  get units(): number {
    return this.#units;
  }

  get written(): number {
    return this.#writer.written;
  }

  /** Whether a connection is written, by its number. */
  isShown(connection: number): boolean {
    return this.#options.connection === undefined || this.#options.connection === connection;
  }

  begin(number: number, start: ConnectionStart): void {
    this.#decoder.begin(number, start);
    this.#writer.begin(number, start);
  }

  details(number: number, details: ConnectionDetails): void {
    this.#writer.details(number, details);
  }

  unit(number: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): void {
    this.#units++;
    const decoded = this.#decoder.decode(number, side, time, unit, encrypted);
    const { isWanted } = this.#options;
    if (this.isShown(number)) {
      if (isWanted?.(decoded) !== false) this.#writer.unit(decoded, { time, number: this.#units, said: () => decoded });
      else this.#writer.skip(number, side, decoded.size);
    }
    decoded.opened.forget?.();
  }

  late(number: number, lost: Side | undefined, bytes: number | undefined): void {
    this.#decoder.late(number, lost);
    if (this.isShown(number)) this.#writer.late(number, lost, bytes);
  }

  ended(number: number, end: ConnectionEnd, time: number, reason: string | undefined): void {
    if (this.isShown(number)) this.#writer.ended(number, end, time, reason);
  }
}
