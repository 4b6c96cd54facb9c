import { severities, type RuleSetting, type Severity } from './severity.ts';

/** What the user has set rules to, by their ids. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/**
 * Findings with the severities that the user set, without those whose rule is off. Where nothing is set for any of them, the same list.
 * Diagnostics of a text and issues of bytes alike.
 */
export function withSettings<T extends { readonly code: string; readonly severity: Severity }>(
  findings: readonly T[],
  settings: RuleSettings | undefined,
): readonly T[] {
  if (settings === undefined || !findings.some(({ code }) => settings[code] !== undefined)) return findings;
  return findings.flatMap((finding) => {
    const severity = settings[finding.code] ?? finding.severity;
    if (severity === 'off') return [];
    return [severity === finding.severity ? finding : { ...finding, severity }];
  });
}

/** Settings come from people: what is no severity is left out, as the editor's own settings page says it at its place. */
export function readRuleSettings(value: unknown): RuleSettings {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, RuleSetting] => isRuleSetting(entry[1])),
  );
}

function isRuleSetting(value: unknown): value is RuleSetting {
  return value === 'off' || severities.some((severity) => severity === value);
}
