import assert from 'node:assert/strict';
import { commands, TabInputText, ViewColumn, window, type Tab } from 'vscode';
import type { Probes } from '../extension.ts';
import { activated, cursorAt, lensTitles, openText, send, until, writeProject } from './helpers.ts';

interface Place {
  readonly xmpp: object;
  readonly amqp: object;
  readonly queue: string;
}

/** Servers to make the journey with: the playground in any case, real ones where the runner names their ports. */
const places: Readonly<Record<string, (api: Probes) => Promise<Place | undefined>>> = {
  playground: async (api) => {
    const started = await (await api.wire()).startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok, JSON.stringify(started));
    process.env.WIRELOUPE_HOST_PASSWORD = 'wireloupe';
    return profiles(started.value.xmpp, started.value.amqp, 'readings', undefined);
  },
  'Prosody and RabbitMQ': () => {
    const { WIRELOUPE_TEST_XMPP_PORT: xmpp, WIRELOUPE_TEST_AMQP_PORT: amqp } = process.env;
    if (xmpp === undefined || amqp === undefined) return Promise.resolve(undefined);
    process.env.WIRELOUPE_HOST_PASSWORD = 'secret';
    process.env.WIRELOUPE_HOST_AMQP_PASSWORD = 'guest';
    return Promise.resolve(
      profiles(`xmpp://localhost:${xmpp}`, `amqp://127.0.0.1:${amqp}`, '/queue/wireloupe-host', 'guest'),
    );
  },
};

function profiles(xmpp: string, amqp: string, queue: string, username: string | undefined): Place {
  const login =
    username === undefined ? {} : { username, sasl: 'PLAIN', password: { env: 'WIRELOUPE_HOST_AMQP_PASSWORD' } };
  return {
    xmpp: {
      protocol: 'xmpp',
      service: xmpp,
      jid: 'romeo@localhost/host',
      password: { env: 'WIRELOUPE_HOST_PASSWORD' },
      tls: { verify: false },
    },
    amqp: { protocol: 'amqp', service: amqp, ...login },
    queue,
  };
}

for (const [name, start] of Object.entries(places)) {
  suite(`The journey with ${name}`, () => {
    let api: Probes;

    suiteSetup(async function () {
      api = await activated();
      const place = await start(api);
      if (place === undefined) {
        this.skip();
        return;
      }
      await writeProject({
        connections: { romeo: place.xmpp, broker: place.amqp },
        environments: { local: { queue: place.queue, me: 'romeo@localhost' } },
      });
    });

    suiteTeardown(async () => {
      await (await api.wire()).disconnect('romeo');
      await (await api.wire()).disconnect('broker');
      await (await api.wire()).stopPlayground();
    });

    test('the lens says where a stanza goes', async () => {
      const { document } = await openText(
        'journey.xmpp',
        '<?connection romeo?>\n<iq type="get" id="{{$id}}"><ping xmlns="urn:xmpp:ping"/></iq>\n',
      );
      assert.deepEqual(await lensTitles(document), ['$(play) Send to romeo', '… to another connection']);
    });

    test('a message that nothing answers opens no page, and renews one that is open', async () => {
      const isPage = (scheme: string): boolean => scheme === 'wireloupe-reply';
      const pages = (): readonly Tab[] =>
        window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .filter(({ input }) => input instanceof TabInputText && isPage(input.uri.scheme));
      await window.tabGroups.close(pages());
      const editor = await openText(
        'journey.xmpp',
        '<?connection romeo?>\n<message to="{{me}}" type="chat"><body>Hello</body></message>\n<message to="{{me}}" type="normal"/>\n',
      );
      await cursorAt(editor, '<message');
      assert.equal((await send(api)).reply.status, 'sent');
      await lensTitles(editor.document, (titles) => titles.includes('$(arrow-right) sent'));
      assert.deepEqual(pages(), []);
      await commands.executeCommand('wireloupe.showReply');
      const showing = (text: string): boolean =>
        window.visibleTextEditors.some(
          ({ document }) => isPage(document.uri.scheme) && document.getText().includes(text),
        );
      await until('the page that was asked for', () => showing('message chat to romeo@localhost'));
      await window.showTextDocument(editor.document, ViewColumn.One);
      await cursorAt(editor, '<message to="{{me}}" type="normal"');
      await send(api);
      await until('the newer page', () => showing('message normal to romeo@localhost'));
    });

    test('an iq is sent from the editor, and its result is shown beside', async () => {
      const editor = await openText(
        'journey.xmpp',
        '<?connection romeo?>\n<iq type="get" id="{{$id}}"><query xmlns="jabber:iq:roster"/></iq>\n',
      );
      await cursorAt(editor, '<iq');
      const { reply } = await send(api);
      assert.equal(reply.status, 'result');
      assert.match(reply.text ?? '', /type=["']result["']/);
      assert.equal(api.connection('romeo')?.state, 'connected');
      await until('the reply beside', () =>
        window.visibleTextEditors.some(
          ({ document }) =>
            document.uri.scheme === 'wireloupe-reply' && /\n {2}<query [^>]*jabber:iq:roster/.test(document.getText()),
        ),
      );
      assert.equal(window.activeTextEditor?.document, editor.document, 'the focus stays in the editor');
      assert.ok(
        (await lensTitles(editor.document, (titles) => titles.length === 3)).some((title) =>
          title.startsWith('$(check) result · '),
        ),
      );
    });

    test('an error of the server is told with its condition', async () => {
      const editor = await openText(
        'journey.xmpp',
        '<?connection romeo?>\n<iq type="get" id="{{$id}}" to="{{me}}/nowhere"><ping xmlns="urn:xmpp:ping"/></iq>\n',
      );
      await cursorAt(editor, '<iq');
      const { reply } = await send(api);
      assert.equal(reply.status, 'error');
      assert.match(reply.summary, /service-unavailable|item-not-found|recipient-unavailable/);
    });

    test('a message is sent to a queue and received from it', async () => {
      const editor = await openText(
        'journey.amqp.yaml',
        'connection: broker\nframes:\n  - send: { to: "{{queue}}", message: { properties: { message-id: m-1 }, body: { value: hello from the host } } }\n  - receive: { from: "{{queue}}", count: 1, settle: accept }\n',
      );
      await cursorAt(editor, 'send:');
      assert.equal((await send(api)).reply.status, 'accepted');
      await cursorAt(editor, 'receive:');
      const { reply } = await send(api);
      assert.equal(reply.status, 'received');
      assert.match(reply.text ?? '', /hello from the host/);
    });

    test('a frame script is sent as the bytes that the text says, and the peer answers with frames', async () => {
      const script =
        '- header: amqp\n- open: { container-id: host-script }\n- begin: { next-outgoing-id: 0, incoming-window: 8, outgoing-window: 8 }\n- end: {}\n- close: {}\n';
      const editor = await openText(
        'script.amqp.yaml',
        `connection: broker\nframes:\n${script.replace(/^/gm, '  ').trimEnd()}\n`,
      );
      await cursorAt(editor, 'open:');
      const { reply } = await send(api);
      assert.ok(reply.sent.length >= 5, `${reply.sent.length} units were sent`);
      const wire = await api.wire();
      const first = await wire.unit({ seq: reply.sent[0] ?? 0 });
      assert.deepEqual(first === null ? [] : [...first.bytes], [0x41, 0x4d, 0x51, 0x50, 0, 1, 0, 0]);
      assert.equal(first?.connectionName, 'broker');
    });

    test('two things sent at once share one attempt to connect', async () => {
      await (await api.wire()).disconnect('romeo');
      await until('the end of the connection', () => api.connection('romeo')?.state === 'disconnected');
      const editor = await openText(
        'journey.xmpp',
        '<?connection romeo?>\n<iq type="get" id="{{$id}}"><query xmlns="jabber:iq:roster"/></iq>\n',
      );
      await cursorAt(editor, '<iq');
      const both = await Promise.all([send(api), send(api)]);
      assert.deepEqual(
        both.map(({ reply }) => reply.status),
        ['result', 'result'],
      );
    });

    test('the Inspector follows the cursor, with the bytes that would be sent', async () => {
      const editor = await openText('inspect.amqp.yaml', '- open: { container-id: at-the-cursor }\n- close: {}\n');
      await commands.executeCommand('wireloupe.inspector.focus');
      await window.showTextDocument(editor.document);
      await cursorAt(editor, 'close');
      await until('the close frame', () => api.inspected()?.root.label === 'close');
      await cursorAt(editor, 'container-id');
      await until('the open frame', () => api.inspected()?.root.label === 'open');
    });

    test('what crossed the wire is recorded in both directions', async () => {
      const { rows, counts } = await (await api.wire()).rows({ filter: { connection: 'romeo' }, from: 0, count: 1000 });
      assert.ok(rows.some(({ side, name }) => side === 'client' && name === 'iq'));
      assert.ok(rows.some(({ side, name }) => side === 'server' && name === 'iq'));
      assert.equal(counts.evicted, 0);
    });
  });
}
