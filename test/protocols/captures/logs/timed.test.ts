import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logFormats } from '../../../../protocols/captures/logs/index.ts';
import { timed } from '../../../../protocols/captures/logs/timed.ts';
import { decodeInput } from './decode-input.ts';
import { entriesOf } from './entries.ts';

const docs = readFileSync(join(import.meta.dirname, '../../../../docs/ways-in.md'), 'utf8');
const stamp = /\d\d:\d\d:\d\d/;

/** The example of each format in the documentation, with a time in front of the lines that have none. */
const examples = logFormats.map((format) => {
  const text = new RegExp(`^\`\`\`log ${format.name}\n([^]*?)^\`\`\``, 'm').exec(docs)?.[1] ?? '';
  const lines = text.trimEnd().split('\n');
  // XML below a line that announces it has nothing in front.
  const prefixed = lines.map((line) => (stamp.test(line) || /^[<{]/.test(line) ? line : `10:00:00.250 ${line}`));
  return [format.name, format, prefixed.join('\n')] as const;
});

test.each(examples)('%s has the times of its lines', (_name, format, text) => {
  const units = entriesOf(format, text).filter(({ what }) => what === 'unit' || what === 'stream' || what === 'xml');
  expect(units).not.toEqual([]);
  expect(units.filter((unit) => !('time' in unit) || unit.time === undefined)).toEqual([]);
});

const plain = logFormats.find(({ name }) => name === 'slixmpp')!;
const times = (lines: readonly string[]): readonly (number | undefined)[] =>
  entriesOf(plain, lines.join('\n')).map((entry) => ('time' in entry ? entry.time : undefined));
const sent = (time: string): string => `${time} DEBUG SEND: <presence/>`;
const day = 86_400_000;

describe('Times without a day', () => {
  test('pass midnight forwards, and do not go back by a day where lines are out of order', () => {
    const clocks = ['23:59:59', '00:00:01', '23:59:58', '00:00:02', '12:00:00', '11:59:59', '01:00:00'];
    expect(times(clocks.map(sent))).toEqual([
      day - 1000,
      day + 1000,
      day - 2000,
      day + 2000,
      1.5 * day,
      1.5 * day - 1000,
      2 * day + 3_600_000,
    ]);
  });
  test('never go back by as much as a day, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 86_399 }), { maxLength: 50 }), (clocks) => {
        let latest = 0;
        for (const time of times(clocks.map((clock) => sent(new Date(clock * 1000).toISOString().slice(11, 19))))) {
          expect(time).toBeGreaterThan(latest - 0.1 * day);
          latest = Math.max(latest, time ?? 0);
        }
      }),
    );
  });
});

test('Times without a year pass the end of the year forwards', () => {
  expect(times(['Dec 31 23:59:59', 'Jan  1 00:00:01', 'Dec 31 23:59:58'].map((time) => sent(`${time} host`)))).toEqual([
    Date.UTC(1972, 11, 31, 23, 59, 59),
    Date.UTC(1973, 0, 1, 0, 0, 1),
    Date.UTC(1972, 11, 31, 23, 59, 58),
  ]);
});

describe('The time of a line', () => {
  test('may be on the line above: of java.util.logging, and of what announces XML', () => {
    const java = ['Nov 30, 2026 10:00:00 AM a.b.C log', 'FINE: SEND: <presence/>'];
    expect(times(java)).toEqual([Date.UTC(2026, 10, 30, 10)]);
    const xml = ['2026-11-30 10:00:00 DEBUG SEND:', '', '<presence/>'];
    const log = timed(logFormats.find(({ name }) => name === 'xmpp-log')!);
    const found: unknown[] = [];
    const reading = log.reader((entry) => found.push('time' in entry ? entry.time : undefined));
    xml.forEach((line, index) => reading.line(line, index + 1));
    reading.end();
    expect(found).toEqual([Date.UTC(2026, 10, 30, 10)]);
  });

  test('is not that of another line where bytes have none', async () => {
    const frame = 'rhea:raw [connection-1] SENT: 8 0000000802000000';
    const { connections } = await decodeInput(
      `2026-11-30T10:00:00Z app started\n${frame}\n2026-11-30T10:00:01Z ${frame}`,
    );
    expect(connections[0]?.map(({ time }) => time)).toEqual([undefined, Date.UTC(2026, 10, 30, 10, 0, 1)]);
  });

  test.each([
    ['"time":1796032800250', 1796032800250],
    ['"ts":1796032800.25', 1796032800250],
    ['"timestamp":"2026-11-30 10:00:00,250"', 1796032800250],
  ])('is that of a structured logger: %s', async (key, time) => {
    const line = `{"level":10,${key},"msg":"SEND: <presence/>"}`;
    const { connections } = await decodeInput(line);
    expect(connections[0]?.[0]?.time).toBe(time);
  });
});
