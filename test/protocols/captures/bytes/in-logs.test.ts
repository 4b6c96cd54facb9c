import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../protocols/captures/input/index.ts';
import { unitsOf } from './units-of.ts';

const header = '414d515000010000';
const open = '0000001102000000005310c00401a10163';
const buffer = (hex: string): Buffer => Buffer.from(hex, 'hex');
const json = JSON.stringify;

/** Lines of a log: the header and an open of both sides. */
const both = (line: (direction: 'sent' | 'received', hex: string) => string): string =>
  [line('sent', header), line('received', header), line('sent', open), line('received', open)].join('\n');

describe('bytes in the lines of a log are read', () => {
  const time = 1764496800123;
  test.each([
    ['a field of pino', both((msg, hex) => json({ level: 20, time, msg, hex }))],
    ['a field in front', both((msg, bytes) => json({ bytes, time, msg }))],
    ['base64', both((dir, hex) => json({ time, dir, frame: buffer(hex).toString('base64') }))],
    ['a Buffer', both((msg, hex) => json({ msg, data: buffer(hex) }))],
    ['a list', both((msg, hex) => json({ msg, data: [...buffer(hex)] }))],
    ['hex in groups', both((msg, hex) => json({ msg, data: hex.replace(/..(?=.)/g, '$& ') }))],
    ['objects over several lines', both((msg, hex) => JSON.stringify({ time, msg, hex }, null, 2))],
    ['a list of objects', `[${both((msg, hex) => `${json({ time, msg, hex })},`).slice(0, -1)}]`],
    ['objects among words', both((msg, hex) => `10:00:00 DEBUG frame ${json({ msg, hex })}`)],
    ['fields named by the direction', both((msg, hex) => json({ time, [msg]: hex }))],
    ['an identifier beside it', both((msg, hex) => json({ trace: '4bf92f3577b34da6a3ce929d0e0e4736', msg, hex }))],
    [
      'a container',
      both((msg, hex) => json({ log: `${msg} ${hex}\n`, stream: 'stdout', time: '2026-11-30T10:00:00Z' })),
    ],
    ['logfmt', both((msg, hex) => `time=2026-11-30T10:00:00Z level=debug msg="${msg} ${hex}" size=${hex.length / 2}`)],
    ['a sentence', both((msg, hex) => `2026-11-30 10:00:00 ${msg} frame ${hex}, ${hex.length / 2} bytes`)],
    ['a sentence with its end', both((msg, hex) => `${msg} frame ${hex} (${hex.length / 2} bytes) on connection 1.`)],
    ['groups in a sentence', both((msg, hex) => `${msg}: ${hex.replace(/..(?=.)/g, '$& ')}, ${hex.length / 2} bytes`)],
  ])('%s', async (_what, text) => {
    const { client, server, said } = await unitsOf(text);
    expect([client, server]).toEqual([header + open, header + open]);
    expect(said).toEqual([]);
  });

  test.each([
    ['identifiers', json({ trace_id: '4bf92f3577b34da6a3ce929d0e0e4736', span_id: '00f067aa0ba902b7', msg: 'sent' })],
    ['hashes in a sentence', 'sent commit 4bf92f3577b34da6a3ce929d0e0e4736, 3 files'],
  ])('but not %s', async (_what, text) => {
    await expect(unitsOf(text)).rejects.toThrow(InputError);
  });
});
