import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, wireloupe } from './terminal.ts';

const header = Buffer.from('414d515000010000', 'hex');
const open = Buffer.from('00000014020000000053 10c007 01a10477697265'.replaceAll(' ', ''), 'hex');
open.writeUInt32BE(open.length, 0);
/** SASL header and a sasl-init with PLAIN: guest, secret. */
const saslInit = Buffer.from(
  '00000000020100000053 41c01802a305504c41494ea00d006775657374007365637265740a'.replaceAll(' ', ''),
  'hex',
).subarray(0, -1);
const login = Buffer.concat([Buffer.from('414d515003010000', 'hex'), sized(saslInit)]);

function sized(frame: Buffer): Buffer {
  const copy = Buffer.from(frame);
  copy.writeUInt32BE(copy.length, 0);
  return copy;
}

const lines = (out: string): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('decode', () => {
  it('writes one JSON object a unit, with the offset in the stream', async () => {
    const cwd = await folderOf({ 'a.bin': Buffer.concat([header, open]) });
    const { code, out } = await wireloupe(['decode', '--format', 'jsonl', 'a.bin'], { cwd });
    expect(code).toBe(0);
    const [first, second] = lines(out);
    expect(first).toMatchObject({
      file: 'a.bin',
      connection: 0,
      direction: 'client',
      offset: 0,
      size: 8,
      protocol: 'amqp',
      kind: 'header',
      issues: [],
    });
    expect(second).toMatchObject({
      offset: 8,
      size: open.length,
      kind: 'frame',
      frameType: 'amqp',
      channel: 0,
      performative: 'open',
      code: 16,
      fields: { 'container-id': 'wire' },
    });
  });

  it('names the types of the project, in the text for people and in the notation', async () => {
    const types =
      '<amqp name="own" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="own"><type name="reading" class="composite" source="list"><descriptor code="0x0000a001:0x00000001"/><field name="celsius" type="double"/></type></section></amqp>';
    const script =
      '- transfer: { handle: 0, delivery-id: 0, delivery-tag: !hex "00" }\n  message: { body: { value: !reading { celsius: 21.5 } } }\n';
    const cwd = await folderOf({
      'wireloupe.json': '{ "amqp": { "definitions": ["own.xml"] } }',
      'own.xml': types,
      'a.amqp.yaml': script,
    });
    const { bytes } = await wireloupe(['encode', 'a.amqp.yaml'], { cwd });
    expect((await wireloupe(['decode', '-'], { cwd, input: bytes })).out).toMatch(/reading[^]*celsius.* = 21\.5/u);
    const yaml = (await wireloupe(['decode', '--format', 'yaml', '-'], { cwd, input: bytes })).out;
    expect(yaml).toMatch(/!reading[^]*celsius: 21\.5/u);
    expect((await wireloupe(['decode', '-'], { cwd: await folderOf({}), input: bytes })).out).not.toContain('celsius');
  });

  it('reads the log of a terminal, with its colours', async () => {
    const input = Buffer.from(
      `  \u001b[38;5;33;1mrhea:raw \u001b[0m[connection-1] SENT: ${open.length} ${open.toString('hex')} \u001b[38;5;33m+1s\u001b[0m\n`,
    );
    const { code, out } = await wireloupe(['decode', '--format', 'jsonl', '-'], { cwd: await folderOf({}), input });
    expect(code).toBe(0);
    expect(lines(out)).toMatchObject([{ direction: 'client', performative: 'open', issues: [] }]);
  });

  it('numbers the units of a connection, and says what they answer and what is worth knowing', async () => {
    const line = (word: string, bytes: Buffer): string =>
      `rhea:raw [c-1] ${word}: ${bytes.length} ${bytes.toString('hex')}\n`;
    const sasl = Buffer.from('414d515003010000', 'hex');
    const input = Buffer.from(line('SENT', header) + line('RECV', sasl) + line('SENT', sasl) + line('RECV', sasl));
    const cwd = await folderOf({});
    const { out } = await wireloupe(['decode', '--format', 'jsonl', '-'], { cwd, input });
    expect(lines(out)).toMatchObject([
      { number: 1 },
      { number: 2, notes: [{ code: 'amqp/other-header', units: [1, 2] }] },
      { number: 3, answers: [2] },
      { number: 4 },
    ]);
    expect(lines(out)[0]).not.toHaveProperty('notes');
    expect((await wireloupe(['decode', '-'], { cwd, input })).out).toMatch(
      /\n {2}note: The client offers “AMQP header/,
    );
  });

  it('reads standard input, hex, hex with comments, and base64', async () => {
    const bytes = Buffer.concat([header, open]);
    for (const input of [
      bytes,
      bytes.toString('hex'),
      `# a header\n${header.toString('hex')}\n\n0x${open.toString('hex')}\n`,
      bytes.toString('base64'),
    ]) {
      const { out } = await wireloupe(['decode', '--format', 'jsonl', '--direction', 'server', '-'], {
        input: Buffer.from(input),
      });
      expect(lines(out).map((unit) => [unit.direction, unit.performative ?? unit.kind])).toEqual([
        ['server', 'header'],
        ['server', 'open'],
      ]);
    }
  });

  it.each([
    ['a text', '# Wireloupe\n\nA VS Code extension, and a command line, for people who build on XMPP and AMQP 1.0.\n'],
    ['a short text', 'hello\n'],
    ['JSON', '{ "connections": {} }\n'],
    ['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(5000, 0xa7)])],
    ['hexadecimal digits of something else', 'cafebabe0000003400112233\n'],
  ])('says of %s that it is not recognized, and what can be read, with 2', async (_what, content) => {
    const cwd = await folderOf({ 'README.md': content });
    const { code, out, said } = await wireloupe(['decode', 'README.md'], { cwd });
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(said).toMatch(/^wireloupe: README\.md: The format is not recognized\. .*capture.*log.*hex.*decode --help/u);
    expect((await wireloupe(['decode', '-'], { cwd, input: Buffer.from(content) })).said).toMatch(
      /^wireloupe: standard input: The format is not recognized/u,
    );
  });

  it('ends with 1 when something is wrong, and goes on behind it', async () => {
    const cwd = await folderOf({ 'a.bin': Buffer.concat([header, Buffer.from('00000004', 'hex'), header, open]) });
    const { code, out } = await wireloupe(['decode', '--format', 'jsonl', 'a.bin'], { cwd });
    expect(code).toBe(1);
    const units = lines(out);
    expect(units.map((unit) => unit.kind)).toContain('garbage');
    expect(units.at(-1)?.performative).toBe('open');
    expect(units.reduce((sum, unit) => sum + (unit.size as number), 0)).toBe(20 + open.length);
  });

  it('reads XMPP', async () => {
    const input = Buffer.from(
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='b'><presence/><iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq> </stream:stream>",
    );
    const { code, out } = await wireloupe(['decode', '--format', 'jsonl', '-'], { input });
    expect(lines(out).map((unit) => unit.kind)).toEqual(['stream', 'stanza', 'stanza', 'keepalive', 'stream']);
    expect(code).toBe(0);
  });

  it('masks secrets in the text for people, and is exact in JSON and in the notation', async () => {
    const secret = Buffer.from('\0guest\0secret');
    const text = (await wireloupe(['decode', '-'], { input: login })).out;
    expect(text).toContain('sasl-init');
    expect(text).not.toContain('secret');
    expect(text).not.toContain(secret.toString('hex'));
    expect((await wireloupe(['decode', '--format', 'jsonl', '-'], { input: login })).out).toContain(
      secret.toString('hex'),
    );
  });

  it('writes the notation, which encodes back to the same bytes', async () => {
    const bytes = Buffer.concat([login, header, open]);
    const yaml = await wireloupe(['decode', '--format', 'yaml', '-'], { input: bytes });
    const cwd = await folderOf({ 'again.amqp.yaml': yaml.out });
    const again = await wireloupe(['encode', 'again.amqp.yaml'], { cwd });
    expect(again.bytes.toString('hex')).toBe(bytes.toString('hex'));
  });

  it('decodes everything for --format none and prints a summary line', async () => {
    const { out } = await wireloupe(['decode', '--format', 'none', '-'], { input: Buffer.concat([header, open]) });
    expect(out).toMatch(/^2 units, \d+ bytes, 1 connection, 0 errors, 0 warnings\n$/u);
  });

  it('says of a capture that is cut short where it ends, and of no connection', async () => {
    const capture = Buffer.concat([
      Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex'),
      Buffer.from('00000000000000006400000064000000', 'hex'),
      Buffer.alloc(60),
    ]);
    const { code, said } = await wireloupe(['decode', '--format', 'none', '-'], { input: capture });
    expect(said).toMatch(/^-: The file ends within a packet \(byte 24\); it was cut short\.$/mu);
    expect(code).toBe(1);
  });

  it.each([
    [
      'pcap',
      'd4c3b2a1020004000000000000000000ffff0000010000',
      /^wireloupe: -: The file ends within the header of a pcap file \(at byte 23 of the file\)\.$/mu,
    ],
    ['pcap', 'd4c3b2a1', /header of a pcap file/u],
    ['pcapng', '0a0d0d0a', /header of a pcapng file/u],
    [
      'pcapng',
      '0a0d0d0a1c0000004d3c2b1a01000000',
      /^wireloupe: -: The file ends within the header of a pcapng file \(at byte 16 of the file\)\.$/mu,
    ],
  ])('refuses a %s capture that is cut within its header (%s)', async (_what, hex, message) => {
    const { code, out, said } = await wireloupe(['decode', '-'], { input: Buffer.from(hex, 'hex') });
    expect([code, out]).toEqual([2, '']);
    expect(said).toMatch(message);
  });

  it('ends with 1 where a line of a trace cannot be read', async () => {
    const { code, said } = await wireloupe(['decode', '-'], {
      input: Buffer.from('[0x55d0]:  -> AMQP\n[0x55d0]:0 -> @nonsense(99) [container-id="a\n'),
    });
    expect([code, said]).toEqual([1, expect.stringMatching(/^-: Line 2: /mu) as string]);
  });

  const corpus = '../shared/corpus/amqp/captures';
  describe.skipIf(!existsSync(corpus))('over the captures of the AMQP corpus (needs ../shared/corpus)', () => {
    /** Where two decoders may differ: what a stream holds behind its first garbage, and the methods of AMQP 0-9-1. */
    const judgement = new Set(['proton-transfer-unattached', 'rabbit310-amqp091']);
    const names = existsSync(corpus)
      ? readdirSync(corpus)
          .filter((file) => file.endsWith('.pcap'))
          .map((file) => file.replace('.pcap', ''))
      : [];

    it.each(names.filter((name) => !judgement.has(name)))('%s', async (name) => {
      const keys = join(corpus, `${name}.keys`);
      const { out } = await wireloupe([
        'decode',
        '--format',
        'jsonl',
        ...(existsSync(keys) ? ['--keylog', keys] : []),
        join(corpus, `${name}.pcap`),
      ]);
      const keyOf = (unit: Record<string, unknown>): string => [unit.connection, unit.direction, unit.offset].join(' ');
      const found = new Map(lines(out).map((unit) => [keyOf(unit), unit]));
      for (const expected of lines(await readFile(join(corpus, `${name}.expected.jsonl`), 'utf8'))) {
        const unit = found.get(keyOf(expected));
        for (const key of ['size', 'protocol', 'kind', 'frameType', 'performative', 'code', 'fields', 'payload']) {
          if (expected[key] !== undefined && expected[key] !== null)
            expect([keyOf(expected), key, unit?.[key]]).toEqual([keyOf(expected), key, expected[key]]);
        }
      }
    });

    it('chooses a connection and a direction', async () => {
      const file = join(corpus, 'rabbit310-simple.pcap');
      const server = lines((await wireloupe(['decode', '--format', 'jsonl', '--direction', 'server', file])).out);
      expect(new Set(server.map((unit) => unit.direction))).toEqual(new Set(['server']));
      const none = await wireloupe(['decode', '--format', 'none', '--connection', '9', file]);
      expect(none.out).toMatch(/^0 units/u);
      expect([none.code, none.said]).toEqual([2, expect.stringContaining('no connection 9') as string]);
    });
  });
});

describe('an input in pieces', () => {
  it('is told by what has come, however it is cut', async () => {
    const bytes = Buffer.concat([header, open, header, open, open]);
    const whole = (await wireloupe(['decode', '--format', 'jsonl', '-'], { input: bytes })).out;
    for (const size of [1, 5, 63, 64, 65]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect((await wireloupe(['decode', '--format', 'jsonl', '-'], { pieces })).out).toBe(whole);
    }
  });

  it('is text that comes in pieces', async () => {
    const text = Buffer.from(Buffer.concat([header, open, open, open]).toString('hex'));
    const pieces = [text.subarray(0, 70), text.subarray(70, 91), text.subarray(91)];
    expect(lines((await wireloupe(['decode', '--format', 'jsonl', '-'], { pieces })).out)).toHaveLength(4);
  });

  it('gives its results as it is read, not all at the end', async () => {
    const block = Buffer.concat(Array.from({ length: 100 }, () => open));
    const pieces = [Buffer.concat([header, block]), ...Array.from({ length: 20 }, () => block)];
    expect((await wireloupe(['decode', '--format', 'jsonl', '-'], { pieces })).writes).toBeGreaterThan(20);
  });
});
