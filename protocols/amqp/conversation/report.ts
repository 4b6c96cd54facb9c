import { formatSection, type Issue, type Rule } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import { conversationRules } from '../rules/conversation.ts';

export type RuleName = keyof typeof conversationRules;

/** Says that the frame at hand breaks a rule: at a field of it, or as a whole. */
export type ReportRule = (rule: RuleName, message: string, field?: string) => void;

/** Collects the findings of one frame at a time; most frames have none, and cost nothing then. */
export class Reporter {
  /** Undefined until there is a finding. */
  found: Issue[] | undefined;
  #frame: DecodedFrame | undefined;

  begin(frame: DecodedFrame): void {
    this.found = undefined;
    this.#frame = frame;
  }

  readonly report: ReportRule = (name, message, field) => {
    const rule: Rule = conversationRules[name];
    const frame = this.#frame;
    const node = field === undefined ? undefined : frame?.field(field);
    const placed = node !== undefined && node.end > node.start;
    (this.found ??= []).push({
      code: rule.id,
      severity: rule.severity,
      message,
      offset: placed ? node.start : 0,
      length: placed ? node.end - node.start : (frame?.bytes.length ?? 0),
      section: formatSection(rule.section),
      href: rule.section.href,
    });
  };
}
