import path from 'node:path';
import { plural, printableLine, secretSpans, type Diagnostic } from '../../protocols/core/index.ts';
import type { CheckedFile } from './check-file.ts';
import { summarize } from './summary.ts';

const widest = 160;

/** A line as it is shown, with secrets masked. */
interface ShownLine {
  readonly start: number;
  readonly whole: string;
  readonly masked: string;
}

/** Gives the lines of a file; the last one is kept, since a long line with many findings must not be searched for secrets for each. */
function linesOf({ text, lines }: CheckedFile): (line: number) => ShownLine {
  let last: ShownLine | undefined;
  return (line) => {
    const start = lines.offsetAt({ line, character: 0 });
    if (last?.start === start) return last;
    const whole = text.slice(start, lines.offsetAt({ line: line + 1, character: 0 })).replace(/[\r\n]+$/, '');
    return (last = { start, whole, masked: withStars(whole) });
  };
}

/** One finding with the line that it is on and a caret under the place. Lines and columns count from 1, as editors show them. */
function finding(
  { lines, file }: CheckedFile,
  diagnostic: Diagnostic,
  cwd: string,
  lineAt: (line: number) => ShownLine,
): readonly string[] {
  const start = lines.positionAt(diagnostic.start);
  const end = lines.positionAt(diagnostic.end);
  // A log is often shared, so secrets are masked. Each character keeps its position.
  const { whole, masked } = lineAt(start.line);
  // A long line is shown around the place; what is left out is marked.
  const from = start.character > widest - 40 ? start.character - 40 : 0;
  const last = end.line === start.line ? end.character : whole.length;
  // Escapes are longer than what they stand for: the carets follow what is seen.
  const part = (first: number, behind: number): string =>
    printableLine(masked.slice(first, Math.min(behind, from + widest)).replaceAll('\t', ' '));
  const before = `${from > 0 ? '…' : ''}${part(from, start.character)}`;
  const marked = part(start.character, Math.max(last, start.character));
  const shown = `${before}${marked}${part(Math.max(last, start.character), whole.length)}${whole.length > from + widest ? '…' : ''}`;
  const place = `${path.relative(cwd, file) || file}:${start.line + 1}:${start.character + 1}`;
  return [
    `${place}: ${diagnostic.severity}: ${diagnostic.message} [${diagnostic.code}]`,
    `    ${shown}`,
    `    ${' '.repeat(before.length)}${'^'.repeat(Math.max(1, marked.length))}`,
    ...(diagnostic.href === undefined ? [] : [`    ${diagnostic.href}`]),
  ];
}

function withStars(line: string): string {
  let shown = '';
  let at = 0;
  for (const [start, end] of secretSpans(line)) {
    shown += `${line.slice(at, start)}${'•'.repeat(end - start)}`;
    at = end;
  }
  return shown + line.slice(at);
}

/** The report for people. */
export function reportText(files: readonly CheckedFile[], cwd: string): readonly string[] {
  const findings = files.flatMap((checked) => {
    const lineAt = linesOf(checked);
    return checked.diagnostics.flatMap((diagnostic) => [...finding(checked, diagnostic, cwd, lineAt), '']);
  });
  const { files: number, errors, warnings, information, hints } = summarize(files);
  const rest = [information > 0 ? `${information} information` : '', hints > 0 ? plural(hints, 'hint') : ''].filter(
    (part) => part !== '',
  );
  return [
    ...findings,
    [plural(number, 'file'), plural(errors, 'error'), plural(warnings, 'warning'), ...rest].join(', '),
  ];
}
