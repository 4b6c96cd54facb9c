import type { Mark } from './marked-log.ts';
import { markedLog } from './marked-log.ts';

/** What slixmpp and SleekXMPP print behind whatever the program’s logging puts first. */
const line = /(?:^|[\s:|\]-])(SEND|RECV)(?: \([A-Z]+\))?: (?:b(['"]))?(?=<)/;
/** Stanzas that wait for the session, and so are logged again when they are sent. */
const unsent = /\bNOT SENT: /;

function markOf(text: string): Mark | 'other' | undefined {
  if (unsent.test(text.slice(0, 400))) return 'other';
  const found = line.exec(text.slice(0, 400));
  if (found === null) return undefined;
  const direction = found[1] === 'SEND' ? 'sent' : 'received';
  const xml = text.slice(found.index + found[0].length);
  // What is received is printed from the parsed tree, without the stream’s namespace.
  return direction === 'sent' ? { direction, text: xml, exact: true } : { direction, text: xml, lossy: 'values' };
}

/** The log of slixmpp, and of SleekXMPP before it, at the level DEBUG. */
export const slixmpp = markedLog({
  name: 'slixmpp',
  title: 'slixmpp and SleekXMPP with logging at the level DEBUG',
  writer: 'client',
  recognises: (text) => /\bDEBUG\b|slixmpp|sleekxmpp/.test(text.slice(0, 200)) && line.test(text.slice(0, 400)),
  marker: () => markOf,
});
