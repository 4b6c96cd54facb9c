import { describe, expect, it } from 'vitest';
import { folderOf, wireloupe } from './terminal.ts';

interface Line {
  readonly direction: string;
  readonly kind: string;
  readonly name?: string;
  readonly lossy?: true;
  readonly issues: readonly { readonly code: string; readonly severity: string }[];
}

/** The units of a log, each in one line, with the rules that it breaks. */
async function units(log: string): Promise<readonly string[]> {
  const { out } = await wireloupe(['decode', '--format', 'jsonl', 'a.log'], { cwd: await folderOf({ 'a.log': log }) });
  return out
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as Line)
    .map(({ direction, kind, name, lossy, issues }) => {
      const codes = issues.filter(({ severity }) => severity !== 'hint' && severity !== 'information');
      return [direction, name ?? kind, ...(lossy === true ? ['lossy'] : []), ...codes.map(({ code }) => code)].join(
        ' ',
      );
    });
}

describe('decode on logs of XMPP', () => {
  it('does not know of TLS whose beginning the program does not print', async () => {
    const log = `SENT: <stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.com' version='1.0'>
RECV: <stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' from='example.com' id='1' version='1.0'>
RECV: <stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls></stream:features>
SENT: <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>biwsbj1yLHI9MTIz</auth>
`;
    expect(await units(log)).toEqual(['client stream', 'server stream', 'server features', 'client auth']);
  });

  it('follows a log from the stream’s headers on with all rules; namespaces that the log leaves out break none', async () => {
    const log = `DEBUG    Event triggered: connecting
DEBUG    SEND: <stream:stream to='example.com' xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client' version='1.0'>
DEBUG    RECV: <stream:stream from="example.com" version="1.0" id="1">
DEBUG    RECV: <stream:features xmlns="http://etherx.jabber.org/streams"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind" /></stream:features>
DEBUG    SEND: <iq type="set" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>
DEBUG    RECV: <iq type="result" id="b"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>u@example.com/x</jid></bind></iq>
DEBUG    SEND: <message to="a@example.com" type="Chat"><body>hi</body></message>
DEBUG    SEND: <iq type="get" id="p"><ping xmlns="urn:xmpp:ping"/></iq>
DEBUG    RECV: <iq type="result" id="p" from="mallory@example.net" to="u@example.com/x" />
DEBUG    RECV: <iq type="result" id="q" from="example.com" to="u@example.com/x" />
`;
    expect(await units(log)).toEqual([
      'client stream',
      'server stream lossy',
      'server features lossy',
      'client iq',
      'server iq lossy',
      'client message xmpp/message-type',
      'client iq',
      'server iq lossy xmpp/reply-from',
      'server iq lossy xmpp/reply-unasked',
    ]);
  });

  it('asks for nothing that came before a log', async () => {
    const log = `10:00:00 SEND: <message to="a@b"><z:a/></message>
10:00:00 RECV: <iq type="result" id="p" from="example.com" to="u@example.com/x"/>
10:00:00 RECV: <stream:features/>
`;
    expect(await units(log)).toEqual(['client message lossy', 'server iq', 'server features']);
  });

  it('judges of a stanza that is cut what is there', async () => {
    const log = `SEND: <iq type='gett' id='1'><query xmlns='jabber:iq:roster'><item jid=...
RECV: <message from='a@b' type='chat'><body>half of a te [truncated]
SEND: <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>***</auth>
RECV: <iq from='a@b' id='v' type='result'><vCard xmlns='vcard-temp'><PHOTO><BINVAL>...</BINVAL></PHOTO></vCard></iq>
SEND: <iq id='w' to='a@b/>c [truncated]
`;
    expect(await units(log)).toEqual([
      'client iq lossy xmpp/iq-type',
      'server message lossy',
      'client auth lossy',
      'server iq lossy',
      'client iq lossy',
    ]);
  });

  it.each([
    'password removed',
    '[removed]',
    '&lt;hidden&gt;',
    '-- secret --',
    '••••••••',
    'xxxxxxxx',
    'data omitted here',
  ])('judges no “%s” in the place of data', async (text) => {
    const log = `SENT: <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-1'>${text}</auth>
SENT: <response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${text}</response>
`;
    expect(await units(log)).toEqual(['client auth lossy', 'client response lossy']);
  });

  it('judges data that is no base64', async () => {
    const log = `SENT: <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>no base64!</auth>\n`;
    expect(await units(log)).toEqual(['client auth xmpp/text-value']);
  });

  it('takes a server’s “Send” for the server’s, and judges start tags alone', async () => {
    const tag = (text: string): string => `Nov 30 10:00:00 c2s1\tdebug\t${text}\n`;
    const log =
      tag("Received[c2s]: <iq id='1' type='set'>") +
      tag("Sending[c2s]: <iq id='1' type='result'>") +
      tag("Received[c2s]: <presence xmlns='jabber:client'>");
    expect(await units(log)).toEqual(['client iq lossy', 'server iq lossy', 'client presence lossy']);
  });

  it('shows the bodies of BOSH as such', async () => {
    const log = `SENT: <body rid='1' xmlns='http://jabber.org/protocol/httpbind' sid='a'><presence xmlns='jabber:client'/></body>
RECV: <body xmlns='http://jabber.org/protocol/httpbind'/>
`;
    expect(await units(log)).toEqual(['client body lossy', 'server body lossy']);
  });

  it('has the directions of comments, and no findings on them', async () => {
    const log = `<!-- Outgoing 14.07.2019 11:38:59 -->
<iq type="get" id="1">
<ping xmlns="urn:xmpp:ping" />
</iq>

<!-- Incoming 14.07.2019 11:38:59 -->
<iq type="result" id="1" />
`;
    expect(await units(log)).toEqual(['client iq lossy', 'server iq lossy']);
  });
});
