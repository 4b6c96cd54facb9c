import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import { commands, window } from 'vscode';
import type { Probes } from '../extension.ts';
import type { UserError } from '../../../client/errors/user-error.ts';
import { activated, cursorAt, inWorkspace, openText, until, writeProject } from './helpers.ts';

const ping = '<iq type="get" id="a"><ping xmlns="urn:xmpp:ping"/></iq>\n';

/** Runs a command that must fail, and gives what the user is told. */
async function told(api: Probes, command: string, ...args: readonly unknown[]): Promise<UserError> {
  const errors: UserError[] = [];
  const listening = api.onDidTell((error) => errors.push(error));
  await commands.executeCommand(command, ...args);
  await until(`${command} to fail`, () => errors.length > 0);
  listening.dispose();
  const [error] = errors;
  assert.ok(error);
  return error;
}

function titles({ steps }: UserError): readonly string[] {
  return steps.map(({ title }) => title);
}

/** Does what the first button of a message does. */
async function takeFirstStep({ steps: [step] }: UserError): Promise<void> {
  assert.ok(step);
  await commands.executeCommand(step.command, ...(step.args ?? []));
}

/** A server that does something to each connection; gives its port. */
async function server(
  onConnection: (socket: net.Socket) => void,
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
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
  let api: Probes;
  let original: string;

  suiteSetup(async () => {
    api = await activated();
    original = fs.readFileSync(inWorkspace('wireloupe.json'), 'utf8');
    process.env.WIRELOUPE_HOST_PASSWORD = 'not the password';
  });

  suiteTeardown(() => writeProject(original));

  const profile = (port: number, more: object = {}): object => ({
    connections: {
      romeo: {
        protocol: 'xmpp',
        service: `xmpp://127.0.0.1:${port}`,
        jid: 'romeo@localhost',
        password: { env: 'WIRELOUPE_HOST_PASSWORD' },
        ...more,
      },
    },
  });

  test('a missing wireloupe.json: offers to create it', async () => {
    fs.rmSync(inWorkspace('wireloupe.json'));
    const editor = await openText('fault.xmpp', ping);
    await cursorAt(editor, '<iq');
    await until(
      'the file to be missed',
      async () => (await told(api, 'wireloupe.connect', 'nobody')).code === 'no-project',
    );
    const error = await told(api, 'wireloupe.send');
    assert.match(error.message, /no wireloupe\.json/);
    assert.deepEqual(titles(error), ['Create wireloupe.json', 'New Connection']);
  });

  test('a broken wireloupe.json: says the line, and opens it there', async () => {
    await writeProject('{\n  "connections": {\n    "romeo": { "protocol": "xmpp" "service": }\n  }\n}\n');
    const error = await told(api, 'wireloupe.connect', 'romeo');
    assert.equal(error.code, 'broken-project');
    assert.match(error.message, /wireloupe\.json, line 3: /);
    assert.deepEqual(titles(error), ['Open wireloupe.json at Line 3']);
    await takeFirstStep(error);
    assert.equal(window.activeTextEditor?.document.fileName, inWorkspace('wireloupe.json'));
    assert.equal(window.activeTextEditor.selection.active.line, 2);
  });

  test('a connection that there is not: says which name is near', async () => {
    await writeProject(profile(1));
    const editor = await openText('fault.xmpp', `<?connection rome?>\n${ping}`);
    await cursorAt(editor, '<iq');
    const error = await told(api, 'wireloupe.send');
    assert.equal(error.code, 'unknown-connection');
    assert.match(error.message, /“rome”.*did you mean “romeo”/);
  });

  test('a port where nobody listens', async () => {
    const { port, stop } = await server(() => undefined);
    await stop();
    await writeProject(profile(port));
    const error = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(error.message, /^romeo: .*refused/);
    assert.deepEqual(titles(error), ['Try Again', 'Start Playground', 'Edit Connection']);
    assert.equal(api.connection('romeo')?.state, 'failed');
  });

  test('a server that closes at once', async () => {
    const { port, stop } = await server((socket) => socket.end());
    await writeProject(profile(port));
    const error = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(error.message, /^romeo: .*clos/);
    assert.ok(titles(error).includes('Edit Connection'));
    await stop();
  });

  test('a server that answers garbage', async () => {
    const { port, stop } = await server((socket) => void socket.write('220 mail.example ESMTP\r\n'));
    await writeProject(profile(port));
    const error = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(error.message, /^romeo: /);
    assert.ok(titles(error).includes('Show Traffic'), titles(error).join());
    await stop();
  });

  test('a server that hangs: the attempt can be given up, and leaves everything as it was', async () => {
    const { port, stop } = await server(() => undefined);
    await writeProject(profile(port));
    const errors: UserError[] = [];
    const listening = api.onDidTell((error) => errors.push(error));
    const connecting = commands.executeCommand('wireloupe.connect', 'romeo');
    await until('the attempt', () => api.connection('romeo')?.state === 'connecting');
    await commands.executeCommand('wireloupe.disconnect', 'romeo');
    await connecting;
    assert.equal(api.connection('romeo')?.state, 'disconnected');
    assert.deepEqual(errors, []);
    listening.dispose();
    await stop();
  });

  test('a server that goes away while connected: says so, and offers to connect again', async () => {
    const started = await (await api.wire()).startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok);
    const amqp = { connections: { broker: { protocol: 'amqp', service: started.value.amqp } } };
    await writeProject(amqp);
    await commands.executeCommand('wireloupe.connect', 'broker');
    assert.equal(api.connection('broker')?.state, 'connected');
    const errors: UserError[] = [];
    const listening = api.onDidTell((error) => errors.push(error));
    await (await api.wire()).stopPlayground();
    await until('the word about it', () => errors.length > 0);
    listening.dispose();
    assert.match(errors[0]?.message ?? '', /^broker: /);
    assert.ok(errors[0] !== undefined && titles(errors[0]).includes('Connect Again'));
    assert.equal(api.connection('broker')?.state, 'failed');
  });

  test('ports that another program has taken: the playground says which, and offers the connections', async () => {
    const taken = net.createServer();
    await new Promise<void>((resolve) => taken.listen(35_672, '127.0.0.1', resolve).once('error', () => resolve()));
    const error = await told(api, 'wireloupe.startPlayground');
    assert.match(error.message, /127\.0\.0\.1:35672: port 35672 is in use/);
    assert.deepEqual(titles(error), ['Choose Connection']);
    await new Promise((resolve) => taken.close(resolve));
  });

  test('a wrong password: offers to edit it', async () => {
    const started = await (await api.wire()).startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok);
    await writeProject(profile(Number(new URL(started.value.xmpp).port), { tls: { verify: false } }));
    const error = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(error.message, /not-authorized/);
    assert.deepEqual(titles(error), ['Edit Password', 'Edit Connection']);
  });

  test('a certificate that nobody vouches for: offers to trust its authority', async () => {
    const started = await (await api.wire()).startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
    assert.ok(started.ok);
    await writeProject(profile(Number(new URL(started.value.xmpp).port)));
    const error = await told(api, 'wireloupe.connect', 'romeo');
    assert.match(error.message, /certificate/i);
    assert.deepEqual(titles(error), ['Trust This CA', 'Edit Connection']);
    assert.match(String(error.steps[0]?.args?.[1]), /^-----BEGIN CERTIFICATE-----/);
    await (await api.wire()).stopPlayground();
  });

  test('a template with an unknown variable: nothing is sent, and the message leads to it', async () => {
    await writeProject(profile(1));
    const editor = await openText('fault.xmpp', '<message to="x@localhost">\n  <body>{{nobody}}</body>\n</message>\n');
    await cursorAt(editor, '<message');
    const error = await told(api, 'wireloupe.send');
    assert.match(error.message, /line 2: .*“nobody”/);
    assert.deepEqual(titles(error), ['Go to Line 2', 'Choose Environment']);
    await takeFirstStep(error);
    assert.equal(window.activeTextEditor?.selection.active.line, 1);
  });

  test('a password from an environment variable that is not set', async () => {
    await writeProject(profile(1, { password: { env: 'WIRELOUPE_SURELY_NOT_SET' } }));
    const error = await told(api, 'wireloupe.connect', 'romeo');
    assert.equal(error.code, 'missing-password');
    assert.match(error.message, /WIRELOUPE_SURELY_NOT_SET/);
  });

  test('nothing to send: a file without stanzas', async () => {
    await openText('empty.xmpp', '<!-- nothing here -->\n');
    const error = await told(api, 'wireloupe.send');
    assert.equal(error.code, 'nothing-to-send');
  });
});
