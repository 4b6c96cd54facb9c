import { directionAlone, directionIn } from './directions.ts';
import { literalText, unescapeEntities } from './literals.ts';
import { markedLog, type Mark } from './marked-log.ts';
import { isSurelyXmpp, isTopLevel, tagStarts } from './xml-start.ts';

/** Lines that tell again what another line tells. */
const repeated = /\b(?:RCV PKT|INTERPRETED)\b/;

/**
 * Any log that says by a word or an arrow which way XML goes: in front of it, or on a line of its own. Its program is the client,
 * unless the first unit tells otherwise.
 */
export const xmppLog = markedLog({
  name: 'xmpp-log',
  title: 'XMPP in any log: a word or an arrow (SEND, RECV, OUT, IN, >>, <<, C:, S:), then XML, which may span lines',
  writer: 'client',
  recognises(line, before) {
    const mark = markIn(line);
    if (mark !== undefined) return mark.text !== '' && isSurelyXmpp(mark.text);
    const start = line.trimStart();
    return isSurelyXmpp(start) && directionAlone(before) !== undefined;
  },
  marker: () => markIn,
});

/** What a line says of a fragment, in any usual way of writing it. */
export function markIn(line: string): Mark | undefined {
  if (repeated.test(line.slice(0, 400))) return undefined;
  const inline = inlineMark(line);
  if (inline !== undefined) return inline;
  if (line.includes('&lt;')) {
    const plain = inlineMark(unescapeEntities(line));
    if (plain !== undefined) return { ...plain, escaped: true };
  }
  const vines = /\b(Sent|Received) stanza:\s+(\S+)\s+->\s+(\S+)\s*$/.exec(line.slice(0, 400));
  if (vines !== null) {
    // Vines, a server, names both ends: the other one’s address is the connection.
    const [, word, from, to] = vines;
    return word === 'Sent'
      ? { direction: 'sent', connection: to, text: '', exact: true, writer: 'server' }
      : { direction: 'received', connection: from, text: '', exact: true, writer: 'server' };
  }
  const alone = directionAlone(line);
  return alone === undefined ? undefined : { direction: alone, text: '' };
}

/** A direction with the XML behind it. */
function inlineMark(line: string): Mark | undefined {
  for (const at of tagStarts(line)) {
    const text = line.slice(at);
    if (!isTopLevel(text)) continue;
    const before = line.slice(0, at);
    const direction = directionIn(before);
    if (direction === undefined) continue;
    const quote = /["'`]$/.exec(before)?.[0];
    const literal = quote === undefined ? undefined : literalText(text, quote);
    return literal === undefined ? { direction, text } : { direction, text: literal, whole: true };
  }
  return undefined;
}
