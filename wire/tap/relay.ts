import { otherSide, type Side } from '../../protocols/core/index.ts';
import type { Leg } from './leg.ts';

export interface RelayEvents {
  /** Gives what is passed on in place of bytes of a side; without it, all pass as they are. */
  changed?(side: Side, bytes: Buffer): Uint8Array;
  /** Bytes of a side have been passed on. They are valid during the call. */
  passed(side: Side, bytes: Uint8Array): void;
  /** What `changed` holds back of a side that sends nothing more. */
  left?(side: Side): Uint8Array;
  /** Where the recording is behind, settles when it has room again; until then, nothing more is read. */
  room?(): Promise<void> | undefined;
  /** A side sends nothing more. */
  ended(side: Side): void;
  /** Both sockets are gone. `cut`: the side that failed first, and why. */
  closed(cut: { readonly side: Side; readonly error: Error } | undefined): void;
}

const nothing = new Uint8Array(0);

/**
 * Passes bytes between two ends as they come, both ways, until both are gone. An end that does not read holds back the other one, and so
 * does a recording that is behind. A direction that ends is ended, the other one goes on; a connection that is cut off is cut off at the
 * other end.
 */
export function relay(legs: Readonly<Record<Side, Leg>>, events: RelayEvents): void {
  let open = 2;
  let cut: { readonly side: Side; readonly error: Error } | undefined;
  const drained: Partial<Record<Side, () => void>> = {};
  const goesOn: Partial<Record<Side, () => void>> = {};
  const listen = (side: Side): void => {
    const [from, to] = [legs[side], legs[otherSide(side)]];
    let [isFull, isBehind] = [false, false];
    const goOn = (): void => {
      if (!isFull && !isBehind) from.resume();
    };
    const pass = (bytes: Uint8Array): void => {
      if (bytes.length === 0) return;
      if (!to.write(bytes)) isFull = true;
      events.passed(side, bytes);
      const room = events.room?.();
      if (room !== undefined && !isBehind) {
        isBehind = true;
        void room.then(() => {
          isBehind = false;
          goOn();
        });
      }
      if (isFull || isBehind) from.pause();
    };
    drained[side] = () => {
      isFull = false;
      goOn();
    };
    goesOn[side] = goOn;
    from.events = {
      data: (bytes) => pass(events.changed?.(side, bytes) ?? bytes),
      end: () => {
        pass(events.left?.(side) ?? nothing);
        to.end();
        events.ended(side);
      },
      drain: () => drained[otherSide(side)]?.(),
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
    else goesOn[side]?.();
  }
}
