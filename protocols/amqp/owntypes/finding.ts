import {
  closest,
  type Diagnostic,
  type Fix,
  type Related,
  type RuleSetting,
  type TextRange,
} from '../../core/index.ts';
import { ownTypeRules } from '../rules/owntypes.ts';
import type { OwnTypeRule } from '../rules/owntypes.ts';

/** Something wrong in a file of definitions; UTF-16 offsets of the file. */
export interface OwnTypeFinding {
  readonly rule: OwnTypeRule;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export type ReportFinding = (finding: OwnTypeFinding) => void;

/** Quick fixes that put the candidate that a misspelt word most likely means in its places; none where no candidate is near. */
export function corrections(
  word: string,
  candidates: Iterable<string>,
  ...places: readonly TextRange[]
): { readonly fixes?: readonly Fix[] } {
  const near = closest(word, candidates);
  return near === undefined
    ? {}
    : {
        fixes: [{ title: `Change to “${near}”`, edits: places.map(({ start, end }) => ({ start, end, text: near })) }],
      };
}

/** A finding as a diagnostic, with the severity that the user set; undefined where it is off. */
export function toDiagnostic(
  { rule: name, ...finding }: OwnTypeFinding,
  settings?: Readonly<Record<string, RuleSetting>>,
): Diagnostic | undefined {
  const rule = ownTypeRules[name];
  const severity = settings?.[rule.id] ?? rule.severity;
  return severity === 'off' ? undefined : { code: rule.id, severity, href: rule.section.href, ...finding };
}
