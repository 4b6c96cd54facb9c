/** What recording and looking ask of each protocol, in one place. */
import { createAmqpFramer, decodeFrame, secretRangesAmqp, summarizeAmqp } from '../../protocols/amqp/index.ts';
import { issues091, secretRanges091, summarize091 } from '../../protocols/amqp091/index.ts';
import type { Framer, Issue, ProtocolName, Severity, UnitKind } from '../../protocols/text/index.ts';
import { createXmppFramer, issuesXmpp, secretRangesXmpp, summarizeXmpp } from '../../protocols/xmpp/index.ts';

/** One unit of any protocol. */
export interface AnyUnit {
  readonly protocol: ProtocolName;
  readonly kind: UnitKind;
  readonly bytes: Uint8Array;
}

/** A framer for one direction of a connection. */
export function createFramer(protocol: 'xmpp' | 'amqp'): Framer {
  return protocol === 'amqp' ? createAmqpFramer() : createXmppFramer();
}

/** What a list shows of a unit: one line on what matters in it, secrets masked, and its gravest finding if that is worth a mark. */
export interface Digest {
  readonly summary: string;
  readonly state?: Severity;
}

/** Decodes a unit for a list. */
export function digest({ protocol, bytes, kind }: AnyUnit): Digest {
  switch (protocol) {
    case 'amqp':
      return summarizeAmqp(bytes);
    case 'amqp-0-9-1':
      return summarize091(bytes);
    case 'xmpp':
      return summarizeXmpp(bytes);
    case 'unknown':
      return { summary: `${bytes.length} bytes`, ...(kind === 'garbage' ? { state: 'error' } : {}) };
  }
}

/** The findings in a unit. */
export function findIssues({ protocol, kind, bytes }: AnyUnit): readonly Issue[] {
  switch (protocol) {
    case 'amqp':
      return decodeFrame(bytes).issues;
    case 'amqp-0-9-1':
      return issues091(bytes);
    case 'xmpp':
      return issuesXmpp(bytes);
    case 'unknown':
      return kind === 'garbage' ? [{ code: 'wire/garbage', severity: 'error', message: 'These bytes belong to no unit of the protocol.', offset: 0, length: bytes.length }] : [];
  }
}

/** The bytes that must be masked unless somebody asks to see them: start, and end behind the last. */
export function secretRanges({ protocol, bytes }: AnyUnit): readonly (readonly [start: number, end: number])[] {
  switch (protocol) {
    case 'amqp':
      return secretRangesAmqp(bytes);
    case 'amqp-0-9-1':
      return secretRanges091(bytes);
    case 'xmpp':
      return secretRangesXmpp(bytes);
    case 'unknown':
      return [];
  }
}
