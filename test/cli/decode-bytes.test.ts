import { describe, expect, it } from 'vitest';
import { hexDump } from '../protocols/captures/bytes/printers.ts';
import { tcpPacket } from '../protocols/captures/packets.ts';
import { wireloupe } from './terminal.ts';

const header = '414d515000010000';
const open = '0000001102000000005310c00401a10163';
const stream =
  "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='a' version='1.0'>";

interface Decoded {
  readonly connection: number;
  readonly direction: string;
  readonly kind: string;
  readonly performative?: string;
  readonly issues: readonly { readonly code: string; readonly severity: string }[];
}

async function decode(text: string, ...more: readonly string[]) {
  const ran = await wireloupe(['decode', '--format', 'jsonl', ...more, '-'], { input: Buffer.from(text) });
  const units = ran.out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Decoded);
  const codes = units.flatMap(({ issues }) =>
    issues.filter(({ severity }) => severity !== 'hint').map(({ code }) => code),
  );
  return { ...ran, units, codes };
}

describe('decode of bytes as text', () => {
  it('prints the size of a unit of one byte', async () => {
    const { out } = await wireloupe(['decode', '-'], { input: Buffer.from(`${stream} <presence/>`) });
    expect(out).toContain('keepalive  white space  (1 byte)\n');
  });

  it('judges a lone frame by itself', async () => {
    const { units, codes, code } = await decode(
      '0000002302000001005315c0160641434341005325c00b01a10872656a656374656442',
    );
    expect(units.map(({ performative }) => performative)).toEqual(['disposition']);
    expect(codes).toEqual(['amqp/wrong-type']);
    expect(code).toBe(1);
  });

  it('judges several frames without a beginning by themselves', async () => {
    const flow = '0000000c0200000100531345';
    const { units, codes } = await decode(`${flow}\n0000000c0200000100531845\n${flow}`);
    expect(units).toHaveLength(3);
    expect(codes.filter((each) => /header-first|open-first|no-session/.test(each))).toEqual([]);
  });

  it('follows what begins with a header by all rules', async () => {
    const { codes } = await decode(`${header}${open}0000000c0200000100531345`);
    expect(codes).toContain('amqp/no-session');
  });

  it('shows a message without a frame', async () => {
    const { units, code } = await decode('005370c0020141\n005375a00568656c6c6f');
    expect(units.map(({ kind }) => kind)).toEqual(['message']);
    expect(code).toBe(0);
  });

  it('shows sections of both directions', async () => {
    const { units, codes } = await decode('SENT 005375a00568656c6c6f\nRECV 005377a10568656c6c6f\n');
    expect(units.map(({ kind, direction }) => `${direction} ${kind}`)).toEqual(['client section', 'server section']);
    expect(codes).toEqual([]);
  });

  it('takes the headers of IP, TCP and Ethernet off', async () => {
    const client = tcpPacket({ from: 'client', sequence: 1, payload: Buffer.from(header + open, 'hex') });
    const server = tcpPacket({ from: 'server', sequence: 1, payload: Buffer.from(header + open, 'hex') });
    for (const skip of [0, 14]) {
      const text = [client, server]
        .map((packet, at) => `12:00:00.00000${at} IP a > b:\n${hexDump(packet.subarray(skip))}`)
        .join('');
      const { units, code } = await decode(text);
      expect(units.map(({ direction, kind }) => `${direction} ${kind}`)).toEqual([
        'client header',
        'client frame',
        'server header',
        'server frame',
      ]);
      expect(code).toBe(0);
    }
  });

  it('says what a cut Buffer misses, and does not judge the frame that is cut', async () => {
    const { units, codes, said, code } = await decode(
      '<Buffer 41 4d 51 50 00 01 00 00 00 00 00 11 02 00 ... 11 more bytes>',
    );
    expect(units[0]?.kind).toBe('header');
    expect(codes.filter((each) => each !== 'wire/torn-unit')).toEqual([]);
    expect(said).toMatch(/11 bytes more are not in this text/);
    expect(code).toBe(1);
  });

  it('reads a stanza in a literal without asking for the beginning of its stream', async () => {
    const { units, codes, code } = await decode(`b'<message to="a@example.org"><body>x</body></message>'`);
    expect(units.map(({ kind }) => kind)).toEqual(['stanza']);
    expect(codes).toEqual([]);
    expect(code).toBe(0);
  });

  it('does not take text for bytes, unless it must', async () => {
    const { code, said } = await decode('cafebabe0000003d001d0a00');
    expect(code).toBe(2);
    expect(said).toMatch(/not recognized/);
    expect((await decode('cafebabe0000003d001d0a00', '--format-in', 'bytes')).units[0]?.kind).toBe('garbage');
    expect((await decode('<Buffer 12 13 14>')).code).toBe(2);
  });
});
