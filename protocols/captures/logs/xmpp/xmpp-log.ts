import { directionAlone, directionIn } from './directions.ts';
import { DirectionGuess } from './guess-direction.ts';
import { literalText } from './literals.ts';
import { unescapeEntities } from '../entities.ts';
import { markedLog, type Mark } from './marked-log.ts';
import { isFromEither, sideIn } from './sides.ts';
import { isLoggerLine, isTag } from './logger-line.ts';
import { goesOnAsMessage, isMisspelt, isSurelyXmpp, isTopLevel, tagStarts } from './xml-start.ts';

/** Lines that tell again what another line tells. */
const repeated = /\b(?:RCV PKT|INTERPRETED)\b/;

/**
 * Any log that says by a word or an arrow which way XML goes: in front of it, or on a line of its own. Its program is the client,
 * unless the first unit tells otherwise.
 */
export const xmppLog = markedLog({
  name: 'xmpp-log',
  isGeneral: true,
  title: 'XMPP in any log: a word or an arrow (SEND, RECV, OUT, IN, >>, <<, C:, S:), then XML, which may span lines',
  writer: 'client',
  recognises(line, before) {
    // Most lines have no XML, and the words take time.
    if (!line.includes('<') && !line.includes('&lt;')) return false;
    if (!isLoggerLine(line, before)) return false;
    const mark = markIn(line);
    if (mark !== undefined) return mark.text !== '' && isSurelyXmpp(mark.text);
    const start = line.trimStart();
    if (isSurelyXmpp(start)) return !isTag(before) && directionAlone(before) !== undefined;
    return goesOnAsMessage(before.includes('<message') ? (markIn(before)?.text ?? '') : '', start);
  },
  marker,
});

/** Marks fragments; of one that may come from either side its content tells the direction. */
function marker(): (line: string) => Mark | undefined {
  const guess = new DirectionGuess();
  return (line) => {
    const mark = markIn(line);
    if (mark !== undefined) {
      if (mark.text !== '') guess.of(mark.text);
      return mark;
    }
    const at = tagStarts(line)[0];
    if (at === undefined || !isFromEither(line.slice(0, at))) return undefined;
    const text = line.slice(at);
    return { direction: guess.of(text) ?? 'received', text };
  };
}

/** How far into a line entities are looked for. */
const mostEscaped = 65_536;

/** What a line says of a fragment, in any usual way of writing it. */
export function markIn(line: string): Mark | undefined {
  if (repeated.test(line.slice(0, 400))) return undefined;
  const inline = inlineMark(line);
  if (inline !== undefined) return inline;
  if (line.slice(0, mostEscaped).includes('&lt;')) {
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
  return alone === undefined ? undefined : { direction: alone, text: '', ...placeOf(line) };
}

/** Servers whose logs have no format of their own. */
const servers = /\borg\.jivesoftware\.openfire\b|\bwhen=\S{10,40} level=\w{1,10} |"what":"\w{1,60}"/;

/** What the text in front of a fragment tells of its connection, and of the program. */
function placeOf(before: string): Pick<Mark, 'connection' | 'writer'> {
  const side = sideIn(before);
  if (side !== undefined) return side.connection === undefined ? {} : { connection: side.connection };
  if (!servers.test(before.slice(0, 400))) return {};
  const connection = /\b(?:c2s|component|s2s)_pid=(<[\d.]{1,30}>)/.exec(before)?.[1];
  return { writer: 'server', ...(connection === undefined ? {} : { connection }) };
}

/** A direction with the XML behind it. */
function inlineMark(line: string): Mark | undefined {
  for (const at of tagStarts(line)) {
    const text = line.slice(at);
    if (!isTopLevel(text) && !isMisspelt(text)) continue;
    const before = line.slice(0, at);
    const direction = directionIn(before);
    if (direction === undefined || isErlang(before, text)) continue;
    const quote = /["'`]$/.exec(before)?.[0];
    const literal = quote === undefined ? undefined : literalText(text, quote);
    const place = { direction, ...placeOf(before) };
    return literal === undefined
      ? { ...place, text }
      : { ...place, text: literal.text, whole: true, rest: text.slice(literal.end) };
  }
  return undefined;
}

/** Whether it is source code of Erlang: `Pattern -> <<"…">>,`, whose arrow tells no direction, or a call with a format, `~p`. */
function isErlang(before: string, text: string): boolean {
  if (/~[a-z]\\?"\s{0,8},\s{0,8}\[/.test(before.slice(-400))) return true;
  return /->\s{0,8}<<"$/.test(before.slice(-20)) && /">>\s{0,8}[,;.]\s{0,8}$/.test(text.slice(-20));
}
