import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
} from 'vscode-languageserver/node';

const root = fileURLToPath(new URL('../../', import.meta.url));
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'wireloupe-server-'));
  await build({
    absWorkingDir: root,
    entryPoints: ['server/node.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile: path.join(scratch, 'server.cjs'),
    logLevel: 'error',
  });
});
afterAll(() => rm(scratch, { recursive: true }));

describe('the server as a process of its own', () => {
  it('serves a file on the disk’s project over standard input and output, and ends when it is told to', async () => {
    await writeFile(
      path.join(scratch, 'wireloupe.json'),
      '\uFEFF{ "environments": { "local": { "room": "a@b" } }, "rules": { "xmpp/iq-id-required": "hint" } }',
    );
    const server = spawn(process.execPath, [path.join(scratch, 'server.cjs'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    const client = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    client.listen();
    const rootUri = pathToFileURL(scratch).href;
    await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await client.sendNotification('initialized', {});
    const uri = `${rootUri}/a.xmpp`;
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'xmpp', version: 1, text: '<iq type="result" to="{{room}}"/>' },
    });
    const report = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(report.items).toMatchObject([{ code: 'xmpp/iq-id-required', severity: 4 }]);
    await client.sendRequest('shutdown');
    await client.sendNotification('exit');
    expect(await ended).toBe(0);
    client.dispose();
  });
});
