import type { Issue, Lossy, Rule } from '../../core/index.ts';
import { byteRules } from './bytes.ts';
import { conversationRules } from './conversation.ts';

/**
 * Rules that a unit cannot break whose bytes are made of a log's values: they are about how a frame is encoded and how large it is, or
 * about what it lacks, which a log may have left out. All other rules hold for what the log tells.
 */
const bytesOnly: ReadonlySet<string> = new Set(
  [
    byteRules.mandatoryField,
    byteRules.nonPreferredEncoding,
    byteRules.frameTooLarge,
    conversationRules.headerFirst,
    conversationRules.maxFrameSize,
    conversationRules.saslFrameSize,
    conversationRules.idleTimeOut,
    conversationRules.firstTransfer,
    conversationRules.initialDeliveryCount,
    conversationRules.flowDeliveryCount,
    conversationRules.flowHandle,
    conversationRules.transferSettleMode,
    conversationRules.dynamicProperties,
  ].map(({ id }: Rule) => id),
);

/** The findings that hold for a unit: all, or those that what a log tells can break. */
export function findingsOf(issues: readonly Issue[], lossy: Lossy | undefined): readonly Issue[] {
  return lossy === undefined || issues.length === 0 ? issues : issues.filter(({ code }) => !bytesOnly.has(code));
}
