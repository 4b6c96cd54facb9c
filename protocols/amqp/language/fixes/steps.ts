import type { Fix, TextEdit } from '../../../core/index.ts';
import { keyText } from '../../notation/source/node.ts';
import type { AnalysedStep } from '../document.ts';
import { dashOf, removalEdit, wholeLines } from './entries.ts';
import { fix, lineEnd, lineStart, shown, startOf, type Held, type Spot } from './spot.ts';

/** Writes a step before another one. */
export function insertStep(
  spot: Spot,
  before: AnalysedStep | undefined,
  step: string,
  title = `Insert ${shown(step)} before this step`,
): Fix[] {
  if (before === undefined) return [];
  const edit = insertionBefore(spot.text, before, step);
  return [fix(title, edit)];
}

function insertionBefore(text: string, { step }: AnalysedStep, put: string): TextEdit {
  const at = step.base + startOf(step.node);
  const dash = dashOf(text, at);
  if (dash === at) return { start: at, end: at, text: `${put.startsWith('{') ? put : `{ ${put} }`}, ` };
  const start = lineStart(text, dash);
  const indent = text.slice(start, dash);
  return { start, end: start, text: `${indent}- ${put}${lineEnd(text)}` };
}

/** Takes a whole step out. */
export function removeStep({ text }: Spot, step: AnalysedStep | undefined): Fix[] {
  const edit = step === undefined ? undefined : stepRemoval(text, step);
  return edit === undefined ? [] : [fix('Remove this step', edit)];
}

export function stepRemoval(text: string, { step }: AnalysedStep): TextEdit | undefined {
  return wholeLines(text, dashOf(text, step.base + startOf(step.node)), step.end);
}

/** Moves an entry of a step, and all entries after it, into a step of its own. */
export function splitStep({ text }: Spot, { map, entry }: Held): Fix[] {
  const index = map.entries.indexOf(entry);
  const name = keyText(entry) ?? '';
  if (map.flow || index <= 0) return [];
  const from = lineStart(text, entry.start);
  const dash = dashOf(text, map.start);
  if (text.slice(from, entry.start).trim() !== '' || dash === map.start) return [];
  const indent = text.slice(lineStart(text, dash), dash);
  // What is indented less than a list's item would be stays as it is.
  const gap = ' '.repeat(Math.max(1, entry.start - from - indent.length - 1));
  return [fix(`Begin a new step: - ${name}`, { start: from, end: entry.start, text: `${indent}-${gap}` })];
}

/** Moves an entry next to a performative into its fields. */
export function moveInto({ text }: Spot, held: Held, head: Held): Fix[] {
  const { value } = head.entry;
  const content = text.slice(held.entry.start, held.entry.end);
  if (value.kind !== 'map' || /[\r\n]/.test(content)) return [];
  const put: TextEdit = value.flow
    ? flowAddition(text, value.end, content, value.entries.length > 0)
    : {
        start: value.end,
        end: value.end,
        text: `${lineEnd(text)}${' '.repeat(value.start - lineStart(text, value.start))}${content}`,
      };
  return [fix(`Move it into ${keyText(head.entry) ?? 'the fields'}`, put, removalEdit(text, held))];
}

function flowAddition(text: string, end: number, put: string, more: boolean): TextEdit {
  let at = end - 1;
  while (at > 0 && /\s/.test(text.charAt(at - 1))) at--;
  return { start: at, end: at, text: more ? `, ${put}` : ` ${put} ` };
}
