import { capital } from '../../core/index.ts';
import { byteRules } from '../rules/bytes.ts';
import { byteAt } from '../types/bytes.ts';
import { hexCode, layoutOf, layouts, widthOf } from '../types/formats.ts';
import { uint32At } from '../types/scalar.ts';
import { unreadable, type ScanState } from './scan-state.ts';
import { gapFlag } from './tape.ts';

/** Reports that `what` does not fit before `limit`. */
export function truncated(scanner: ScanState, what: string, start: number, limit: number): number {
  scanner.report(
    byteRules.truncatedValue,
    `${capital(what)} does not fit: only ${Math.max(0, limit - start)} bytes are left here.`,
    Math.min(start, limit),
    Math.max(0, limit - start),
  );
  return unreadable;
}

/** Reports that values from `at` on are nested too deeply to be read. */
export function tooDeep(scanner: ScanState, at: number, limit: number): number {
  scanner.report(
    byteRules.nestingDepth,
    `Values are nested deeper than ${scanner.limits.depth} levels: what lies deeper is not shown.`,
    at,
    limit - at,
  );
  return unreadable;
}

/** Reports that the unit has more values than are read. */
export function tooMany(scanner: ScanState, at: number, limit: number): number {
  scanner.report(
    byteRules.valueLimit,
    `There are more than ${scanner.limits.values} values in one unit: the rest is not shown.`,
    at,
    limit - at,
  );
  return unreadable;
}

/**
 * Reports a code that is not defined. Its upper half tells how long its data is (AMQP 1.0, 1.2), so that reading can go on:
 * gives the byte after it, or `unreadable`.
 */
export function unknownCode(
  scanner: ScanState,
  entry: number,
  start: number,
  at: number,
  code: number,
  limit: number,
): number {
  const layout = byteAt(layoutOf, code);
  scanner.report(
    byteRules.formatCode,
    `${hexCode(code)} is not a format code that the specification defines.`,
    at - 1,
    1,
    entry,
  );
  if (layout === layouts.invalid) return unreadable;
  let end = at + byteAt(widthOf, code);
  if (layout !== layouts.fixed) {
    const width = (layout & 1) === 1 ? 4 : 1;
    if (at + width > limit) return unreadable;
    end = at + width + (width === 4 ? uint32At(scanner.bytes, at) : byteAt(scanner.bytes, at));
  }
  if (end > limit) return unreadable;
  scanner.fill(entry, start, start, end, gapFlag);
  return end;
}
