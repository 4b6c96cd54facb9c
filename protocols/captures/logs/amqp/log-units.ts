import type { GapEntry, TakeEntry, UnitEntry } from '../model.ts';
import { Unreadable } from './cursor.ts';
import { frameOf, type LogFrame, type LogValue } from './frame-of.ts';

/** Where a unit belongs in its log. */
export type UnitPlace = Omit<UnitEntry, 'what' | 'protocol' | 'kind' | 'bytes' | 'lossy' | 'printed'>;

const unit = { what: 'unit', protocol: 'amqp' } as const;

/** Gives a frame that a log tells by its values, or the gap that says why there is none. `read` may throw `Unreadable`. */
export function takeFrame(take: TakeEntry, place: UnitPlace, read: () => LogFrame): void {
  const made = framed(read);
  if (typeof made === 'string') return takeGap(take, place, made);
  take({ ...place, ...unit, kind: 'frame', ...made });
}

function framed(read: () => LogFrame): Exclude<ReturnType<typeof frameOf>, { problem: string }> | string {
  try {
    const made = frameOf(read());
    return 'problem' in made ? made.problem : made;
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

export function takeGap(take: TakeEntry, place: Omit<GapEntry, 'what' | 'why'>, why: string): void {
  take({ ...place, what: 'gap', why });
}

/** Gives a protocol header (AMQP 1.0, 2.2): the protocol’s id, and the version. */
export function takeHeader(take: TakeEntry, place: UnitPlace, numbers: readonly number[]): void {
  take({ ...place, ...unit, kind: 'header', printed: true, bytes: Uint8Array.of(0x41, 0x4d, 0x51, 0x50, ...numbers) });
}

/** Gives an empty frame (AMQP 1.0, 2.4.5). */
export function takeHeartbeat(take: TakeEntry, place: UnitPlace, channel = 0): void {
  take({ ...place, ...unit, kind: 'heartbeat', bytes: Uint8Array.of(0, 0, 0, 8, 2, 0, channel >> 8, channel & 0xff) });
}

export const unknownValue: LogValue = { what: 'unknown' };

/** A target that is printed by its positions: that of a coordinator has a list of capabilities alone (AMQP 1.0, 4.5.1). */
export function targetOf(value: LogValue): LogValue {
  return isList(value) && value.length === 1 && isList(value[0]) && value[0].length > 0
    ? { what: 'composite', type: 'coordinator', fields: value }
    : value;
}

export function isList(value: LogValue | undefined): value is readonly LogValue[] {
  return Array.isArray(value);
}
