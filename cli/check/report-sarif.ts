import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, Severity } from '../../protocols/core/index.ts';
import type { CheckedFile } from './check-file.ts';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The report as SARIF 2.1.0, which code hosts show beside the lines. Columns count UTF-16 units from 1. */
export function reportSarif(files: readonly CheckedFile[], cwd: string): string {
  const rules = new Map<string, Diagnostic>();
  for (const { diagnostics } of files)
    for (const diagnostic of diagnostics) if (!rules.has(diagnostic.code)) rules.set(diagnostic.code, diagnostic);
  const ids = [...rules.keys()].sort();
  const results = files.flatMap((checked) =>
    checked.diagnostics.map((diagnostic) => ({
      ruleId: diagnostic.code,
      ruleIndex: ids.indexOf(diagnostic.code),
      level: levels[diagnostic.severity],
      message: { text: diagnostic.message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: relativeUri(cwd, checked.file), uriBaseId: 'ROOT' },
            region: region(checked, diagnostic),
          },
        },
      ],
    })),
  );
  const driver = {
    name: 'Wireloupe',
    rules: ids.map((id) => ({
      id,
      ...(rules.get(id)?.href?.startsWith('http') === true ? { helpUri: rules.get(id)?.href } : {}),
    })),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { ROOT: { uri: pathToFileURL(path.join(cwd, path.sep)).href } },
    results,
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] })}\n`;
}

/** A path as a URI reference, in which spaces, `#`, `%` and what is not ASCII are escaped (RFC 3986). */
function relativeUri(cwd: string, file: string): string {
  return path.relative(cwd, file).split(path.sep).map(encodeURIComponent).join('/');
}

function region({ lines }: CheckedFile, { start, end }: Diagnostic): Record<string, number> {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  return {
    startLine: from.line + 1,
    startColumn: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
}
