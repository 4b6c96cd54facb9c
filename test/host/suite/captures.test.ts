import assert from 'node:assert/strict';
import fs from 'node:fs';
import { commands, Uri, window, workspace } from 'vscode';
import { WlcapWriter } from '../../../protocols/captures/wlcap/index.ts';
import { amqpTraffic } from '../../bench/amqp-traffic.ts';
import { PcapFile } from '../../bench/pcap.ts';
import type { Probes } from '../extension.ts';
import { activated, until } from './helpers.ts';

const password = 'correct-horse-7Battery';
const plain = Buffer.from(`\0juliet\0${password}`).toString('base64');
const stanzas = [
  `<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">${plain}</auth>`,
  '<iq type="get" id="a"><ping xmlns="urn:xmpp:ping"/></iq>',
  '<message to="romeo@montague.example" id="b"><body>hi</body></message>',
];

suite('A capture file in an editor', () => {
  let api: Probes;
  const folder = (): Uri => workspace.workspaceFolders![0]!.uri;
  const fileOf = (name: string): Uri => Uri.joinPath(folder(), name);

  suiteSetup(async () => {
    api = await activated();
  });

  suiteTeardown(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Opens a file as a double-click in the explorer does, and waits until its page shows rows. */
  async function open(file: Uri): Promise<number> {
    await commands.executeCommand('vscode.open', file);
    let source: number | undefined;
    await until('the rows of the file', async () => (source = await api.captureSource(file)) !== undefined);
    const wire = await api.wire();
    await until('the end of the file', async () => (await wire.capture(source!))?.state === 'complete');
    return source!;
  }

  /** What the rows of a file are. */
  async function rows(source: number, text = ''): Promise<readonly string[]> {
    const wire = await api.wire();
    const { rows: all } = await wire.rows({ source, filter: { text }, from: 0, count: 100 });
    return all.map(({ seq, side, name, summary, size }) => `${seq} ${side} ${name} ${summary} ${size}`);
  }

  function writeWlcap(file: Uri): void {
    const writer = new WlcapWriter();
    const head = writer.head(new Date(0)) + writer.connection({ connection: 0, protocol: 'xmpp', partial: true });
    let offset = 0;
    const lines = stanzas.map((text, index) => {
      const bytes = Buffer.from(text);
      const unit = { protocol: 'xmpp', kind: 'stanza', offset, size: bytes.length, bytes } as const;
      offset += bytes.length;
      return writer.unit(0, 'client', 1_700_000_000_000 + index, unit);
    });
    fs.writeFileSync(file.fsPath, head + lines.join(''));
  }

  test('shows a .wlcap file, filters it, and saves it without secrets; the saved file has the same units', async () => {
    const file = fileOf('small.wlcap');
    writeWlcap(file);
    const source = await open(file);
    const all = await rows(source);
    assert.equal(all.length, 3);
    assert.equal((await rows(source, 'name:message')).length, 1);
    for (const name of ['saved.wlcap', 'saved.pcapng']) {
      const saved = fileOf(name);
      await commands.executeCommand('vscode.open', file);
      await until('the editor', () => window.tabGroups.activeTabGroup.activeTab?.label === 'small.wlcap');
      await commands.executeCommand('wireloupe.saveCapture', { file: saved, what: 'all', secrets: 'redact' });
      assert.equal(fs.statSync(saved.fsPath).mode & 0o777, 0o600);
      const bytes = fs.readFileSync(saved.fsPath);
      for (const secret of [password, plain, Buffer.from(plain).toString('base64')]) assert.ok(!bytes.includes(secret));
      const again = await rows(await open(saved));
      assert.deepEqual(again.slice(1), all.slice(1), name);
    }
  });

  test('shows a .pcap file, selects a unit for the Inspector, and closes the file with its editor', async () => {
    const file = fileOf('small.pcap');
    const pcap = new PcapFile(file.fsPath);
    for (const { side, frames } of amqpTraffic(40)) pcap.segment(side, Buffer.concat(frames));
    pcap.close();
    const source = await open(file);
    assert.ok((await rows(source)).length > 20);
    await api.select({ seq: 1, source });
    await until('the Inspector', () => api.inspected()?.seq === 1);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    const wire = await api.wire();
    await until('the end of the source', async () => (await wire.capture(source)) === null);
    await until('the empty Inspector', () => api.inspected() === undefined);
  });

  test('says why a capture cannot be saved, and leaves no file', async () => {
    const file = fileOf('small.wlcap');
    writeWlcap(file);
    await open(file);
    const told = new Promise<string>((resolve) => {
      const listening = api.onDidTell((error) => {
        listening.dispose();
        resolve(error.message);
      });
    });
    const missing = fileOf('none/at/all.wlcap');
    void commands.executeCommand('wireloupe.saveCapture', { file: missing, what: 'all', secrets: 'redact' });
    assert.match(await told, /its folder is not there/);
    assert.ok(!fs.existsSync(missing.fsPath));
  });
});
