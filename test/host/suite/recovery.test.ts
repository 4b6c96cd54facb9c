import assert from 'node:assert/strict';
import fs from 'node:fs';
import { ConfigurationTarget, languages, workspace } from 'vscode';
import { activated, lensTitles, openText, until } from './helpers.ts';

/** Processes that this one started and whose command line holds a text; empty where there is no /proc. */
function children(text: string): readonly number[] {
  if (!fs.existsSync('/proc/self/task')) return [];
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return parent === String(process.pid) && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false; // it ended meanwhile
      }
    })
    .map(Number);
}

suite('Recovery and settings', () => {
  test('the language server is started again when it fails, and checks files as before', async function () {
    const api = await activated();
    await api.languageReady();
    const { document } = await openText('recovery.xmpp', '<iq type="get"/>\n');
    await until('diagnostics', () => languages.getDiagnostics(document.uri).length > 0);
    const [server] = children('server.cjs');
    if (server === undefined) {
      this.skip(); // without /proc the process is not found
      return;
    }
    process.kill(server, 'SIGKILL');
    await until('another server', () => children('server.cjs').some((pid) => pid !== server));
    const editor = await openText('recovery.xmpp', '<iq type="get"/>\n<presence/>\n');
    assert.equal(
      (await lensTitles(editor.document, (titles) => titles.length > 0)).filter((title) => title.includes('Send'))
        .length,
      2,
    );
    await until('diagnostics of the new server', () => languages.getDiagnostics(document.uri).length > 0);
  });

  test('each lens can be turned off by one setting', async () => {
    const { document } = await openText('lenses.xmpp', '<presence/>\n');
    const settings = workspace.getConfiguration('wireloupe');
    assert.equal((await lensTitles(document)).length, 2);
    await settings.update('codeLens.otherConnection', false, ConfigurationTarget.Workspace);
    await lensTitles(document, (titles) => titles.length === 1);
    await settings.update('codeLens.enabled', false, ConfigurationTarget.Workspace);
    await lensTitles(document, (titles) => titles.length === 0);
    await settings.update('codeLens.enabled', undefined, ConfigurationTarget.Workspace);
    await settings.update('codeLens.otherConnection', undefined, ConfigurationTarget.Workspace);
    await lensTitles(document, (titles) => titles.length === 2);
  });

  test('a rule’s severity can be changed by a setting', async () => {
    const { document } = await openText('severity.xmpp', '<iq type="get"><ping xmlns="urn:xmpp:ping"/></iq>\n');
    await until('the diagnostic', () => languages.getDiagnostics(document.uri).length > 0);
    const settings = workspace.getConfiguration('wireloupe');
    await settings.update('rules', { 'xmpp/iq-id-required': 'off' }, ConfigurationTarget.Workspace);
    await until('the diagnostic to go', () => languages.getDiagnostics(document.uri).length === 0);
    await settings.update('rules', undefined, ConfigurationTarget.Workspace);
    await until('the diagnostic to come back', () => languages.getDiagnostics(document.uri).length > 0);
  });
});
