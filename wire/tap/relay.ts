import { otherSide, type Side } from '../../protocols/core/index.ts';
import type { Leg } from './leg.ts';

export interface RelayEvents {
  /** Gives what is passed on in place of bytes of a side; without it, all pass as they are. */
  changed?(side: Side, bytes: Buffer): Uint8Array;
  /** Bytes of a side have been passed on. They are valid during the call. */
  passed(side: Side, bytes: Uint8Array): void;
  /** A side sends nothing more. */
  ended(side: Side): void;
  /** Both sockets are gone. `cut`: the side that failed first, and why. */
  closed(cut: { readonly side: Side; readonly error: Error } | undefined): void;
}

/**
 * Passes bytes between two ends as they come, both ways, until both are gone. An end that does not read holds back the other one. A
 * direction that ends is ended, the other one goes on; a connection that is cut off is cut off at the other end.
 */
export function relay(legs: Readonly<Record<Side, Leg>>, events: RelayEvents): void {
  let open = 2;
  let cut: { readonly side: Side; readonly error: Error } | undefined;
  const listen = (side: Side): void => {
    const [from, to] = [legs[side], legs[otherSide(side)]];
    from.events = {
      data: (bytes) => {
        const passed = events.changed?.(side, bytes) ?? bytes;
        if (passed.length === 0) return;
        if (!to.write(passed)) from.pause();
        events.passed(side, passed);
      },
      end: () => {
        to.end();
        events.ended(side);
      },
      drain: () => to.resume(),
      close: (error) => {
        if (error !== undefined) {
          cut ??= { side, error };
          to.reset();
        } else if (!from.isEnded) to.destroy();
        if (--open === 0) events.closed(cut);
      },
    };
  };
  listen('client');
  listen('server');
  for (const side of ['client', 'server'] as const) {
    const leg = legs[side];
    // What happened while nothing listened.
    const unread = leg.takeUnread();
    if (unread !== undefined) leg.events.data(unread);
    if (leg.isEnded) leg.events.end();
    if (leg.isClosed) leg.events.close(undefined);
    else leg.resume();
  }
}
