import { byteRules, conversationRules, type DecodedFrame } from '../../protocols/amqp/index.ts';
import type { Issue, Rule } from '../../protocols/core/index.ts';
import { amqpOf, fieldOf, numberOf } from './units.ts';
import type { RecordedUnit } from '../record/tap.ts';

/** The highest channel and handle that are announced: a peer can begin so many sessions, and attach so many links to each. */
export const channelMax = 255;
export const handleMax = 15;

/** The shortest idle-time-out that is served, in milliseconds: a peer that asks for 1 ms makes its client do nothing but answer. */
const leastIdleTimeOut = 100;

/** Rules that a frame may break without harm to rhea: the panel marks it, and the connection goes on. */
const harmless = ids([
  byteRules.archetype,
  byteRules.mandatoryField,
  byteRules.choice,
  byteRules.filterValue,
  byteRules.lifetimePolicy,
  byteRules.mapKey,
  byteRules.unsettledMap,
  byteRules.deliveryTagLength,
  byteRules.transactionIdLength,
  byteRules.tooManyFields,
]);

/** Rules of a conversation that rhea relies on: it takes what breaks them literally, and counts, allocates or loops by it. */
const relied = ids([
  conversationRules.openTwice,
  conversationRules.maxFrameSizeMinimum,
  conversationRules.channelMax,
  conversationRules.channelInUse,
  conversationRules.noSession,
  conversationRules.handleMax,
  conversationRules.handleInUse,
  conversationRules.handleUnattached,
  conversationRules.transferRole,
  conversationRules.linkCredit,
  conversationRules.continuation,
  conversationRules.dispositionUnknown,
  conversationRules.dispositionRange,
]);

/** Of these rhea counts by each field: one that is missing is as harmful as one that is wrong. */
const counted = new Set(['begin', 'attach', 'transfer', 'disposition']);

function ids(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(rules.map(({ id }) => id));
}

/** Why a frame of the peer is not for rhea, in words that follow “sent a malformed …: ” or “broke the protocol: ”; undefined where nothing is wrong. */
export function unfitBecause(
  unit: RecordedUnit,
): { readonly kind: 'malformed' | 'misplaced'; readonly message: string } | undefined {
  const amqp = amqpOf(unit);
  if (amqp === undefined) return undefined;
  const malformed = fatalIssue(amqp.frame);
  if (malformed !== undefined) return { kind: 'malformed', message: malformed.message };
  const misplaced = unit.issues.find(({ code }) => relied.has(code));
  if (misplaced !== undefined) return { kind: 'misplaced', message: misplaced.message };
  const idle = amqp.name === 'open' ? (numberOf(amqp, 'idle-time-out') ?? 0) : 0;
  if (idle > 0 && idle < leastIdleTimeOut)
    return {
      kind: 'misplaced',
      message: `its idle-time-out is ${idle} ms, and at least ${leastIdleTimeOut} ms are served.`,
    };
  return undefined;
}

/** What makes a frame unfit for rhea. Its payload is none of rhea's business: it never gets it. */
function fatalIssue({ issues, payload, performativeName = '' }: DecodedFrame): Issue | undefined {
  const isFatal = (code: string): boolean =>
    !harmless.has(code) || (code === byteRules.mandatoryField.id && counted.has(performativeName));
  return issues.find(
    ({ severity, code, offset }) => severity === 'error' && isFatal(code) && offset < (payload?.offset ?? Infinity),
  );
}

/**
 * Whether rhea needs a frame at all. What a sender says of its own deliveries changes nothing here, as each is settled at once; and
 * rhea would visit every id of its range.
 */
export function isForRhea(unit: RecordedUnit): boolean {
  const amqp = amqpOf(unit);
  return amqp?.name !== 'disposition' || fieldOf(amqp, 'role') === true;
}
