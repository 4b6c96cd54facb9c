import type { Judge, OpenUnit } from './codec.ts';
import type { Issue } from './issue.ts';
import { withSettings, type RuleSettings } from './rule-settings.ts';
import type { Severity } from './severity.ts';

/**
 * A judge of one protocol.
 * @param find all findings in a unit's own bytes; `hints` says whether hints are wanted, which cost something to find
 * @param settings the severities in traffic, from those that the project sets
 */
export function createJudge(
  find: (unit: OpenUnit, hints: boolean) => readonly Issue[],
  settings: (rules: RuleSettings) => RuleSettings = (rules) => rules,
): Judge {
  const rate: Judge['rate'] = (issues, { rules }) =>
    issues.length === 0 ? issues : withSettings(issues, settings(rules));
  return {
    rate,
    issues: (unit: OpenUnit, least: Severity): readonly Issue[] => {
      if (unit.context.torn === true) return [tornIssue(unit.unit.bytes.length)];
      return rate(find(unit, least === 'hint' || raisesHints(unit.project.rules)), unit.project);
    },
  };
}

function tornIssue(length: number): Issue {
  const message = 'Adjacent bytes are missing from the capture. This unit is probably incomplete and was not checked.';
  return { code: 'wire/torn-unit', severity: 'information', message, offset: 0, length };
}

/** The settings that were asked about last: they are the same for unit after unit. */
let latest = { rules: {} as RuleSettings, raises: false };

/** Whether a rule is set to be graver than a hint: its findings may have been hints. */
function raisesHints(rules: RuleSettings): boolean {
  if (rules !== latest.rules)
    latest = { rules, raises: Object.values(rules).some((setting) => setting !== 'off' && setting !== 'hint') };
  return latest.raises;
}
