// `npm start`: from a fresh clone to an editor with the extension, examples and a playground to send to.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { cache, root } from './lib/root.mjs';
import { which } from './lib/run.mjs';

const { values: options } = parseArgs({
  options: {
    browser: { type: 'boolean', default: false },
    desktop: { type: 'boolean', default: false },
    'no-playground': { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) {
  console.log(`npm start [-- OPTION…]
  --browser         open in a browser, even where an editor is installed
  --desktop         open the desktop editor, and fail where there is none
  --no-playground   do not start the embedded servers
  --port N          port of the browser host (default: any free one)`);
  process.exit(0);
}
const wantedPort = Number(options.port);
if (!Number.isInteger(wantedPort) || wantedPort < 0 || wantedPort > 65535)
  fail(`--port wants a number from 0 to 65535, not “${options.port}”.`);

fs.mkdirSync(cache, { recursive: true });
const log = path.join(cache, 'start.log');
fs.writeFileSync(log, '');
const ended = [];
let stopping = false;

/** Ends everything that this command started, last first. */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const end of ended.reverse()) await end();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** The editor to use: $WIRELOUPE_EDITOR, else the first known one on the PATH. */
function findEditor() {
  const named = process.env.WIRELOUPE_EDITOR;
  if (named)
    return (
      which(named) ?? (fs.existsSync(named) ? named : fail(`WIRELOUPE_EDITOR names “${named}”, which is not there.`))
    );
  return ['code', 'code-insiders', 'codium', 'cursor'].map((name) => which(name)).find(Boolean);
}

/** Starts the playground; once it listens, gives a line about it. */
function startPlayground() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'playground', '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const gone = new Promise((done) => child.once('close', done));
    ended.push(async () => {
      child.kill('SIGTERM');
      await gone;
    });
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
      fs.appendFileSync(log, data);
    });
    readline.createInterface(child.stdout).once('line', (line) => {
      fs.appendFileSync(log, `${line}\n`);
      const { amqp, xmpp, websocket, accounts } = JSON.parse(line);
      const users = Object.entries(accounts.xmpp.users).map(
        ([name, password]) => `${name}@${accounts.xmpp.domain} (password ${password})`,
      );
      resolve(`The playground listens at ${amqp}, ${xmpp} and ${websocket}. XMPP accounts: ${users.join(', ')}`);
    });
    void gone.then(() =>
      reject(
        new Error(
          `The playground ended with ${child.exitCode}:\n${said}\nStart without it: npm start -- --no-playground`,
        ),
      ),
    );
  });
}

/** Opens the desktop editor on examples/ with the extension loaded from this folder. */
function openDesktop(editor) {
  console.log(`Opening examples/ in ${editor}`);
  const child = spawn(
    editor,
    ['--new-window', `--extensionDevelopmentPath=${root}`, '--disable-workspace-trust', path.join(root, 'examples')],
    {
      stdio: ['ignore', fs.openSync(log, 'a'), fs.openSync(log, 'a')],
      shell: process.platform === 'win32',
    },
  );
  child.once('error', (error) => fail(`${editor} did not start: ${error.message}`));
}

/** Opens the browser host with the packaged extension, and prints its address. */
async function openBrowser() {
  const { ensureHost } = await import('./host/install.mjs');
  const { installExtension, serve, writeSettings } = await import('./host/serve.mjs');
  const { packageExtension } = await import('./package.mjs');
  const host = await ensureHost();
  console.log('Packing the extension …');
  const vsix = await packageExtension();
  const data = path.join(cache, 'browser');
  if (!fs.existsSync(path.join(data, 'data'))) writeSettings(data, {});
  await installExtension(host, data, vsix);
  const server = await serve(host, { data, port: wantedPort, log, args: ['--disable-workspace-trust'] });
  ended.push(server.stop);
  console.log(`\nOpen  http://${server.authority}/?folder=${encodeURIComponent(path.join(root, 'examples'))}\n`);
}

try {
  await ensureDependencies();
  console.log(`Building … (log: ${path.relative(process.cwd(), log)})`);
  const { build } = await import('./build.mjs');
  await build();
  if (!options['no-playground']) console.log(await startPlayground());
  const editor = options.browser ? undefined : findEditor();
  if (editor !== undefined) openDesktop(editor);
  else if (options.desktop)
    throw new Error('No editor found: install VS Code and its command `code`, or name one in WIRELOUPE_EDITOR.');
  else await openBrowser();
  console.log('Ctrl+C ends everything that was started here.');
  setInterval(() => undefined, 60_000); // stay until Ctrl+C
} catch (error) {
  console.error(error.message);
  await stop(1);
}
