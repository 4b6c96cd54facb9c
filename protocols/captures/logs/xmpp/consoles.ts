import { commentMark } from './gajim.ts';
import { DirectionGuess } from './guess-direction.ts';
import { markedLog, type Mark } from './marked-log.ts';
import { isSurelyXmpp, isTopLevel, tagStarts } from './xml-start.ts';
import { markIn } from './xmpp-log.ts';

/** Marks elements that stand in lines without a direction, by what they say themselves. */
function guessing(told: (line: string) => Mark | undefined): (line: string) => Mark | undefined {
  const guess = new DirectionGuess();
  return (line) => {
    const mark = told(line);
    if (mark !== undefined) {
      if (mark.text !== '') guess.of(mark.text);
      return mark;
    }
    const at = tagStarts(line).find((each) => isTopLevel(line.slice(each)));
    if (at === undefined) return undefined;
    const text = line.slice(at);
    const direction = guess.of(text);
    return direction === undefined ? undefined : { direction, text, lossy: 'values' };
  };
}

const stamp = /^\s*<!--\s*TS:[^>]*-->/;

/** The XML console of Psi: elements, some with the time above them, and no direction. */
export const psi = markedLog({
  name: 'psi',
  title: 'Psi’s XML console',
  writer: 'client',
  recognises: (line) => stamp.test(line),
  marker: () => guessing((line) => commentMark(line)),
});

const converseLine = /\bconverse(?:[.-][\w.-]*)?\.js:\d+|\bcolor: dark(?:goldenrod|cyan)\b/;

/** Converse.js tells the direction by a colour, or not at all. */
function converseMark(line: string): Mark | undefined {
  const colour = /\bcolor: dark(goldenrod|cyan)\b/.exec(line)?.[1];
  if (colour === undefined) return undefined;
  const at = tagStarts(line).find((each) => isTopLevel(line.slice(each)));
  return at === undefined
    ? undefined
    : { direction: colour === 'cyan' ? 'sent' : 'received', text: line.slice(at), lossy: 'values' };
}

/** The console of a browser with Converse.js and `loglevel: 'debug'`. */
export const converse = markedLog({
  name: 'converse',
  title: 'Converse.js with loglevel “debug”, in a browser’s console',
  writer: 'client',
  recognises(line) {
    const at = tagStarts(line).find((each) => isSurelyXmpp(line.slice(each)));
    if (at === undefined) return false;
    return converseLine.test(line) || (/\bDEBUG:?\s*(?:%c)?$/.test(line.slice(0, at)) && line.startsWith('<body', at));
  },
  marker: () => guessing(converseMark),
});

/** What Strophe.js applications print in `rawInput`, `rawOutput`, `xmlInput` and `xmlOutput`. */
const stropheLine = /\b(RECV|SENT|(?:raw|xml)Input|(?:raw|xml)Output)\b\W{0,4}(?=<)/;

function stropheMark(line: string): Mark | undefined {
  const found = stropheLine.exec(line.slice(0, 400));
  if (found === null) return markIn(line);
  const direction = found[1] === 'SENT' || found[1]?.endsWith('Output') === true ? 'sent' : 'received';
  return { direction, text: line.slice(found.index + found[0].length), lossy: 'values' };
}

/** The console of a browser with an application of Strophe.js. */
export const strophe = markedLog({
  name: 'strophe',
  title: 'Strophe.js with rawInput and rawOutput printed (RECV, SENT)',
  writer: 'client',
  recognises(line) {
    const found = stropheLine.exec(line.slice(0, 400));
    if (found === null) return false;
    const text = line.slice(found.index + found[0].length);
    return (
      /^<(?:body|open)\s[^>]*(?:\/httpbind|xmpp-framing)/.test(text.slice(0, 1000)) ||
      (!/^(?:RECV|SENT)/.test(found[1] ?? '') && isSurelyXmpp(text))
    );
  },
  marker: () => stropheMark,
});

/** A line of Android’s log by Conversations, and the account. */
const logcat = /\bconversations\s*(?:\(\s*\d+\))?\s*:\s(?:([^\s:@]+@[^\s:]+):? )?/;

/** Android’s log of Conversations and programs made from it, built so that they log XML. */
export const conversations = markedLog({
  name: 'conversations',
  title: 'Conversations in adb logcat, where it is built to log XML',
  writer: 'client',
  recognises(line) {
    const found = logcat.exec(line.slice(0, 300));
    const mark = found === null ? undefined : markIn(line.slice(found.index + found[0].length));
    return mark !== undefined && mark.text !== '' && isSurelyXmpp(mark.text);
  },
  marker: () => {
    const guess = guessing(markIn);
    return (line) => {
      const found = logcat.exec(line.slice(0, 300));
      if (found === null) return undefined;
      const mark = guess(line.slice(found.index + found[0].length));
      return mark === undefined || found[1] === undefined ? mark : { ...mark, connection: found[1] };
    };
  },
});
