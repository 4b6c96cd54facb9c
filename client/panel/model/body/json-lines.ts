import { createScanner } from 'jsonc-parser';
import type { TokenKind } from '../../../../protocols/core/inspect/index.ts';
import type { BodyLine, BodyToken } from './lines.ts';

/** Indentation that is shown: deeper values stand as far to the right as this. */
const mostDepth = 40;

/** What a token is, by its first character. */
function kindOf(text: string): TokenKind {
  if ('{}[],:'.includes(text)) return 'punctuation';
  if (text.startsWith('"')) return 'string';
  return /^(?:true|false|null|-?\d.*)$/s.test(text) ? 'number' : 'error';
}

/**
 * JSON with line breaks and indentation of our own; every value as it was written, so that large numbers and repeated keys are kept.
 * @param text JSON, or the beginning of it. @param offsets the byte of each UTF-16 unit.
 */
export function jsonLines(text: string, offsets: Uint32Array): readonly BodyLine[] {
  const scanner = createScanner(text, false);
  const lines: BodyLine[] = [];
  let depth = 0;
  let line: BodyToken[] = [];
  let lineDepth = 0;
  const flush = (): void => {
    if (line.length > 0) lines.push({ depth: Math.min(lineDepth, mostDepth), tokens: line });
    line = [];
    lineDepth = depth;
  };
  let opened = false;
  for (;;) {
    scanner.scan();
    const start = scanner.getTokenOffset();
    const end = start + scanner.getTokenLength();
    if (end === start) break;
    const written = text.slice(start, end);
    if (/^\s+$/.test(written)) continue;
    const opens = written === '{' || written === '[';
    const closes = written === '}' || written === ']';
    if (closes) {
      depth = Math.max(0, depth - 1);
      // What is empty stays on its line.
      if (!opened) flush();
    } else if (opened) flush();
    if (line.length === 0) lineDepth = depth;
    line.push({
      kind: kindOf(written),
      text: written,
      start: offsets[start] ?? 0,
      end: offsets[end] ?? 0,
    });
    if (written === ':') asKey(line);
    if (opens) depth++;
    opened = opens;
    if (written === ',') flush();
  }
  flush();
  return lines;
}

/** The string before the colon is a key; a space follows. */
function asKey(line: BodyToken[]): void {
  const key = line.at(-2);
  if (key?.kind === 'string') line[line.length - 2] = { ...key, kind: 'key' };
  line.push({ kind: 'punctuation', text: ' ' });
}
