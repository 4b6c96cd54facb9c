/** A turn of the event loop that has read for longer than this, in milliseconds, reads no more. */
const maxTurn = 5;

/** The part of a socket (TCP, TLS or WebSocket) that stops and goes on reading. */
export interface Pausable {
  pause(): unknown;
  resume(): unknown;
}

export interface Turns<Arguments extends unknown[]> {
  /** The handler to register for the socket's data. */
  readonly onData: (...data: Arguments) => void;
  /** From now on reading is neither paused nor resumed. */
  readonly stop: () => void;
}

/**
 * Wraps a socket's data handler, so that a peer that floods cannot starve timers, cancelling and other connections: when data has
 * been handled for long enough, reading pauses until the next turn of the event loop.
 */
export function inTurns<Arguments extends unknown[]>(
  socket: Pausable,
  handle: (...data: Arguments) => void,
): Turns<Arguments> {
  let begun = 0;
  let turn: NodeJS.Immediate | undefined;
  let paused = false;
  let stopped = false;
  const nextTurn = (): void => {
    turn = undefined;
    if (paused) socket.resume();
    paused = false;
  };
  return {
    onData: (...data) => {
      if (turn === undefined) {
        begun = performance.now();
        turn = setImmediate(nextTurn);
      }
      handle(...data);
      if (stopped || paused || performance.now() - begun < maxTurn) return;
      paused = true;
      socket.pause();
    },
    stop: () => {
      stopped = true;
      clearImmediate(turn);
    },
  };
}
