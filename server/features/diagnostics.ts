import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  formatCount,
  severities as severityOrder,
  type Diagnostic as Finding,
  type Severity,
} from '../../protocols/core/index.ts';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** How many diagnostics a document has at most, as many as VS Code shows of a file. */
const most = 1000;

/**
 * The diagnostics of a document. Of too many the gravest are given, the first of them in the text, and the last diagnostic says how many
 * are left out; the command line reports all of them.
 */
export function diagnostics({ document, parsed }: Served): Diagnostic[] {
  const all = parsed.diagnostics();
  if (all.length <= most) return all.map((finding) => toDiagnostic(document, finding));
  const kept = new Set(
    severityOrder.flatMap((severity) => all.filter((each) => each.severity === severity)).slice(0, most - 1),
  );
  const found = all.filter((finding) => kept.has(finding)).map((finding) => toDiagnostic(document, finding));
  const left = all.find((finding) => !kept.has(finding));
  const at = toRange(document, { start: left?.start ?? 0, end: left?.end ?? 0 });
  const message = `${formatCount(all.length - kept.size)} more findings are not shown. “wireloupe check” reports all of them.`;
  return [...found, { range: at, severity: DiagnosticSeverity.Information, source: 'wireloupe', message }];
}

export function toDiagnostic(document: TextDocument, finding: Finding): Diagnostic {
  return {
    range: toRange(document, finding),
    severity: severities[finding.severity],
    code: finding.code,
    source: finding.code.slice(0, Math.max(0, finding.code.indexOf('/'))) || 'wireloupe',
    message: finding.message,
    ...(finding.href !== undefined && { codeDescription: { href: finding.href } }),
    ...(finding.related !== undefined && {
      relatedInformation: finding.related.map((each) => ({
        location: { uri: document.uri, range: toRange(document, each) },
        message: each.message,
      })),
    }),
  };
}
