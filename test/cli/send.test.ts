import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlayground, type Playground } from '../../playground/index.ts';
import { broker, type Answers } from '../wire/amqp/broker.ts';
import { closedPort, listen } from '../wire/fake.ts';
import { playgroundProject } from './playground-project.ts';
import { folderOf, wireloupe, type Ran } from './terminal.ts';

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
});

afterAll(() => playground.stop());

/** Sends a file from a project whose connections lead to the playground. */
async function send(
  file: string,
  text: string | Uint8Array,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = { PASSWORD: 'wireloupe' },
): Promise<Ran> {
  const connections = {
    stranger: {
      protocol: 'xmpp',
      service: playground.info.xmpp,
      jid: 'romeo@localhost',
      password: { env: 'PASSWORD' },
    },
    gone: { protocol: 'amqp', service: `amqp://127.0.0.1:${await closedPort()}` },
  };
  const cwd = await folderOf(playgroundProject(playground.info, { files: { [file]: text }, connections }));
  return wireloupe(['send', ...args, file], { cwd, env });
}

/** Sends a script to a broker that stands in for a real one. */
async function sendTo(port: number, text: string): Promise<Ran> {
  const cwd = await folderOf({
    'a.amqp.yaml': text,
    'wireloupe.json': JSON.stringify({ connections: { b: { protocol: 'amqp', service: `amqp://127.0.0.1:${port}` } } }),
  });
  return wireloupe(['send', 'a.amqp.yaml'], { cwd });
}

const disco =
  '<iq type="get" id="{{$id}}" to="{{domain}}"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>\n';

describe('send', () => {
  it('sends stanzas over the connection that the file names, and prints the answers', async () => {
    const { code, out, said } = await send('a.xmpp', `<?connection romeo?>\n${disco}<presence/>\n`);
    expect([code, said.includes('iq result')]).toEqual([0, true]);
    expect(out).toContain("type='result'");
    expect(said).toMatch(/\(\d+ ms\)/u);
  });

  it('sends over another connection that is asked for', async () => {
    expect((await send('a.xmpp', `<?connection romeo?>\n${disco}`, ['--connection', 'juliet'])).out).toContain(
      'juliet@localhost/cli',
    );
  });

  it('ends with 1 when the answer is an error, and does not go on', async () => {
    const { code, said } = await send(
      'a.xmpp',
      `<iq type="get" id="1" to="nobody@localhost/x"><query xmlns="jabber:iq:version"/></iq>\n${disco}`,
      ['--connection', 'romeo'],
    );
    expect(code).toBe(1);
    expect(said).toContain('iq error');
    expect(said).not.toContain('iq result');
  });

  it('writes what comes back with the types of the project', async () => {
    const { amqp } = playground.info;
    const cwd = await folderOf({
      'wireloupe.json': JSON.stringify({
        connections: { broker: { protocol: 'amqp', service: amqp } },
        amqp: { definitions: ['own.xml'] },
      }),
      'own.xml':
        '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double"/></type></section></amqp>',
      'a.amqp.yaml':
        '- send: { to: own, message: { body: { value: !reading { celsius: 21.5 } } } }\n- receive: { from: own, count: 1, settle: accept }\n',
    });
    const { code, out } = await wireloupe(['send', 'a.amqp.yaml'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/!reading[^]*celsius: 21\.5/u);
  });

  it('sends messages and receives them', async () => {
    const { code, out, said } = await send(
      'a.amqp.yaml',
      '- send: { to: cli, message: { body: { value: hello } } }\n- receive: { from: cli, count: 1, settle: accept }\n',
      ['--connection', 'broker'],
    );
    expect([code, said]).toEqual([0, expect.stringContaining('accepted') as string]);
    expect(out).toContain('hello');
  });

  it('sends a frame script as it stands', async () => {
    const { code, said } = await send('a.amqp.yaml', '- header: amqp\n- open: { container-id: x }\n- close: {}\n', [
      '--connection',
      'broker',
    ]);
    expect(code).toBe(0);
    expect(said).toContain('AMQP header, open, close');
  });

  it('sends messages and frames in the order of the file', async () => {
    const { code, said } = await send(
      'a.amqp.yaml',
      '- send: { to: order, message: { body: { value: 1 } } }\n- header: amqp\n- receive: { from: order, count: 1, settle: accept }\n',
      ['--connection', 'broker', '--timeout', '500'],
    );
    expect([code, said.split('\n').map((line) => line.replace(/:.*/su, ''))]).toEqual([
      0,
      ['message to order', '1 frame', 'receive from order'],
    ]);
  });

  it('ends with 1 when fewer messages come than were asked for, and prints those that came', async () => {
    const { code, out, said } = await send(
      'a.amqp.yaml',
      '- send: { to: few, message: { body: { value: hello } } }\n- receive: { from: few, count: 2, settle: accept }\n',
      ['--connection', 'broker', '--timeout', '500'],
    );
    expect([code, out]).toEqual([1, expect.stringContaining('hello') as string]);
    expect(said).toContain('receive from few: warning: received 1 of 2');
  });

  it('ends with 1 when the broker ends the connection, a session or a link of a frame script with an error, and says which', async () => {
    const errors = {
      close: 'closed by peer: amqp:not-allowed',
      end: 'session ended by peer: amqp:not-found',
      detach: 'link detached by peer: amqp:not-found',
    } as const;
    for (const [performative, words] of Object.entries(errors)) {
      const condition = words.slice(words.indexOf('amqp'));
      const port = await broker({
        open: `- open: { container-id: b }\n- begin: { next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }\n- ${performative}: { ${performative === 'detach' ? 'handle: 0, closed: true, ' : ''}error: { condition: "${condition}", description: no such thing } }\n`,
      });
      const { code, said } = await sendTo(port, '- header: amqp\n- open: { container-id: x }\n');
      expect([code, said]).toEqual([1, expect.stringContaining(`error: ${words}`) as string]);
      expect(said).toContain('no such thing');
    }
  });

  it('ends with 1 when a frame script is refused a login, a delivery or the protocol', async () => {
    const refused = async (script: string, answers: Answers): Promise<string> => {
      const { code, said } = await sendTo(await broker(answers), script);
      expect(code).toBe(1);
      return said;
    };
    const login = '- header: sasl\n- sasl-init: { mechanism: ANONYMOUS }\n';
    expect(await refused(login, { 'sasl-init': '- sasl-outcome: { code: 1 }\n' })).toContain(
      'error: login refused by peer: auth',
    );
    for (const [state, words] of [
      ['!released {}', 'released'],
      ['!rejected { error: { condition: "amqp:not-allowed" } }', 'rejected: amqp:not-allowed'],
    ] as const) {
      const transfer = `- disposition: { role: receiver, first: 0, settled: true, state: ${state} }\n`;
      expect(
        await refused(
          '- header: amqp\n- open: { container-id: x }\n- transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }\n',
          { transfer },
        ),
      ).toContain(`error: ${words}`);
    }
    expect(await refused('- header: amqp\n', { header: '- header: sasl\n' })).toContain(
      'error: refused by peer, which wants the SASL header',
    );
  });

  it('sends nothing when a connection that comes later in the file is missing, or its password', async () => {
    const heard: Buffer[] = [];
    const port = await listen((socket) => void socket.on('data', (chunk) => heard.push(chunk)));
    const service = `xmpp://127.0.0.1:${port}`;
    const connections = {
      first: { protocol: 'xmpp', service, jid: 'romeo@localhost' },
      second: { protocol: 'xmpp', service, jid: 'juliet@localhost', password: { env: 'NOT_SET_ANYWHERE' } },
    };
    const cwd = await folderOf({
      'wireloupe.json': JSON.stringify({ connections }),
      'missing.xmpp': '<?connection first?>\n<presence/>\n<?connection third?>\n<presence/>\n',
      'password.xmpp': '<?connection first?>\n<presence/>\n<?connection second?>\n<presence/>\n',
    });
    const missing = await wireloupe(['send', 'missing.xmpp'], { cwd });
    expect([missing.code, missing.said]).toEqual([
      2,
      expect.stringContaining('There is no connection “third”') as string,
    ]);
    const password = await wireloupe(['send', 'password.xmpp'], { cwd });
    expect([password.code, password.said]).toEqual([2, expect.stringContaining('NOT_SET_ANYWHERE') as string]);
    expect(heard).toEqual([]);
  });

  it('says where an unknown variable is, and sends nothing', async () => {
    const { code, said } = await send('a.xmpp', '<message to="a@b"><body>{{nobody}}</body></message>\n', [
      '--connection',
      'romeo',
    ]);
    expect(code).toBe(1);
    expect(said).toMatch(/^a\.xmpp:1:\d+: error: .*nobody/u);
  });

  it('names the environment variable for a password that a profile has no variable for', async () => {
    const cwd = await folderOf({
      'a.xmpp': '<presence/>\n',
      'wireloupe.json': JSON.stringify({
        connections: { romeo: { protocol: 'xmpp', service: playground.info.websocket, jid: 'romeo@localhost/cli' } },
      }),
    });
    const { code, said } = await wireloupe(['send', 'a.xmpp'], { cwd, env: {} });
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(
        /needs a password for romeo, and none was given\. Set the environment variable WIRELOUPE_PASSWORD\.\s*$/u,
      ),
    ]);
  });

  it.each([
    [
      'a server that is not there',
      'a.amqp.yaml',
      '- send: { to: q, message: { body: { value: 1 } } }\n',
      ['--connection', 'gone'],
      { PASSWORD: 'x' },
      1,
      /refused/u,
    ],
    [
      'a wrong password',
      'a.xmpp',
      disco,
      ['--connection', 'romeo'],
      { PASSWORD: 'wrong' },
      1,
      /refused the login.*name or password\)\. .*password/su,
    ],
    [
      'a certificate that is not trusted',
      'a.xmpp',
      disco,
      ['--connection', 'stranger'],
      { PASSWORD: 'wireloupe' },
      1,
      /not signed by an authority/u,
    ],
    ['a password that is not set', 'a.xmpp', disco, ['--connection', 'romeo'], {}, 2, /PASSWORD/u],
    ['an unknown connection', 'a.xmpp', disco, ['--connection', 'rome'], {}, 2, /romeo/u],
    [
      'a connection of the other protocol',
      'a.xmpp',
      disco,
      ['--connection', 'broker'],
      {},
      2,
      /“broker” is for AMQP.*--connection/u,
    ],
    [
      'a frame script and a connection for stanzas',
      'a.amqp.yaml',
      '- header: amqp\n',
      ['--connection', 'romeo'],
      {},
      2,
      /“romeo” is for XMPP/u,
    ],
    [
      'an environment variable of a template that is not set',
      'a.xmpp',
      '<message to="a@b"><body>{{$env NOTHING_OF_IT}}</body></message>',
      ['--connection', 'romeo'],
      {},
      1,
      /variable NOTHING_OF_IT is not set/u,
    ],
    [
      'a file that is not UTF-8',
      'a.xmpp',
      Buffer.from('<message to="a@b"><body>\xe9</body></message>', 'latin1'),
      ['--connection', 'romeo'],
      {},
      2,
      /not UTF-8/u,
    ],
    ['several connections and none chosen', 'a.xmpp', disco, [], {}, 2, /--connection/u],
    ['a time-out that is none', 'a.xmpp', disco, ['--timeout', 'soon'], {}, 2, /whole number/u],
    ['a file with nothing in it', 'a.xmpp', '\n', ['--connection', 'romeo'], {}, 2, /nothing to send/u],
  ] as const)('%s is said in words', async (_what, file, text, args, env, code, message) => {
    const ran = await send(file, text, args, env);
    expect(ran.said).toMatch(message);
    expect(ran.code).toBe(code);
    expect(ran.said).not.toMatch(/\n\s+at /u);
  });
});

describe('send, ended by the user', () => {
  it('does not wait for a server that hangs', async () => {
    const ending = new AbortController();
    const port = await listen((socket) => socket.once('data', () => ending.abort()));
    const cwd = await folderOf({
      'a.xmpp': '<presence/>',
      'wireloupe.json': JSON.stringify({
        connections: { romeo: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost' } },
      }),
    });
    const { code, said } = await wireloupe(['send', 'a.xmpp'], {
      cwd,
      env: { WIRELOUPE_PASSWORD: 'x' },
      signal: ending.signal,
    });
    expect([code, said]).toEqual([1, expect.stringContaining('cancelled') as string]);
  });
});

describe('playground', () => {
  it('prints where it listens and that it keeps nothing, and ends when it is told to', async () => {
    const ending = new AbortController();
    const onPrint = (text: string): void => {
      if (text.includes('listening')) ending.abort();
    };
    const { code, out } = await wireloupe(['playground', '--amqp-port', '0', '--xmpp-port', '0', '--ws-port', '0'], {
      signal: ending.signal,
      onPrint,
    });
    expect(code).toBe(0);
    expect(out).toMatch(/amqp:\/\/127\.0\.0\.1:\d+/u);
    expect(out).toMatch(/holds no data/u);
  });

  it('names the port that is taken', async () => {
    const port = new URL(playground.info.xmpp).port;
    const { code, said } = await wireloupe(['playground', '--amqp-port', '0', '--xmpp-port', port, '--ws-port', '0']);
    expect(code).toBe(1);
    expect(said).toContain(port);
  });
});
