import { describe, expect, test } from 'vitest';
import { recognised } from '../recognised.ts';
import { readBy } from './printed.ts';

const ping = `<iq id='1' type='get'><ping xmlns='urn:xmpp:ping'/></iq>`;
const answer = `<iq id='1' type='result'/>`;

function read(text: string): readonly [name: string | undefined, units: readonly string[]] {
  const format = recognised(text);
  return [format?.name, format === undefined ? [] : readBy(format, text)];
}

describe('a name of a side in front of the element', () => {
  test.each<[sent: string, received: string]>([
    ['C: ', 'S: '],
    ['UC: ', 'US: '],
    ['I: ', 'R: '],
    ['P: ', 'S: '],
    ['S1: ', 'S2: '],
    ['[C] ', '[S] '],
    ['(C): ', '(S): '],
    ['C> ', 'S> '],
    ['**Client:** ', '**Server:** '],
    ['[Client] ', '[Server] '],
    ['10:00:00 client: ', '10:00:01 server: '],
    ['client -> server: ', 'server -> client: '],
    ['[C→S] ', '[S→C] '],
    ['C->S: ', 'S->C: '],
    ['C -> S ', 'C <- S '],
    ['C2S: ', 'S2C: '],
    ['To server: ', 'From server: '],
  ])('%s and %s', (sent, received) => {
    expect(read(`${sent}${ping}\n${received}${answer}`)).toEqual(['xmpp-log', [`> ${ping}`, `< ${answer}`]]);
  });
  test('keeps a contact’s connection apart', () => {
    const text = `UC: <presence to='a@b' type='subscribe'/>\nCS: <presence from='c@d' type='subscribe'/>`;
    expect(read(text)).toEqual([
      'xmpp-log',
      [`> <presence to='a@b' type='subscribe'/>`, `contact < <presence from='c@d' type='subscribe'/>`],
    ]);
  });
  test('of any entity, by what the element says', () => {
    const text = `C: ${ping}\nE: ${answer}\nE: <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'/>`;
    expect(read(text)[1]).toEqual([
      `> ${ping}`,
      `< ${answer}`,
      `> <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'/>`,
    ]);
  });
  test('is no level of a log', () => {
    for (const head of ['[I] ', '[E] ', 'http: ', 'ids: ', 'r: ']) expect(read(`${head}${ping}`)[0]).toBeUndefined();
  });
});

describe('a name of several words, a number or a sign', () => {
  test.each<[sent: string, received: string]>([
    ['[LogAreaXmlOutgoing] ', '[LogAreaXmlIncoming] '],
    ['XML_OUTGOING: ', 'XML_INCOMING: '],
    ['log: level: 0, area: 262144, ', 'log: level: 0, area: 131072, '],
    ['log: level: 0, area: 16384, ', 'log: level: 0, area: 8192, '],
    ['OnWriteXml: ', 'OnReadXml: '],
    ['xmlOut: ', 'xmlIn: '],
    ['> ', '< '],
    ['10:00:00 > ', '10:00:01 < '],
    ['DEBUG: socket     sent  ', 'DEBUG: socket     got   '],
    ['::::: DATA SENT ::::\n\n', '::::: DATA RECEIVED ::::\n\n'],
    [`${'>'.repeat(80)}\n`, `${'<'.repeat(80)}\n`],
    ['SEND:\n', 'RECV:\n'],
    ['XMPP SENDING: ', 'XMPP RECEIVING: '],
    ['INFO  Component.RAW: RAW DATA OUT ', 'INFO  Component.RAW: RAW DATA IN '],
  ])('%s and %s', (sent, received) => {
    expect(read(`${sent}${ping}\n${received}${answer}`)).toEqual(['xmpp-log', [`> ${ping}`, `< ${answer}`]]);
  });
  test('in a comment', () => {
    const text = `<!-- Sent 10:00:00 (home) -->\n${ping}\n<!-- Received 10:00:01 (home) -->\n${answer}`;
    expect(read(text)).toEqual(['gajim', [`home > ${ping} (values)`, `home < ${answer} (values)`]]);
  });
});

describe('servers', () => {
  const tls = 'c2s@host/127.0.0.1_5222_127.0.0.1_40000';
  const ends = '127.0.0.1_5222_127.0.0.1_40000';
  test('Tigase prints what it sends up to three times', () => {
    const text = `2026-11-30 10:00:00.1 [in_1] XMPPIOService.processSocketData() FINEST: READ:${ping} [${tls}, type: accept]
2026-11-30 10:00:00.2 [pool] XMPPIOService.x() FINEST: Sending packet: from=a, to=null, DATA=${answer}, SIZE=23, XMLNS=jabber:client [${tls}]
2026-11-30 10:00:00.2 [pool] IOService.writeData() FINEST: Writing data (26): ${answer} [${tls}]
2026-11-30 10:00:00.2 [pool] XMPPIOService.x() FINEST: SENT: ${answer} [${tls}]`;
    expect(read(text)).toEqual(['tigase', [`${ends} < ${ping}`, `${ends} > ${answer}`]]);
  });
  test('Tigase’s packets count where nothing else is printed', () => {
    const text = `2026-11-30 10:00:00.1 [in_1] ClientConnectionManager.x() FINEST: Processing socket data: from=null, to=null, DATA=${ping}, SIZE=60, XMLNS=jabber:client, PRIORITY=NORMAL from connection: ${tls}
2026-11-30 10:00:00.2 [pool] ClientConnectionManager.x() FINEST: Writing packet: from=a, to=null, DATA=${answer}, SIZE=26, XMLNS=jabber:client [${tls}]`;
    expect(read(text)).toEqual(['tigase', [`${ends} < ${ping} (values)`, `${ends} > ${answer} (values)`]]);
  });
  test('old versions of Tigase print data', () => {
    const text = `FINEST: Read socket data: ${ping}\nFINER: Writing raw data to the socket: ${answer}`;
    expect(read(text)).toEqual(['tigase', [`< ${ping}`, `> ${answer}`]]);
  });
  test('Openfire at the level trace', () => {
    const name = '2026.11.30 10:00:00 TRACE [t-1]: org.jivesoftware.openfire.nio.Netty';
    const text = `${name}ConnectionHandler - Handler on /192.0.2.1:4 received: ${ping}\n${name}Connection - Sending: ${answer}`;
    expect(read(text)).toEqual(['xmpp-log', ['role', `< ${ping}`, 'role', `> ${answer}`]]);
  });
  test('MongooseIM’s lines of keys and values', () => {
    const text = `when=2026-11-30T10:00:00+00:00 level=debug what=received_xml_on_stream pid=<0.1.0> at=mongoose_c2s:x:1 packet="${ping}" c2s_pid=<0.2.0>
when=2026-11-30T10:00:00+00:00 level=debug what=ws_send pid=<0.1.0> at=x:y:1 text="Sending xml" packet="${answer}" peer=a`;
    expect(read(text)).toEqual(['xmpp-log', ['role', `< ${ping}`, 'role', `> ${answer}`]]);
  });
  test('Prosody’s answers of SASL, and BOSH', () => {
    const success = `<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>`;
    const text = `Nov 30 10:00:00 c2s1\tdebug\tReceived[c2s_unauthed]: <auth mechanism='PLAIN'>
Nov 30 10:00:00 example.com:saslauth\tdebug\tsasl reply: ${success}
Nov 30 10:00:00 c2s1\tdebug\tSending[c2s_unauthed]: <success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>
Nov 30 10:00:00 bosh2\tdebug\tBOSH stanza received: <iq id='1' type='get'>`;
    expect(read(text)).toEqual([
      'prosody',
      [`c2s1 < <auth mechanism='PLAIN'> (cut)`, `c2s1 > ${success}`, `bosh2 < <iq id='1' type='get'> (cut)`],
    ]);
  });
  test('Prosody between servers, and by way of syslog', () => {
    const text = `Nov 30 10:00:00 s2sin1\tdebug\tSending stream features: <stream:features/>
Nov 30 10:00:00 s2sin1\tdebug\tSending[s2sin_unauthed]: <stream:features>
Nov 30 10:00:01 host prosody[42]: s2sin1: Received[s2sin]: <iq id='1' type='get'>`;
    expect(read(text)).toEqual(['prosody', ['s2sin1 > <stream:features/>', `s2sin1 < <iq id='1' type='get'> (cut)`]]);
  });
});
