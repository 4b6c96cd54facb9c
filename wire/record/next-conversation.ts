import type { ConversationResult } from '../protocol.ts';
import type { ConnectionTap } from './tap.ts';

/** How many sessions, and how many links in all, are told of. */
const mostTold = 200;

/**
 * The sessions and links of a connection, once more frames have crossed than the asker knows of.
 * @param since the number of frames that the asker knows of; undefined asks for the state as it is
 * @param signal ends the waiting, with null
 */
export function nextConversation(tap: ConnectionTap, since: number | undefined, signal: AbortSignal): Promise<ConversationResult | null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const answer = (): boolean => {
      if (tap.frames === since) return false;
      resolve({ state: tap.conversation(mostTold), frames: tap.frames });
      return true;
    };
    if (answer()) return;
    const stop = tap.onUnit(() => {
      if (!answer()) return;
      stop();
      signal.removeEventListener('abort', end);
    });
    const end = (): void => {
      stop();
      resolve(null);
    };
    signal.addEventListener('abort', end, { once: true });
  });
}
