import { markedLog, type Mark } from './marked-log.ts';

/** `SENT (0): <…>` and `RECV (0): <…>` (to 4.0 `RCV  (0): <…>`), with the number of the connection. */
const line = /(?:^|[\s:|\]-])(SENT|RECV|RCV ) \((\d+)\): ?/;
const parsed = /\bRCV PKT \(\d+\): /;
/** What the debugger tells of the connection itself. */
const other = /\b(?:XMPPConnection (?:connected|authenticated|closed)|User logged \(\d+\)|Reconnection failed)\b/;

function markOf(text: string): Mark | 'other' | undefined {
  const start = text.slice(0, 400);
  if (parsed.test(start) || other.test(start)) return 'other';
  const found = line.exec(start);
  if (found === null) return undefined;
  const xml = text.slice(found.index + found[0].length);
  return { direction: found[1] === 'SENT' ? 'sent' : 'received', connection: found[2], text: xml };
}

/** The log of Smack with `SmackConfiguration.DEBUG`. */
export const smack = markedLog({
  name: 'smack',
  title: 'Smack with SmackConfiguration.DEBUG, whichever debugger prints it',
  writer: 'client',
  reads: true,
  recognises: (text) => line.test(text.slice(0, 400)),
  marker: () => markOf,
});
