import type { Issue, Rule } from '../../core/index.ts';
import type { SectionRef } from '../../core/index.ts';
import { formatSection } from '../../core/index.ts';

const labels = new WeakMap<SectionRef, string>();

/** A section as it is cited, made once for each. */
function labelOf(section: SectionRef): string {
  let label = labels.get(section);
  if (label === undefined) {
    label = formatSection(section);
    labels.set(section, label);
  }
  return label;
}

/** A finding of a rule. `section` is the place that is broken, where it is narrower than the rule's own. */
export function issueOf(
  rule: Rule,
  message: string,
  offset: number,
  length: number,
  section: SectionRef = rule.section,
): Issue {
  return {
    code: rule.id,
    severity: rule.severity,
    message,
    offset,
    length,
    section: labelOf(section),
    href: section.href,
  };
}
