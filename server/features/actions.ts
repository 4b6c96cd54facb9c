import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { setRule } from '../../protocols/project/index.ts';
import { Effort, type Diagnostic, type TextEdit } from '../../protocols/core/index.ts';
import type { Served } from '../documents.ts';
import { turnOffRule } from '../requests.ts';
import { toDiagnostic } from './diagnostics.ts';
import { toRange } from './range.ts';

/** Of more findings than these no way out is looked for: it is asked for with every move of the cursor. */
const mostFindings = 20;
/** How much text is checked to find the ways out for one request, in UTF-16 units. */
const mostChecked = 40_000_000;
/** Milliseconds after which nothing more is tried. */
const longest = 1000;

/**
 * The ways out of the findings that touch a range: first what mends the text, the best at each place marked as preferred; then
 * what turns a rule off where it was found; at last what turns it off for the project, by a command where the client has one.
 */
export function actions(served: Served, range: Range, hasCommand = false): CodeAction[] {
  const { document, parsed } = served;
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const found = parsed.diagnostics().filter((finding) => finding.start <= end && finding.end >= start);
  const few = found.slice(0, mostFindings);
  const until = performance.now() + longest;
  const effort = new Effort(mostChecked, () => performance.now() > until);
  return [
    ...repairs(served, few, effort),
    ...few.flatMap((finding) => suppression(served, finding)),
    ...turnOff(served, found, hasCommand),
  ];
}

/**
 * The repairs of findings: one that several of them share is one action. Of the findings at one range only the first has a preferred one,
 * since an editor takes all that are preferred for one at a time.
 */
function repairs({ document, parsed }: Served, findings: readonly Diagnostic[], effort: Effort): CodeAction[] {
  const byEdits = new Map<string, CodeAction>();
  const preferred = new Set<string>();
  for (const finding of findings) {
    const at = `${finding.start}-${finding.end}`;
    parsed.fixes(finding, effort).forEach(({ title, edits }, index) => {
      const key = JSON.stringify([title, edits]);
      const shared = byEdits.get(key);
      const diagnostic = toDiagnostic(document, finding);
      if (shared === undefined)
        byEdits.set(key, {
          title,
          kind: CodeActionKind.QuickFix,
          isPreferred: index === 0 && !preferred.has(at),
          diagnostics: [diagnostic],
          edit: changes(document, edits),
        });
      else shared.diagnostics?.push(diagnostic);
      if (index === 0) preferred.add(at);
    });
  }
  return [...byEdits.values()];
}

function suppression({ document, parsed }: Served, finding: Diagnostic): CodeAction[] {
  const fix = parsed.suppression(finding);
  if (fix === undefined) return [];
  return [
    {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(document, finding)],
      edit: changes(document, fix.edits),
    },
  ];
}

/** Rules of a protocol can be turned off for the project, where it has a file for that. */
function turnOff(
  { document, folder: { file } }: Served,
  found: readonly Diagnostic[],
  hasCommand: boolean,
): CodeAction[] {
  if (file === undefined) return [];
  const target = TextDocument.create(file.uri, 'jsonc', 0, file.text);
  const byRule = new Map(
    found.filter(({ code }) => !code.startsWith('project/')).map((finding) => [finding.code, finding]),
  );
  return [...byRule.values()].flatMap((finding) => {
    const edits = setRule(file.text, finding.code, 'off');
    if (edits === undefined) return [];
    const title = `Turn ${finding.code} off in wireloupe.json`;
    const way = hasCommand
      ? { command: { title, command: turnOffRule, arguments: [file.uri, finding.code] } }
      : { edit: changes(target, edits) };
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(document, finding)], ...way }];
  });
}

function changes(document: TextDocument, edits: readonly TextEdit[]): NonNullable<CodeAction['edit']> {
  return { changes: { [document.uri]: edits.map((edit) => ({ range: toRange(document, edit), newText: edit.text })) } };
}
