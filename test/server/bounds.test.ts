import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver/node';
import { bundleServer, RawServer, type Bundle } from './process.ts';

let bundle: Bundle;
let server: RawServer;
beforeAll(async () => (bundle = await bundleServer()));
afterAll(() => bundle.remove());

const many = 100_000;
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_each, index) => line(index)).join('');
const value = (text: string) => `- transfer: { handle: 0 }\n  message:\n    body: { value: ${text} }\n`;

const attacks: readonly (readonly [what: string, file: string, text: string])[] = [
  ['brackets that stay open in a frame', 'a.amqp.yaml', `- frame: ${'['.repeat(3000)}`],
  ['very many brackets that stay open', 'a.amqp.yaml', `- open: ${'['.repeat(many)}`],
  ['brackets that are closed', 'a.amqp.yaml', `- open: ${'['.repeat(many)}${']'.repeat(many)}`],
  ['braces that stay open', 'a.amqp.yaml', '{'.repeat(many)],
  ['braces with keys', 'a.amqp.yaml', `- open: ${'{a: '.repeat(many)}`],
  ['brackets without a list of steps', 'a.amqp.yaml', '['.repeat(many)],
  ['dashes', 'a.amqp.yaml', '- '.repeat(many)],
  ['question marks', 'a.amqp.yaml', '? '.repeat(many)],
  ['mappings in mappings', 'a.amqp.yaml', `- a:\n${lines(3000, (index) => `${' '.repeat(index + 4)}a:\n`)}`],
  [
    'aliases of aliases',
    'a.amqp.yaml',
    `- x: &a0 [${'x,'.repeat(10)}x]\n${lines(1000, (index) => `- x: &a${index + 1} [${`*a${index},`.repeat(9)}*a${index}]\n`)}`,
  ],
  ['many aliases', 'a.amqp.yaml', `- open: &a { x: 1 }\n${'- *a\n'.repeat(4_000)}`],
  ['an alias of itself', 'a.amqp.yaml', '- open: &a [*a, *a]\n'],
  ['a long word', 'a.amqp.yaml', `- open: { container-id: ${'a'.repeat(2_000_000)} }\n`],
  ['a long number', 'a.amqp.yaml', `- open: { max-frame-size: ${'9'.repeat(1_000_000)} }\n`],
  ['a long decimal', 'a.amqp.yaml', value(`!decimal128 ${'9'.repeat(500_000)}`)],
  ['half characters', 'a.amqp.yaml', `- open: { container-id: "${'\ud800'.repeat(many)}" }\n`],
  ['lists in lists', 'a.amqp.yaml', value('['.repeat(900) + ']'.repeat(900))],
  [
    'a window of four thousand million',
    'a.amqp.yaml',
    '- flow: { incoming-window: 4294967295, next-outgoing-id: 0, outgoing-window: 4294967295, link-credit: 4294967295, handle: 4294967295, drain: true }\n- disposition: { role: sender, first: 0, last: 4294967295 }\n',
  ],
  [
    'types of unknown types',
    'a.xml',
    `<amqp name="x" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="s">\n${lines(4000, (index) => `<type name="t${index}" class="composite" source="list"><descriptor name="e:${index}:list"/><field name="f" type="u${index}" requires="r${index}"/></type>\n`)}</section></amqp>`,
  ],
  ['dashes on lines of their own', 'a.amqp.yaml', lines(2000, (index) => `${'  '.repeat(index)}- \n`)],
  ['quotes', 'a.amqp.yaml', '"'.repeat(20_000)],
  ['keys that are none', 'a.amqp.yaml', lines(4_000, (index) => `k${index}: 1\n`)],
  ['keys that are none, in a step', 'a.amqp.yaml', `- open: { ${lines(2_500, (index) => `k${index}: 1, `)} }`],
  ['one key again and again', 'a.amqp.yaml', `- open:\n${'    container-id: a\n'.repeat(10_000)}`],
  [
    'twenty levels of aliases',
    'a.amqp.yaml',
    `- open: &a0 [x, x]\n${lines(20, (index) => `- open: &a${index + 1} [*a${index}, *a${index}]\n`)}`,
  ],
  [
    'aliases of a long text',
    'a.amqp.yaml',
    `- open: &a { container-id: ${'x'.repeat(500_000)} }\n${'- open: *a\n'.repeat(2_000)}`,
  ],
  [
    'aliases of a list of aliases of itself',
    'a.amqp.yaml',
    `- &a\n${'  - *a\n'.repeat(4_000)}  x${'  - *a\n'.repeat(4_000)}`,
  ],
  [
    'spaces in a comment that turns rules off',
    'a.amqp.yaml',
    `# wireloupe-disable-next-line${' '.repeat(1_000_000)}!\n- x: 1\n`,
  ],
  ['mappings that are merged and are none', 'a.amqp.yaml', `- open:\n${'    <<: 1\n'.repeat(6_000)}`],
  ['variables that stay open', 'a.amqp.yaml', '{{a}'.repeat(10_000)],
  [
    'unknown variables among many',
    'a.amqp.yaml',
    `vars:\n${lines(5_000, (index) => `  v${index}: ${index}\n`)}frames:\n${lines(1_500, (index) => `- open: { container-id: "{{w${index}}}" }\n`)}`,
  ],
  ['tabs', 'a.amqp.yaml', '\t- open\n'.repeat(4_000)],
  ['documents', 'a.amqp.yaml', '---\n- open: {}\n'.repeat(60_000)],
  ['steps out of order', 'a.amqp.yaml', '- begin: {}\n'.repeat(4_000)],
  ['a word of five megabytes', 'a.amqp.yaml', `- open: ${'a'.repeat(5_000_000)}`],
  ['variables that are open in stanzas', 'a.xmpp', '{{a}'.repeat(60_000)],
  ['elements named xmlns', 'a.xmpp', '<xmlns:a>'.repeat(3000)],
  ['a directive of spaces', 'a.xmpp', `<?connection${' '.repeat(1_000_000)}x${' '.repeat(1_000_000)}y?>`],
  [
    'spaces in a comment that turns rules off, in stanzas',
    'a.xmpp',
    `<!-- wireloupe-disable-next-line${' '.repeat(1_000_000)}! --><iq/>`,
  ],
  [
    'a stanza of very many findings',
    'a.xmpp',
    `<!-- wireloupe-disable-next-line xmpp/iq-type --><message>${'<a/>'.repeat(80_000)}</message>`,
  ],
  ['colons on lines of their own', 'a.amqp.yaml', ':\n'.repeat(15_000)],
  ['question marks between braces', 'a.amqp.yaml', `- open: {${'? a, '.repeat(8_000)}}`],
  ['three megabytes of variables', 'a.amqp.yaml', '{{a}}'.repeat(600_000)],
  ['a megabyte of variables in quotes', 'a.amqp.yaml', `- open: { container-id: "${'{{a}}'.repeat(200_000)}" }\n`],
  ['an integer of a megabyte', 'a.amqp.yaml', `- open: { max-frame-size: ${'1'.repeat(1_000_000)} }\n`],
  ['ten megabytes of variables in a body', 'a.xmpp', `<message><body>${'{{a}}'.repeat(2_000_000)}</body></message>`],
  ['an address of a megabyte', 'a.xmpp', `<message to="a@xn--${'a'.repeat(1_000_000)}"/>`],
  ['an address of a megabyte of marks', 'a.xmpp', `<message to="a@${'e\u0301\u0327'.repeat(300_000)}"/>`],
  ['a language of ten megabytes', 'a.xmpp', `<message xml:lang="${'a-'.repeat(5_000_000)}a"/>`],
  [
    'thirty thousand declarations',
    'a.xmpp',
    `<message ${lines(30_000, (index) => `xmlns:a${index}="urn:${index}" `)}>${lines(30_000, (index) => `<a${index}:b/>`)}</message>`,
  ],
  ['elements in elements', 'a.xmpp', '<a>'.repeat(many)],
  ['very many attributes', 'a.xmpp', `<message ${lines(many, (index) => `a${index}="x" `)}/>`],
  ['tags that stay open', 'a.xmpp', '<message '.repeat(many)],
  ['comments that stay open', 'a.xmpp', '<!--'.repeat(many)],
  ['entities', 'a.xmpp', `<message><body>${'&lol;'.repeat(many)}</body></message>`],
];

/** Seconds of processor time that a process has used: what else runs on the machine does not count. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const timeOf = ({ process: { pid } }: RawServer): number =>
  process.platform === 'linux' ? processorTime(pid ?? 0) : 0;

describe('text that is hostile', () => {
  // One server takes it all.
  beforeAll(async () => {
    server = new RawServer(bundle.file, 1024);
    await server.initialize();
  });
  afterAll(() => server.stop());

  it.each(attacks)(
    '%s: every request is answered',
    async (_what, file, text) => {
      const uri = `file:///nowhere/${file}`;
      const textDocument = { uri };
      server.open(uri, text);
      const rows = text.split('\n');
      const before = timeOf(server);
      const last = { line: rows.length - 1, character: rows.at(-1)?.length ?? 0 };
      const places = [
        { line: 0, character: 9 },
        { line: rows.length >> 1, character: (rows[rows.length >> 1]?.length ?? 0) >> 1 },
        last,
      ];
      const answers = [
        await server.request('textDocument/diagnostic', { textDocument }),
        await server.request('textDocument/documentSymbol', { textDocument }),
        await server.request('textDocument/foldingRange', { textDocument }),
        await server.request('wireloupe/sendables', { uri }),
      ];
      for (const position of places) {
        answers.push(
          await server.request('textDocument/completion', { textDocument, position }),
          await server.request('textDocument/hover', { textDocument, position }),
          await server.request('textDocument/codeAction', {
            textDocument,
            range: { start: position, end: position },
            context: { diagnostics: [] },
          }),
        );
      }
      // All that a file has, as an editor asks that mends it on saving.
      answers.push(
        await server.request('textDocument/codeAction', {
          textDocument,
          range: { start: { line: 0, character: 0 }, end: last },
          context: { diagnostics: [] },
        }),
      );
      for (const [index, place] of places.entries()) {
        server.notify('textDocument/didChange', {
          textDocument: { uri, version: index + 2 },
          contentChanges: [{ range: { start: place, end: place }, text: 'x' }],
        });
        answers.push(await server.request('textDocument/diagnostic', { textDocument }));
      }
      server.notify('textDocument/didClose', { textDocument });
      expect(answers.flatMap(({ error }) => (error === undefined ? [] : [error.message]))).toEqual([]);
      // Twenty requests: none takes long.
      if (process.platform === 'linux') expect(timeOf(server) - before).toBeLessThan(10);
    },
    240_000,
  );
});

describe('text that is large', () => {
  afterEach(() => server.stop());

  const stanza =
    '<message type="chat" to="juliet@example.org" id="a1">\n  <body>Hello there</body>\n  <active xmlns="http://jabber.org/protocol/chatstates"/>\n</message>\n';
  const step =
    '- transfer:\n    handle: 0\n    delivery-id: 0\n    delivery-tag: !hex "00"\n    message-format: 0\n  message:\n    body: { value: hello }\n';

  it.skipIf(process.platform !== 'linux').each([
    ['stanzas', 'a.xmpp', stanza],
    ['steps', 'a.amqp.yaml', step],
  ])(
    'eight megabytes of %s: the outline says what it leaves out, and takes no more than its part of the text',
    async (_what, file, piece) => {
      server = new RawServer(bundle.file, 1536);
      await server.initialize();
      /** Seconds of the processor for the outline of a text of so many megabytes, and the outline. */
      const outline = async (
        megabytes: number,
      ): Promise<{
        readonly used: number;
        readonly symbols: DocumentSymbol[];
        readonly count: number;
        readonly uri: string;
      }> => {
        const uri = `file:///nowhere/${megabytes}-${file}`;
        const count = Math.ceil((megabytes * 1024 * 1024) / piece.length);
        server.open(uri, piece.repeat(count));
        await server.request('wireloupe/sendables', { uri });
        const before = processorTime(server.process.pid ?? 0);
        const symbols = (await server.request('textDocument/documentSymbol', { textDocument: { uri } }))
          .result as DocumentSymbol[];
        return { used: processorTime(server.process.pid ?? 0) - before, symbols, count, uri };
      };
      const small = await outline(2);
      const large = await outline(8);
      expect(large.symbols).toHaveLength(20_001);
      expect(large.symbols.at(-1)?.name).toBe(`… ${large.count - 20_000} more`);
      // Four times the text: quadratic time would be sixteen times as much.
      expect(large.used).toBeLessThan(8 * small.used + 1);
      const { uri } = large;
      await server.request('textDocument/foldingRange', { textDocument: { uri } });
    },
    240_000,
  );
});
