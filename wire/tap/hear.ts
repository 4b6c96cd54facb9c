import type { Side } from '../../protocols/core/index.ts';
import type { Leg } from './leg.ts';

/** What came from one end: bytes, or its end. */
export interface Heard {
  readonly side: Side;
  /** Undefined where the end sends nothing more, or is gone. */
  readonly bytes: Buffer | undefined;
}

/** Waits for what comes next from either of the ends, or from the only one. All are paused behind it. */
export function hear(legs: Readonly<Partial<Record<Side, Leg>>>): Promise<Heard> {
  const ends = Object.entries(legs) as [Side, Leg][];
  return new Promise((resolve) => {
    const give = (side: Side, bytes: Buffer | undefined): void => {
      for (const [, leg] of ends) {
        leg.pause();
        leg.events = silent;
      }
      resolve({ side, bytes });
    };
    for (const [side, leg] of ends) {
      const unread = leg.takeUnread();
      if (unread !== undefined) {
        give(side, unread);
        return;
      }
    }
    for (const [side, leg] of ends)
      if (leg.isEnded || leg.isClosed) {
        give(side, undefined);
        return;
      }
    for (const [side, leg] of ends) {
      leg.events = {
        data: (bytes) => give(side, bytes),
        end: () => give(side, undefined),
        drain: () => undefined,
        close: () => give(side, undefined),
      };
      leg.resume();
    }
  });
}

const silent = { data: () => undefined, end: () => undefined, drain: () => undefined, close: () => undefined };
