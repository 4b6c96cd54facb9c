import { modify } from 'jsonc-parser';
import type { RuleSetting, TextEdit } from '../core/index.ts';
import { readTree } from './tree.ts';

/**
 * The edits of `wireloupe.json` that set the severity of a rule; undefined where the file is broken, so that nothing can be
 * put into it safely.
 */
export function setRule(text: string, rule: string, setting: RuleSetting): readonly TextEdit[] | undefined {
  const { root, diagnostics } = readTree(text);
  if (root?.type !== 'object' || diagnostics.length > 0) return undefined;
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.includes('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  return modify(text, ['rules', rule], setting, { formattingOptions }).map((edit) => ({
    start: edit.offset,
    end: edit.offset + edit.length,
    text: edit.content,
  }));
}
