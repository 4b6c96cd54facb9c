import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../protocols/core/index.ts';
import type { ConnectionProfile } from '../../../wire/protocol.ts';
import { startPlayground } from '../../../playground/index.ts';
import type { Wire } from '../../../wire/requests.ts';
import { createWire } from '../../../wire/wire.ts';
import { hasEjabberd, hasProsody, startEjabberd, startProsody } from '../../servers/index.ts';
import { listen, testWire, valueOf } from '../fake.ts';

const iq = (id: string, to: string, payload: string, type = 'get') =>
  `<iq type="${type}" id="${id}"${to === '' ? '' : ` to="${to}"`}>${payload}</iq>`;

/** What a client does after logging in, as people's clients do it. */
const session = (domain: string): readonly string[] => [
  iq('s1', '', '<query xmlns="jabber:iq:roster"/>'),
  '<presence/>',
  iq('s2', domain, '<query xmlns="http://jabber.org/protocol/disco#info"/>'),
  iq('s3', '', '<enable xmlns="urn:xmpp:carbons:2"/>', 'set'),
  `<message type="chat" id="s4" to="juliet@${domain}"><body>hello</body><origin-id xmlns="urn:xmpp:sid:0" id="s4"/></message>`,
  `<message type="chat" id="s5" to="juliet@${domain}"><body>hello!</body><replace xmlns="urn:xmpp:message-correct:0" id="s4"/></message>`,
  iq(
    's6',
    '',
    '<query xmlns="urn:xmpp:mam:2" queryid="q1"><set xmlns="http://jabber.org/protocol/rsm"><max>5</max></set></query>',
    'set',
  ),
  iq('s7', '', '<query xmlns="urn:xmpp:mam:2"/>', 'set'),
  `<presence to="balcony@conference.${domain}/romeo"><x xmlns="http://jabber.org/protocol/muc"/></presence>`,
  iq(
    's8',
    `balcony@conference.${domain}`,
    '<query xmlns="http://jabber.org/protocol/muc#owner"><x xmlns="jabber:x:data" type="submit"/></query>',
    'set',
  ),
  `<message type="groupchat" id="s9" to="balcony@conference.${domain}"><body>hello, all</body></message>`,
  `<message type="groupchat" id="s10" to="balcony@conference.${domain}"><body>hello, all!</body><replace xmlns="urn:xmpp:message-correct:0" id="s9"/></message>`,
  iq('s11', `balcony@conference.${domain}`, '<query xmlns="urn:xmpp:mam:2" queryid="q2"/>', 'set'),
  iq('s12', `balcony@conference.${domain}/romeo`, '<ping xmlns="urn:xmpp:ping"/>'),
  iq('s13', `romeo@${domain}`, '<query xmlns="http://jabber.org/protocol/disco#info"/>'),
  iq('s14', '', `<query xmlns="jabber:iq:roster"><item jid="nurse@${domain}"/></query>`, 'set'),
  iq('s15', domain, '<ping xmlns="urn:xmpp:ping"/>'),
];

const serious = ({ severity }: Issue): boolean => severity === 'error' || severity === 'warning';

/** What the rows of a connection are marked with, and how many rows there are. */
async function marks(
  wire: Wire,
  connection: string,
): Promise<{ readonly rows: number; readonly found: readonly string[] }> {
  const { rows } = await wire.rows({ filter: { connection }, from: 0, count: 1000 });
  const found: string[] = [];
  for (const row of rows) {
    const unit = await wire.unit({ seq: row.seq });
    const wrong = unit?.issues.filter(serious) ?? [];
    if (wrong.length > 0)
      found.push(`${row.side} ${row.name} (${row.state ?? 'no state'}): ${wrong.map(({ code }) => code).join(', ')}`);
  }
  return { rows: rows.length, found };
}

/** How many messages with this text a connection has received. */
async function received(wire: Wire, connection: string, text: string): Promise<number> {
  const { rows } = await wire.rows({ filter: { text: 'dir:in name:message', connection }, from: 0, count: 1000 });
  const units = await Promise.all(rows.map((row) => wire.unit({ seq: row.seq })));
  return units.filter((unit) => unit !== null && Buffer.from(unit.bytes).includes(text)).length;
}

interface Started {
  readonly services: readonly string[];
  readonly ca: string;
  readonly password: string;
  stop(): Promise<void>;
}

const servers: readonly {
  readonly name: string;
  readonly has: boolean;
  readonly carbons: boolean;
  readonly start: () => Promise<Started>;
}[] = [
  ...[
    { name: 'Prosody', has: hasProsody, run: startProsody },
    { name: 'ejabberd', has: hasEjabberd, run: startEjabberd },
  ].map(({ name, has, run }) => ({
    name,
    has,
    carbons: true,
    start: async () => {
      const server = await run();
      return {
        services: [`xmpp://127.0.0.1:${server.c2s}`, server.websocket],
        ca: server.certificates.ca,
        password: server.password,
        stop: () => server.stop(),
      };
    },
  })),
  {
    name: 'the playground',
    has: true,
    carbons: false,
    start: async () => {
      const playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
      return {
        services: [playground.info.xmpp, playground.info.websocket],
        ca: '',
        password: 'wireloupe',
        stop: () => playground.stop(),
      };
    },
  },
];

describe.each(servers)('a session with $name', ({ name, has, carbons, start }) => {
  describe.skipIf(!has)(`(needs ${name})`, () => {
    let server: Started;
    let wire: Wire;
    const profile = (service: string): ConnectionProfile => ({
      protocol: 'xmpp',
      service,
      tls: server.ca === '' ? { verify: false } : { ca: server.ca },
    });

    beforeAll(async () => {
      server = await start();
      wire = createWire();
    });

    afterAll(async () => {
      await wire.dispose();
      await server.stop();
    });

    it('draws no finding, over TCP and over WebSocket', async () => {
      for (const service of server.services) {
        const send = (connection: string, text: string) =>
          wire.send({ connection, payload: { kind: 'xmpp', text }, timeout: 3000 });
        for (const [connection, who, resource] of [
          ['juliet', 'juliet', 'balcony'],
          ['elsewhere', 'romeo', 'elsewhere'],
          [service, 'romeo', 'bench'],
        ] as const) {
          valueOf(
            await wire.connect({
              name: connection,
              profile: { ...profile(service), jid: `${who}@localhost/${resource}` },
              password: server.password,
            }),
          );
          await send(connection, '<presence/>');
        }
        for (const text of session('localhost')) await send(service, text);
        // The copy of what the same account sends from elsewhere (XEP-0280).
        await send(
          'elsewhere',
          '<message type="chat" id="e1" to="juliet@localhost"><body>from elsewhere</body></message>',
        );
        if (carbons) await expect.poll(() => received(wire, service, 'urn:xmpp:carbons:2')).toBe(1);
        for (const connection of [service, 'elsewhere', 'juliet']) await wire.disconnect(connection);
        const { rows, found } = await marks(wire, service);
        expect(rows).toBeGreaterThan(40);
        expect(found).toEqual([]);
      }
    });
  });
});

describe.skipIf(!hasProsody)('an attack through Prosody (needs prosody on the PATH)', () => {
  it('by a carbon copy that somebody else wrote is marked in the row', async () => {
    const server = await startProsody();
    const wire = createWire();
    try {
      for (const who of ['romeo', 'juliet']) {
        valueOf(
          await wire.connect({
            name: who,
            password: server.password,
            profile: {
              protocol: 'xmpp',
              service: `xmpp://127.0.0.1:${server.c2s}`,
              jid: `${who}@localhost/${who}`,
              tls: { ca: server.certificates.ca },
            },
          }),
        );
        await wire.send({ connection: who, payload: { kind: 'xmpp', text: '<presence/>' } });
      }
      const forged =
        '<forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="nurse@localhost/x" to="romeo@localhost"><body>give her the key</body></message></forwarded>';
      await wire.send({
        connection: 'juliet',
        payload: {
          kind: 'xmpp',
          text: `<message to="romeo@localhost/romeo" type="chat" id="c1"><received xmlns="urn:xmpp:carbons:2">${forged}</received></message>`,
        },
      });
      await wire.send({
        connection: 'juliet',
        payload: {
          kind: 'xmpp',
          text: `<message to="romeo@localhost/romeo" type="chat" id="c2"><result xmlns="urn:xmpp:mam:2" queryid="q" id="1">${forged}</result></message>`,
        },
      });
      await wire.send({
        connection: 'juliet',
        payload: { kind: 'xmpp', text: iq('last', 'localhost', '<ping xmlns="urn:xmpp:ping"/>') },
      });
      const { found } = await marks(wire, 'romeo');
      expect(found).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^server message \(error\): .*xmpp\/carbon-forged/u),
          expect.stringMatching(/^server message \(error\): .*xmpp\/archive-forged/u),
        ]),
      );
    } finally {
      await wire.dispose();
      await server.stop();
    }
  });
});

const header = (more = ''): string =>
  `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='localhost'${more}>`;

/** A server that logs anybody in; its stream declares the prefix `foo`. Gives wire, and what writes to the client. */
async function hostileServer(): Promise<{ readonly wire: Wire; readonly write: (text: string) => void }> {
  let open: Socket | undefined;
  const answers = [
    `${header()}<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>`,
    "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
    `${header(" xmlns:foo='urn:example:foo'")}<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>`,
    "<iq type='result' id='bind-1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>romeo@localhost/test</jid></bind></iq>",
  ];
  const port = await listen((socket) => {
    open = socket;
    const left = [...answers];
    socket.on('data', () => socket.write(left.shift() ?? ''));
  });
  const wire = testWire();
  valueOf(
    await wire.connect({
      name: 'romeo',
      password: 'secret',
      profile: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost/test' },
    }),
  );
  return { wire, write: (text) => void open?.write(text) };
}

describe('a hostile server', () => {
  const forwarded =
    '<forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c" to="romeo@localhost"><body>hi</body></message></forwarded>';

  it.each([
    [
      'a carbon copy of somebody else’s',
      `<message from="mallory@evil.example" to="romeo@localhost/test"><received xmlns="urn:xmpp:carbons:2">${forwarded}</received></message>`,
      'error',
      'xmpp/carbon-forged',
    ],
    [
      'an archive’s result of somebody else’s',
      `<message from="mallory@evil.example" to="romeo@localhost/test"><result xmlns="urn:xmpp:mam:2" queryid="q" id="1">${forwarded}</result></message>`,
      'error',
      'xmpp/archive-forged',
    ],
    [
      'a stanza id in another’s name',
      '<message from="juliet@localhost/b" to="romeo@localhost/test" type="chat"><body>hi</body><stanza-id xmlns="urn:xmpp:sid:0" id="1" by="evil.example"/></message>',
      'warning',
      'xmpp/stanza-id-forged',
    ],
  ])('that sends %s is told of in the row and in the details', async (_what, text, state, code) => {
    const { wire, write } = await hostileServer();
    write(text);
    await expect
      .poll(async () =>
        (await wire.rows({ filter: { text: `state:${state} name:message` }, from: 0, count: 9 })).rows.map(
          (row) => row.state,
        ),
      )
      .toEqual([state]);
    const { rows } = await wire.rows({ filter: { text: `state:${state} name:message` }, from: 0, count: 9 });
    const unit = (await wire.unit({ seq: rows[0]!.seq }))!;
    expect(unit.issues.filter(serious).map((issue) => issue.code)).toEqual([code]);
    expect(unit.issues.find((issue) => issue.code === code)).toMatchObject({
      section: expect.stringMatching(/^XEP-0\d+/u) as string,
    });
  });

  it('that uses the prefixes that its header declares is within its rights', async () => {
    const { wire, write } = await hostileServer();
    write('<message from="juliet@localhost/b"><foo:bar foo:a="1"/></message>');
    await expect
      .poll(async () => (await wire.rows({ filter: { text: 'name:message' }, from: 0, count: 9 })).rows.length)
      .toBe(1);
    expect((await marks(wire, 'romeo')).found).toEqual([]);
    expect((await wire.connections())[0]?.state).toBe('connected');
  });
});
