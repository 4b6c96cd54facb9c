import { describe, expect, it } from 'vitest';
import type { Timeouts } from '../../../wire/net/deadline.ts';
import type { ConnectionProfile, WireFailure } from '../../../wire/protocol.ts';
import { answering, closedPort, failureOf, listen, patient, testWire } from '../fake.ts';

const header =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='localhost'>";
const plainFeatures =
  "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>";

async function connect(
  port: number,
  profile: Partial<ConnectionProfile> = {},
  timeouts: Partial<Timeouts> = {},
): Promise<WireFailure> {
  return failureOf(
    await testWire(timeouts).connect({
      name: 'romeo',
      password: 'secret',
      profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test', ...profile },
    }),
  );
}

describe('connecting to an XMPP server that', () => {
  it('is not there', async () => {
    const port = await closedPort();
    const failure = await connect(port);
    expect(failure.code).toBe('refused');
    expect(failure.message).toContain(`127.0.0.1:${port}`);
    expect(failure.hint).toContain('port');
  });

  it.each(['', '@localhost', 'romeo@', 'romeo@local..host', 'romeo montague@localhost'])(
    'is to log in “%s”, which is not a JID',
    async (jid) => {
      const failure = await connect(await closedPort(), { jid });
      expect(failure.code).toBe('policy');
      expect(failure.message).toContain(`“${jid}” is not a JID. `);
    },
  );

  it('has a name that nobody knows', async () => {
    const failure = await connect(5222, { service: 'xmpp://no-such-host.invalid:5222' });
    expect(failure.code).toBe('unknown-host');
  });

  it('accepts and then says nothing', async () => {
    const failure = await connect(await listen(() => undefined), {}, { login: 200, tls: 200 });
    expect(failure.code).toBe('timeout');
    expect(failure.message).toContain('did not finish the login');
  });

  it('closes at once', async () => {
    const failure = await connect(await listen((socket) => socket.end()));
    expect(failure.code).toBe('closed');
  });

  it('is a web server', async () => {
    const failure = await connect(await answering('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(failure).toMatchObject({ code: 'protocol' });
    expect(failure.message).toContain('HTTP/1.1 400 Bad Request');
  });

  it('is an AMQP broker', async () => {
    expect((await connect(await answering(Buffer.from('414d515000010000', 'hex')))).message).toContain('AMQP');
  });

  it('wants TLS from the first byte', async () => {
    const failure = await connect(await answering(Buffer.from('1503010002022f', 'hex')));
    expect(failure.hint).toContain('xmpps:');
  });

  it('answers garbage', async () => {
    expect((await connect(await answering('220 mail ESMTP\r\n'))).code).toBe('protocol');
  });

  it.each([
    ['<html><head><title>Sign in</title><meta charset="utf-8">', 'answered HTML'],
    ['<!DOCTYPE html>\n<html><body>', 'answered HTML'],
    ["<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><head>", 'answered HTML'],
    ['<!-- proxy --><HTML><BODY>', 'answered HTML'],
    ['<center><h1>504', 'answered with XML, not with an XMPP stream'],
    ["<error code='", 'answered with XML, not with an XMPP stream'],
    ['<a<b', 'answered with XML, not with an XMPP stream'],
    ['<![CDATA[', 'answered with XML, not with an XMPP stream'],
    ['  \r\nHTTP/1.0 403 Forbidden\r\n\r\n<html>', 'answered HTTP (“HTTP/1.0 403 Forbidden”)'],
    [`${header}HTTP/1.1 400 Bad Request`, 'not XML of an XMPP stream'],
    [`${header}${plainFeatures}hello`, 'not XML of an XMPP stream'],
  ])('answers %j and waits, which fails at once', async (answer, message) => {
    const failure = await connect(await answering(answer));
    expect(failure).toMatchObject({ code: 'protocol' });
    expect(failure.message).toContain(message);
  });

  it.each([
    ['byte by byte', Array.from(Buffer.from(header), (each) => Buffer.from([each]))],
    [
      'with a header in another form',
      [
        "<?xml version='1.0' encoding='UTF-8' ?>\n<str",
        "eam:stream\nxmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1'>",
      ],
    ],
  ])('opens its stream %s, which is waited for', async (_how, parts) => {
    const port = await listen((socket) => {
      void (async () => {
        for (const part of parts) {
          socket.write(part);
          await new Promise((resolve) => setImmediate(resolve));
        }
        socket.write(plainFeatures.replace('PLAIN', 'X-NONE'));
      })();
    });
    expect((await connect(port)).message).toContain('X-NONE');
  });

  it('speaks plain text where TLS was asked for', async () => {
    const failure = await connect(await answering(header), {}, { login: 200, tls: 200 });
    expect(failure.code).toBe('timeout');
    const port = await answering(header);
    expect((await connect(port, { service: `xmpps://127.0.0.1:${port}` })).code).toBe('tls');
  });

  it('does not know the domain, and says so by a stream error', async () => {
    const failure = await connect(
      await answering(
        header,
        "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/><text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>no such domain</text></stream:error></stream:stream>",
      ),
    );
    expect(failure.server).toEqual({ condition: 'host-unknown', text: 'no such domain' });
    expect(failure.message).toContain('no such domain');
    expect(failure.hint).toContain('JID');
  });

  it.each([
    ['a comment', '<stream:features><!-- x --></stream:features>'],
    ['an undefined entity', '<stream:features>&nbsp;</stream:features>'],
    ['an entity without its end', '<stream:features>&amp</stream:features>'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><stream:features/>'],
    ['a duplicate attribute', '<stream:features a="1" a="2"/>'],
    ['an undeclared prefix', '<x:features/>'],
    ['a wrong end tag', '<stream:features><a></b></stream:features>'],
    [
      'elements nested thousands deep',
      `<stream:features>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</stream:features>`,
    ],
  ])('sends %s', async (_what, xml) => {
    const failure = await connect(await answering(header, xml));
    expect(failure.code).toBe('protocol');
  });

  it('sends bytes that are not UTF-8', async () => {
    expect((await connect(await answering(header, Buffer.from('<a>\xff</a>', 'latin1')))).code).toBe('protocol');
  });

  it('opens with something else than a stream', async () => {
    expect((await connect(await answering('<html><body>'), {}, { login: 200, tls: 200 })).code).toMatch(
      /protocol|timeout/u,
    );
  });

  it('speaks XMPP from before 1.0', async () => {
    expect((await connect(await answering(header.replace(" version='1.0' id", ' id')))).message).toContain('1.0');
  });

  it('offers no login method that is known', async () => {
    const failure = await connect(await answering(header, plainFeatures.replace('PLAIN', 'X-STRANGE')));
    expect(failure.code).toBe('auth');
    expect(failure.message).toContain('X-STRANGE');
  });

  it('asks for so few SCRAM iterations that the password could be guessed, unless the profile allows it', async () => {
    const proofs: string[] = [];
    const port = await listen((socket) => {
      socket.once('data', () => {
        socket.write(header + plainFeatures.replace('PLAIN', 'SCRAM-SHA-1'));
        socket.once('data', (data) => {
          const nonce =
            /r=(.*)/u.exec(Buffer.from(/>([^<]*)</u.exec(data.toString())?.[1] ?? '', 'base64').toString())?.[1] ?? '';
          const challenge = Buffer.from(`r=${nonce}server,s=QSXCR+Q6sek8bf92,i=1`).toString('base64');
          socket.write(`<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${challenge}</challenge>`);
          socket.once('data', (proof) => {
            proofs.push(proof.toString());
            socket.end("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>");
          });
        });
      });
    });
    const failure = await connect(port, {}, patient);
    expect(failure.code).toBe('auth');
    expect(failure.message).toContain('asks for 1 SCRAM iterations; the minimum is 4096');
    expect(failure.hint).toContain('"scram": { "minIterations": 1 }');
    expect(proofs).toEqual([]);
    expect((await connect(port, { scram: { minIterations: 1 } }, patient)).server).toEqual({
      condition: 'not-authorized',
    });
    expect(proofs).toHaveLength(1);
  });

  it('sends a challenge that is not base64', async () => {
    const port = await listen((socket) => {
      socket.once('data', () => {
        socket.write(header + plainFeatures.replace('PLAIN', 'SCRAM-SHA-1'));
        socket.once('data', () => socket.write("<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>%%%</challenge>"));
      });
    });
    expect((await connect(port, {}, patient)).message).toContain('not base64');
  });

  it('refuses the password', async () => {
    const port = await listen((socket) => {
      socket.once('data', () => {
        socket.write(header + plainFeatures);
        socket.once('data', () =>
          socket.write("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>"),
        );
      });
    });
    const failure = await connect(port);
    expect(failure).toMatchObject({ code: 'auth', server: { condition: 'not-authorized' } });
    expect(failure.hint).toContain('password');
  });

  it('offers STARTTLS and then refuses it', async () => {
    const port = await listen((socket) => {
      socket.once('data', () => {
        socket.write(`${header}<stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>`);
        socket.once('data', () => socket.write("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:stream>"));
      });
    });
    expect((await connect(port)).code).toBe('tls');
  });

  it('refuses the resource', async () => {
    const bindError =
      "<iq type='error' id='bind-1'><error type='cancel'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>";
    const port = await listen((socket) => {
      const answers = [
        header + plainFeatures,
        "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
        `${header}<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>`,
        bindError,
      ];
      socket.on('data', () => socket.write(answers.shift() ?? ''));
    });
    const failure = await connect(port);
    expect(failure.server).toEqual({ condition: 'conflict' });
    expect(failure.hint).toContain('resource');
  });
});

describe('a profile that cannot work', () => {
  it.each([
    [{ jid: '@nobody' }, /not a JID/u],
    [{ service: 'amqp://localhost' }, /Unsupported scheme “amqp:” for XMPP/u],
    [{ service: 'http://localhost/http-bind' }, /BOSH/u],
  ] as const)('%j says why', async (profile, message) => {
    const failure = await connect(1, profile);
    expect(failure.code).toBe('policy');
    expect(failure.message).toMatch(message);
  });
});

describe('cancelling', () => {
  it('ends the attempt, and leaves the connection as disconnected', async () => {
    const port = await listen(() => undefined);
    const wire = testWire();
    const attempt = wire.connect({
      name: 'romeo',
      profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost' },
    });
    await wire.disconnect('romeo');
    expect(failureOf(await attempt).code).toBe('cancelled');
    expect((await wire.connections())[0]?.state).toBe('disconnected');
  });

  it('sending on a connection that is not open says so', async () => {
    const failure = failureOf(
      await testWire().send({ connection: 'nobody', payload: { kind: 'xmpp', text: '<presence/>' } }),
    );
    expect(failure.code).toBe('not-connected');
  });
});

describe('opening a WebSocket to a server that', () => {
  const switching = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n';
  const open = async (answer: string): Promise<WireFailure> => {
    const port = await listen((socket) => socket.once('data', () => socket.write(answer)));
    return connect(port, { service: `ws://127.0.0.1:${port}/ws` });
  };

  it.each([
    ['404 Not Found', 'HTTP 404.', 'Prosody’s is /xmpp-websocket'],
    ['403 Forbidden', 'HTTP 403.', 'WebSocket is enabled'],
    ['302 Found', 'HTTP 302.', 'WebSocket is enabled'],
  ])('answers %s', async (status, message, hint) => {
    const failure = await open(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`);
    expect(failure).toMatchObject({ code: 'protocol' });
    expect(failure.message).toMatch(new RegExp(`answered the WebSocket handshake with ${message}$`, 'u'));
    expect(failure.hint).toContain(hint);
  });

  it.each([
    ['SSH-2.0-OpenSSH_9.6\r\n'],
    [`${switching}Sec-WebSocket-Accept: wrong\r\n\r\n`],
    ['HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'],
  ])('does not speak it, and answers %j', async (answer) => {
    const failure = await open(answer);
    expect(failure).toMatchObject({ code: 'protocol', hint: 'Check port and path of the service address.' });
    expect(failure.message).toContain('does not speak WebSocket: ');
  });

  it('is not there, closes at once or says nothing', async () => {
    const gone = await closedPort();
    expect(await connect(gone, { service: `ws://127.0.0.1:${gone}/ws` })).toMatchObject({ code: 'refused' });
    const closing = await listen((socket) => socket.destroy());
    expect(await connect(closing, { service: `ws://127.0.0.1:${closing}/ws` })).toMatchObject({ code: 'closed' });
    const silent = await listen(() => undefined);
    expect(await connect(silent, { service: `ws://127.0.0.1:${silent}/ws` }, { tls: 200 })).toMatchObject({
      code: 'timeout',
    });
  });
});
