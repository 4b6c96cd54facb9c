import { describe, expect, test } from 'vitest';
import { rheaRaw } from '../../../../../protocols/captures/logs/amqp/rhea-raw.ts';
import { entriesOfKind } from '../entries.ts';

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
    expect(entriesOfKind(rheaRaw, line, 'stream')).toEqual([
      {
        what: 'stream',
        direction: 'sent',
        connection: 'connection-1',
        bytes: Uint8Array.of(0, 0, 0, 8, 2, 0, 0, 0),
        line: 1,
      },
    ]);
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
