import assert from 'node:assert/strict';
import {
  commands,
  CompletionItem,
  languages,
  Range,
  Selection,
  window,
  type CompletionItemProvider,
  type Disposable,
  type Position,
  type TextDocument,
} from 'vscode';
import { activated, openText, until } from './helpers.ts';

/** Where a text is typed: the text before it, its words, the text after it. */
type Place = readonly [where: string, before: string, words: readonly string[], after: string];

const prose = ['I', 'send', 'a', 'message', '42', 'begin'];
const names = ['tr', 'open', '7'];

const stanzas: readonly Place[] = [
  ['in a body', '<message to="a@b">\n  <body>', prose, '</body>\n</message>\n'],
  ['in a body that is not closed', '<message to="a@b">\n  <body>', prose, '\n'],
  ['in a comment between stanzas', '<!-- ', prose, ' -->\n<presence/>\n'],
  ['in a comment of a stanza', '<message to="a@b">\n  <!-- ', prose, ' -->\n</message>\n'],
  ['in a CDATA section', '<message to="a@b"><body><![CDATA[', prose, ']]></body></message>\n'],
  ['in a status', '<presence><status>', prose, '</status></presence>\n'],
  ['in an attribute', '<message to="a@b" id="', names, '"/>\n'],
  ['in an address', '<message to="', ['juliet', 'm', 'romeo'], '"/>\n'],
];

const message = (text: string) =>
  `- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n  message:\n    ${text}`;
const texts: readonly Place[] = [
  ['in a text of several lines', message('body:\n      value: |\n        '), prose, '\n'],
  ['in data', message('body:\n      data: "'), prose, '"\n'],
  ['in container-id, in quotes', '- open:\n    container-id: "', names, '"\n    hostname: a\n'],
];
/** Each word by itself: what comes on the next line is a key or a step. */
const fields: readonly Place[] = [
  ['in container-id', '- open:\n    container-id: ', names, '\n    hostname: a\n'],
  ['in hostname', '- open:\n    container-id: a\n    hostname: ', names, '\n'],
  ['in max-frame-size', '- open:\n    container-id: a\n    max-frame-size: ', ['512'], '\n'],
  ['in the name of a link', '- attach:\n    name: ', names, '\n    handle: 0\n'],
  ['in handle', '- attach:\n    name: a\n    handle: ', ['0'], '\n    role: sender\n'],
  [
    'in an address',
    '- attach:\n    name: a\n    handle: 0\n    target:\n      address: ',
    ['t', 'm', 'c', 'queue'],
    '\n',
  ],
  ['in subject', message('properties:\n      subject: '), names, '\n'],
  ['in content-type', message('properties:\n      content-type: '), ['t', 'a'], '\n'],
  ['in a value', message('body:\n      value: '), ['t', 'f', 'n', 'u', 'transfer'], '\n'],
  ['in base64', message('body:\n      data: !base64 "'), ['aGVsbG8', 'send', 'open'], '"\n'],
  ['in application-properties', message('application-properties:\n      a: '), names, '\n'],
  ['in a comment', '- open: { container-id: a }\n# ', ['open', 'tr'], '\n'],
  ['behind a key', '- ', ['open:'], '\n    container-id: a\n'],
  ['behind message:', '- transfer: { handle: 0 }\n  ', ['message:'], '\n    body: { value: 1 }\n'],
];

/**
 * A suggestion for the word that is being typed: it fits worse than every other, puts in the word itself, and tells when the
 * suggestions are shown with nothing better to take. VS Code asks for the details of the suggestion that is selected.
 */
class LastResort implements CompletionItemProvider {
  #word = '';
  #shown = false;

  expect(word: string): void {
    this.#word = word;
    this.#shown = false;
  }

  get isShown(): boolean {
    return this.#shown;
  }

  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const range = new Range(position.translate(0, -Math.min(this.#word.length, position.character)), position);
    if (this.#word === '' || document.getText(range) !== this.#word) return [];
    const item = new CompletionItem(lastResort);
    item.filterText = `zz ${Array.from(this.#word).join('z')}`;
    item.sortText = '~~~~';
    item.insertText = this.#word;
    item.range = range;
    return [item];
  }

  resolveCompletionItem(item: CompletionItem): CompletionItem {
    if (item.label === lastResort && item.insertText === this.#word) this.#shown = true;
    return item;
  }
}

const lastResort = 'last resort';

/** Milliseconds; each word takes a few steps between three processes. */
const patience = 180_000;

suite('Typing', () => {
  const probe = new LastResort();
  let listening: Disposable;

  suiteSetup(async () => {
    const api = await activated();
    await api.languageReady();
    listening = languages.registerCompletionItemProvider(['xmpp', 'amqp'], probe);
  });

  suiteTeardown(() => {
    listening.dispose();
  });

  /** Types a word as the keyboard does, asks for suggestions, and takes the one that is selected, as Enter does; then Enter for the line. */
  async function typeWord(word: string): Promise<void> {
    for (const letter of word) await commands.executeCommand('type', { text: letter });
    probe.expect(word);
    await commands.executeCommand('editor.action.triggerSuggest');
    await until(`suggestions behind “${word}” without any of the product’s`, () => probe.isShown);
    await commands.executeCommand('acceptSelectedSuggestion');
    probe.expect('');
    await commands.executeCommand('type', { text: '\n' });
  }

  const unindented = (text: string) => text.replace(/[ \t]*\n[ \t]*/g, '\n');

  /** Types words, with Enter behind each, into a file. */
  async function check(name: string, before: string, words: readonly string[], after: string): Promise<void> {
    const editor = await openText(name, before + after);
    const place = editor.document.positionAt(before.length);
    editor.selection = new Selection(place, place);
    await until(
      'the cursor at its place',
      () => window.activeTextEditor === editor && editor.selection.active.isEqual(place),
    );
    for (const word of words) await typeWord(word);
    assert.equal(
      unindented(editor.document.getText()),
      unindented(`${before}${words.map((word) => `${word}\n`).join('')}${after}`),
    );
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }

  stanzas.forEach(([where, before, words, after], index) => {
    test(`.xmpp ${where}: Enter behind every word changes nothing but what is typed`, () =>
      check(`typing-${index}.xmpp`, before, words, after)).timeout(patience);
  });
  texts.forEach(([where, before, words, after], index) => {
    test(`.amqp.yaml ${where}: Enter behind every word changes nothing but what is typed`, () =>
      check(`typing-text-${index}.amqp.yaml`, before, words, after)).timeout(patience);
  });
  // VS Code types over a closing bracket that it has put in only where that is one character.
  const written: readonly (readonly [name: string, text: string])[] = [
    [
      'whole.xmpp',
      '<?connection romeo?><!-- to {{friend}} --><message to="{{friend}}" id="{{$id}}"><body><![CDATA[{{room}} {a}]]></body></message>',
    ],
    ['whole.amqp.yaml', '- send: { to: "{{queue}}", message: { body: { value: "{{$id}} {a}" } } }'],
  ];
  for (const [name, text] of written) {
    test(`${name}: what has brackets and quotes is as it was typed to its end`, async () => {
      const editor = await openText(name, '');
      for (const letter of text) {
        await commands.executeCommand('type', { text: letter });
        await commands.executeCommand('hideSuggestWidget');
      }
      await until('the last character', () => editor.document.getText().length >= text.length);
      assert.equal(editor.document.getText(), text);
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }).timeout(patience);
  }
  fields.forEach(([where, before, words, after], index) => {
    test(`.amqp.yaml ${where}: Enter behind a word changes nothing but what is typed`, async () => {
      for (const word of words)
        await check(`typing-field-${index}-${words.indexOf(word)}.amqp.yaml`, before, [word], after);
    }).timeout(patience);
  });
});
