import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sessionFile } from '../protocols/conversion/session.ts';
import { folderOf, wireloupe } from './terminal.ts';

/** What tshark prints of the packets of a file that pass a filter, field by field. */
async function tshark(
  file: string,
  filter: string,
  ...fields: readonly string[]
): Promise<readonly (readonly string[])[]> {
  const { stdout } = await promisify(execFile)('tshark', [
    ...['-r', file, '-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE', '-Y', filter, '-T', 'fields'],
    ...fields.flatMap((field) => ['-e', field]),
  ]);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

interface Unit {
  readonly connection: number;
  readonly direction: string;
  readonly protocol: string;
  readonly kind: string;
  readonly size: number;
  readonly time: number;
  readonly name?: string;
  readonly performative?: string | null;
}

async function unitsOf(cwd: string, file: string): Promise<readonly Unit[]> {
  const { out } = await wireloupe(['decode', '--all', '--format', 'jsonl', file], { cwd });
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Unit);
}

/** What tshark calls a unit in a list. */
function nameOf({ protocol, kind, name = '', performative }: Unit): RegExp {
  if (protocol === 'unknown') return /^GET /;
  if (protocol === 'xmpp') return name === 'authenticate' ? /^UNKNOWN/ : new RegExp(`^${name}`, 'i');
  if (kind === 'header') return protocol === 'amqp' ? /^Protocol-Header 1-0-0/ : /^AMQP/;
  return new RegExp(`^${(performative ?? '').replace('sasl-', 'sasl.')}`, 'i');
}

async function converted(text: string) {
  const cwd = await folderOf({ 'a.wlcap': text });
  const { code, said } = await wireloupe(['convert', '--all', 'a.wlcap', 'b.pcapng'], { cwd });
  expect(code, said).toBe(0);
  return { cwd, file: path.join(cwd, 'b.pcapng') };
}

describe('tshark', () => {
  it('dissects each unit of a pcapng file as decode does', async () => {
    const { cwd, file } = await converted(sessionFile());
    const units = await unitsOf(cwd, 'a.wlcap');
    const fields = ['tcp.stream', 'tcp.dstport', 'tcp.len', 'frame.time_epoch', '_ws.col.Info'];
    const packets = await tshark(file, 'tcp.len > 0', ...fields);
    expect(packets).toHaveLength(units.length);
    units.forEach((unit, index) => {
      const [stream, port, length, time, info] = packets[index] ?? [];
      expect(Number(stream)).toBe(unit.connection);
      const isFromClient = ['5222', '5672', '8080'].includes(port ?? '');
      expect(isFromClient).toBe(unit.direction === 'client');
      expect(Number(length)).toBe(unit.size);
      expect(Number(time)).toBeCloseTo(unit.time, 5);
      expect(info).toMatch(nameOf(unit));
    });
    // Its AMQP dissector takes the first frame of several for a whole message.
    const malformed = await tshark(file, '_ws.malformed', '_ws.col.Info');
    expect(malformed).toEqual([['transfer [Malformed Packet]']]);
  });

  it('finds nothing wrong with the packets', async () => {
    const { file } = await converted(sessionFile());
    const wrong = 'tcp.analysis.flags || tcp.checksum.status == 0 || ip.checksum.status == 0';
    expect(await tshark(file, wrong, 'frame.number', '_ws.col.Info')).toEqual([]);
    expect(await tshark(file, 'frame.interface_name == "tls" && tcp.len > 0', 'frame.number')).toHaveLength(36);
  });

  it('puts together units of many segments, IPv6, WebSockets and bodies of BOSH', async () => {
    const line = (value: Readonly<Record<string, unknown>>) => `${JSON.stringify(value)}\n`;
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const large = `<message xmlns="jabber:client" to="b@c.example"><body>${'x'.repeat(200_000)}</body></message>`;
    const open = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="a.example" version="1.0"/>';
    const body =
      '<body xmlns="http://jabber.org/protocol/httpbind" rid="7" to="a.example" wait="60" hold="1" ver="1.6"/>';
    const { file } = await converted(
      line({ wireloupe: 'capture', version: 1 }) +
        line({ connection: 0, protocol: 'xmpp', client: '[2001:db8::7]:50000', server: '[2001:db8::8]:5222' }) +
        line({ c: 0, d: 'client', t: 1, k: 'stanza', b: base64(large) }) +
        line({ c: 0, end: 'client', t: 2 }) +
        line({ c: 0, end: 'server', t: 2 }) +
        line({ connection: 1, protocol: 'xmpp', framing: 'message' }) +
        line({ c: 1, d: 'client', t: 3, k: 'stream', b: base64(open) }) +
        line({ connection: 2, protocol: 'xmpp' }) +
        line({ c: 2, d: 'client', t: 4, k: 'body', b: base64(body) }),
    );
    expect(await tshark(file, 'xmpp && ipv6', 'ipv6.src', 'tcp.reassembled.length')).toEqual([
      ['2001:db8::7', String(Buffer.byteLength(large))],
    ]);
    expect(await tshark(file, 'tcp.flags.fin == 1', 'tcp.stream')).toEqual([['0'], ['0']]);
    expect(await tshark(file, 'websocket', 'websocket.payload.text')).toEqual([[open]]);
    expect(await tshark(file, 'http.request.method == POST', 'http.content_length')).toEqual([[String(body.length)]]);
    const wrong = 'tcp.analysis.flags || tcp.checksum.status == 0 || ip.checksum.status == 0';
    expect(await tshark(file, wrong, 'frame.number', '_ws.col.Info')).toEqual([]);
  });
});
