import { LineIndex, type Problem } from '../../protocols/core/index.ts';
import { UserError } from '../errors/user-error.ts';

/** Why a document's part was not sent: the first problem in words, with the way to its place. */
export function notSendable(problems: readonly Problem[], text: string, document: string): UserError {
  const [first] = problems;
  if (first === undefined) return nothingToSend();
  const { line } = new LineIndex(text).positionAt(first.start);
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  const end = /[.!?]$/.test(first.message) ? '' : '.';
  return new UserError('not-sendable', `Not sent, line ${line + 1}: ${first.message}${end}${more}`, [
    { title: `Go to Line ${line + 1}`, command: 'wireloupe.revealPlace', args: [document, first.start] },
    ...(first.variable === 'undefined'
      ? [{ title: 'Choose Environment', command: 'wireloupe.pickEnvironment' as const }]
      : []),
  ]);
}

/** Why variables were not set from an answer: the first problem in words, with the way to its place. */
export function notSet(problems: readonly Problem[], text: string, document: string): UserError {
  const [first] = problems;
  if (first === undefined) return nothingToSend();
  const line = new LineIndex(text).positionAt(first.start).line + 1;
  const end = /[.!?]$/.test(first.message) ? '' : '.';
  return new UserError('not-set', `Line ${line}: ${first.message}${end}`, [
    { title: `Go to Line ${line}`, command: 'wireloupe.revealPlace', args: [document, first.start] },
  ]);
}

/** There is nothing at the cursor, or no editor. */
export function nothingToSend(): UserError {
  return new UserError(
    'nothing-to-send',
    'There is nothing to send here: put the cursor on a stanza, a message or a frame of an .xmpp or .amqp.yaml file.',
    [
      { title: 'New XMPP File', command: 'wireloupe.newXmppFile' },
      { title: 'New AMQP File', command: 'wireloupe.newAmqpFile' },
    ],
  );
}
