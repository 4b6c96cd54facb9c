import { plural, spacedHex } from '../core/index.ts';
import { reportOf, unitAsC } from '../decoding/unit-report.ts';
import type { ConvertedUnit, Output, Write } from './model.ts';

/** Writes each unit as a text of its own, one after the other. @param textOf a unit, with a line feed at its end; `between` stands between two */
function unitOutput(write: Write, textOf: (unit: ConvertedUnit) => string, between: string): Output {
  let [units, lossy] = [0, 0];
  return {
    begin: () => undefined,
    unit: (converted) => {
      write(`${units === 0 ? '' : between}${textOf(converted)}`);
      units++;
      if (converted.unit.lossy !== undefined) lossy++;
    },
    gap: () => undefined,
    late: () => undefined,
    end: () => undefined,
    finish: () =>
      lossy === 0
        ? []
        : [
            `${plural(lossy, 'unit')} ${lossy === 1 ? 'is' : 'are'} from a log, which may leave out what crossed the wire.`,
          ],
  };
}

/** Each unit as hex on a line of its own. */
export function hexOutput(write: Write): Output {
  return unitOutput(write, ({ unit }) => `${spacedHex(unit.bytes)}\n`, '');
}

/** Each unit as an array of C, named by its number. */
export function cOutput(write: Write): Output {
  return unitOutput(write, ({ unit, number }) => unitAsC(number, unit.bytes), '\n');
}

/** Each unit as it stands in a report. */
export function markdownOutput(write: Write): Output {
  const textOf = ({ unit, side, time, opened, said }: ConvertedUnit): string =>
    reportOf({
      ...said(),
      side,
      name: opened.name,
      summary: opened.summary(),
      when: time === 0 ? '' : new Date(time).toISOString(),
      bytes: unit.bytes,
      opened,
      // What is secret has been replaced, unless it is to be seen.
      root: opened.tree({ secrets: true }),
    });
  return unitOutput(write, textOf, '\n');
}
