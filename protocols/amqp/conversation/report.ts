import { formatSection, type Issue, type Rule, type Severity } from '../../text/index.ts';
import type { DecodedFrame } from '../decode/frame.ts';
import { conversationRules } from '../rules/conversation.ts';

/** The two ends of a connection: the client is the one that began it. */
export type Side = 'client' | 'server';

export function otherSide(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}

export type RuleName = keyof typeof conversationRules;

/** Says that the frame at hand breaks a rule: at a field of it, or as a whole. */
export type Report = (rule: RuleName, message: string, field?: string) => void;

/** A report that collects issues of one frame. */
export function reporter(frame: DecodedFrame, into: Issue[]): Report {
  return (name, message, field) => {
    const rule: Rule = conversationRules[name];
    const node = field === undefined ? undefined : frame.field(field);
    const placed = node !== undefined && node.end > node.start;
    into.push({
      code: rule.id,
      severity: rule.severity satisfies Severity,
      message,
      offset: placed ? node.start : 0,
      length: placed ? node.end - node.start : frame.bytes.length,
      section: formatSection(rule.section),
      href: rule.section.href,
    });
  };
}
