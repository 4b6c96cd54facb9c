import { expect, it } from 'vitest';
import { streamsTo, type UnitSink } from '../../../../protocols/captures/input/index.ts';
import { TextFeeder } from '../../../../protocols/captures/input/text-feeder.ts';
import { createFramer } from '../../../../protocols/framers.ts';
import { printers } from '../bytes/printers.ts';
import { unitsOf } from '../bytes/units-of.ts';

/** The most bytes that are held while a text of so many equal pieces is read, and what reading it came to. */
function held(
  piece: string,
  count: number,
  first = '',
): { readonly most: number; readonly units: number; readonly problems: readonly string[] } {
  let units = 0;
  const problems: string[] = [];
  const sink: UnitSink = {
    begin: () => undefined,
    unit: () => units++,
    late: () => undefined,
    note: () => undefined,
    tell: () => undefined,
    problem: (text) => problems.push(text),
    flush: () => Promise.resolve(),
  };
  const streams = streamsTo(sink, { framer: createFramer, keyLog: new Map() });
  const feeder = new TextFeeder({ direction: 'client', streams, sink });
  let most = 0;
  const encoder = new TextEncoder();
  const bytes = encoder.encode(piece);
  try {
    feeder.push(encoder.encode(first));
    for (let i = 0; i < count; i++) {
      feeder.push(bytes);
      most = Math.max(most, feeder.held);
    }
    feeder.end();
  } catch (error) {
    problems.push(String(error));
  }
  return { most, units, problems };
}

const mebibyte = 1 << 20;

it.each([
  ['prose', 'the server answers as it should.\n'.repeat(4096)],
  ['one endless line', 'words without an end, '.repeat(6000)],
  ['bytes of something else', '\u0001\u0002\u0003\u0004 some words\u0000'.repeat(8000)],
])('a text that nothing recognises is not held in memory: %s', (_what, piece) => {
  const { most, problems } = held(piece, 30);
  expect(problems).toEqual([expect.stringMatching(/not recognized/)]);
  expect(most).toBeLessThan(mebibyte / 2);
});

it('of a line that is too long no more is held than its bound', () => {
  const start = '  rhea:raw [connection-1] SENT: 8 414d515000010000 +0ms\n  rhea:raw [connection-1] SENT: 99999999 ';
  const { most, units, problems } = held('00'.repeat(mebibyte / 2), 48, start);
  expect([units, problems]).toEqual([1, [expect.stringMatching(/^Line 2: It is longer than 32 MiB/)]]);
  expect(most).toBeLessThan(34 * mebibyte);
});

it('a log is found behind much text that is none', async () => {
  const prose = 'the server answers as it should, and nothing is wrong with it.\n'.repeat(16_384);
  const { units, client } = await unitsOf(`${prose}  rhea:raw [c] SENT: 8 414d515000010000 +0ms\n`);
  expect([units, client]).toEqual([['c:header'], '414d515000010000']);
});

const frame = '0000001102000000005310c00401a10163';
const traffic = new Uint8Array(Buffer.from(`414d515000010000${frame.repeat(16_384)}`, 'hex'));

/** The addresses of these grow beyond their width. */
const short: readonly string[] = ['gdb', 'lldb'];

it.each(Object.entries(printers).filter(([name]) => !short.includes(name)))(
  'long bytes as text are read: %s',
  async (_name, print) => {
    const text = print(traffic);
    expect(text.length).toBeGreaterThan(256 * 1024);
    expect((await unitsOf(text)).units).toHaveLength(16_385);
  },
);
