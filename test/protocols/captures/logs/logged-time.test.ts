import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loggedTime } from '../../../../protocols/captures/logs/logged-time.ts';

const at = (line: string): string | undefined => {
  const time = loggedTime(line);
  return time === undefined ? undefined : new Date(time.at).toISOString();
};

describe('The time in front of a line', () => {
  test.each([
    ['2026-11-30T10:00:00Z DEBUG SENT', '10:00:00.000'],
    ['2026-11-30T10:00:00.5Z x', '10:00:00.500'],
    ['2026-11-30T10:00:00.123456789Z x', '10:00:00.123'],
    ['2026-11-30T11:30:00,250+01:30 x', '10:00:00.250'],
    ['2026-11-30T05:00:00.000-0500 x', '10:00:00.000'],
    ['2026-11-30 10:00:00 x', '10:00:00.000'],
    ['2026-11-30 10:00:00,123 - slixmpp - DEBUG - SEND: <a/>', '10:00:00.123'],
    ['2026-11-30 06:00:00.178000 -0400 SERVER (trace) [2]:0 -> @open(16) []', '10:00:00.178'],
    ['2026-11-30 10:00:00.123456+00:00 [debug] <0.823.0> channel 0 ->', '10:00:00.123'],
    ['2026-11-30 10:00:00.123 UTC [main] x', '10:00:00.123'],
    ['2026-11-30 10:00:00: x', '10:00:00.000'],
    ['[2026-11-30 10:00:00,123] {main} x', '10:00:00.123'],
    ['DEBUG 2026-11-30 10:00:00,123 [main] Frames -> Open{}', '10:00:00.123'],
    ['DEBUG:root:2026-11-30 10:00:00,123:x', '10:00:00.123'],
    ['app_1  | 2026/11/30 10:00:00.000250 TX', '10:00:00.000'],
    ['2026/11/30 10:00:00 x', '10:00:00.000'],
    ['2026.11.30 10:00:00 x', '10:00:00.000'],
    ['Nov 30, 2026 10:00:00 AM org.example.Main log', '10:00:00.000'],
    ['Nov 30, 2026 10:00:00\u202fAM org.example.Main log', '10:00:00.000'],
    ['Mon Nov 30 10:00:00 2026 x', '10:00:00.000'],
    ['Mon Nov 30 10:00:00 UTC 2026 x', '10:00:00.000'],
    ['Mon, 30 Nov 2026 10:00:00 GMT rhea:raw x', '10:00:00.000'],
    ['127.0.0.1 - [30/Nov/2026:10:00:00 +0000] x', '10:00:00.000'],
    ['30/11/2026 10:00:00: conn: DBG: SENT', '10:00:00.000'],
    ['30.11.2026 10:00:00 x', '10:00:00.000'],
    ['11/30/2026 10:00:00 AM x', '10:00:00.000'],
    ['11/30/2026 10:00:00 x', '10:00:00.000'],
    ['<!-- TS:2026-11-30T10:00:00--><presence/>', '10:00:00.000'],
    ['<!-- Outgoing Mon Nov 30 10:00:00 2026 (home) -->', '10:00:00.000'],
    ['[1796032800.123456] x', '10:00:00.123'],
    ['1796032800 x', '10:00:00.000'],
    ['1796032800.5: x', '10:00:00.500'],
    ['1796032800250 x', '10:00:00.250'],
  ])('%s', (line, time) => {
    expect(at(line)).toBe(`2026-11-30T${time}Z`);
    expect(loggedTime(line)?.unknown).toBeUndefined();
  });

  test.each([
    ['Nov 30 10:00:00 host app[1234]: x', '1972-11-30T10:00:00.000Z', 'year'],
    ['Nov  3 10:00:00 host x', '1972-11-03T10:00:00.000Z', 'year'],
    ['Feb 29 10:00:00 c2s1 debug x', '1972-02-29T10:00:00.000Z', 'year'],
    ['11-30 10:00:00.123  7135  7135 D x', '1972-11-30T10:00:00.123Z', 'year'],
    ['I1130 10:00:00.123456   42 main.go:1] x', '1972-11-30T10:00:00.123Z', 'year'],
    ['10:00:00 x', '1970-01-01T10:00:00.000Z', 'day'],
    ['10:00:00.123 [main] DEBUG x', '1970-01-01T10:00:00.123Z', 'day'],
    ['[10:00:00,123] SEND (ch=0)', '1970-01-01T10:00:00.123Z', 'day'],
    ['(10:00:00) jabber: Sending', '1970-01-01T10:00:00.000Z', 'day'],
    ['10:00:00 PM SENT (0): <a/>', '1970-01-01T22:00:00.000Z', 'day'],
    ['12:00:00 AM x', '1970-01-01T00:00:00.000Z', 'day'],
    ['[DEBUG] [main] 10:00:00 x', '1970-01-01T10:00:00.000Z', 'day'],
    ['app-1  | 10:00:00 x', '1970-01-01T10:00:00.000Z', 'day'],
    ['> 10:00:00 x', '1970-01-01T10:00:00.000Z', 'day'],
    ['30/11/26 10:00:00 (D) x', '1970-01-01T10:00:00.000Z', 'day'],
  ])('%s, of which a part is not told', (line, time, unknown) => {
    expect([at(line), loggedTime(line)?.unknown]).toEqual([time, unknown]);
  });

  test('has its microseconds', () => {
    expect(loggedTime('[1796032800.123456] x')?.at).toBe(1796032800123.456);
    expect(loggedTime('2026-11-30 10:00:00.123456Z')?.at).toBe(1796032800123.456);
  });

  test.each([
    '',
    'version 5.6.7 x',
    '[0x55d0]:0 -> @transfer(20) [delivery-tag=b"2026-11-30 10:00:00"]',
    '[connection-1]:0 -> open#10 {"t":"2026-11-30T10:00:00Z"}',
    "<message><delay stamp='2026-11-30T10:00:00Z'/></message>",
    'SEND (ch=0) transfer(at:2026-11-30T10:00:00Z)',
    '192.0.2.1:50000 -> 192.0.2.2:5222',
    'fe80::10:20:30 x',
    '00:11:22:33:44:55 x',
    '10:20:30:40 x',
    '25:00:00 x',
    '10:60:00 x',
    '13:00:00 PM x',
    '2026-02-30 10:00:00 x',
    '2026-13-01 10:00:00 x',
    '12-34-56 x',
    '10:00 x',
    'port 1700000000 x',
    '[12345.678901] x',
    '[123456] x',
    '00000000001700000000 x',
    '1700000000-1 x',
    '9700000000 x',
    'took 00:00:05 x',
  ])('is not in %j', (line) => {
    expect(loggedTime(line)).toBeUndefined();
  });

  test('is found in any text without an error, and the same whatever comes behind it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        loggedTime(text);
        loggedTime(`10:00:00${text}`);
        expect(loggedTime(`2026-11-30T10:00:00Z ${text}`)?.at).toBe(1796032800000);
      }),
    );
  });

  test('is written by a program as any date', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2001-09-10'), max: new Date('2037-01-01'), noInvalidDate: true }),
        fc.string(),
        (date, text) => {
          const time = date.getTime();
          const iso = date.toISOString();
          for (const spelt of [
            iso,
            iso.replace('T', ' ').replace('.', ',').slice(0, 23),
            `[${time / 1000}]`,
            `${time}`,
          ])
            expect(loggedTime(`${spelt} ${text}`)?.at).toBe(time);
        },
      ),
    );
  });

  test('is looked for in a bounded time', () => {
    const from = process.cpuUsage();
    for (const part of [
      ' ',
      '[',
      '1',
      '1:',
      '10:00:00',
      'Nov ',
      '2026-',
      'a',
      'a ',
      'a: ',
      '[a] ',
      '| ',
      '>',
      '11-30 ',
    ])
      for (let count = 0; count < 100; count++) loggedTime(part.repeat(100_000).concat('10:00:00x'));
    expect(process.cpuUsage(from).user / 1000).toBeLessThan(5_000);
  });
});
