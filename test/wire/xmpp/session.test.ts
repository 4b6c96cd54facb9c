import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Wire } from '../../../wire/requests.ts';
import { failureOf, listen, patient, testWire, valueOf } from '../fake.ts';

const header =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='localhost'>";
const login = [
  `${header}<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>`,
  "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
  `${header}<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>`,
  "<iq type='result' id='bind-1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@localhost/test</jid></bind></iq>",
];

/** A server that logs anybody in, and then gives what it gets to `onText`. */
async function loggedIn(
  onText: (text: string, socket: Socket) => void,
): Promise<{ readonly wire: Wire; readonly server: () => Socket }> {
  let server: Socket | undefined;
  const port = await listen((socket) => {
    server = socket;
    const answers = [...login];
    socket.on('data', (data) => {
      const answer = answers.shift();
      if (answer === undefined) onText(data.toString(), socket);
      else socket.write(answer);
    });
  });
  const wire = testWire(patient);
  valueOf(
    await wire.connect({
      name: 'romeo',
      password: 'secret',
      profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test' },
    }),
  );
  return {
    wire,
    server: () => {
      if (server === undefined) throw new Error('nobody connected');
      return server;
    },
  };
}

const send = (wire: Wire, text: string, timeout = 20_000) =>
  wire.send({ connection: 'romeo', payload: { kind: 'xmpp', text }, timeout });

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(() => condition()).toBe(true);
}

describe('a session', () => {
  it('sends a stanza exactly as it is written, and gives the answer', async () => {
    let got = '';
    const { wire } = await loggedIn((text, socket) => {
      got += text;
      socket.write(
        "<iq type='result' id='q1' from='localhost'><query xmlns='jabber:iq:version'><name>fake</name></query></iq>",
      );
    });
    const text = "<iq  type='get'\n id=\"q1\" to='localhost' ><query   xmlns='jabber:iq:version'/></iq>";
    const reply = valueOf(await send(wire, text));
    expect(got).toBe(text);
    expect(reply).toMatchObject({ status: 'result', summary: 'iq result with query (jabber:iq:version)' });
    expect(reply.text).toContain('<name>fake</name>');
    const [sent, received] = [reply.sent[0]!, reply.received[0]!];
    expect((await wire.unit({ seq: sent }))?.row).toMatchObject({ peer: received, side: 'client', name: 'iq' });
    expect((await wire.unit({ seq: received }))?.row).toMatchObject({ peer: sent, side: 'server' });
  });

  it('keeps characters that arrive in pieces', async () => {
    const bytes = Buffer.from(
      "<message id='first'/><iq type='result' id='1' from='localhost'><q xmlns='x'>😀</q></iq>",
    );
    const middle = bytes.indexOf(0xf0) + 2;
    const { wire, server } = await loggedIn((_text, socket) => socket.write(bytes.subarray(0, middle)));
    const sending = send(wire, '<iq type="get" id="1" to="localhost"/>');
    // The message is recorded, so the half of the character behind it has been read as well.
    await until(async () => (await wire.rows({ filter: { text: 'name:message' }, from: 0, count: 0 })).matching === 1);
    server().write(bytes.subarray(middle));
    expect(valueOf(await sending).text).toContain('😀');
  });

  it('gives an error with what the server said', async () => {
    const { wire } = await loggedIn((_text, socket) => {
      socket.write(
        "<iq type='error' id='1' from='localhost'><error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>no node</text></error></iq>",
      );
    });
    expect(valueOf(await send(wire, '<iq type="get" id="1" to="localhost"/>'))).toMatchObject({
      status: 'error',
      summary: 'iq error: item-not-found (cancel): no node',
      problem: { severity: 'error', text: 'error: item-not-found' },
    });
  });

  it('does not take somebody else’s answer for the answer', async () => {
    const { wire, server } = await loggedIn((_text, socket) =>
      socket.write("<iq type='result' id='1' from='mallory@evil'/><message id='next'/>"),
    );
    const sending = send(wire, '<iq type="get" id="1" to="juliet@localhost/a"/>');
    await until(async () => (await wire.rows({ filter: { text: 'name:message' }, from: 0, count: 0 })).matching === 1);
    server().write("<iq type='result' id='1' from='juliet@localhost/a'/>");
    expect(valueOf(await sending).text).toContain('juliet@localhost/a');
  });

  it('says who did not answer', async () => {
    const { wire } = await loggedIn(() => undefined);
    const failure = failureOf(await send(wire, '<iq type="get" id="1" to="juliet@localhost/a"/>', 200));
    expect(failure.code).toBe('timeout');
    expect(failure.hint).toContain('juliet@localhost/a');
  });

  it('owes no answer for a message', async () => {
    const { wire } = await loggedIn(() => undefined);
    expect(valueOf(await send(wire, '<message to="a@b" id="m"><body>hi</body></message>')).status).toBe('sent');
  });

  it('can be cancelled while it waits', async () => {
    const { wire } = await loggedIn(() => undefined);
    const controller = new AbortController();
    const sending = wire.send(
      { connection: 'romeo', payload: { kind: 'xmpp', text: '<iq type="get" id="1"/>' } },
      controller.signal,
    );
    controller.abort();
    expect(failureOf(await sending).code).toBe('cancelled');
    expect((await wire.connections())[0]?.state).toBe('connected');
  });

  it('answers pings, confirms roster pushes, and declines other requests, as a client must', async () => {
    let got = '';
    const { server } = await loggedIn((text) => (got += text));
    server().write(
      "<iq type='get' id='p' from='localhost'><ping xmlns='urn:xmpp:ping'/></iq><iq type='set' id='r'><query xmlns='jabber:iq:roster'/></iq><iq type='get' id='v' from='a@b/c'><query xmlns='jabber:iq:version'/></iq><iq type='result' id='z'/>",
    );
    await until(() => got.includes('id="v"'));
    expect(got).toContain('<iq type="result" id="p" to="localhost"/>');
    expect(got).toContain('<iq type="result" id="r"/>');
    expect(got).toContain('<iq type="error" id="v" to="a@b/c"><error type="cancel"><service-unavailable');
    expect(got).not.toContain('id="z"');
  });

  it.each([
    ['and ends its stream', '<iq type="get" id="1"/>', '</stream:stream>'],
    ['and leaves its stream open', '<iq type="get" id="1"/>', ''],
    ['and leaves its stream open, after a message to which no answer is owed', '<message/>', ''],
  ])(
    'ends with the stream error that the server sends %s, for the connection and for what waits',
    async (_how, stanza, end) => {
      const { wire } = await loggedIn((_text, socket) => {
        socket.write(
          `<stream:error><policy-violation xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>${end}`,
        );
      });
      const failure = failureOf(await send(wire, stanza));
      expect(failure).toMatchObject({ code: 'policy', server: { condition: 'policy-violation' } });
      expect((await wire.connections())[0]).toMatchObject({
        state: 'failed',
        failure: { server: { condition: 'policy-violation' } },
      });
      expect(failureOf(await send(wire, '<presence/>')).code).toBe('not-connected');
    },
  );

  it('fails when the socket breaks, and other connections go on', async () => {
    const one = await loggedIn(() => undefined);
    const two = await loggedIn((_text, socket) => socket.write("<iq type='result' id='1'/>"));
    one.server().destroy();
    await until(async () => (await one.wire.connections())[0]?.state === 'failed');
    expect(valueOf(await send(two.wire, '<iq type="get" id="1"/>')).status).toBe('result');
  });

  it('fails on markup that XMPP forbids, without taking the process down', async () => {
    const { wire, server } = await loggedIn(() => undefined);
    server().write('<message>&nbsp;</message>');
    await until(async () => (await wire.connections())[0]?.state === 'failed');
    expect((await wire.connections())[0]?.failure?.message).toContain('&nbsp;');
  });

  it('masks the password in what it shows, until somebody asks', async () => {
    const { wire } = await loggedIn(() => undefined);
    const { rows } = await wire.rows({ filter: { text: 'name:auth' }, from: 0, count: 1 });
    const seq = rows[0]!.seq;
    const password = Buffer.from('\0romeo\0secret').toString('base64');
    const masked = (await wire.unit({ seq }))!;
    expect(masked.masked).toBe(true);
    expect(Buffer.from(masked.bytes).toString()).not.toContain(password);
    const shown = (await wire.unit({ seq, secrets: true }))!;
    expect(shown.masked).toBe(false);
    expect(Buffer.from(shown.bytes).toString()).toContain(password);
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it('ends the stream when it is closed', async () => {
    let got = '';
    const { wire } = await loggedIn((text, socket) => {
      got += text;
      if (text.includes('</stream:stream>')) socket.end('</stream:stream>');
    });
    await wire.disconnect('romeo');
    expect(got).toBe('</stream:stream>');
    expect((await wire.connections())[0]?.state).toBe('disconnected');
  });

  it('does not wait for ever for a server that ignores the end of the stream', async () => {
    const { wire } = await loggedIn(() => undefined);
    await wire.disconnect('romeo');
    expect((await wire.connections())[0]?.state).toBe('disconnected');
  });
});
