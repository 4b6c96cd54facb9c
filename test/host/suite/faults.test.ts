import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import { commands, window } from 'vscode';
import type { WireloupeApi } from '../../../client/api.ts';
import { activated, cursorAt, inWorkspace, openText, until, writeProject } from './helpers.ts';

const ping = '<iq type="get" id="a"><ping xmlns="urn:xmpp:ping"/></iq>\n';

/** Runs a command that must fail, and gives what the user is told. */
async function told(api: WireloupeApi, command: string, ...args: readonly unknown[]): Promise<{ readonly message: string; readonly steps: readonly string[]; readonly code: string }> {
  const before = api.lastError();
  // It ends when the message is shown, which waits for nobody in a test.
  await commands.executeCommand(command, ...args);
  await until(`${command} to fail`, () => api.lastError() !== before);
  const error = api.lastError();
  assert.ok(error);
  return { message: error.message, steps: error.steps.map(({ title }) => title), code: error.code };
}

/** A server that does something to each connection; gives its port. */
async function server(onConnection: (socket: net.Socket) => void): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const listening = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => listening.close(resolve));
  };
  return { port: (listening.address() as net.AddressInfo).port, stop };
}

suite('Bad input', () => {
  let api: WireloupeApi;
  let original: string;

  suiteSetup(async () => {
    api = await activated();
    original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    process.env['WIRELOUPE_HOST_PASSWORD'] = 'not the password';
  });

  suiteTeardown(() => writeProject(original));

  const profile = (port: number, more: object = {}): object => ({
    connections: { romeo: { protocol: 'xmpp', service: `xmpp://127.0.0.1:${port}`, jid: 'romeo@localhost', password: { env: 'WIRELOUPE_HOST_PASSWORD' }, ...more } },
  });

  test('a missing wireloupe.json: offers to create it', async () => {
    fs.rmSync(inWorkspace('wireloupe.json'));
    const editor = await openText('fault.xmpp', ping);
    cursorAt(editor, '<iq');
    await until('the file to be missed', async () => (await told(api, 'wireloupe.connect', 'nobody')).code === 'no-project');
    const { steps, message } = await told(api, 'wireloupe.send');
    assert.match(message, /no wireloupe\.json/);
    assert.deepEqual(steps, ['Create wireloupe.json', 'New Connection']);
  });

  test('a broken wireloupe.json: says the line, and opens it there', async () => {
    await writeProject('{\n  "connections": {\n    "romeo": { "protocol": "xmpp" "service": }\n  }\n}\n');
    const { steps, message, code } = await told(api, 'wireloupe.connect', 'romeo');
    assert.equal(code, 'broken-project');
    assert.match(message, /wireloupe\.json, line 3: /);
    assert.deepEqual(steps, ['Open wireloupe.json at Line 3']);
    const [step] = api.lastError()?.steps ?? [];
    await commands.executeCommand(step?.command ?? '', ...(step?.args ?? []));
    assert.equal(window.activeTextEditor?.document.fileName, inWorkspace('wireloupe.json'));
    assert.equal(window.activeTextEditor.selection.active.line, 2);
  });

  test('a connection that there is not: says which name is near', async () => {
    await writeProject(profile(1));
    const editor = await openText('fault.xmpp', `<?connection rome?>\n${ping}`);
    cursorAt(editor, '<iq');
    const { message, code } = await told(api, 'wireloupe.send');
    assert.equal(code, 'unknown-connection');
    assert.match(message, /“rome”.*did you mean “romeo”/);
  });

  test('a port where nobody listens', async () => {
    const { port, stop } = await server(() => undefined);
    await stop();
    await writeProject(profile(port));
    const { message, steps } = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(message, /^romeo: .*refused/);
    assert.deepEqual(steps, ['Try Again', 'Start Playground', 'Edit Connection']);
    assert.equal(api.connection('romeo')?.state, 'failed');
  });

  test('a server that closes at once', async () => {
    const { port, stop } = await server((socket) => socket.end());
    await writeProject(profile(port));
    const { message, steps } = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(message, /^romeo: .*clos/);
    assert.ok(steps.includes('Edit Connection'));
    await stop();
  });

  test('a server that answers garbage', async () => {
    const { port, stop } = await server((socket) => void socket.write('220 mail.example ESMTP\r\n'));
    await writeProject(profile(port));
    const { message, steps } = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(message, /^romeo: /);
    assert.ok(steps.includes('Show Traffic'), steps.join());
    await stop();
  });

  test('a wrong password: offers to edit it', async () => {
    const started = await (await api.wire()).startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok);
    await writeProject(profile(Number(new URL(started.value.xmpp).port), { tls: { verify: false } }));
    const { message, steps } = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(message, /not-authorized/);
    assert.deepEqual(steps, ['Edit Password', 'Edit Connection']);
  });

  test('a certificate that nobody vouches for: offers to trust its authority', async () => {
    const started = await (await api.wire()).startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok);
    await writeProject(profile(Number(new URL(started.value.xmpp).port)));
    const { message, steps } = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(message, /certificate/i);
    assert.deepEqual(steps, ['Trust This CA', 'Edit Connection']);
    assert.match(String(api.lastError()?.steps[0]?.args?.[1]), /^-----BEGIN CERTIFICATE-----/);
    await (await api.wire()).stopPlayground();
  });

  test('a template with an unknown variable: nothing is sent, and the message leads to it', async () => {
    await writeProject(profile(1));
    const editor = await openText('fault.xmpp', '<message to="x@localhost">\n  <body>{{nobody}}</body>\n</message>\n');
    cursorAt(editor, '<message');
    const { message, steps } = await told(api, 'wireloupe.send');
    assert.match(message, /line 2: .*“nobody”/);
    assert.deepEqual(steps, ['Go to Line 2', 'Choose Environment']);
    const [step] = api.lastError()?.steps ?? [];
    await commands.executeCommand(step?.command ?? '', ...(step?.args ?? []));
    assert.equal(window.activeTextEditor?.selection.active.line, 1);
  });

  test('a password from an environment variable that is not set', async () => {
    await writeProject(profile(1, { password: { env: 'WIRELOUPE_SURELY_NOT_SET' } }));
    const { message, code } = await told(api, 'wireloupe.connect', 'romeo');
    assert.equal(code, 'missing-password');
    assert.match(message, /WIRELOUPE_SURELY_NOT_SET/);
  });

  test('nothing to send: a file without stanzas', async () => {
    await openText('empty.xmpp', '<!-- nothing here -->\n');
    const { code } = await told(api, 'wireloupe.send');
    assert.equal(code, 'nothing-to-send');
  });
});
