import { markedLog, type Mark } from './marked-log.ts';
import { isTopLevel } from './xml-start.ts';

/** `<!-- Outgoing 14.07.2019 11:38:59 (account) -->` above each element. */
const comment = /^\s*<!--\s*(In|Out|Incoming|Outgoing|Sent|Received|Send|Recv)\b([^>]{0,300}?)-->/i;

/** Consoles that put a comment with the direction above each element. An account is a connection. */
export function commentMark(text: string): Mark | undefined {
  const found = comment.exec(text.slice(0, 400));
  if (found === null) return undefined;
  const [all, word = '', about = ''] = found;
  const account = /\(([^()]{1,200})\)\s*$/.exec(about)?.[1];
  const rest = text.slice(all.length).trimStart();
  const direction = /^[os]/i.test(word) ? 'sent' : 'received';
  const connection = account === undefined ? {} : { connection: account };
  return { direction, ...connection, text: isTopLevel(rest) ? rest : '', lossy: 'values' };
}

/** The XML console of Gajim. */
export const gajim = markedLog({
  name: 'gajim',
  title: 'Gajim’s XML console, and others with <!-- Incoming … --> and <!-- Outgoing … -->',
  writer: 'client',
  recognises: (text) => comment.test(text.slice(0, 400)),
  marker: () => commentMark,
});
