import {
  readInput,
  streamsTo,
  type ConnectionStart,
  type InputContext,
  type UnitSink,
} from '../../../../protocols/captures/input/index.ts';
import type { FramedUnit, Side } from '../../../../protocols/core/index.ts';
import { createFramer } from '../../../../protocols/framers.ts';

/** What reading an input gave. */
export interface Read {
  readonly starts: Map<number, ConnectionStart>;
  readonly units: { readonly connection: number; readonly side: Side; readonly unit: FramedUnit }[];
  /** Connections whose bytes are late, with the side that lost them. */
  readonly late: (readonly [number, Side | undefined])[];
  readonly problems: string[];
  readonly told: string[];
  readonly notes: string[];
  /** The units that there were when each piece had been read. */
  readonly seen: number[];
}

/** Reads pieces of an input, in whatever format it has. */
export async function read(
  pieces: readonly (string | Uint8Array)[],
  options: { readonly perspective?: Side; readonly format?: string } = {},
): Promise<Read> {
  const result: Read = { starts: new Map(), units: [], late: [], problems: [], told: [], notes: [], seen: [] };
  const sink: UnitSink = {
    begin: (connection, start) => result.starts.set(connection, start),
    unit: (connection, side, _time, unit) => result.units.push({ connection, side, unit }),
    late: (connection, lost) => result.late.push([connection, lost]),
    note: (_connection, _side, text) => result.notes.push(text),
    tell: (text) => result.told.push(text),
    problem: (text) => result.problems.push(text),
    flush: () => Promise.resolve(),
  };
  const streams = streamsTo(sink, { framer: createFramer, keyLog: new Map() });
  const context: InputContext = { direction: 'client', perspective: options.perspective, streams, sink };
  async function* input(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) {
      yield await Promise.resolve(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece);
      result.seen.push(result.units.length);
    }
  }
  await readInput(input(), context, options.format);
  return result;
}
