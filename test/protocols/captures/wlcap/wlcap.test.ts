import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocolNames, unitKinds, type FramedUnit, type Side } from '../../../../protocols/core/index.ts';
import '../../../../protocols/all.ts';
import { UnitDecoder } from '../../../../protocols/decoding/index.ts';
import { unitJson } from '../../../../protocols/decoding/unit-json.ts';
import { unitText } from '../../../../protocols/decoding/unit-text.ts';
import { WlcapWriter } from '../../../../protocols/captures/wlcap/index.ts';
import { read } from '../input/read.ts';

const head = '{"wireloupe":"capture","version":1,"created":"2026-11-29T12:00:00.000Z"}\n';
const begin = '{"connection":0,"protocol":"amqp","framing":"stream","partial":false}\n';
const header = '{"c":0,"d":"client","t":1795953600.123456,"k":"header","b":"QU1RUAABAAA="}\n';
const open = '{"c":0,"d":"client","k":"frame","b":"AAAAEQIAAAAAUxDABAGhAWM="}\n';

const bytesOf = (units: readonly { readonly unit: FramedUnit }[]) =>
  units.map(({ unit }) => Buffer.from(unit.bytes).toString('latin1'));

describe('.wlcap', () => {
  it('is read as it was written', async () => {
    const kinds = fc.record({
      protocol: fc.constantFrom(...protocolNames),
      kind: fc.constantFrom(...unitKinds),
      bytes: fc.uint8Array({ maxLength: 40 }),
      lossy: fc.constantFrom(undefined, 'values' as const, 'cut' as const),
      fault: fc.option(fc.string(), { nil: undefined }),
      gap: fc.option(fc.nat(1000), { nil: undefined }),
      side: fc.constantFrom('client' as const, 'server' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(kinds, { maxLength: 12 }), async (given) => {
        const writer = new WlcapWriter();
        let text = writer.head(new Date(0));
        text += writer.connection({ connection: 3, protocol: 'amqp', partial: 'headers', client: 'a:1', tls: null });
        const at: Record<Side, number> = { client: 0, server: 0 };
        const units = given.map(({ gap, side, ...rest }): readonly [Side, FramedUnit] => {
          if (gap !== undefined) text += writer.gap(3, side, 0, gap);
          at[side] += gap ?? 0;
          const unit = { ...rest, offset: at[side], size: rest.bytes.length, explanation: undefined };
          at[side] += unit.size;
          text += writer.unit(3, side, 1795953600123.456, unit, true);
          return [side, unit];
        });
        const found = await read([text]);
        expect(found.problems).toEqual([]);
        expect(found.units.map(({ side, unit }) => [side, unit])).toEqual(units);
        expect(found.starts.get(3)).toEqual({ sides: 'both', partial: 'headers' });
        expect(found.late).toEqual(given.flatMap(({ gap, side }) => (gap === undefined ? [] : [[3, side]])));
      }),
      { numRuns: 50 },
    );
  });

  it('tells that the units are printed by a program', async () => {
    const writer = new WlcapWriter();
    const text =
      writer.head(new Date(0)) +
      writer.connection({ connection: 0, protocol: 'xmpp', partial: true, printed: true }) +
      writer.connection({ connection: 1, protocol: 'xmpp', partial: true });
    const { starts } = await read([text]);
    expect(starts.get(0)).toEqual({ sides: 'both', partial: true, printed: true });
    expect(starts.get(1)).toEqual({ sides: 'both', partial: true });
  });

  it('is readable up to wherever it is cut, and says so', async () => {
    const whole = head + begin + header + open;
    const fully = [header, open];
    for (let at = head.length; at < whole.length; at++) {
      const text = whole.slice(0, at);
      const { units, problems } = await read([text]);
      const lines = text.split('\n');
      const isWhole = lines.at(-1) === '' || whole[at] === '\n';
      expect(problems).toEqual(isWhole ? [] : [`The file ends within line ${lines.length}; it was cut short.`]);
      const complete = at + (whole[at] === '\n' ? 1 : 0);
      const expected = fully.filter(
        (_, i) => head.length + begin.length + fully.slice(0, i + 1).join('').length <= complete,
      );
      expect(units).toHaveLength(expected.length);
    }
  });

  it('ignores keys that it does not know, and counts lines of other kinds', async () => {
    const { units, told, problems } = await read([
      head +
        begin.replace('}', ',"new":{"a":[1]}}') +
        '{"weather":"fine"}\n' +
        header.replace('}', ',"__proto__":{"c":7}}'),
    ]);
    expect(bytesOf(units)).toEqual(['AMQP\0\x01\0\0']);
    expect(told).toEqual(['1 line of kinds that this version does not know are passed over.']);
    expect(problems).toEqual([]);
  });

  it.each([
    ['{"wireloupe":"capture","version":2}\n', /version 2.*reads version 1/],
    ['{"wireloupe":"capture","version":"1"}\n', /version "1"/],
    ['{"wireloupe":"capture"}\n', /first line is not/],
    ['{"wireloupe":"capture","version":1', /ends within its first line/],
  ])('refuses a file that begins with %s', async (text, message) => {
    await expect(read([text + (text.endsWith('\n') ? header : '')])).rejects.toThrow(message);
  });

  it('refuses what is named so and is something else', async () => {
    await expect(read(['AMQP\0\x01\0\0'], { format: 'wlcap' })).rejects.toThrow(/first line is not/);
  });

  it.each([
    ['no JSON', '{"c":0,"d":"client","k":"frame","b":"AA', /Line 4 cannot be read: it is no JSON/],
    ['no object', '[1]', /no JSON object/],
    ['null', 'null', /no JSON object/],
    ['no base64', '{"c":0,"d":"client","k":"frame","b":"A"}', /“b” is no base64/],
    ['bytes that are a number', '{"c":0,"d":"client","k":"frame","b":5}', /“b” is no base64/],
    ['no side', '{"c":0,"d":"__proto__","k":"frame","b":""}', /“d” is none of client, server/],
    ['a time that is a text', '{"c":0,"d":"client","k":"frame","b":"","t":"NaN"}', /“t” is no time/],
    ['a time beyond all dates', '{"c":0,"d":"client","k":"frame","b":"","t":1e999}', /“t” is no time/],
    ['a time before 1970', '{"c":0,"d":"client","k":"frame","b":"","t":-1}', /“t” is no time/],
    ['no kind', '{"c":0,"d":"client","b":""}', /“k”\) is missing/],
    ['no bytes', '{"c":0,"d":"client","k":"frame"}', /“b”/],
    ['a huge number', '{"c":1e300,"d":"client","k":"frame","b":""}', /“c” is no whole number/],
    ['a number of no connection', '{"c":4294967296,"d":"client","k":"frame","b":""}', /no number of a connection/],
    ['a gap of less than nothing', '{"c":0,"gap":"client","bytes":-5}', /“bytes” is no whole number/],
    ['a connection that begins twice', begin.trim(), /begins a second time/],
    ['deep brackets', `{"b":${'['.repeat(100_000)}`, /no JSON/],
  ])('reports a line with %s, with its number, and reads on', async (_name, line, message) => {
    const { units, problems, late } = await read([`${head}${begin}${header}${line}\n${open}`]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
    expect(problems[0]).toContain('Line 4');
    expect(units).toHaveLength(2);
    // What was lost may be of either side.
    expect(late.length).toBeGreaterThan(0);
  });

  it('tells a hundred mistakes one by one, and counts the others', async () => {
    const { problems } = await read([head + begin + 'x\n'.repeat(1000) + header]);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toBe('900 more lines cannot be read.');
  });

  it('gives units of protocols and kinds that it does not know as bytes', async () => {
    const line = '{"c":0,"d":"client","k":"publish","b":"AA==","p":"mqtt"}\n';
    const { units } = await read([head + begin + line]);
    expect(units[0]?.unit).toMatchObject({ protocol: 'unknown', kind: 'foreign' });
    expect(units[0]?.unit.explanation).toContain('publish');
  });

  it('reads a connection whose line is missing from its middle', async () => {
    const { units, starts, problems } = await read([head + header]);
    expect(units).toHaveLength(1);
    expect(starts.get(0)).toEqual({ sides: 'both', partial: true });
    expect(problems).toEqual(['Line 2: The line with which connection 0 begins is missing.']);
  });

  it('is recognized however its first line is written', async () => {
    const line = `\ufeff { "version" : 1, "wireloupe" : "capture", "created" : "2026-11-29T12:00:00.000Z" }\r\n`;
    expect((await read([line + begin + header])).units).toHaveLength(1);
  });

  it('reads a line of 100 MB, and says of a longer one that it is too long', async () => {
    const piece = Buffer.alloc(1 << 20, 'A');
    const long = (count: number) => [
      head + begin,
      '{"c":0,"d":"client","k":"frame","b":"',
      ...Array.from({ length: count }, () => piece),
      '"}\n',
      header,
    ];
    const found = await read(long(96));
    expect(found.units.map(({ unit }) => unit.size)).toEqual([72 << 20, 8]);
    const beyond = await read(long(130));
    expect(beyond.problems).toEqual(['Line 3 cannot be read: it is longer than 128 MiB.']);
    expect(beyond.late).toEqual([[0, 'client']]);
    expect(beyond.units).toHaveLength(1);
  }, 120_000);

  it('reads a million connections', async () => {
    const pieces = function* () {
      yield head;
      for (let i = 0; i < 1_000_000; i += 1000) {
        let text = '';
        for (let k = i; k < i + 1000; k++)
          text += `{"connection":${k},"protocol":"amqp"}\n{"c":${k},"d":"client","k":"header","b":"QU1RUAABAAA="}\n`;
        yield text;
      }
    };
    const found = await read([...pieces()]);
    expect(found.units).toHaveLength(1_000_000);
    expect(found.problems).toEqual([]);
  }, 120_000);

  it('never throws while what it gives is decoded and shown, whatever the lines say', async () => {
    const json = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        0,
        1,
        -1,
        1e300,
        null,
        'client',
        'server',
        'cut',
        'frame',
        'stanza',
        'amqp',
        'xmpp',
        true,
        'QU1RUAABAAA=',
      ),
    );
    const key = fc.constantFrom(
      ...['c', 'd', 't', 'k', 'b', 'p', 'o', 'enc', 'lossy', 'cut', 'fault', 'note', 'gap', 'bytes', 'late', 'end'],
      ...['connection', 'protocol', 'framing', 'client', 'server', 'tls', 'partial', 'sides', 'name', '__proto__'],
    );
    const sound = fc.record({
      c: fc.nat(2),
      d: fc.constantFrom('client', 'server'),
      t: fc.double({ min: 0, max: 8.64e12, noNaN: true }),
      k: fc.constantFrom(...unitKinds),
      p: fc.constantFrom(...protocolNames),
      b: fc
        .oneof(fc.uint8Array({ maxLength: 60 }), fc.constant(new TextEncoder().encode('<iq type="get"/>')))
        .map((bytes) => Buffer.from(bytes).toString('base64')),
      lossy: fc.boolean(),
      cut: fc.boolean(),
    });
    const line = fc.oneof(
      fc.dictionary(key, json).map((value) => JSON.stringify(value)),
      sound.map((value) => JSON.stringify(value)),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), async (lines) => {
        const { units, starts } = await read([head + lines.map((each) => `${each}\n`).join('')]);
        const decoder = new UnitDecoder({ amqpDefinitions: [], xmppSchemas: [], rules: {} });
        for (const [number, start] of starts) decoder.begin(number, start);
        for (const { connection, side, unit } of units) {
          const decoded = decoder.decode(connection, side, 8.64e15, unit);
          unitText(decoded);
          unitJson('', decoded);
        }
      }),
      { numRuns: 300 },
    );
  });
});
