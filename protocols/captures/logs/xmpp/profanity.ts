import { markedLog, type Mark } from './marked-log.ts';

/** The log file: `…: conn: DBG: SENT: <…>`; other programs with libstrophe: `xmpp DEBUG RECV: <…>`. */
const line = /\b(?:conn|xmpp):? (?:DBG:?|DEBUG:?) (SENT|RECV): ?/;
/** The XML console has the direction on a line of its own, and before each line the time. */
const alone = /^(?:\d\d:\d\d(?::\d\d)? - )?(SENT|RECV):\s*$/;
const timed = /^\d\d:\d\d(?::\d\d)? - /;

/** libstrophe leaves out the prefix of each attribute that it received; `xml:lang` is the only one that stanzas have. */
function withLanguage(text: string): string {
  return text.replace(/<[^<>]*>/g, (tag) => tag.replace(/\slang=(?=["'])/, ' xml:lang='));
}

function markOf(text: string): Mark | undefined {
  const found = line.exec(text.slice(0, 400));
  if (found === null) {
    const console = alone.exec(text);
    return console === null ? undefined : { direction: console[1] === 'SENT' ? 'sent' : 'received', text: '' };
  }
  const direction = found[1] === 'SENT' ? 'sent' : 'received';
  // What is received is printed from the parsed tree.
  const loss = direction === 'sent' ? { exact: true } : ({ lossy: 'values' } as const);
  const xml = text.slice(found.index + found[0].length);
  return { direction, text: direction === 'sent' ? xml : withLanguage(xml), ...loss };
}

/** The log of Profanity at the level DEBUG, its XML console, and libstrophe’s log. */
export const profanity = markedLog({
  name: 'profanity',
  title: 'Profanity’s log at the level DEBUG, its /xmlconsole, and other programs with libstrophe',
  writer: 'client',
  recognises: (text, before) =>
    (line.test(text.slice(0, 400)) && text.includes('<')) ||
    (timed.test(text) && alone.test(before) && timed.test(before) && text.includes('<')),
  marker: () => markOf,
  continuation: (text) => withLanguage(text.replace(timed, '')),
});
