import assert from 'node:assert/strict';
import { commands, Position, Selection, type TextDocument } from 'vscode';
import type { Probes } from '../extension.ts';
import { cursorAt, lensTitles, openText, send, until, writeProject } from './helpers.ts';
import { withPlayground, type WithPlayground } from './playground.ts';

suite('AMQP scripts in the editor', () => {
  let api: Probes;
  let playground: WithPlayground['playground'];
  let end: WithPlayground['end'];

  suiteSetup(async () => {
    ({ api, playground, end } = await withPlayground());
    await writeProject({ connections: { broker: { protocol: 'amqp', service: playground.info.amqp } } });
  });

  suiteTeardown(async () => {
    await (await api.wire()).disconnect('broker');
    await end();
  });

  /** Fails with the titles that are there, unless one of them matches. The result must be second: a page at the side cuts off the end of the line. */
  async function hasLens(document: TextDocument, title: RegExp): Promise<void> {
    const titles = await lensTitles(document, (all) => all.some((each) => / · [\d.]+ m?s$/u.test(each)));
    const at = titles.findIndex((each) => title.test(each));
    assert.ok(at > 0, titles.join(' | '));
    assert.match(titles[at - 1]!, /^\$\((play|arrow-down)\) (Send|Receive)/u);
    assert.equal(titles[at + 1], '… to another connection');
  }

  test('that the broker closes with an error have a lens with the error', async () => {
    // The playground's handle-max is lower.
    const editor = await openText(
      'closed.amqp.yaml',
      [
        'connection: broker',
        'frames:',
        '  - header: amqp',
        '  - open: { container-id: host }',
        '  - begin: { next-outgoing-id: 0, incoming-window: 8, outgoing-window: 8 }',
        '  - attach: { name: a, handle: 4000000000, role: sender, initial-delivery-count: 0, source: {}, target: { address: q } }',
        '  - close: {}',
        '',
      ].join('\n'),
    );
    await cursorAt(editor, 'open:');
    const { reply } = await send(api);
    assert.equal(reply.status, 'closed');
    assert.deepEqual(reply.problem, { severity: 'error', text: 'closed by peer: amqp:connection:framing-error' });
    await hasLens(editor.document, /^\$\(error\) closed by peer: amqp:connection:framing-error · /u);
  });

  test('that receive a part of what they ask for have a lens with a warning', async () => {
    const editor = await openText(
      'partial.amqp.yaml',
      'connection: broker\nframes:\n  - send: { to: partial, message: { body: { value: one } } }\n  - receive: { from: partial, count: 2, settle: accept }\n',
    );
    await cursorAt(editor, 'send:');
    await send(api);
    await cursorAt(editor, 'receive:');
    const { reply } = await send(api);
    assert.deepEqual(reply.problem, { severity: 'warning', text: 'received 1 of 2' });
    await lensTitles(editor.document, (all) => all.some((each) => each.includes('received')));
    await hasLens(editor.document, /^\$\(warning\) received 1 of 2 · /u);
  });

  test('that the broker refuses after it accepted them have no lens that says “accepted”', async () => {
    await writeProject({
      connections: { broker: { protocol: 'amqp', service: playground.info.amqp } },
      environments: { one: { to: 'refused' } },
    });
    const editor = await openText(
      'refused.amqp.yaml',
      'connection: broker\nframes:\n  - send: { to: "{{to}}", message: { body: { value: one } } }\n',
    );
    await cursorAt(editor, 'send:');
    await send(api);
    await hasLens(editor.document, /^\$\(check\) accepted · /u);
    await writeProject({
      connections: { broker: { protocol: 'amqp', service: playground.info.amqp } },
      environments: { one: { to: '$nowhere' } },
    });
    await assert.rejects(send(api), /amqp:not-found/u);
    const titles = await lensTitles(editor.document);
    assert.ok(
      titles.every((each) => !each.includes('accepted')),
      titles.join(' | '),
    );
    await editor.document.save();
  });

  test('indent what follows a key without a value, by as much as the notation needs', async () => {
    const editor = await openText('indent.amqp.yaml', 'frames:');
    editor.selection = new Selection(new Position(0, 7), new Position(0, 7));
    for (const line of ['', '- open:', 'container-id: a', 'properties:', 'b: 1']) {
      const before = editor.document.lineCount;
      if (line !== '') await commands.executeCommand('type', { text: line });
      await commands.executeCommand('hideSuggestWidget');
      await commands.executeCommand('type', { text: '\n' });
      await until('the next line', () => editor.document.lineCount === before + 1);
    }
    assert.equal(
      editor.document.getText().replace(/\s+$/u, ''),
      'frames:\n  - open:\n      container-id: a\n      properties:\n        b: 1',
    );
    await editor.document.save();
  });
});
