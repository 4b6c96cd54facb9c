import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonDocuments, type JsonLines } from '../../../../protocols/captures/json-documents.ts';
import { decodeInput } from './decode-input.ts';

const iq = '<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>';
const result = '<iq type="result" id="1"/>';
const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Each unit with its side and time. */
async function given(text: string): Promise<readonly (readonly unknown[])[]> {
  const { connections } = await decodeInput(text);
  return connections.flatMap((units) => units.map(({ side, opened, time }) => [side, opened.name, time]));
}

describe('records of JSON over several lines are read', () => {
  const records = [
    { level: 20, time: 1764496800123, msg: 'starting' },
    { level: 20, time: 1764496800123, msg: `SEND: ${iq}`, at: { file: 'a.js' } },
    { level: 20, time: 1764496801123, msg: `RECV: ${result}` },
  ];
  const both = [
    ['client', 'iq', 1764496800123],
    ['server', 'iq', 1764496801123],
  ];

  test.each([
    ['one by one', records.map(json).join('\n')],
    ['with four spaces', records.map((each) => JSON.stringify(each, null, 4)).join('\n')],
    ['as a list', json(records)],
    ['as a list on one line', JSON.stringify(records)],
    [
      'within other objects on one line',
      JSON.stringify({ hits: { hits: records.map((each) => ({ _source: each })) } }),
    ],
    ['one behind the other on one line', records.map((each) => JSON.stringify(each)).join('')],
    ['with spaces between on one line', records.map((each) => JSON.stringify(each)).join('  ')],
    ['among other lines', `starting\n${records.map(json).join('\nstill there\n')}\nthe end`],
    ['within other objects', json({ hits: { hits: records.map((each) => ({ _source: each })) } })],
  ])('%s', async (_what, text) => {
    expect(await given(text)).toEqual(both);
  });

  test.each([
    ['under any key', (lines: readonly string[]) => lines.map((line) => JSON.stringify({ m: line })).join('\n')],
    [
      'under any key on one line',
      (lines: readonly string[]) => JSON.stringify({ a: lines.map((line) => ({ m: line })) }),
    ],
    ['in a list of lines', (lines: readonly string[]) => JSON.stringify(lines)],
    ['in a text of several lines', (lines: readonly string[]) => JSON.stringify(lines.join('\n'))],
  ])('as lines %s', async (_what, wrap) => {
    const sides = async (lines: readonly string[]): Promise<unknown> =>
      (await given(wrap(lines))).map(([side, name]) => [side, name]);
    const both = ['client', 'server'];
    expect(await sides([`SEND: ${iq}`, `RECV: ${result}`])).toEqual(both.map((side) => [side, 'iq']));
    expect(await sides(['->', '<-'].map((arrow) => `[0x1]:0 ${arrow} @open(16) [container-id="a"]`))).toEqual(
      both.map((side) => [side, 'open']),
    );
  });

  test('with the direction in a field', async () => {
    const text = [
      { time: 1764496800123, msg: 'stanza', dir: 'out', xml: iq },
      { time: 1764496801123, msg: 'stanza', dir: 'in', xml: result },
    ];
    expect(await given(text.map(json).join('\n'))).toEqual(both);
  });

  test('with frames of AMQP', async () => {
    const text = ['->', '<-'].map((arrow) => json({ msg: `[0x1]:0 ${arrow} @open(16) [container-id="a"]` }));
    expect((await given(text.join('\n'))).map(([side, name]) => [side, name])).toEqual([
      ['client', 'open'],
      ['server', 'open'],
    ]);
  });

  test('of an HTTP archive', async () => {
    const archive = {
      log: {
        version: '1.2',
        entries: [
          {
            request: { method: 'GET', url: 'wss://example.com/ws' },
            response: { content: { text: '<html><body><p>hi</p></body></html>' } },
            _webSocketMessages: [
              { type: 'send', time: 1764496800.123, opcode: 1, data: iq },
              { type: 'receive', time: 1764496801.123, opcode: 1, data: result },
            ],
          },
        ],
      },
    };
    expect(await given(json(archive))).toEqual(both);
    expect(await given(JSON.stringify(archive))).toEqual(both);
  });
});

describe('one line has several elements', () => {
  const sides = async (text: string) => (await given(text)).map(([side, name]) => [side, name]);
  const both = [
    ['client', 'iq'],
    ['server', 'iq'],
  ];

  test.each([
    ['fields of an object', JSON.stringify({ msg: 'exchange', sent: iq, received: result })],
    ['fields with longer names', JSON.stringify({ msg: 'exchange', xmlOut: iq, xml_in: result })],
    [
      'objects behind words',
      `10:00:00 DEBUG frames ${JSON.stringify([
        { dir: 'out', xml: iq },
        { dir: 'in', xml: result },
      ])}`,
    ],
    ['literals', `10:00:00 DEBUG sent: '${iq}', received: '${result}'`],
  ])('%s', async (_what, text) => {
    expect(await sides(text)).toEqual(both);
  });

  test('as many as there are', async () => {
    expect(await sides(`DEBUG x ${JSON.stringify(Array.from({ length: 3000 }, () => ({ out: iq })))}`)).toHaveLength(
      3000,
    );
  });
});

describe('lines that begin like a document', () => {
  const linesOf = (text: string): readonly string[] => {
    const lines: string[] = [];
    const documents = new JsonDocuments(({ lines: found, value }: JsonLines) =>
      lines.push(value === undefined ? found.join('\n') : JSON.stringify(value)),
    );
    text.split('\n').forEach((line, index) => {
      if (!documents.line(line, index)) lines.push(line);
    });
    documents.end();
    return lines;
  };

  test('stay as they are', () => {
    for (const text of ['{\n  const x = 1;\n}', '[\nSEND: <presence/>', '{', '[', '{\n}}\n{', '{\n"a": [\n]\n'])
      expect(linesOf(text).join('\n')).toBe(text);
  });

  test('are documents of any values, whatever is around them', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = { a: JSON.parse(text) as unknown };
        expect(linesOf(`x\n${json(value)}\ny`)).toEqual(['x', JSON.stringify(value), 'y']);
      }),
    );
  });

  test('are all there, whatever they are', () => {
    const line = fc.constantFrom('{', '}', '[', ']', '"a": {', '"x', '},', 'a', '', '1,', '"b\\"": 2');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const found: string[] = [];
        const documents = new JsonDocuments((each) => found.push(...each.lines));
        lines.forEach((each, index) => {
          if (!documents.line(each, index)) found.push(each);
        });
        documents.end();
        expect(found).toEqual(lines);
      }),
    );
  });
});
