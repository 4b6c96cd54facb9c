import { closest, type Diagnostic, type Fix } from '../../../core/index.ts';
import { commentsOf, suppressibleRules } from '../../notation/suppressions.ts';
import type { AmqpDocument } from '../document.ts';
import { dashOf, wholeLines } from './entries.ts';
import { fix, lineEnd, lineStart, replace, spotOf, startOf, type Repair, type RepairTable } from './spot.ts';

/** Turns a finding's rule off for the step that it is in, or its line in the head of the file, by a comment before it. */
export function suppression(document: AmqpDocument, finding: Diagnostic): Fix | undefined {
  if (finding.code.startsWith('amqp/suppression')) return undefined;
  const { text } = document;
  const { step } = spotOf(document, finding);
  const at = step === undefined ? finding.start : dashOf(text, step.step.base + startOf(step.step.node));
  const line = lineStart(text, at);
  const title = `Disable ${finding.code} for this ${step === undefined ? 'line' : 'step'}`;
  const before = commentsOf(text).findLast(({ end }) => end < line && text.slice(end, line).trim() === '');
  const last = before?.names.at(-1);
  if (last !== undefined) return fix(title, { start: last.end, end: last.end, text: `, ${finding.code}` });
  const indent = /^ */.exec(text.slice(line, at))?.[0] ?? '';
  return fix(title, {
    start: line,
    end: line,
    text: `${indent}# wireloupe-disable-next-line ${finding.code}${lineEnd(text)}`,
  });
}

/** A comment that turns nothing off, or names a rule that there is not. */
const malformed: Repair = ({ document, text, start, end }) => {
  const found = text.slice(start, end);
  const takeOut = removeComment(text, start, end);
  if (found.startsWith('#') && text.slice(lineStart(text, start), start).trim() !== '')
    return [moveBefore(document, start, end), takeOut];
  if (found.startsWith('#'))
    return [replace('Change to wireloupe-disable-next-line', start, end, asNextLine(found)), takeOut];
  const rules = suppressibleRules();
  const near = closest(found.slice(0, 60), rules) ?? rules.find((id) => id.endsWith(`/${found}`));
  return [
    ...(near === undefined ? [] : [replace(`Change to “${near}”`, start, end, near)]),
    withoutName(text, start, end),
    takeOut,
  ];
};

const unused: Repair = ({ text, start, end }) => [
  ...(text[start] === '#' ? [] : [withoutName(text, start, end)]),
  removeComment(text, start, end),
];

/** A comment with the one directive that turns rules off. */
function asNextLine(comment: string): string {
  return comment
    .replace(/wireloupe-disable[\w-]*\s*:?/, 'wireloupe-disable-next-line ')
    .replace(/ {2,}/g, ' ')
    .trimEnd();
}

/** Moves a comment at the end of a line to a line before the step, or before its line in the head of the file. */
function moveBefore({ text, steps }: AmqpDocument, start: number, end: number): Fix {
  const step = steps.findLast((each) => each.step.start <= start)?.step;
  const line = lineStart(text, step === undefined ? start : dashOf(text, step.base + startOf(step.node)));
  const indent = /^ */.exec(text.slice(line))?.[0] ?? '';
  const comment = asNextLine(text.slice(start, end));
  const from = start - (/[ \t]*$/.exec(text.slice(line, start))?.[0].length ?? 0);
  return {
    title: 'Move the comment to the line before',
    edits: [
      { start: line, end: line, text: `${indent}${comment}${lineEnd(text)}` },
      { start: from, end, text: '' },
    ],
  };
}

function removeComment(text: string, start: number, end: number): Fix {
  const line = lineStart(text, start);
  const hash = text.lastIndexOf('#', start);
  const from = hash - (/[ \t]*$/.exec(text.slice(line, hash))?.[0].length ?? 0);
  const stop = text.slice(0, text.slice(end).search(/[\r\n]|$/) + end).length;
  const edit = wholeLines(text, from, stop) ?? { start: from, end: stop, text: '' };
  return fix('Remove the comment', edit);
}

/** Takes one name out of a comment that has several; alone it would stand for all rules. */
function withoutName(text: string, start: number, end: number): Fix {
  const before = /[ \t,]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const after = /^[ \t,]*/.exec(text.slice(end))?.[0].length ?? 0;
  const isFirst = text.slice(0, start - before).endsWith('next-line');
  return isFirst
    ? replace('Remove the name', start, end + after, '')
    : replace('Remove the name', start - before, end, '');
}

export const suppressionRepairs: RepairTable = { 'amqp/suppression': malformed, 'amqp/suppression-unused': unused };
