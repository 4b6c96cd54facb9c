import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Range,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { languages } from '../../server/languages.ts';
import { sendables, type SendablesResult } from '../../server/requests.ts';
import { folder, startClient, type Client } from './harness.ts';

const example = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');

let client: Client;
let files: Record<string, string>;
beforeEach(async () => {
  files = { [`${folder}/wireloupe.json`]: example('wireloupe.json') };
  client = await startClient({ languages, files });
});
afterEach(() => client.stop());

const text = ({ message }: Diagnostic) => (typeof message === 'string' ? message : message.value);
const diagnose = async (uri: string) =>
  (await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } }))
    .items;

describe.each([
  ['xmpp', 'xmpp/messages.xmpp', 'mistakes.xmpp', 'friend'],
  ['amqp', 'amqp/messages.amqp.yaml', 'mistakes.amqp.yaml', 'queue'],
])('the server for %s', (languageId, sound, mistakes, variable) => {
  it('finds nothing wrong with a sound file, and much with the tour of mistakes', async () => {
    expect(await diagnose(await client.open(sound, example(sound), languageId))).toEqual([]);
    const found = await diagnose(await client.open(mistakes, example(mistakes), languageId));
    expect(found.length).toBeGreaterThan(8);
    expect(found.every((each) => each.source === languageId && text(each).length > 10)).toBe(true);
  });

  it('outlines, folds and lists what can be sent', async () => {
    const uri = await client.open(sound, example(sound), languageId);
    const textDocument = { uri };
    const outline = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument,
    });
    expect(outline.length).toBeGreaterThanOrEqual(4);
    expect(
      (await client.connection.sendRequest<FoldingRange[]>('textDocument/foldingRange', { textDocument })).length,
    ).toBeGreaterThan(0);
    const answer = await client.connection.sendRequest<SendablesResult>(sendables.method, { uri });
    expect(answer.sendables.map((each) => each.index)).toEqual([0, 1, 2, 3]);
    expect(new Set(answer.sendables.map((each) => each.range.start.line)).size).toBe(4);
  });

  it('follows a text that is typed letter by letter, and ends up where it began', async () => {
    const whole = example(sound);
    const uri = await client.open(sound, '', languageId);
    for (let length = 0, version = 2; length < whole.length; length += 97, version++)
      await client.change(uri, version, whole.slice(0, length));
    await client.change(uri, 10_000, whole);
    expect(await diagnose(uri)).toEqual([]);
  });

  it('checks variables against the environment as it changes', async () => {
    const uri = await client.open(sound, example(sound), languageId);
    expect(await diagnose(uri)).toEqual([]);
    await client.open('wireloupe.json', example('wireloupe.json').replaceAll(`"${variable}"`, '"other"'), 'jsonc');
    expect((await diagnose(uri)).some((each) => text(each).includes(`“${variable}”`))).toBe(true);
  });
});

describe('the quick fixes of a tour of mistakes', () => {
  const ask = (uri: string, range: Range) =>
    client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });

  it.each([
    ['xmpp', 'mistakes.xmpp'],
    ['amqp', 'mistakes.amqp.yaml'],
  ])(
    'repair each finding first, then disable its rule there, and turn it off for the project last (%s)',
    async (languageId, name) => {
      const without: string[] = [];
      const source = example(name);
      const uri = await client.open(name, source, languageId);
      for (const finding of await diagnose(uri)) {
        const actions = (await ask(uri, finding.range)).filter(({ diagnostics = [] }) =>
          diagnostics.some(({ code, message }) => code === finding.code && message === finding.message),
        );
        const kinds = actions.map(({ title }) =>
          title.startsWith('Turn ') ? 'project' : title.startsWith('Disable ') ? 'here' : 'repair',
        );
        expect(kinds.at(-1), text(finding)).toBe('project');
        expect(kinds, text(finding)).toEqual([...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
        for (const { kind } of actions) expect(kind).toBe('quickfix');
        if (kinds[0] !== 'repair') {
          without.push(text(finding));
          continue;
        }
        // Of several findings at one place, only the fix of the first is preferred.
        expect(actions.findLastIndex(({ isPreferred }) => isPreferred === true)).toBeLessThanOrEqual(0);
        const after = TextDocument.applyEdits(
          TextDocument.create(uri, languageId, 1, source),
          actions[0]?.edit?.changes?.[uri] ?? [],
        );
        const copy = await client.open(`mended.${name}`, after, languageId);
        const left = await diagnose(copy);
        expect(left.filter(({ code }) => code === finding.code).length).toBeLessThan(
          (await diagnose(uri)).filter(({ code }) => code === finding.code).length,
        );
        await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: copy } });
      }
      expect(without).toEqual(languageId === 'amqp' ? [expect.stringContaining('hexadecimal digit')] : []);
    },
  );

  it('prefer one of those at one place, and offer what several findings share once', async () => {
    const uri = await client.open(
      'begin.amqp.yaml',
      '- header: amqp\n- open: { container-id: c }\n- begin: { }\n',
      'amqp',
    );
    const [finding, ...others] = await diagnose(uri);
    expect(others).toHaveLength(2);
    const actions = await ask(
      uri,
      finding?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    );
    expect(
      actions
        .filter(({ isPreferred }) => isPreferred === true)
        .map(({ title, diagnostics }) => [title, diagnostics?.length]),
    ).toEqual([['Add next-outgoing-id: 0, incoming-window: 2…', 3]]);
    const repairs = actions.filter(({ title }) => title.startsWith('Add ')).map(({ title }) => title);
    expect(repairs).toEqual([...new Set(repairs)]);
  });

  const order = ['repair', 'here', 'project'];
});

describe('a project’s own AMQP types', () => {
  const types = (field: string) => `<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd">
  <section name="s"><type name="reading" class="composite" source="list">
    <descriptor name="example.com:reading:list" code="0x00000001:0x00000002"/>
    <field name="${field}" type="double" mandatory="true"/>
  </type></section>
</amqp>`;
  const template = '- send: { to: q, message: { body: { value: !reading { celsius: 21.5 } } } }';

  it('are known to templates, as they are on the disk and as they are typed', async () => {
    const uri = await client.open('a.amqp.yaml', template, 'amqp');
    expect((await diagnose(uri)).map(text).join()).toContain('reading');
    Object.assign(files, {
      [`${folder}/wireloupe.json`]: '{ "amqp": { "definitions": ["own.xml"] } }',
      [`${folder}/own.xml`]: types('celsius'),
    });
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${folder}/wireloupe.json`, type: 2 }],
    });
    expect(await diagnose(uri)).toEqual([]);
    const file = await client.open('own.xml', types('celsius'), 'xml');
    expect(await diagnose(file)).toEqual([]);
    await client.change(file, 2, types('kelvin'));
    expect((await diagnose(uri)).map(text).join()).toContain('celsius');
    await client.change(file, 3, types('celsius').replace('type="double"', 'type="duoble"'));
    expect((await diagnose(file)).map(text).join()).toContain('did you mean “double”');
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: file } });
    expect(await diagnose(uri)).toEqual([]);
  });
});

describe('the server for wireloupe.json', () => {
  it('reports a password in clear with both ways out', async () => {
    const text = '{ "connections": { "a": { "protocol": "amqp", "service": "amqp://a", "password": "hunter2" } } }';
    const uri = await client.open('wireloupe.json', text, 'jsonc');
    const [found] = await diagnose(uri);
    expect(found).toMatchObject({ severity: 1, code: 'project/password-in-clear', source: 'project' });
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: found?.range,
      context: { diagnostics: [] },
    });
    expect(actions.map((each) => each.title)).toEqual(['Remove it from the file', 'Take it from the environment']);
  });

  it('offers the rules of the protocols', async () => {
    const uri = await client.open('wireloupe.json', '{ "rules": {  } }', 'jsonc');
    const items = await client.connection.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 0, character: 13 },
    });
    const labels = items.map((each) => each.label);
    expect(labels).toEqual(expect.arrayContaining(['xmpp/iq-id-required', 'amqp/mandatory-field']));
    expect(new Set(labels).size).toBe(labels.length);
  });
});
