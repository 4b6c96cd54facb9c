import { describe, expect, test } from 'vitest';
import { rheaRaw } from '../../../../../protocols/captures/logs/amqp/rhea-raw.ts';
import { entriesOf, entriesOfKind } from '../entries.ts';

const heartbeat = '0000000802000000';

describe('a log of DEBUG=rhea:raw', () => {
  test.each([
    ['as a terminal shows it', `  rhea:raw [connection-1] SENT: 8 ${heartbeat} +0ms`],
    ['as a file has it', `2026-11-22T10:00:00.000Z rhea:raw [connection-1] SENT: 8 ${heartbeat}`],
    ...['2s', '3m', '1h', '4d'].map((late): [string, string] => [
      `${late} after the line before`,
      `  rhea:raw [connection-1] SENT: 8 ${heartbeat} +${late}`,
    ]),
  ])('is read %s', (_name, line) => {
    expect(rheaRaw.recognises(line, '')).toBe(true);
    expect(entriesOfKind(rheaRaw, line, 'stream')).toMatchObject([
      {
        what: 'stream',
        direction: 'sent',
        connection: 'connection-1',
        bytes: Uint8Array.of(0, 0, 0, 8, 2, 0, 0, 0),
        line: 1,
      },
    ]);
  });
  test('that is cut or broken has gaps', () => {
    const text = `rhea:raw [a] SENT: 9 ${heartbeat}\nrhea:raw [a] RECV: 8 ${heartbeat}0\nrhea:raw [a] SENT: no\n`;
    expect(entriesOf(rheaRaw, text)).toMatchObject([
      { what: 'gap', line: 1, direction: 'sent', why: 'The line has 8 of 9 bytes' },
      { what: 'gap', line: 2, direction: 'received' },
      { what: 'gap', line: 3 },
    ]);
  });
  test('of versions up to 0.2.15 has Buffers, which Node.js cuts', () => {
    const text = `rhea:raw [a] SENT: {"type":"Buffer","data":[0,0,0,8,2,0,0,0]} +1ms\nrhea:raw [a] SENT: <Buffer 00 00 00 08 02 00 00 00>\nrhea:raw [a] SENT: <Buffer 00 00 00 ff ... >`;
    expect(entriesOf(rheaRaw, text)).toMatchObject([
      { what: 'stream', bytes: Uint8Array.of(0, 0, 0, 8, 2, 0, 0, 0) },
      { what: 'stream', bytes: Uint8Array.of(0, 0, 0, 8, 2, 0, 0, 0) },
      { what: 'gap', line: 3 },
    ]);
  });
  test('has another connection where the program connects again', () => {
    const sasl = '0000001002010000005341d00000000400000000';
    const line = (direction: string, hex: string): string => `rhea:raw [a] ${direction}: ${hex.length / 2} ${hex}`;
    const once = [
      line('RECV', '414d515003010000'),
      line('RECV', sasl),
      line('RECV', sasl),
      line('SENT', '0000001102000000005310c00401a10161'),
      line('RECV', '0000001102000000005310c00401a10162'),
      line('SENT', heartbeat),
    ];
    expect(entriesOf(rheaRaw, once.join('\n')).map(({ what }) => what)).not.toContain('end');
    const twice = entriesOf(rheaRaw, [...once, ...once].join('\n'));
    expect(twice.map(({ what }) => what)).toEqual([...once.map(() => 'stream'), 'end', ...once.map(() => 'stream')]);
  });
  test('has lines of other kinds between, and both directions', () => {
    const text = `rhea:frames [a]:0 -> empty\nrhea:raw [a] SENT: 8 ${heartbeat}\r\nrhea:raw [b] RECV: 8 ${heartbeat}\n`;
    expect(
      entriesOfKind(rheaRaw, text, 'stream').map(
        ({ direction, connection, line }) => `${line} ${connection} ${direction}`,
      ),
    ).toEqual(['2 a sent', '3 b received']);
  });
});
