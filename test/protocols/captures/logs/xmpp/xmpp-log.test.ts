import { describe, expect, test } from 'vitest';
import { xmppLog } from '../../../../../protocols/captures/logs/xmpp/xmpp-log.ts';
import { readBy } from './printed.ts';

const ping = `<iq id='1' type='get'><ping xmlns='urn:xmpp:ping'/></iq>`;
const answer = `<iq id='1' type='result'/>`;

describe('the general reader finds the direction', () => {
  test.each([
    'SEND: ',
    'SENT: ',
    '2026-11-30 10:00:00,123 DEBUG [main] c.e.Client - >> ',
    '[out] ',
    'OUT ',
    'Outgoing XML: ',
    '--> ',
    '->',
    '10:00:00 >>> ',
    'C: ',
    'Client: ',
    '(10:00:00) jabber: Sending (ssl) (romeo@example.net/orchard): ',
    'Sent 57 bytes: ',
    'I/xmpp    (1234): write: ',
    'xmpp.session - sending stanza ',
    '↑ ',
    '⬆',
    '⬆️\t',
  ])('sent: %s', (before) => {
    expect(xmppLog.recognises(before + ping, '')).toBe(true);
    expect(readBy(xmppLog, before + ping)).toEqual([`> ${ping}`]);
  });
  test.each([
    'RECV: ',
    'RCV: ',
    'RECD: ',
    '2026-11-30T10:00:00Z TRACE received: ',
    '[in] ',
    'IN ',
    'Incoming: ',
    '<-- ',
    '<- ',
    '<< ',
    'S: ',
    'Server: ',
    '(10:00:01) jabber: Recv (ssl)(57): ',
    'Received stanza from example.net: ',
    '↓ ',
    '⬇',
    '⬇️\t',
  ])('received: %s', (before) => {
    expect(xmppLog.recognises(before + answer, '')).toBe(true);
    expect(readBy(xmppLog, before + answer)).toEqual([`< ${answer}`]);
  });
  test('on a line of its own', () => {
    expect(xmppLog.recognises(ping, 'OUT')).toBe(true);
    expect(readBy(xmppLog, `SENT:\n${ping}\n\nReceived stanza:\n${answer}`)).toEqual([`> ${ping}`, `< ${answer}`]);
  });
  test.each([
    ['a sentence', `The error in ${ping} was found`],
    ['something that was not sent', `NOT SENT: ${ping}`],
    ['something discarded', `Discarding data sent to resting session: ${ping}`],
    ['XML that is not XMPP', 'SEND: <html><body>hi</body></html>'],
    ['a name in angle brackets', 'Received mail from <romeo@example.net>'],
  ])('but not in %s', (_name, line) => {
    expect(xmppLog.recognises(line, '')).toBe(false);
  });
});

test('the general reader has elements whose names are almost those of stanzas', () => {
  const elements = ['<mesage to="a@b"/>', '<Iq type="get" id="1"/>', '<presense/>'];
  expect(readBy(xmppLog, elements.map((each) => `>> ${each}`).join('\n'))).toEqual(elements.map((each) => `> ${each}`));
  expect(readBy(xmppLog, '>> <html/>\n>> <package/>')).toEqual([]);
});

describe('the general reader finds the text', () => {
  test.each([
    ['JSON', `{"dir":"out","xml":${JSON.stringify(ping.replaceAll("'", '"'))},"n":1}`, ping.replaceAll("'", '"')],
    ['Python bytes', `SENT b"${ping}"`, ping],
    [
      'Python bytes with escapes',
      String.raw`SENT b'<message><body>caf\xc3\xa9</body></message>'`,
      '<message><body>café</body></message>',
    ],
    ['quotes around attributes in the same quotes', `Send: "<iq id="1" type="get"/>"`, '<iq id="1" type="get"/>'],
    [
      'entities',
      'SEND: &lt;message&gt;&lt;body&gt;&amp;amp;&lt;/body&gt;&lt;/message&gt;',
      '<message><body>&amp;</body></message>',
    ],
    ['a suffix', `SEND: ${ping} +3ms converse.js:48053:17`, ping],
  ])('in %s', (_name, line, text) => {
    expect(readBy(xmppLog, line)).toEqual([`> ${text}`]);
  });
  test('several elements in one line', () => {
    expect(readBy(xmppLog, `SEND: ${ping}${answer}`)).toEqual([`> ${ping}`, `> ${answer}`]);
  });
  test('over several lines, without the lines of the log between them', () => {
    const text = '10:00:00 SEND: <message>\n  <body>a\n10:00:01 INFO other thread\n12</body>\n</message>';
    expect(readBy(xmppLog, text)).toEqual(['> <message>\n  <body>a\n12</body>\n</message> (values)']);
  });
  test('up to where it is cut', () => {
    expect(readBy(xmppLog, `SEND: <message to='a@b'><body>hi... [truncated]\nRECV: ${answer}`)).toEqual([
      "> <message to='a@b'><body>hi... (cut)",
      `< ${answer}`,
    ]);
  });
  test('where something is hidden', () => {
    expect(readBy(xmppLog, `SEND: <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>***</auth>`)).toEqual([
      "> <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>***</auth> (cut)",
    ]);
  });
  test('what does not end is a gap', () => {
    expect(readBy(xmppLog, `SEND: <message>\n<body>\nmore\nRECV: ${answer}`)).toEqual([
      'gap: The XML that begins here does not end',
      `< ${answer}`,
    ]);
  });
  test('a declaration belongs to the header below it', () => {
    expect(readBy(xmppLog, `SEND: <?xml version='1.0'?>\nSEND: <stream:stream to='a'>`)).toEqual([
      "> <?xml version='1.0'?><stream:stream to='a'>",
    ]);
  });
});
