import { markedLog, type Mark } from './marked-log.ts';
import { isSurelyXmpp, isTopLevel, tagStarts } from './xml-start.ts';

/** @xmpp/debug prints a line for each direction, and the element on the lines below. */
const alone = /^(?:\S+\s+)?(IN|OUT)\s*$/;

function markOf(text: string): Mark | 'other' | undefined {
  const found = alone.exec(text);
  if (found !== null) return { direction: found[1] === 'OUT' ? 'sent' : 'received', text: '', lossy: 'values' };
  return /^status (?:offline|connecting|connect|opening|open|online|closing|close|disconnecting|disconnect)\b/.test(
    text,
  )
    ? 'other'
    : undefined;
}

/** What @xmpp/debug prints for xmpp.js. */
export const xmppjs = markedLog({
  name: 'xmppjs',
  title: 'xmpp.js with @xmpp/debug',
  writer: 'client',
  recognises: (text, before) =>
    (alone.test(before) &&
      tagStarts(text.trimStart())[0] === 0 &&
      isTopLevel(text.trimStart()) &&
      isSurelyXmpp(text.trimStart())) ||
    /^status (?:connecting \w+:\/\/|open(?:ing)? <(?:open|stream:stream)\s)/.test(text),
  marker: () => markOf,
});
