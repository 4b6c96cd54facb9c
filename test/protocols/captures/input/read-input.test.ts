import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { longestLine } from '../../../../protocols/captures/logs/lines.ts';
import { read, type Read } from './read.ts';

const sent = (bytes: string, connection = 'connection-1'): string =>
  `  rhea:raw [${connection}] SENT: ${bytes.length / 2} ${bytes} +0ms\n`;
const received = (bytes: string, connection = 'connection-1'): string =>
  `  rhea:raw [${connection}] RECV: ${bytes.length / 2} ${bytes} +0ms\n`;
const header = '414d515000010000';
const open = '0000001102000000005310c00401a10163';
const mechanisms = '0000001002010000005340c00301e000'.padEnd(32, '0');
const heartbeat = '0000000802000000';

const kinds = ({ units }: Read): readonly string[] =>
  units.map(({ connection, side, unit }) => `${connection} ${side} ${unit.kind}`);

describe('a log', () => {
  it('is read from line to line: a unit is there as soon as its line is', async () => {
    const prose = `${'this line is as long as what tells a format'.repeat(2)}\n`;
    const { seen } = await read([prose, sent(header), received(header), 'an unrelated line\n', sent(open)]);
    expect(seen).toEqual([0, 1, 2, 2, 3]);
  });

  it('may begin anywhere in a text, and have lines of other kinds, colours and CRLF', async () => {
    const text = `Dear all,\r\n\r\n\u001b[36m${sent(header).trimEnd()}\u001b[0m\r\nand then\r\n${received(header)}`;
    expect(kinds(await read([text]))).toEqual(['0 client header', '0 server header']);
  });

  it('may be cut into pieces anywhere', async () => {
    const text = sent(header) + received(header) + sent(open);
    expect(kinds(await read(Array.from(text)))).toEqual(kinds(await read([text])));
  });

  it.each(['utf16le', 'utf16be'] as const)('may be %s, as programs of Windows write it', async (encoding) => {
    const little = Buffer.from(`\ufeff${sent(header)}Grüße\n${received(header)}`, 'utf16le');
    const bytes = new Uint8Array(encoding === 'utf16le' ? little : little.swap16());
    for (const size of [1, 7, bytes.length]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      );
      expect(kinds(await read(pieces))).toEqual(['0 client header', '0 server header']);
    }
  });

  it('has as many connections as it names', async () => {
    const text = sent(header, 'a') + sent(header, 'b') + received(header, 'a') + received(header, 'b');
    expect(kinds(await read([text]))).toEqual([
      '0 client header',
      '1 client header',
      '0 server header',
      '1 server header',
    ]);
  });

  it('is a server’s where the first header is received, or SASL’s mechanisms are sent', async () => {
    expect(kinds(await read([received(header) + sent(header)]))).toEqual(['0 client header', '0 server header']);
    expect(kinds(await read([sent(mechanisms)]))[0]).toMatch(/^0 server/);
  });

  it('has the perspective that is asked for, whatever it tells itself', async () => {
    const text = sent(header) + received(header);
    expect(kinds(await read([text], { perspective: 'server' }))).toEqual(['0 server header', '0 client header']);
  });

  it('is followed from the beginning where it has it, and is partial where not', async () => {
    const starts = async (text: string) => (await read([text])).starts.get(0)?.partial;
    expect(await starts(sent(header))).toBe(false);
    expect(await starts(sent(open))).toBe('headers');
    expect(await starts(sent(heartbeat))).toBe(true);
  });

  it('whose format is named has no other', async () => {
    const text = sent(header);
    expect(kinds(await read([text], { format: 'rhea-raw' }))).toEqual(['0 client header']);
    expect(kinds(await read([text], { format: 'proton' }))).toEqual([]);
    await expect(read([text], { format: 'pcapng' })).rejects.toThrow(/neither pcap nor pcapng/);
    await expect(read([text], { format: 'constructor' })).rejects.toThrow(/no format constructor/);
  });

  it('with a line of endless length loses that line alone, and says so', async () => {
    const piece = '7'.repeat(1 << 20);
    const pieces = [sent(header), ...Array.from({ length: (longestLine >> 20) + 2 }, () => piece), '\n', sent(open)];
    const { units, problems } = await read(pieces);
    expect(units.map(({ unit }) => unit.kind)).toEqual(['header', 'frame']);
    expect(problems).toEqual([expect.stringMatching(/^Line 2: It is longer than 32 MiB/)]);
  });

  it('whose line cannot be read has a gap on its side', async () => {
    const { late, problems, units } = await read([
      `[0x1]: AMQP:FRAME:0 -> @open(16) [container-id="a"]\n[0x1]: AMQP:FRAME:0 <- @nonsense(99) [container-id="b"]\n`,
    ]);
    expect(units).toHaveLength(1);
    expect(late).toEqual([[0, 'server']]);
    expect(problems).toEqual([expect.stringMatching(/^Line 2: /)]);
  });

  it('that tells values says once that they are not the bytes', async () => {
    const line = '[0x1]: AMQP:FRAME:0 -> @begin(17) [next-outgoing-id=0x0, incoming-window=0x1, outgoing-window=0x1]\n';
    const { told, units } = await read([line.repeat(3)]);
    expect(told).toEqual([expect.stringMatching(/values rather than bytes for 3 units/)]);
    expect(units.every(({ unit }) => unit.lossy === 'values')).toBe(true);
  });
});

describe('an input that gzip compressed', () => {
  const packed = new Uint8Array(gzipSync(sent(header) + received(header)));

  it('is what it holds, in pieces of any size', async () => {
    for (const size of [1, 5, packed.length]) {
      const pieces = Array.from({ length: Math.ceil(packed.length / size) }, (_, i) =>
        packed.slice(i * size, (i + 1) * size),
      );
      const { problems, units } = await read(pieces);
      expect([problems, units.length]).toEqual([[], 2]);
    }
  });

  it('and is cut short, broken, or followed by more, is read up to there, and a problem says so', async () => {
    expect((await read([packed.slice(0, -4)])).problems).toEqual(['What gzip compressed is cut short.']);
    const broken = packed.slice();
    broken.fill(0xff, 12, 60);
    await expect(read([broken])).rejects.toThrow('What gzip compressed is broken.');
    expect((await read([packed, packed])).problems).toEqual([expect.stringMatching(/More data follows/)]);
  });

  it('and grows without measure costs no more memory than its pieces', async () => {
    const zeros = new Uint8Array(gzipSync(Buffer.concat([Buffer.from(sent(header)), Buffer.alloc(40 << 20, 0x2e)])));
    const { units, problems } = await read([zeros]);
    expect(units).toHaveLength(1);
    expect(problems).toEqual([expect.stringMatching(/^Line 2: It is longer/)]);
  });
});

describe('an input that nothing recognises', () => {
  it.each([
    ['prose', 'Dear all,\nplease find attached.\n'],
    ['a short word', 'hello'],
    ['a page', '<!DOCTYPE html>\n<html><body><p>hello</p><message>x</message></body></html>\n'],
    [
      'XML of another kind',
      '<?xml version="1.0"?>\n<project xmlns="http://maven.example/4.0"><name>x</name></project>',
    ],
    ['an image', '<svg xmlns="http://www.w3.org/2000/svg" width="1"/>\n'],
    ['bytes of something else', Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 251)],
    ['white space', '   \n\n  \n'],
  ])('is an error: %s', async (_what, content) => {
    await expect(read([content])).rejects.toThrow(/not recognized.*decode --help/);
  });

  it('is empty', async () => {
    await expect(read([])).rejects.toThrow('The input is empty.');
    await expect(read([''])).rejects.toThrow('The input is empty.');
  });
});
