import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  commands,
  DiagnosticSeverity,
  env,
  EventEmitter,
  languages,
  Selection,
  Uri,
  window,
  type Diagnostic,
  type Pseudoterminal,
  type TextDocument,
} from 'vscode';
import { activated, inWorkspace, lensTitles, openText, until } from './helpers.ts';

const trace = `[0x1f00]: AMQP:FRAME:  -> AMQP
[0x1f00]: AMQP:FRAME:  <- AMQP
[0x1f00]: AMQP:FRAME:0 -> @open(16) [container-id="a", channel-max=0x7fff]
[0x1f00]: AMQP:FRAME:0 <- @open(16) [container-id="b"]
[0x1f00]: AMQP:FRAME:0 -> @begin(17) [next-outgoing-id=0x0, incoming-window=0x7fffffff, outgoing-window=0x7fffffff]
[0x1f00]: AMQP:FRAME:0 -> @attach(18) [name="l", handle=0x0, role=true, source=@source(40) [address="q"], target=@target(41) []]
[0x1f00]: AMQP:FRAME:0 -> @detach(22) [handle=0x5, closed=true]
`;

const log = `DEBUG    SEND (IMMED): <stream:stream to='example.com' xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client' version='1.0'>
DEBUG    RECV: <stream:stream from="example.com" version="1.0" id="1494" xml:lang="en">
DEBUG    RECV: <stream:features xmlns="http://etherx.jabber.org/streams"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></stream:features>
DEBUG    SEND: <message to="a@example.com" type="Chat"><body>hi</body></message>
`;

const frame = '0000002302000001005315c0160641434341005325c00b01a10872656a656374656442';

suite('Any text is decoded into a read-only document', () => {
  /** The document that comes next, with its problems. */
  const shown = async (words: RegExp): Promise<{ document: TextDocument; problems: readonly Diagnostic[] }> => {
    await until(`a page with ${String(words)}`, () => {
      const document = window.activeTextEditor?.document;
      return document?.uri.scheme === 'wireloupe-decoded' && words.test(document.getText());
    });
    const { document } = window.activeTextEditor!;
    return { document, problems: languages.getDiagnostics(document.uri) };
  };
  const errors = (problems: readonly Diagnostic[]): readonly unknown[] =>
    problems
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .map(({ code }) => (typeof code === 'object' ? code.value : code));

  suiteSetup(async () => {
    await activated();
  });

  teardown(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('a trace of Proton in the clipboard, with its findings', async () => {
    await env.clipboard.writeText(trace);
    await commands.executeCommand('wireloupe.pasteAs', 'auto');
    const { document, problems } = await shown(/7 units/);
    assert.equal(document.languageId, 'wireloupe-decoded');
    assert.deepEqual(errors(problems), ['amqp/handle-unattached']);
    assert.match(document.lineAt(problems[0]!.range.start.line).text, /#7 → .* detach/);
  });

  test('a log of slixmpp that is selected in an editor, with its findings', async () => {
    const editor = await openText('bug.log', `Dear all,\n\n${log}\nThank you!\n`);
    const [start, end] = ['DEBUG ', 'Thank'].map((words) =>
      editor.document.positionAt(editor.document.getText().indexOf(words)),
    );
    editor.selection = new Selection(start!, end!);
    await until('the selection', () => editor.selection.end.isEqual(end!));
    await commands.executeCommand('wireloupe.decodeSelection');
    const { document, problems } = await shown(/4 units/);
    assert.match(document.getText(), /bug\.log/);
    assert.equal(
      problems.some(({ message }) => message.includes('Chat')),
      true,
      JSON.stringify(problems),
    );
    fs.rmSync(inWorkspace('bug.log'));
  });

  test('a frame in hex, which is judged by itself', async () => {
    await env.clipboard.writeText(frame);
    await commands.executeCommand('wireloupe.pasteAs', 'auto');
    const { problems } = await shown(/disposition/);
    assert.deepEqual(errors(problems), ['amqp/wrong-type']);
  });

  test('a file, and from there a template that can be sent', async () => {
    fs.writeFileSync(inWorkspace('one.hex'), frame);
    await commands.executeCommand('wireloupe.decodeFile', Uri.file(inWorkspace('one.hex')));
    const { document } = await shown(/disposition/);
    assert.match((await lensTitles(document)).join('\n'), /Open as a template/);
    await commands.executeCommand('wireloupe.openAsTemplate');
    await until('the template', () => window.activeTextEditor?.document.languageId === 'amqp');
    assert.match(window.activeTextEditor!.document.getText(), /disposition/);
    assert.equal(window.activeTextEditor!.document.isUntitled, true);
    fs.rmSync(inWorkspace('one.hex'));
  });

  test('what is selected in a terminal, and the clipboard stays as it is', async () => {
    await env.clipboard.writeText('mine');
    const written = new EventEmitter<string>();
    const opened = new Promise<void>((resolve) => {
      const pty: Pseudoterminal = { onDidWrite: written.event, open: () => resolve(), close: () => undefined };
      window.createTerminal({ name: 'trace', pty }).show();
    });
    await opened;
    written.fire(trace.replaceAll('\n', '\r\n'));
    // The terminal shows what is written a little later.
    await until('the whole trace in the terminal', async () => {
      await commands.executeCommand('workbench.action.terminal.selectAll');
      await commands.executeCommand('workbench.action.terminal.copySelection');
      const copied = await env.clipboard.readText();
      await env.clipboard.writeText('mine');
      return copied.includes('@detach');
    });
    await commands.executeCommand('wireloupe.decodeTerminalSelection');
    const { document, problems } = await shown(/7 units/);
    assert.match(document.getText(), /^Terminal: /);
    assert.deepEqual(errors(problems), ['amqp/handle-unattached']);
    assert.equal(await env.clipboard.readText(), 'mine');
    window.terminals.find(({ name }) => name === 'trace')!.dispose();
    written.dispose();
  });

  test('unless nothing recognises it: then a message says so', async () => {
    const api = await activated();
    await env.clipboard.writeText('Dear all, please find attached.');
    const told = new Promise<string>((resolve) => {
      const listening = api.onDidTell(({ message }) => {
        listening.dispose();
        resolve(message);
      });
    });
    await commands.executeCommand('wireloupe.pasteAs', 'auto');
    assert.match(await told, /Clipboard: The format is not recognized/);
  });
});
