import assert from 'node:assert/strict';
import { commands, env, window, workspace } from 'vscode';
import type { Probes } from '../extension.ts';
import { cursorAt, openText, send, until, writeProject } from './helpers.ts';
import { withPlayground, type WithPlayground } from './playground.ts';

suite('The menu of the traffic panel', () => {
  let api: Probes;
  let end: WithPlayground['end'];
  /** Numbers of what was sent and received. */
  let [sent, received] = [0, 0];

  suiteSetup(async () => {
    let playground: WithPlayground['playground'];
    ({ api, playground, end } = await withPlayground());
    await writeProject({ connections: { broker: { protocol: 'amqp', service: playground.info.amqp } } });
    const editor = await openText(
      'menus.amqp.yaml',
      'connection: broker\nframes:\n  - send: { to: menus, message: { properties: { message-id: m-1 }, body: { value: hello } } }\n',
    );
    await cursorAt(editor, 'send:');
    const { reply } = await send(api);
    assert.equal(reply.status, 'accepted');
    [sent = 0] = reply.sent;
    [received = 0] = reply.received;
    await commands.executeCommand('wireloupe.traffic.focus');
  });

  suiteTeardown(async () => {
    await (await api.wire()).disconnect('broker');
    await end();
  });

  /** Runs a command as the menu on a unit does. */
  const run = (action: string, unitSeq: number, more: object = {}): Thenable<unknown> =>
    commands.executeCommand(`wireloupe.traffic.${action}`, { wireloupePart: 'row', unitSeq, ...more });

  const copied = (what: string, matches: (text: string) => boolean): Promise<void> =>
    until(what, async () => matches(await env.clipboard.readText()));

  const shown = (): string => window.activeTextEditor?.document.getText() ?? '';

  test('copies a unit as text, notation, hex and Markdown', async () => {
    await env.clipboard.writeText('');
    await run('copyNotation', sent);
    await copied('the notation', (text) => text.startsWith('- transfer:') && text.includes('message-id: m-1'));
    await run('copyText', sent);
    await copied('the text', (text) => text.startsWith(`#${sent} `) && text.includes('"hello"'));
    await run('copyHex', received);
    await copied('hex', (text) => /^00 00 00 [\da-f]{2} /u.test(text));
    await run('copyMarkdown', sent);
    await copied('Markdown', (text) => text.includes('```yaml\n- transfer:'));
  });

  test('opens a template that is bound to the connection, and sends it again', async () => {
    await run('editAgain', sent);
    await until('the template', () => shown().startsWith('connection: "broker"\nframes:\n  - send:\n'));
    const editor = window.activeTextEditor!;
    assert.equal(editor.document.languageId, 'amqp');
    await editor.edit((edit) => {
      const at = editor.document.getText().indexOf('m-1');
      edit.insert(editor.document.positionAt(at), 'again-');
    });
    await cursorAt(editor, 'send:');
    const { reply } = await send(api);
    assert.equal(reply.status, 'accepted');
    await commands.executeCommand('wireloupe.traffic.focus');
    await run('copyNotation', reply.sent[0] ?? 0);
    await copied('what was sent', (text) => text.includes('message-id: again-m-1'));
    await window.showTextDocument(editor.document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('sends the latest again, from a copy where the document is gone', async () => {
    const units = async (): Promise<number> =>
      (await (await api.wire()).rows({ filter: { text: 'name:transfer dir:out' }, from: 0, count: 0 })).matching;
    const before = await units();
    await commands.executeCommand('wireloupe.sendAgain');
    assert.equal(await units(), before + 1);
  });

  test('compares two units in the editor of differences', async () => {
    await commands.executeCommand('wireloupe.traffic.focus');
    await run('selectForCompare', sent);
    await run('compareWithSelected', received);
    await until('both', () => {
      const compared = workspace.textDocuments.filter(({ uri }) => uri.scheme === 'wireloupe-compared');
      return compared.length === 2 && compared.some((document) => document.getText().startsWith('disposition\n'));
    });
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
