import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic as Finding, Severity } from '../../protocols/text/index.ts';
import type { Served } from '../documents.ts';
import { toRange } from './range.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function diagnostics({ document, parsed }: Served): Diagnostic[] {
  return parsed.diagnostics().map((finding) => toDiagnostic(document, finding));
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
      relatedInformation: finding.related.map((each) => ({ location: { uri: document.uri, range: toRange(document, each) }, message: each.message })),
    }),
  };
}
