import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startPlayground, type Playground } from '../../../playground/index.ts';
import { RawClient } from '../raw-client.ts';
import { authenticate, bind, HEADER, login, payload, plain, response, scramFinal, scramFirst } from './login.ts';

let playground: Playground;
beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});
afterAll(() => playground.stop());

const open = (): Promise<RawClient> => RawClient.open(playground.info.xmpp);
const BARE_HEADER = HEADER.replace(/^<\?.*?\?>/, '');
const BIND = "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>";

/** What a client gets that sends this and nothing more, up to the end. */
async function answerTo(data: string | Uint8Array): Promise<string> {
  const client = await open();
  client.write(data);
  return client.closed();
}
const streamError = (text: string): string | undefined =>
  /<stream:error><([a-z-]+) xmlns='urn:ietf:params:xml:ns:xmpp-streams'/.exec(text)?.[1];

/** Whether the server still lets somebody in. */
async function stillServes(): Promise<void> {
  const client = await open();
  await login(client, 'juliet', 'check');
  client.destroy();
}

describe('a stream', () => {
  it('begins with a header and features: STARTTLS and SCRAM, but no PLAIN in clear text', async () => {
    const client = await open();
    client.write(HEADER);
    const answer = await client.until('</stream:features>');
    expect(answer).toMatch(
      /^<\?xml version='1.0'\?><stream:stream xmlns='jabber:client' xmlns:stream='http:\/\/etherx.jabber.org\/streams' from='localhost' id='[0-9a-f]+' version='1.0' xml:lang='en'>/,
    );
    expect([...answer.matchAll(/<mechanism>([^<]+)</g)].map((match) => match[1])).toEqual([
      'SCRAM-SHA-256',
      'SCRAM-SHA-1',
    ]);
    expect(answer).toContain("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    client.destroy();
  });

  it('goes on under TLS with a certificate of the playground’s own authority, and offers PLAIN there', async () => {
    const client = await open();
    client.write(HEADER);
    await client.until('</stream:features>');
    client.write("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    await client.until("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    await client.startTls(playground.info.ca);
    client.write(HEADER);
    const features = await client.until('</stream:features>');
    expect(features).toContain('<mechanism>PLAIN</mechanism>');
    expect(features).not.toContain('starttls');
    client.write(plain('romeo', 'wireloupe'));
    await client.until("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    client.destroy();
  });

  it.each([
    '<message>injected</message>',
    BARE_HEADER,
    HEADER,
    "<?xml version='1.0'?>",
    '<mess',
    ' ',
    'text',
    '</stream:stream>',
    '\xe2',
  ])('ends before TLS where %j follows <starttls/> in clear text', async (injected) => {
    const starttls = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    const data = Buffer.concat([Buffer.from(HEADER + starttls), Buffer.from(injected, 'latin1')]);
    const answer = await answerTo(data);
    expect(streamError(answer)).toBe('policy-violation');
    expect(answer).not.toContain('<proceed');
    await stillServes();
  });

  it.each([
    ['with an XML declaration', HEADER],
    ['without one', BARE_HEADER],
  ])('ends where a client opens its new stream, %s, before the log-in has succeeded', async (_how, header) => {
    const client = await open();
    client.write(HEADER);
    await client.until('</stream:features>');
    const bare = 'n=romeo,r=nonce';
    client.write(scramFirst('SCRAM-SHA-256', `n,,${bare}`));
    const challenge = payload(await client.until('</challenge>'), 'challenge');
    client.write(response(scramFinal('sha256', 'wireloupe', bare, challenge).final) + header + BIND);
    const answer = await client.closed();
    expect(streamError(answer)).toBe('policy-violation');
    expect(answer).toContain('<success');
    expect(answer).not.toContain('<iq');
  });

  it('forgives white space behind the log-in', async () => {
    const client = await open();
    client.write(HEADER);
    await client.until('</stream:features>');
    const bare = 'n=romeo,r=nonce';
    client.write(scramFirst('SCRAM-SHA-256', `n,,${bare}`));
    const challenge = payload(await client.until('</challenge>'), 'challenge');
    client.write(`${response(scramFinal('sha256', 'wireloupe', bare, challenge).final)}\n`);
    await client.until('</success>');
    client.write(HEADER);
    await client.until("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>");
    client.destroy();
  });

  it.each(['LOCALHOST', 'localhost.', 'ｌｏｃａｌｈｏｓｔ'])(
    'serves its domain when it is written as %s',
    async (domain) => {
      const client = await open();
      client.write(HEADER.replace("to='localhost'", `to='${domain}'`));
      await client.until('</stream:features>');
      client.destroy();
    },
  );

  it('makes up a resource where none is asked for, and ends with the client’s end tag', async () => {
    const client = await open();
    await login(client, 'romeo', '');
    client.write("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq></stream:stream>");
    expect(await client.closed()).toMatch(
      /^<iq to='romeo@localhost\/[0-9a-f]{12}' id='p' type='result'\/><\/stream:stream>$/,
    );
  });

  it('gives a resource to the newer connection, and tells the older one of the conflict', async () => {
    const [older, newer] = [await open(), await open()];
    await login(older, 'romeo', 'same');
    await login(newer, 'romeo', 'same');
    expect(streamError(await older.closed())).toBe('conflict');
    newer.write("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    await newer.until("type='result'/>");
    newer.destroy();
  });

  it('refuses a resource that is none, and binds the next one', async () => {
    const client = await open();
    await authenticate(client, 'romeo');
    expect(await bind(client, '&#x7f;')).toContain("<error type='modify'><bad-request ");
    expect(await bind(client, 'good')).toContain('<jid>romeo@localhost/good</jid>');
    client.destroy();
  });
});

describe('stream errors', () => {
  const header = (change: (text: string) => string): string => change(HEADER);

  it.each([
    ['another host', header((text) => text.replace("to='localhost'", "to='example.com'")), 'host-unknown'],
    ['no host', header((text) => text.replace(" to='localhost'", '')), 'improper-addressing'],
    ['another stream namespace', header((text) => text.replace('etherx', 'ether')), 'invalid-namespace'],
    [
      'another content namespace',
      header((text) => text.replace("'jabber:client'", "'jabber:server'")),
      'invalid-namespace',
    ],
    ['no version', header((text) => text.replace(/ version='1.0'>/, '>')), 'unsupported-version'],
    ['an HTTP request', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', 'not-well-formed'],
    ['an AMQP header', Uint8Array.of(0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0), 'not-well-formed'],
    ['a TLS handshake', Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0xff, 0xfe), 'unsupported-encoding'],
    ['some other XML', '<html/>', 'bad-format'],
    ['a stanza before log-in', `${HEADER}<message to='juliet@localhost'/>`, 'not-authorized'],
    ['a bind before log-in', HEADER + BIND, 'not-authorized'],
    ['a comment', `${HEADER}<!-- -->`, 'restricted-xml'],
    ['an entity bomb', `<!DOCTYPE a [<!ENTITY b "x">]>${HEADER}`, 'restricted-xml'],
    ['a stanza without end', `${HEADER}<auth>${'x'.repeat(300_000)}`, 'policy-violation'],
    ['a deep stanza', `${HEADER}${'<a>'.repeat(100)}`, 'policy-violation'],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(HEADER), Uint8Array.of(0xc3, 0x28)]),
      'unsupported-encoding',
    ],
  ])('answer %s', async (_what, data, condition) => {
    const answer = await answerTo(data);
    expect(streamError(answer)).toBe(condition);
    expect(answer).toMatch(/^<\?xml.*<\/stream:error><\/stream:stream>$/s);
  });

  it.each([
    ['a stanza of another', "<message from='juliet@localhost/x' to='romeo@localhost'/>", 'invalid-from'],
    ['what is not a stanza', "<dance xmlns='jabber:client'/>", 'unsupported-stanza-type'],
    ['a stanza of another namespace', "<message xmlns='jabber:server'/>", 'unsupported-stanza-type'],
    ['a second log-in', plain('juliet', 'wireloupe'), 'unsupported-stanza-type'],
    ['text between stanzas', 'hello<presence/>', 'not-well-formed'],
  ])('answer %s after log-in', async (_what, data, condition) => {
    const client = await open();
    await login(client, 'romeo', 'bad');
    client.write(data);
    expect(streamError(await client.closed())).toBe(condition);
  });

  it('answer a stanza between log-in and bind', async () => {
    const client = await open();
    await authenticate(client, 'romeo');
    client.write("<message to='juliet@localhost'/>");
    expect(streamError(await client.closed())).toBe('not-authorized');
  });

  it('end a stream after five failed log-ins', async () => {
    const client = await open();
    client.write(HEADER);
    await client.until('</stream:features>');
    for (let i = 0; i < 5; i++) client.write(plain('romeo', 'wrong'));
    const answer = await client.closed();
    expect(answer.match(/<encryption-required\/>/g)).toHaveLength(5);
    expect(streamError(answer)).toBe('policy-violation');
  });
});

describe('a careless peer', () => {
  it('that closes its half gets the end of the stream', async () => {
    const client = await open();
    await login(client, 'romeo', 'half');
    client.halfClose();
    expect(await client.closed()).toBe('</stream:stream>');
  });

  it('that vanishes in the middle of a stanza takes nobody along', async () => {
    const client = await open();
    await login(client, 'romeo', 'gone');
    client.write('<message to=');
    client.destroy();
    await stillServes();
  });

  it('that sends one byte at a time is served like any other', async () => {
    const client = await open();
    for (const character of HEADER) client.write(character);
    await client.until('</stream:features>');
    client.destroy();
  });

  it('that answers <proceed/> with garbage instead of TLS takes nobody along', async () => {
    const client = await open();
    client.write(HEADER);
    await client.until('</stream:features>');
    client.write("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
    await client.until('/>');
    client.write('this is not a handshake');
    await client.closed();
    await stillServes();
  });
});

describe('a stream over WebSocket', () => {
  const OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>";

  /** Frames that come in answer to these, up to the close. */
  async function frames(
    sent: readonly (string | Buffer)[],
    protocols = ['xmpp'],
    path = playground.info.websocket,
  ): Promise<string[]> {
    const socket = new WebSocket(path, protocols);
    const received: string[] = [];
    socket.on('message', (data: Buffer) => received.push(data.toString()));
    socket.on('error', () => received.push('refused'));
    socket.on('open', () => {
      for (const frame of sent) socket.send(frame);
    });
    await new Promise((resolve) => socket.on('close', resolve));
    return received;
  }

  it('is opened and closed by frames of their own', async () => {
    const received = await frames([OPEN, "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"]);
    expect(received[0]).toMatch(
      /^<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='localhost' id='[0-9a-f]+' version='1.0' xml:lang='en'\/>$/,
    );
    expect(received[1]).toMatch(/^<stream:features xmlns:stream='http:\/\/etherx.jabber.org\/streams'>/);
    expect(received[2]).toBe("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
  });

  it.each([
    ['a stream tag', [HEADER.replace(/<\?xml.*?\?>/, '').replace(/>$/, '/>')], 'bad-format'],
    ['half an element', ['<open'], 'not-well-formed'],
    ['two elements in a frame', [`${OPEN}${OPEN}`], 'not-well-formed'],
    ['a binary frame', [Buffer.from(OPEN)], 'bad-format'],
    ['another host', [OPEN.replace('localhost', 'example.com')], 'host-unknown'],
    ['a stanza before <open/>', ["<message xmlns='jabber:client'/>"], 'bad-format'],
    ['a comment', [OPEN, '<!-- -->'], 'restricted-xml'],
  ])('refuses %s', async (_what, sent, condition) => {
    const received = await frames(sent);
    expect(received.map(streamErrorOfFrame).filter((found) => found !== undefined)).toEqual([condition]);
    expect(received.at(-1)).toBe("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
  });

  const streamErrorOfFrame = (frame: string): string | undefined => /^<stream:error [^>]*><([a-z-]+) /.exec(frame)?.[1];

  it('is refused without the subprotocol, and elsewhere than at its path', async () => {
    expect(await frames([OPEN], [])).toEqual([]);
    expect(await frames([OPEN], ['xmpp'], playground.info.websocket.replace('/xmpp-websocket', '/other'))).toEqual([
      'refused',
    ]);
  });
});
