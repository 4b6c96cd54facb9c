import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../protocols/captures/input/index.ts';
import { fromHex, toHex } from '../../../../protocols/core/index.ts';
import { followed, printers, hexDump } from './printers.ts';
import { unitsOf } from './units-of.ts';

const header = '414d515000010000';
const open = '0000001102000000005310c00401a10163';
const both = bytesOf(header + open);

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(0);
}

/** A header, and frames that hold any bytes. */
const traffic = fc
  .array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 4 })
  .map((payloads) => bytesOf(header + payloads.map(dataFrame).join('')));

function dataFrame(payload: Uint8Array): string {
  const body = `005314c003015200005375a0${toHex(Uint8Array.of(payload.length))}${toHex(payload)}`;
  return `${(8 + body.length / 2).toString(16).padStart(8, '0')}02000000${body}`;
}

describe('bytes as text', () => {
  test.each(Object.entries(printers))('are read: %s', async (_name, print) => {
    const { units, client, said } = await unitsOf(print(both));
    expect(units).toEqual(['c:header', 'c:frame']);
    expect(client).toBe(header + open);
    expect(said).toEqual([]);
  });

  test.each(Object.entries(printers))('are the same whatever they are: %s', async (_name, print) => {
    await fc.assert(
      fc.asyncProperty(traffic, async (bytes) => {
        const { client, server } = await unitsOf(print(bytes));
        expect(client).toBe(toHex(bytes));
        expect(server).toBe('');
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    ['a name and a semicolon', `buf = ${header}${open};`],
    ['words and quotes', `data: "${header}${open}"`],
    ['comments', `# the header\n${header} // eight bytes\n${open}`],
    ['line numbers', `1: ${header}\n2: ${open}`],
    ['a log in front', `2024-05-06 10:11:12.345 DEBUG [main] Transport - ${header}${open}`],
    ['Erlang, a text and numbers', '<<"AMQP",0,1,0,0,0,0,0,17,2,0,0,0,0,83,16,192,4,1,161,1,99>>'],
    ['NSData', `<414d5150 00010000 00000011 02000000 005310c0 0401a101 63>`],
    ['a field of JSON', JSON.stringify({ id: 'a-1', payload: Buffer.from(both).toString('base64') })],
    ['a byte order mark', `\ufeff${header}${open}`],
    ['line ends of Windows', `${header}\r\n${open}\r\n`],
  ])('may have other things around them: %s', async (_name, text) => {
    const { client, said } = await unitsOf(text);
    expect(client).toBe(header + open);
    expect(said).toEqual([]);
  });

  test('slashes are digits of base64 within a word, and begin a comment elsewhere', async () => {
    const text = Buffer.from(bytesOf(`${header}0000000b020000ff0053ff`)).toString('base64');
    expect((await unitsOf(`${text} // the end`)).client).toMatch(new RegExp(`^${header}`));
  });

  test('a star in a dump stands for lines like the one before', async () => {
    const line = '41 '.repeat(16);
    const text = `00000000  41 4d 51 50 00 01 00 00  00 00 00 4a 02 00 00 00\n00000010  00 53 75 a0 35 41 41 41 41 41 41 41 41 41 41 41\n00000020  ${line}\n*\n00000050  41 41\n00000052\n`;
    expect((await unitsOf(text)).client).toHaveLength(2 * 0x52);
    await expect(unitsOf(text.replaceAll('00000050', 'ffffff00'))).rejects.toThrow(InputError);
  });

  test.each([
    [
      'a Buffer',
      `<Buffer ${Buffer.from(both).toString('hex').replace(/../g, '$& ')}... 12 more bytes>`,
      /12 bytes more/,
    ],
    ['a Uint8Array', `Uint8Array(30) [\n  ${both.join(', ')},\n  ... 5 more items\n]`, /cut short: 5 bytes/],
    ['a list without its end', `[${both.join(', ')}`, /ends within/],
  ])('that are cut short say what is missing: %s', async (_name, text, message) => {
    const { client, said } = await unitsOf(text);
    expect(client).toBe(header + open);
    expect(said.join()).toMatch(message);
  });
});

describe('both directions in a text', () => {
  const base64 = Buffer.from(both).toString('base64');
  const array = both.join(', ');
  const packet = (from: string, to: string): string => `12:00:00.000000 IP ${from} > ${to}: Flags [P.], length 25\n`;
  test.each([
    ['arrows', `-> ${header}${open}\n<- ${header}${open}\n`],
    ['arrows of a browser', `↑ ${header}${open}\n↓ ${header}${open}\n`],
    ['words', `SENT ${header}${open}\nRECV ${header}${open}\n`],
    ['ends', `client: ${header} ${open}\nserver: ${header} ${open}\n`],
    ['letters', `C: ${base64}\nS: ${base64}\n`],
    ['who sent to whom', `client -> server: ${header}${open}\nserver -> client: ${header}${open}\n`],
    ['words on lines of their own', `Sent:\n${header}\n${open}\nReceived:\n${header}\n${open}\n`],
    [
      'arrays of Wireshark',
      `char peer0_0[] = { /* Packet 4 */\n${array} };\nchar peer1_0[] = { /* Packet 6 */\n${array} };\n`,
    ],
    [
      'YAML of Wireshark',
      [
        'peers:',
        '  - peer: 0',
        '    host: 10.0.0.1',
        '    port: 40000',
        '  - peer: 1',
        '    host: 10.0.0.2',
        '    port: 5672',
        'packets:',
        ...[0, 1].flatMap((peer) => [
          `  - packet: ${peer + 4}`,
          `    peer: ${peer}`,
          '    index: 0',
          '    timestamp: 1700000000.100000',
          '    data: !!binary |',
          `      ${base64}`,
        ]),
      ].join('\n'),
    ],
    ['Follow Stream', followed(both, '') + followed(both, '    ')],
    ['Follow Stream with tabs', followed(both, '') + followed(both, '\t')],
    [
      'Follow Stream in parts',
      followed(both.subarray(0, 8), '') +
        followed(both.subarray(0, 8), '    ') +
        followed(both.subarray(8), '', 8) +
        followed(both.subarray(8), '    ', 8),
    ],
    [
      'tcpdump of payloads',
      packet('10.0.0.1.40000', '10.0.0.2.5672') +
        hexDump(both) +
        packet('10.0.0.2.5672', '10.0.0.1.40000') +
        hexDump(both),
    ],
    [
      'tcpdump that begins with the server',
      `${packet('10.0.0.2.5672', '10.0.0.1.40000')}${packet('10.0.0.1.40000', '10.0.0.2.5672')}${hexDump(both)}${packet('10.0.0.2.5672', '10.0.0.1.40000')}${hexDump(both)}`,
    ],
    [
      'Buffers',
      `sent <Buffer ${header.replace(/..(?=.)/g, '$& ')}>\nreceived <Buffer ${header.replace(/..(?=.)/g, '$& ')}>\nsent <Buffer ${open.replace(/..(?=.)/g, '$& ')}>\nreceived <Buffer ${open.replace(/..(?=.)/g, '$& ')}>`,
    ],
  ])('are told apart: %s', async (_name, text) => {
    const { units, client, server } = await unitsOf(text);
    expect(client).toBe(header + open);
    expect(server).toBe(header + open);
    expect(units).toHaveLength(4);
  });
});

describe('text that is no bytes', () => {
  test.each([
    ['prose', 'AMQP is a protocol, and this is a sentence about it.\n'.repeat(20)],
    ['a README with a frame', `${'This project reads frames of AMQP.\n\n'.repeat(80)}    ${header}${open}\n`],
    ['JSON', JSON.stringify({ numbers: [1, 2, 3], words: ['a', 'b'], text: 'x\ny' })],
    ['a class of Java in hex', 'cafebabe0000003d001d0a000200030700040c00050006'],
    ['a hash', 'd099fa5b6c045b70996dd03cdd573e6c045b7099'],
    ['a word', 'hello'],
    ['numbers', '1 2 3 4 5 6 7 8 9 10 11 12'],
    ['a small value', '0x45'],
    ['an empty Buffer', '<Buffer>'],
    ['a Buffer of something else', '<Buffer 12 13 14>'],
    ['hex that lost a digit', '414d5150000'],
    ['base64 of text', Buffer.from('Nothing that anybody decodes.').toString('base64')],
  ])('is not recognized: %s', async (_name, text) => {
    await expect(unitsOf(text)).rejects.toThrow(InputError);
  });

  test('is bytes where somebody says so, garbage included', async () => {
    expect((await unitsOf('cafebabe0000003d', 'bytes')).units).toEqual(['c:garbage']);
    expect((await unitsOf('[202, 254, 186, 190]', 'bytes')).client).toBe('cafebabe');
    await expect(unitsOf('no bytes, at all!', 'bytes')).rejects.toThrow(/not bytes in a spelling/);
  });

  test.each([
    [
      'a fence of Markdown',
      "This isn’t decoded, and it doesn't say why:\n```go\n[]byte{65, 77, 81, 80, 0, 1, 0, 0}\n```\n",
    ],
    ['code in a sentence', "Here's my buffer: `[65, 77, 81, 80, 0, 1, 0, 0]`"],
    ['a literal in code', 'It sends `AMQP\\x00\\x01\\x00\\x00`'],
  ])('is found in text that people write: %s', async (_name, text) => {
    expect((await unitsOf(text)).client).toBe('414d515000010000');
  });

  test.each([
    [
      'strace',
      'sendto(5, "AMQP\\0\\1\\0\\0", 8, 0, NULL, 0) = 8\nrecvfrom(5, "AMQP\\0\\1\\0\\0", 9, 0, NULL, NULL) = 8\n',
    ],
    [
      'a quoted dump of both sides',
      '> 00000000  41 4d 51 50 00 01 00 00                            AMQP....\n>     00000000  41 4d 51 50 00 01 00 00                            AMQP....\n',
    ],
  ])('has both directions: %s', async (_name, text) => {
    const { client, server, said } = await unitsOf(text);
    expect([client, server, said]).toEqual(['414d515000010000', '414d515000010000', []]);
  });

  test('does not throw anything else, whatever it is', async () => {
    const words = fc.constantFrom(
      '<Buffer',
      '<<',
      '>>',
      '[',
      ']',
      '{',
      '}',
      '(',
      '"',
      "'",
      '\\x',
      '\\',
      '0x',
      '41',
      '65',
      ',',
      ' ',
      '\n',
      '\t',
      'b',
      '0000',
      ':',
      '00000000',
      '*',
      '... 5 more items',
      '!!binary',
      '- packet: 1',
      'AMQP',
      '->',
      '/*',
      '#',
      '\u00e9',
      '\ud800',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.array(words, { maxLength: 60 }).map((each) => each.join('')),
        ),
        async (text) => {
          await unitsOf(text).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
          await unitsOf(`x${text}`, 'bytes').catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
        },
      ),
      { numRuns: 500 },
    );
  });
});
