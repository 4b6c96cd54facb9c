import path from 'node:path';
import { plural, type Diagnostic } from '../../protocols/text/index.ts';
import type { CheckedFile } from './check-file.ts';
import { summarize } from './summary.ts';

const widest = 160;

/** One finding with the line that it is on and a caret under the place. Lines and columns count from 1, as editors show them. */
function finding(checked: CheckedFile, diagnostic: Diagnostic, cwd: string): string {
  const { text, lines, file } = checked;
  const start = lines.positionAt(diagnostic.start);
  const end = lines.positionAt(diagnostic.end);
  const lineStart = lines.offsetAt({ line: start.line, character: 0 });
  const whole = text.slice(lineStart, lines.offsetAt({ line: start.line + 1, character: 0 })).replace(/[\r\n]+$/, '');
  // A long line is shown around the place; what is left out is marked.
  const from = start.character > widest - 40 ? start.character - 40 : 0;
  const shown = `${from > 0 ? '…' : ''}${whole.slice(from, from + widest)}${whole.length > from + widest ? '…' : ''}`;
  const before = shown.slice(0, start.character - from + (from > 0 ? 1 : 0)).replace(/[^\t]/g, ' ');
  const length = end.line === start.line ? end.character - start.character : whole.length - start.character;
  const carets = '^'.repeat(Math.max(1, Math.min(length, widest - (start.character - from))));
  const place = `${path.relative(cwd, file) || file}:${start.line + 1}:${start.character + 1}`;
  return `${place}: ${diagnostic.severity}: ${diagnostic.message} [${diagnostic.code}]\n    ${shown}\n    ${before}${carets}\n${diagnostic.href === undefined ? '' : `    ${diagnostic.href}\n`}`;
}

/** The report for people. */
export function reportText(files: readonly CheckedFile[], cwd: string): string {
  const findings = files.flatMap((checked) => checked.diagnostics.map((diagnostic) => finding(checked, diagnostic, cwd)));
  const { files: number, errors, warnings, information, hints } = summarize(files);
  const rest = [information > 0 ? `${information} information` : '', hints > 0 ? plural(hints, 'hint') : ''].filter((part) => part !== '');
  return `${findings.join('\n')}${findings.length > 0 ? '\n' : ''}${[plural(number, 'file'), plural(errors, 'error'), plural(warnings, 'warning'), ...rest].join(', ')}\n`;
}
