// Runs inside the extension host, with the page of a capture and that of live traffic shown: does what users do with much traffic,
// and writes how long the event loop was late meanwhile.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commands, Uri, workspace } from 'vscode';
import type { Probes } from '../../host/extension.ts';
import { activated, until } from '../../host/suite/helpers.ts';
import { LoopWatch, type Delay } from './loop-delay.ts';
import { files, flooded, idle, profiles, resultsFile, type Delays } from './shared.ts';

/** Does something, and gives how late the event loop was meanwhile. With a folder for profiles, writes what ran. */
async function measured(watch: LoopWatch, name: string, work: () => Promise<unknown>): Promise<Delay> {
  const folder = process.env[profiles];
  if (folder !== undefined && folder !== '') {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    await work();
    const { profile } = await session.post('Profiler.stop');
    fs.writeFileSync(path.join(folder, `${name.replaceAll(/\W+/g, '-')}.cpuprofile`), JSON.stringify(profile));
    session.disconnect();
    watch.take();
    return watch.take();
  }
  watch.take();
  await work();
  // What was begun by the last event counts as well.
  await pause(200);
  return watch.take();
}

async function openCapture(api: Probes, file: Uri): Promise<number> {
  await commands.executeCommand('vscode.open', file);
  const wire = await api.wire();
  let source: number | undefined;
  await until('rows', async () => (source = await api.captureSource(file)) !== undefined, 60);
  await until('the end of the file', async () => (await wire.capture(source!))?.state === 'complete', 300);
  return source!;
}

/** VS Code calls this. */
export async function run(): Promise<void> {
  const api = await activated();
  const folder = workspace.workspaceFolders![0]!.uri;
  const wire = await api.wire();
  await commands.executeCommand('wireloupe.showTraffic');
  const watch = new LoopWatch();
  const delays: Record<string, Delay> = {};
  const measure = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    delays[name] = await measured(watch, name, work);
  };
  const kept = async (): Promise<number> => (await wire.rows({ filter: {}, from: 0, count: 1 })).counts.kept;

  // The host's start is over when it has been at rest for some time.
  await pause(5000);
  await measure(idle, () => pause(5000));

  await commands.executeCommand('wireloupe.activateConnection', flooded.name);
  await until('the connection', () => api.connection(flooded.name)?.state === 'connected', 60);
  const before = await kept();
  await measure(`a flood of ${flooded.units.toLocaleString('en')} units arrives`, async () => {
    fs.writeFileSync(path.join(folder.fsPath, files.begin), '');
    await until('the flood', async () => (await kept()) - before >= flooded.units, 300);
  });
  const saved = Uri.joinPath(folder, 'saved.wlcap');
  await measure('Save Capture of them', async () => {
    await commands.executeCommand('wireloupe.saveCapture', { file: saved, what: 'all', secrets: 'redact' });
    assert.ok(fs.statSync(saved.fsPath).size > flooded.units * 100);
  });
  await measure('the text of one is found', async () => {
    const { seq } = await wire.find({ filter: {}, what: 'no-such-word', from: 0, backwards: false });
    assert.equal(seq, 0);
  });

  const capture = Uri.joinPath(folder, files.capture);
  let source = 0;
  await measure('a capture of a million units opens', async () => (source = await openCapture(api, capture)));
  const { counts } = await wire.rows({ source, filter: {}, from: 0, count: 1 });
  const filters = { 'record fields': 'dir:in size>100 -name:flow', 'decoded fields': 'field:delivery-id>=10' };
  for (const [name, text] of Object.entries(filters))
    await measure(`a filter on ${name} runs over it`, async () => {
      api.filterCapture(capture, text);
      // The last unit is found, or not, when all have been looked at.
      await wire.indexOf({ source, seq: counts.kept, filter: { text } });
    });
  await measure('Find runs over it', async () => {
    let at = 0;
    do ({ at } = await wire.find({ source, filter: {}, what: 'no-such-word', from: at, backwards: false }));
    while (at > 0);
  });
  watch.stop();
  fs.writeFileSync(process.env[resultsFile]!, JSON.stringify(delays satisfies Delays));
  await commands.executeCommand('workbench.action.closeAllEditors');
}
