/** Changes to the text of `wireloupe.json` that keep its comments, order and indentation. */
import { applyEdits, modify, type JSONPath } from 'jsonc-parser';
import type { ConnectionProfile } from '../../protocols/project/index.ts';

/** One replacement in a text; offset and length in UTF-16 units. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** What a new `wireloupe.json` holds. */
export const newProjectText = `${JSON.stringify({ connections: {}, environments: { local: {} } }, null, 2)}\n`;

/** The changes that put a connection into the file, or replace the one of that name. */
export function putConnection(text: string, name: string, profile: ConnectionProfile): readonly TextChange[] {
  return put(text, ['connections', name], profile);
}

/** The changes that make a connection trust a certificate authority; `file` is relative to `wireloupe.json`. */
export function putCa(text: string, name: string, file: string): readonly TextChange[] {
  return put(text, ['connections', name, 'tls', 'ca'], file);
}

/** The text after the changes. */
export function changed(text: string, changes: readonly TextChange[]): string {
  return applyEdits(text, [...changes]);
}

function put(text: string, at: JSONPath, value: unknown): readonly TextChange[] {
  const tabs = /^\t/m.test(text);
  const spaces = /^( +)"/m.exec(text)?.[1]?.length ?? 2;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return modify(text, at, value, { formattingOptions: { insertSpaces: !tabs, tabSize: tabs ? 4 : spaces, eol } });
}
