import type { ConversationResult } from '../protocol.ts';
import type { ConnectionTap } from './tap.ts';

/** How many sessions or contacts, and how many links or resources in all, are reported. */
const maxListed = 200;

/**
 * What a connection has come to, once it is newer than what the asker knows of.
 * @param since the version that the asker knows of; undefined asks for the state as it is
 * @param signal ends the waiting, with null
 */
export function nextConversation(
  tap: ConnectionTap,
  since: number | undefined,
  signal: AbortSignal,
): Promise<ConversationResult | null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const answer = (): boolean => {
      const { version } = tap;
      if (version === since) return false;
      const state = tap.conversation(maxListed);
      resolve(state === undefined ? null : { ...state, version });
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
