#!/usr/bin/env node
// Stands in for the VS Code executable where none can be downloaded: @vscode/test-electron starts it with desktop
// arguments, and it runs the extension's tests in the browser host's extension host instead.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureHost, vscodeVersion } from '../../scripts/host/install.mjs';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { serve, writeSettings } from '../../scripts/host/serve.mjs';
import { quiet } from './noise.mjs';

const args = process.argv.slice(2);
if (args.includes('--version')) {
  console.log(vscodeVersion);
  process.exit(0);
}
const value = (name) =>
  args
    .filter((arg) => arg.startsWith(`--${name}=`))
    .map((arg) => arg.slice(name.length + 3))
    .pop();
const folder = args.find((arg) => !arg.startsWith('-'));
const timeout = Number(process.env.WIRELOUPE_HOST_TIMEOUT ?? 480_000);

const host = await ensureHost();
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-host-'));
writeSettings(data, {});
// The smoke-test driver alone makes the workbench honour development and test paths.
const server = await serve(host, {
  data,
  args: ['--disable-workspace-trust', '--enable-smoke-test-driver'],
  log: process.env.WIRELOUPE_HOST_LOG,
});
const browser = await launchBrowser();
const log = quiet();
let code = 1;
try {
  const page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage();
  const exited = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
  await page.exposeFunction('codeAutomationLog', (type, words = []) => {
    if (log.take(words)) console[type === 'error' ? 'error' : 'log'](...words);
  });
  const remote = (file) => `vscode-remote://${server.authority}${path.resolve(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(value('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(value('extensionTestsPath'))],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const query = folder === undefined ? '' : `folder=${encodeURIComponent(path.resolve(folder))}&`;
  await page.goto(`http://${server.authority}/?${query}payload=${encodeURIComponent(JSON.stringify(payload))}`, {
    waitUntil: 'domcontentloaded',
  });
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, timeout, 'timeout')));
  const end = await Promise.race([exited, late]);
  clearTimeout(timer);
  if (log.summary() !== undefined) console.log(log.summary());
  if (end === 'timeout') console.error(`The tests in the host did not end within ${timeout / 1000} s.`);
  else code = end;
} finally {
  await browser.close();
  await server.stop();
  fs.rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(code);
