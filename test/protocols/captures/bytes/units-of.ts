import { readInput, type FormatName } from '../../../../protocols/captures/input/index.ts';
import { toHex, type FramedUnit, type Side } from '../../../../protocols/core/index.ts';
import { createFramer } from '../../../../protocols/framers.ts';

export interface ReadText {
  /** `c:header`: the side, and the unit's kind or the performative's code. */
  readonly units: readonly string[];
  /** All bytes of each side in hex. */
  readonly client: string;
  readonly server: string;
  readonly said: readonly string[];
  readonly framed: readonly FramedUnit[];
}

/** What a text gives as an input. Rejects where nothing recognises it. */
export async function unitsOf(input: string | Uint8Array, format?: FormatName): Promise<ReadText> {
  const units: string[] = [];
  const framed: FramedUnit[] = [];
  const said: string[] = [];
  const sides: Record<Side, string> = { client: '', server: '' };
  const take = (side: Side, unit: FramedUnit): void => {
    units.push(`${side.charAt(0)}:${unit.kind}`);
    sides[side] += toHex(unit.bytes);
    framed.push(unit);
  };
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const sink = {
    begin: () => undefined,
    unit: (_connection: number, side: Side, _time: number, unit: FramedUnit) => take(side, unit),
    late: () => undefined,
    note: () => undefined,
    tell: (text: string) => said.push(text),
    problem: (text: string) => said.push(text),
    flush: () => Promise.resolve(),
  };
  const streams = {
    framer: createFramer,
    keyLog: new Map(),
    unit: (_connection: unknown, side: Side, _time: number, unit: FramedUnit) => take(side, unit),
    note: () => undefined,
  };
  await readInput(
    (async function* () {
      yield await Promise.resolve(bytes);
    })(),
    { direction: 'client', streams, sink },
    format,
  );
  return { units, ...sides, said, framed };
}
