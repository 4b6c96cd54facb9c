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
  /** Something was found that breaks no rule for certain. */
  isUnsure = false;
  #frame: DecodedFrame | undefined;
  #breaks: ((rule: RuleName) => boolean) | undefined;

  /** @param breaks whether the frame breaks a rule for certain where it seems to; left out where all of them are */
  begin(frame: DecodedFrame, breaks?: (rule: RuleName) => boolean): void {
    this.found = undefined;
    this.isUnsure = false;
    this.#frame = frame;
    this.#breaks = breaks;
  }

  readonly report: ReportRule = (name, message, field) => {
    if (this.#breaks?.(name) === false) {
      this.isUnsure = true;
      return;
    }
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
