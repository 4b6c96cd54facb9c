import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvRecords } from '../../../../protocols/captures/logs/csv-cells.ts';
import { decodeInput } from './decode-input.ts';

const unitsOf = async (text: string): Promise<readonly string[]> => {
  const { connections } = await decodeInput(text);
  return connections
    .flat()
    .map(
      ({ side, opened, time, issues }) =>
        `${side} ${opened.name} ${opened.summary()} ${time ?? ''} ${issues.map(({ message }) => message).join()}`,
    );
};
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const time = Date.UTC(2026, 10, 30, 10);

describe('a log in the cells of CSV is read', () => {
  test.each([',', ';', '\t'])('with %j between them', async (separator) => {
    const lines = [
      ['time', 'level', 'msg'],
      ['2026-11-30 10:00:00', 'DEBUG', cell('SEND: <iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>')],
      ['2026-11-30 10:00:00', 'DEBUG', cell('RECV: <iq type="result" id="1"/>')],
    ];
    const text = lines.map((cells) => cells.join(separator)).join('\r\n');
    expect(await unitsOf(text)).toEqual([`client iq get ping #1 ${time} `, `server iq result #1 ${time} `]);
  });
  test('where a cell has several lines', async () => {
    const text = `1,${cell('SENT (0): <message to="a@b"><body>one\ntwo</body></message>')}\n2,${cell('RECV (0): <presence from="a@b"/>')}`;
    expect(await unitsOf(text)).toEqual(['client message to a@b “one two”  ', 'server presence from a@b  ']);
  });
  test('of Proton', async () => {
    const text = `${cell('ts')},${cell('msg')}\n${cell('1')},${cell('[0x55d0]:0 -> @open(16) [container-id="c", hostname="h"]')}`;
    expect(await unitsOf(text)).toEqual(['client open c host h  ']);
  });
  test.each([
    ['quotes that end nowhere', 'a,"DEBUG SEND: <presence/>\nDEBUG RECV: <presence from="a@b"/>'],
    ['quotes in the middle of a cell', 'x, "SEND: <presence to="a@b"/>", "y"\nRECV: <presence from="a@b"/>'],
  ])('but not %s', async (_what, text) => {
    expect((await unitsOf(text)).length).toBe(2);
  });
});

test('records keep every cell', () => {
  const text = fc.string({ unit: fc.constantFrom('"', ',', ';', 'a', 'b', '\n', '<', ' ') });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
      const taken: (readonly string[])[] = [];
      const others: string[] = [];
      let asked = 0;
      const records = new CsvRecords(
        () => asked++ === 0,
        ({ cells: each }) => taken.push(each),
        (line) => others.push(line),
      );
      cells
        .map(cell)
        .join(',')
        .split('\n')
        .forEach((line, index) => records.line(line, index + 1));
      records.end();
      expect([taken, others]).toEqual([[cells], []]);
    }),
  );
});

test('lines that are no record come out as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('"', ',', 'a', ' ') }), { maxLength: 9 }), (lines) => {
      const out: string[] = [];
      const records = new CsvRecords(
        () => true,
        (record) => out.push(...record.lines),
        (line) => out.push(line),
      );
      lines.forEach((line, index) => records.line(line, index + 1) || out.push(line));
      records.end();
      expect(out).toEqual(lines);
    }),
  );
});
