/** How much a finding matters, as in the language server protocol and on the command line. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** What a rule may be set to in `wireloupe.json` and in VS Code's settings. */
export type RuleSetting = Severity | 'off';

/** Severities from the gravest to the mildest. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The gravest severity among findings, hints aside: the mark of a row in a list. */
export function gravest(findings: readonly { readonly severity: Severity }[]): Severity | undefined {
  return severities.find(
    (severity) => severity !== 'hint' && findings.some((finding) => finding.severity === severity),
  );
}
