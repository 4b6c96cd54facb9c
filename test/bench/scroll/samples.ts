import { median, type Figure } from '../result.ts';

/** Our list, or the other one. */
export type Which = 0 | 1;
type Unit = 'ms' | '%';

/** What was measured of both lists in turns, by name. */
export class Samples {
  readonly #samples = new Map<string, { readonly unit: Unit; readonly values: readonly [number[], number[]] }>();

  add(name: string, unit: Unit, which: Which, value: number): void {
    const found = this.#samples.get(name) ?? { unit, values: [[], []] as const };
    this.#samples.set(name, found);
    found.values[which].push(value);
  }

  /** The medians, to a tenth: a clock that is more exact would call equal lists different. */
  figures(peerName: string): readonly Figure[] {
    const middle = (values: readonly number[]): number => Math.round(median(values) * 10) / 10;
    return [...this.#samples].map(([label, { unit, values }]) => ({
      label,
      ours: middle(values[0]),
      peerName,
      peer: middle(values[1]),
      unit,
      better: unit === 'ms' ? 'smaller' : 'larger',
      goal: 1,
    }));
  }
}
