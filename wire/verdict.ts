import type { SendReply } from './protocol.ts';

/** Statuses that mean that what was sent was done, and that it was not. */
const good = new Set(['result', 'accepted', 'received']);
const bad = new Set(['error', 'rejected', 'released', 'modified']);

/**
 * Whether a reply is what was asked for. `partial`: a part of it is missing; `neutral`: no answer was owed, or whether the answers of a
 * frame script are good only its reader knows.
 */
export function verdict({
  status,
  problem,
}: Pick<SendReply, 'status' | 'problem'>): 'good' | 'partial' | 'bad' | 'neutral' {
  if (problem?.severity === 'error' || bad.has(status)) return 'bad';
  if (problem !== undefined) return 'partial';
  return good.has(status) ? 'good' : 'neutral';
}
