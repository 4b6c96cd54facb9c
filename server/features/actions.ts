import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver';
import type { Served } from '../documents.ts';
import { toDiagnostic } from './diagnostics.ts';
import { toRange } from './range.ts';

/** The ways out of the findings that touch a range, the first of each marked as preferred. */
export function actions({ document, parsed }: Served, range: Range): CodeAction[] {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return parsed
    .diagnostics()
    .filter((finding) => finding.start <= end && finding.end >= start)
    .flatMap((finding) =>
      (finding.fixes ?? []).map((fix, index) => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        isPreferred: index === 0,
        diagnostics: [toDiagnostic(document, finding)],
        edit: { changes: { [document.uri]: fix.edits.map((edit) => ({ range: toRange(document, edit), newText: edit.text })) } },
      })),
    );
}
