import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { variableLookup, type TakenValue } from '../../../protocols/core/index.ts';
import { runSendable } from '../../../protocols/sending-run.ts';
import { openForSending } from '../../../protocols/sending.ts';
import { dynamicSources } from '../../../workspace/dynamic-sources.ts';
import type { ConnectionProfile } from '../../../wire/protocol.ts';
import type { Wire } from '../../../wire/requests.ts';
import { createWire } from '../../../wire/wire.ts';
import { hasProsody, startProsody, type XmppServer } from '../../servers/index.ts';
import { failureOf, valueOf } from '../fake.ts';

describe.skipIf(!hasProsody)('Prosody (needs prosody on the PATH)', () => {
  let server: XmppServer;
  let wire: Wire;

  beforeAll(async () => {
    server = await startProsody();
    wire = createWire();
  });

  afterAll(async () => {
    await wire.dispose();
    await server.stop();
  });

  const profile = (service: string, more: Partial<ConnectionProfile> = {}): ConnectionProfile => ({
    protocol: 'xmpp',
    service,
    jid: 'romeo@localhost',
    tls: { ca: server.certificates.ca },
    ...more,
  });
  const connect = (name: string, wanted: ConnectionProfile, password: string = server.password) =>
    wire.connect({ name, profile: wanted, password });

  it('logs in over STARTTLS, the certificate verified for the JID’s domain', async () => {
    const info = valueOf(
      await connect('starttls', profile(`xmpp://127.0.0.1:${server.c2s}`, { jid: 'romeo@localhost/bench' })),
    );
    expect(info.identity).toBe('romeo@localhost/bench');
    expect(info.tls?.verified).toBe(true);
    const { rows } = await wire.rows({ filter: { connection: 'starttls' }, from: 0, count: 100 });
    const auth = rows.find((row) => row.name === 'auth')!;
    expect(auth.summary).toContain('SCRAM-SHA-');
    // What crossed inside TLS is recorded in clear, from the first byte to the last.
    expect(rows.map((row) => row.name)).toEqual(
      expect.arrayContaining([
        'stream',
        'starttls',
        'proceed',
        'features',
        'auth',
        'challenge',
        'response',
        'success',
        'iq',
      ]),
    );
  });

  it('logs in over direct TLS', async () => {
    expect(valueOf(await connect('direct', profile(`xmpps://127.0.0.1:${server.directTls}`))).tls?.verified).toBe(true);
  });

  it('logs in over WebSocket', async () => {
    expect(valueOf(await connect('ws', profile(server.websocket))).identity).toMatch(/^romeo@localhost\//u);
  });

  it('pairs an iq with its answer on each of them', async () => {
    for (const connection of ['starttls', 'direct', 'ws']) {
      const text = '<iq type="get" id="d1" to="localhost"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>';
      const reply = valueOf(await wire.send({ connection, payload: { kind: 'xmpp', text } }));
      expect(reply.status).toBe('result');
      expect(reply.text).toContain('disco#info');
      expect((await wire.unit({ seq: reply.sent[0]! }))?.row.peer).toBe(reply.received[0]);
    }
  });

  it('tells of an error', async () => {
    const reply = valueOf(
      await wire.send({
        connection: 'starttls',
        payload: { kind: 'xmpp', text: '<iq type="get" id="e1" to="localhost"><query xmlns="urn:example:none"/></iq>' },
      }),
    );
    expect(reply).toMatchObject({ status: 'error' });
    expect(reply.summary).toContain('service-unavailable');
  });

  it('delivers a message between connections, characters beyond the basic plane included', async () => {
    const juliet = valueOf(
      await connect('juliet', profile(`xmpp://127.0.0.1:${server.c2s}`, { jid: 'juliet@localhost/balcony' })),
    );
    await wire.send({
      connection: 'starttls',
      payload: { kind: 'xmpp', text: `<message to="${juliet.identity!}" id="m1"><body>Wherefore 😀</body></message>` },
    });
    const { rows } = await wire.rows({
      filter: { text: 'dir:in name:message', connection: 'juliet' },
      from: 0,
      count: 10,
    });
    expect(rows.at(-1)?.summary).toContain('😀');
  });

  it('refuses a wrong password', async () => {
    expect(failureOf(await connect('wrong', profile(`xmpp://127.0.0.1:${server.c2s}`), 'wrong'))).toMatchObject({
      code: 'auth',
      server: { condition: 'not-authorized' },
    });
  });

  it('is not trusted without its authority, which can then be trusted by the PEM in the failure', async () => {
    for (const service of [`xmpp://127.0.0.1:${server.c2s}`, `xmpps://127.0.0.1:${server.directTls}`]) {
      const failure = failureOf(await connect('untrusted', profile(service, { tls: {} })));
      expect(failure.code).toBe('tls-untrusted');
      expect(failure.untrustedCa).toContain('BEGIN CERTIFICATE');
    }
    expect(
      valueOf(await connect('unverified', profile(`xmpp://127.0.0.1:${server.c2s}`, { tls: { verify: false } }))).tls
        ?.verified,
    ).toBe(false);
  });

  it('is not taken for another domain', async () => {
    const failure = failureOf(
      await connect(
        'other',
        profile(`xmpp://127.0.0.1:${server.c2s}`, { tls: { ca: server.certificates.ca, servername: 'example.org' } }),
      ),
    );
    expect(failure.code).toBe('tls-untrusted');
    expect(failure.message).toContain('example.org');
    expect(failure.untrustedCa).toBeUndefined();
  });

  it('ends the stream over bad XML, and says which error that was', async () => {
    valueOf(await connect('bad', profile(`xmpp://127.0.0.1:${server.c2s}`)));
    const failure = failureOf(
      await wire.send({
        connection: 'bad',
        payload: { kind: 'xmpp', text: '<iq type="get" id="1"><a></b></iq>' },
        timeout: 3000,
      }),
    );
    expect(failure.server?.condition).toBe('not-well-formed');
    expect((await wire.connections()).find((info) => info.name === 'bad')?.state).toBe('failed');
    expect((await wire.connections()).find((info) => info.name === 'starttls')?.state).toBe('connected');
  });

  it('takes the value of a variable from the answer to an iq, and sends it to whom the answer named', async () => {
    await connect('set', profile(`xmpps://127.0.0.1:${server.directTls}`));
    const disco = (what: string, to: string): string =>
      `<iq type="get" id="{{$id}}" to="${to}"><query xmlns="http://jabber.org/protocol/disco#${what}"/></iq>\n`;
    const text = `${disco('items', 'localhost')}<?set item xpath="//item/@jid" of="last"?>\n${disco('info', '{{item}}')}`;
    const document = await openForSending('xmpp', text, {});
    const taken = new Map<string, TakenValue>();
    const lookup = variableLookup(new Map(), dynamicSources(true));
    const run = async (index: number) =>
      runSendable(document, index, lookup, taken, async (payload) =>
        valueOf(await wire.send({ connection: 'set', payload })),
      );
    expect(await run(1)).toMatchObject([{ code: 'not-set-yet' }]);
    expect(await run(0)).toMatchObject({ reply: { status: 'result' }, problems: [] });
    const item = taken.get('item')?.value ?? '';
    expect(item).toContain('localhost');
    const answered = await run(1);
    expect(answered).toMatchObject({ reply: { status: 'result' }, problems: [] });
    expect('reply' in answered && answered.reply.text).toContain(`from='${item}'`);
  });
});
