import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { xmppLanguage } from '../../../protocols/xmpp/index.ts';

/** The corpus of example stanzas; it lies beside the project, not in it. */
export const corpusFile = join(process.cwd(), '..', 'shared', 'corpus', 'xmpp', 'stanzas.jsonl');

export interface CorpusEntry {
  readonly xep: string;
  readonly caption: string;
  readonly text: string;
  readonly expect: 'valid' | 'invalid' | 'unknown';
  readonly why: string;
}

export function readCorpus(): CorpusEntry[] {
  return readFileSync(corpusFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusEntry);
}

export interface CorpusResult {
  readonly valid: number;
  readonly falseErrors: number;
  readonly falseWarnings: number;
  readonly invalid: number;
  readonly found: number;
  /** The errors and warnings on valid stanzas. */
  readonly leftovers: readonly { readonly entry: CorpusEntry; readonly code: string }[];
  /** What was left over, one line each. */
  readonly lines: readonly string[];
  /** Findings on valid stanzas by rule, the most frequent first. */
  readonly codes: readonly (readonly [code: string, count: number])[];
}

/** Checks every entry as a file of its own. */
export function measureCorpus(entries: readonly CorpusEntry[]): CorpusResult {
  const lines: string[] = [];
  const leftovers: { entry: CorpusEntry; code: string }[] = [];
  const codes = new Map<string, number>();
  const count = { valid: 0, falseErrors: 0, falseWarnings: 0, invalid: 0, found: 0 };
  for (const entry of entries) {
    if (entry.expect === 'unknown') continue;
    const findings = xmppLanguage.diagnostics(xmppLanguage.parse(entry.text, {}));
    const where = `XEP-${entry.xep} “${entry.caption}”`;
    if (entry.expect === 'invalid') {
      count.invalid++;
      if (findings.some(({ severity }) => severity === 'error')) count.found++;
      else lines.push(`missed  ${where}: ${entry.why}`);
      continue;
    }
    count.valid++;
    const errors = findings.filter(({ severity }) => severity === 'error');
    const warnings = findings.filter(({ severity }) => severity === 'warning');
    if (errors.length > 0) count.falseErrors++;
    if (warnings.length > 0) count.falseWarnings++;
    for (const { code, severity, message } of [...errors, ...warnings]) {
      leftovers.push({ entry, code });
      codes.set(code, (codes.get(code) ?? 0) + 1);
      lines.push(`${severity.padEnd(7)} ${where}: ${code}: ${message}`);
    }
  }
  return { ...count, leftovers, lines, codes: [...codes].sort((a, b) => b[1] - a[1]) };
}
