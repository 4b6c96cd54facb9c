import type { Diagnostic, Related, RuleSetting } from '../../text/index.ts';
import { ownTypeRules } from '../rules/owntypes.ts';
import type { OwnTypeRule } from '../rules/owntypes.ts';

/** Something wrong in a file of definitions; UTF-16 offsets of the file. */
export interface OwnTypeFinding {
  readonly rule: OwnTypeRule;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly related?: readonly Related[];
}

export type Report = (finding: OwnTypeFinding) => void;

/** A finding as a diagnostic, with the severity that the user set; undefined where it is off. */
export function toDiagnostic({ rule: name, ...finding }: OwnTypeFinding, settings?: Readonly<Record<string, RuleSetting>>): Diagnostic | undefined {
  const rule = ownTypeRules[name];
  const severity = settings?.[rule.id] ?? rule.severity;
  return severity === 'off' ? undefined : { code: rule.id, severity, href: rule.section.href, ...finding };
}
