import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { setRule } from '../../protocols/project/index.ts';
import { suggestedFix, type Diagnostic, type Fix, type TextEdit } from '../../protocols/text/index.ts';
import type { Served } from '../documents.ts';
import { toDiagnostic } from './diagnostics.ts';
import { toRange } from './range.ts';

/** The ways out of the findings that touch a range, the first of each marked as preferred; after them the rules can be turned off. */
export function actions(served: Served, range: Range): CodeAction[] {
  const { document, parsed } = served;
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const found = parsed.diagnostics().filter((finding) => finding.start <= end && finding.end >= start);
  return [...found.flatMap((finding) => fixes(document, finding)), ...turnOff(served, found)];
}

function fixes(document: TextDocument, finding: Diagnostic): CodeAction[] {
  return fixesOf(document, finding).map((fix, index) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    isPreferred: index === 0,
    diagnostics: [toDiagnostic(document, finding)],
    edit: changes(document, fix.edits),
  }));
}

function fixesOf(document: TextDocument, finding: Diagnostic): readonly Fix[] {
  if (finding.fixes !== undefined) return finding.fixes;
  const suggested = suggestedFix(finding, document.getText());
  return suggested === undefined ? [] : [suggested];
}

/** Rules of a protocol can be turned off for the project, where it has a file for that. */
function turnOff({ document, folder: { file } }: Served, found: readonly Diagnostic[]): CodeAction[] {
  if (file === undefined) return [];
  const target = TextDocument.create(file.uri, 'jsonc', 0, file.text);
  const byRule = new Map(found.filter(({ code }) => !code.startsWith('project/')).map((finding) => [finding.code, finding]));
  return [...byRule.values()].flatMap((finding) => {
    const edits = setRule(file.text, finding.code, 'off');
    if (edits === undefined) return [];
    const title = `Turn ${finding.code} off in wireloupe.json`;
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(document, finding)], edit: changes(target, edits) }];
  });
}

function changes(document: TextDocument, edits: readonly TextEdit[]): NonNullable<CodeAction['edit']> {
  return { changes: { [document.uri]: edits.map((edit) => ({ range: toRange(document, edit), newText: edit.text })) } };
}
