import { markedLog, type Mark } from './marked-log.ts';
import { isTopLevel } from './xml-start.ts';

/** `<!-- Outgoing 14.07.2019 11:38:59 (account) -->` above each element. */
const comment = /^\s*<!--\s*(In|Out|Incoming|Outgoing)\b[^>]*?(?:\(([^()]*)\)\s*)?-->\s*(.*)$/i;

/** Consoles that put a comment with the direction above each element. An account is a connection. */
export function commentMark(text: string): Mark | undefined {
  const found = comment.exec(text);
  if (found === null) return undefined;
  const [, word = '', account, rest = ''] = found;
  const direction = word.toLowerCase().startsWith('o') ? 'sent' : 'received';
  const connection = account === undefined ? {} : { connection: account };
  return { direction, ...connection, text: isTopLevel(rest) ? rest : '', lossy: 'values' };
}

/** The XML console of Gajim. */
export const gajim = markedLog({
  name: 'gajim',
  title: 'Gajim’s XML console, and others with <!-- Incoming … --> and <!-- Outgoing … -->',
  writer: 'client',
  recognises: (text) => /^\s*<!--\s*(?:In|Out|Incoming|Outgoing)\b[^>]*-->/i.test(text),
  mark: commentMark,
});
