import { expect, test } from 'vitest';
import { slixmpp } from '../../../../../protocols/captures/logs/xmpp/slixmpp.ts';
import { readBy } from './printed.ts';

const ping = '<iq id="1" type="get"><ping xmlns="urn:xmpp:ping" /></iq>';

test.each([
  ['the example programs’ form', `DEBUG    SEND: ${ping}`],
  ['logging.basicConfig’s form', `DEBUG:slixmpp.xmlstream.xmlstream:SEND: ${ping}`],
  ['a form with a date', `2026-11-30 10:00:00,000 [slixmpp.xmlstream.xmlstream] DEBUG: SEND: ${ping}`],
  ['SleekXMPP’s form', `DEBUG    SEND (IMMED): ${ping}`],
])('slixmpp’s log is read in %s', (_name, line) => {
  expect(slixmpp.recognises(line, '')).toBe(true);
  expect(readBy(slixmpp, line)).toEqual([`> ${ping}`]);
});
test('what is received is printed again, what waits is not sent yet', () => {
  const text = `DEBUG    NOT SENT: <class 'slixmpp.stanza.iq.Iq'> ${ping}\nDEBUG    RECV: <message><body>a\nb</body></message>`;
  expect(readBy(slixmpp, text)).toEqual(['< <message><body>a\nb</body></message> (values)']);
});
