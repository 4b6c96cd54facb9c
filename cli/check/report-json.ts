import path from 'node:path';
import type { CheckedFile } from './check-file.ts';
import { summarize } from './summary.ts';

/** The report as one JSON object; lines and characters count from 0, characters in UTF-16 units, as in LSP. */
export function reportJson(files: readonly CheckedFile[], cwd: string): string {
  const report = {
    version: 1,
    files: files.map(({ file, lines, source, diagnostics }) => ({
      path: path.relative(cwd, file).split(path.sep).join('/'),
      diagnostics: diagnostics.map(({ start, end, severity, code, message, href }) => ({
        range: { start: lines.positionAt(start), end: lines.positionAt(end) },
        severity,
        code,
        source,
        message,
        ...(href === undefined ? {} : { href }),
      })),
    })),
    summary: summarize(files),
  };
  return `${JSON.stringify(report)}\n`;
}
