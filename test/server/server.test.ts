import { afterEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type CodeAction,
  type CompletionItem,
  type DocumentDiagnosticReport,
  type Hover,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { environmentChosen, sendables, sendablesChanged, type SendablesResult } from '../../server/requests.ts';
import { documentLanguage } from '../../server/document-language.ts';
import { folder, pulling, startClient, toyLanguage, toyLanguages, type Client, type Options } from './harness.ts';

let client: Client;
const start = async (options?: Options) => (client = await startClient(options));
afterEach(() => client.stop());

const at = (uri: string, character = 0, line = 0) => ({ textDocument: { uri }, position: { line, character } });
const pull = (uri: string, previousResultId?: string) =>
  client.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
    previousResultId,
  });
const messages = async (uri: string) => {
  const report = await pull(uri);
  return report.kind === 'full' ? report.items.map((each) => each.message) : report.kind;
};
const project = (environments: unknown, connections: unknown = {}) => ({
  [`${folder}/wireloupe.json`]: JSON.stringify({ environments, connections }),
});

describe('diagnostics', () => {
  it('are given when they are asked for, with code, section and the places that explain them', async () => {
    await start();
    const uri = await client.open('a.xmpp', 'fine\n!wrong');
    const report = await pull(uri);
    expect(report).toMatchObject({
      kind: 'full',
      items: [
        {
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } },
          severity: 1,
          code: 'xmpp/toy',
          source: 'xmpp',
          codeDescription: { href: 'https://example.org/toy' },
          relatedInformation: [{ location: { uri }, message: 'the beginning' }],
        },
      ],
    });
  });

  it('follow the text as it changes, and are unchanged where it did not', async () => {
    await start();
    const uri = await client.open('a.xmpp', '!wrong');
    const first = await pull(uri);
    expect(await pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, 2, 'fine');
    expect(await pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  it('are pushed to a client that does not pull, and taken back when the document is closed', async () => {
    await start({ capabilities: {} });
    const published: PublishDiagnosticsParams[] = [];
    const next = (wanted: (params: PublishDiagnosticsParams) => boolean) =>
      new Promise<void>((resolve) => {
        client.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
          published.push(params);
          if (wanted(params)) resolve();
        });
      });
    const first = next((params) => params.diagnostics.length === 1);
    const uri = await client.open('a.xmpp', '!wrong');
    await first;
    const cleared = next((params) => params.diagnostics.length === 0);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await cleared;
    expect(published.every((params) => params.uri === uri)).toBe(true);
  });

  it('know the variables of the chosen environment', async () => {
    await start({ files: project({ local: { queue: 'a' }, staging: { room: 'b' } }) });
    const uri = await client.open('a.xmpp', '{{queue}}');
    expect(await messages(uri)).toEqual([]);
    const changed = new Promise((resolve) => client.connection.onNotification(sendablesChanged.method, resolve));
    await client.connection.sendNotification(environmentChosen.method, { environment: 'staging' });
    await changed;
    expect(await messages(uri)).toEqual([expect.stringContaining('no variable “queue”')]);
    await client.connection.sendNotification(environmentChosen.method, { environment: null, folder });
    expect(await messages(uri)).toEqual([]);
  });

  it('know the project file as it is being typed, before what is on the disk', async () => {
    await start({ files: project({ local: { queue: 'a' } }) });
    const uri = await client.open('a.xmpp', '{{queue}}');
    expect(await messages(uri)).toEqual([]);
    const file = await client.open('wireloupe.json', '{ "environments": { "local": { "room": "b" } } }', 'jsonc');
    expect(await messages(uri)).toHaveLength(1);
    await client.change(file, 2, '{ "environments": { "local": { "queue": "b" } } }');
    expect(await messages(uri)).toEqual([]);
  });

  it('are asked for again when the project file changes on the disk', async () => {
    const files: Record<string, string> = {};
    await start({ files });
    const uri = await client.open('a.xmpp', '{{queue}}');
    expect(await messages(uri)).toHaveLength(1);
    Object.assign(files, project({ local: { queue: 'a' } }));
    const refreshed = new Promise<void>((resolve) =>
      client.connection.onRequest('workspace/diagnostic/refresh', () => (resolve(), null)),
    );
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${folder}/wireloupe.json`, type: 2 }],
    });
    await refreshed;
    expect(await messages(uri)).toEqual([]);
  });

  it('take severities from the settings, which go over wireloupe.json', async () => {
    await start({ rules: { 'xmpp/toy': 'hint', 'xmpp/other': 'nonsense' } });
    expect(await pull(await client.open('a.xmpp', '!a'))).toMatchObject({ items: [{ severity: 4 }] });
    client.stop();
    await start({
      rules: { 'xmpp/toy': 'hint' },
      files: { [`${folder}/wireloupe.json`]: '{ "rules": { "xmpp/toy": "error" } }' },
    });
    expect(await pull(await client.open('a.xmpp', '!a'))).toMatchObject({ items: [{ severity: 4 }] });
  });

  it('are given for wireloupe.json itself', async () => {
    await start();
    expect(await messages(await client.open('wireloupe.json', '{ "conections": {} }', 'jsonc'))).toEqual([
      expect.stringContaining('did you mean “connections”?'),
    ]);
  });

  it('are none for documents that are not ours, nor for closed ones', async () => {
    await start();
    expect(await messages(await client.open('notes.txt', '!wrong', 'plaintext'))).toEqual([]);
    expect(await messages(await client.open('config.xml', '!wrong', 'xml'))).toEqual([]);
    expect(await messages(`${folder}/never-opened.xmpp`)).toEqual([]);
  });
});

describe('the other answers', () => {
  it('complete with the signs that are replaced', async () => {
    await start({ files: project({}, { romeo: { protocol: 'xmpp', service: 'xmpp://a', jid: 'a@b' } }) });
    const uri = await client.open('a.xmpp', 'x <me');
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', at(uri, 5));
    expect(items).toMatchObject([
      {
        label: 'message',
        filterText: '<message',
        insertTextFormat: 2,
        detail: 'jabber:client',
        documentation: { kind: 'markdown' },
        textEdit: { range: { start: { character: 2 }, end: { character: 5 } } },
      },
      { label: 'romeo', filterText: 'romeo', insertTextFormat: 1 },
    ]);
  });

  describe('complete', () => {
    const item = (more: object) => ({
      label: 'a',
      kind: 'value' as const,
      insert: 'a',
      replace: { start: 2, end: 4 },
      ...more,
    });
    const offering = (...items: readonly object[]) => {
      const toy = documentLanguage({ ...toyLanguage, completions: () => items.map(item) });
      return { ...toyLanguages, xmpp: toy };
    };
    const ask = async (uri: string, character: number, context?: object) =>
      client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
        ...at(uri, character),
        ...(context !== undefined && { context }),
      });

    it('with plain text for a client without snippets', async () => {
      await start({
        capabilities: {},
        languages: offering({ insert: '<a b="${1|x,y|}" c="${2:d\\}}">{{\\$id}}$0</a>', snippet: true }),
      });
      expect(await ask(await client.open('a.xmpp', 'a abc'), 4)).toMatchObject([
        { insertTextFormat: 1, textEdit: { newText: '<a b="x" c="d}">{{$id}}</a>' } },
      ]);
    });

    it('with one of many values only where the user asks and has written nothing', async () => {
      await start({ languages: offering({ open: true }) });
      const uri = await client.open('a.xmpp', 'a abc');
      expect(await ask(uri, 2)).toHaveLength(1);
      expect(await ask(uri, 2, { triggerKind: 1 })).toHaveLength(1);
      expect(await ask(uri, 2, { triggerKind: 2, triggerCharacter: ' ' })).toEqual([]);
      expect(await ask(uri, 3, { triggerKind: 1 })).toEqual([]);
    });
  });

  it('explain what is under the mouse, and nothing where there is nothing', async () => {
    await start();
    const uri = await client.open('a.xmpp', 'text');
    expect(await client.connection.sendRequest('textDocument/hover', at(uri, 2))).toBeNull();
    expect(await client.connection.sendRequest<Hover>('textDocument/hover', at(uri))).toMatchObject({
      contents: { kind: 'markdown' },
      range: { end: { character: 1 } },
    });
  });

  it('outline and fold, without unnamed symbols and folds of one line', async () => {
    await start();
    const uri = await client.open('a.xmpp', 'one\ntwo\nthree');
    expect(await client.connection.sendRequest('textDocument/documentSymbol', at(uri))).toMatchObject([
      { name: '(unnamed)', range: { end: { line: 2, character: 5 } } },
    ]);
    expect(await client.connection.sendRequest('textDocument/foldingRange', at(uri))).toEqual([
      { startLine: 0, endLine: 2 },
    ]);
  });

  it('offer the ways out of a mistake where the cursor touches it', async () => {
    await start();
    const uri = await client.open('a.xmpp', 'fine\n!wrong');
    const ask = (line: number) =>
      client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line, character: 2 }, end: { line, character: 2 } },
        context: { diagnostics: [] },
      });
    expect(await ask(0)).toEqual([]);
    expect(await ask(1)).toMatchObject([
      {
        title: 'Remove “!”',
        kind: 'quickfix',
        isPreferred: true,
        edit: {
          changes: {
            [uri]: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } }, newText: '' }],
          },
        },
      },
    ]);
  });

  it('offer to turn the rule off where the project has a file', async () => {
    await start({ files: { [`${folder}/wireloupe.json`]: '{}' } });
    const uri = await client.open('a.xmpp', '!wrong');
    const ask = () =>
      client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [] },
      });
    const action = (await ask()).find((each) => each.title === 'Turn xmpp/toy off in wireloupe.json');
    expect(action?.isPreferred).toBeUndefined();
    const edits = action?.edit?.changes?.[`${folder}/wireloupe.json`] ?? [];
    const file = TextDocument.create('', '', 0, '{}');
    expect(JSON.parse(TextDocument.applyEdits(file, edits))).toEqual({ rules: { 'xmpp/toy': 'off' } });
    await client.open('wireloupe.json', '{ broken');
    expect((await ask()).map((each) => each.title)).toEqual(['Remove “!”']);
  });

  it('name a command to turn a rule off where the client has one, which says so and can undo it', async () => {
    await start({
      files: { [`${folder}/wireloupe.json`]: '{}' },
      initializationOptions: { commands: ['wireloupe.turnOffRule'] },
    });
    const uri = await client.open('a.xmpp', '!wrong');
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toEqual(['Remove “!”', 'Turn xmpp/toy off in wireloupe.json']);
    expect(actions[1]?.edit).toBeUndefined();
    expect(actions[1]?.command).toMatchObject({
      command: 'wireloupe.turnOffRule',
      arguments: [`${folder}/wireloupe.json`, 'xmpp/toy'],
    });
  });

  it('tell what can be sent, for which version', async () => {
    await start();
    const uri = await client.open('a.xmpp', 'one\ntwo');
    await client.change(uri, 7, 'one');
    expect(await client.connection.sendRequest<SendablesResult>(sendables.method, { uri })).toMatchObject({
      version: 7,
      sendables: [
        { index: 0, label: 'all', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } } },
      ],
    });
    expect(await client.connection.sendRequest(sendables.method, { uri: `${folder}/b.xmpp` })).toBeNull();
  });

  it('tell to ask again, once a document that was asked for too soon is opened', async () => {
    await start();
    const told: string[] = [];
    client.connection.onNotification(sendablesChanged.method, () => void told.push('changed'));
    expect(await client.connection.sendRequest(sendables.method, { uri: `${folder}/late.xmpp` })).toBeNull();
    expect(told).toEqual([]);
    await client.open('late.xmpp', 'one');
    await client.open('other.xmpp', 'one');
    expect(
      await client.connection.sendRequest<SendablesResult>(sendables.method, { uri: `${folder}/late.xmpp` }),
    ).toMatchObject({ version: 1 });
    expect(told).toEqual(['changed']);
  });

  it('parse each version once, from the one before', async () => {
    await start();
    const uri = await client.open('a.xmpp', 'one');
    const parses = async () => (await client.connection.sendRequest<Hover>('textDocument/hover', at(uri))).contents;
    await pull(uri);
    expect(await parses()).toMatchObject({ value: 'parsed 1 times' });
    await client.change(uri, 2, 'two');
    await pull(uri);
    expect(await parses()).toMatchObject({ value: 'parsed 2 times' });
  });
});

describe('when something goes wrong', () => {
  it('a failing answer is an error with a log entry, and the server lives on', async () => {
    await start();
    const uri = await client.open('a.xmpp', 'crash');
    await expect(pull(uri)).rejects.toThrow('Checking failed: the toy broke');
    expect(client.logged.join()).toContain('the toy broke');
    await client.change(uri, 2, '!wrong');
    expect(await messages(uri)).toHaveLength(1);
  });

  it('a pushed answer that fails is logged, and the server lives on', async () => {
    await start({ capabilities: {} });
    const uri = await client.open('a.xmpp', 'crash');
    const logged = new Promise<string>((resolve) =>
      client.connection.onNotification('window/logMessage', ({ message }: { message: string }) => resolve(message)),
    );
    expect(await logged).toContain('the toy broke');
    expect(await client.connection.sendRequest('textDocument/hover', at(uri))).not.toBeNull();
  });

  it('a project file that cannot be read for once is read again', async () => {
    await start({ files: new Proxy({ [`${folder}/wireloupe.json`]: '{}' }, { get: failingOnce() }) });
    const uri = await client.open('a.xmpp', '!a');
    await expect(pull(uri)).rejects.toThrow('disk');
    expect(await messages(uri)).toHaveLength(1);
  });

  it('a client that refuses to tell of changes is served all the same', async () => {
    await start({
      registration: () => {
        throw new Error('not here');
      },
    });
    expect(await messages(await client.open('a.xmpp', '!wrong'))).toHaveLength(1);
    expect(client.logged.join()).toContain('refused to tell of changed files: ');
  });

  const refusals = [
    [
      'refuses its settings',
      () => {
        throw new Error('no settings here');
      },
    ],
    ['answers no list', () => 5],
    ['answers with null', () => null],
    ['answers with other things', () => [['x']]],
  ] as const;
  it.each(refusals)('a client that %s gets diagnostics when it asks for them', async (_what, configuration) => {
    await start({ configuration, files: { [`${folder}/wireloupe.json`]: '{ "rules": { "xmpp/toy": "hint" } }' } });
    expect(await pull(await client.open('a.xmpp', '!wrong'))).toMatchObject({ items: [{ severity: 4 }] });
  });

  it.each(refusals)('a client that %s gets diagnostics pushed', async (_what, configuration) => {
    await start({ configuration, capabilities: { workspace: { configuration: true } } });
    const pushed = new Promise<PublishDiagnosticsParams>((resolve) =>
      client.connection.onNotification('textDocument/publishDiagnostics', resolve),
    );
    await client.open('a.xmpp', '!wrong');
    expect((await pushed).diagnostics).toHaveLength(1);
  });

  it('a client that never answers for its settings gets diagnostics, and those that come late count', async () => {
    let answer: (value: unknown) => void = () => undefined;
    await start({ configuration: () => new Promise((resolve) => (answer = resolve)) });
    const uri = await client.open('a.xmpp', '!wrong');
    expect(await pull(uri)).toMatchObject({ items: [{ severity: 1 }] });
    expect(client.logged.join()).toContain('did not answer workspace/configuration');
    const refreshed = new Promise<void>((resolve) =>
      client.connection.onRequest('workspace/diagnostic/refresh', () => (resolve(), null)),
    );
    answer([{ 'xmpp/toy': 'hint' }]);
    await refreshed;
    expect(await pull(uri)).toMatchObject({ items: [{ severity: 4 }] });
  });

  it('a cancelled request is answered as cancelled', async () => {
    await start();
    const uri = await client.open('a.xmpp', '!wrong');
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest('textDocument/hover', at(uri), source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    expect(await messages(uri)).toHaveLength(1);
  });

  it('a client without settings, folders and watchers is served as well', async () => {
    await start({
      capabilities: { textDocument: pulling.textDocument ?? {} },
      files: project({ local: { queue: 'a' } }),
    });
    expect(await messages(await client.open('a.xmpp', '{{queue}} !'))).toEqual([]);
  });
});

function failingOnce() {
  let failed = false;
  return (files: Record<string, string>, key: string) => {
    if (failed || !key.startsWith('file:')) return files[key];
    failed = true;
    throw new Error('disk');
  };
}
