import { beforeAll, describe, expect, it } from 'vitest';
import { noProject, type FramedUnit } from '../../../../protocols/core/index.ts';
import { UnitDecoder } from '../../../../protocols/decoding/index.ts';
import { loadProtocol } from '../../../../protocols/index.ts';
import { pcapFile, tcpPacket } from '../packets.ts';
import { read } from './read.ts';

const many = 4096;
const sent = (bytes: string, connection: number): string =>
  `  rhea:raw [connection-${connection}] SENT: ${bytes.length / 2} ${bytes} +0ms\n`;
const header = '414d515000010000';
const open = '0000001102000000005310c00401a10163';
const begin = '0000001602000000005311c00905404352ff52ff5264';
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

describe('a log with more connections than are kept', () => {
  const lines = Array.from({ length: many + 1 }, (_, i) => sent(header, i)).join('');

  it('ends the one of which nothing came for longest: what comes of it is another one, without its beginning', async () => {
    const { units, starts, told } = await read([lines + sent('0000000802000000', 0) + sent(open, many)]);
    expect(told).toEqual([expect.stringMatching(/more than 4096 connections/)]);
    expect(units.slice(-2).map(({ connection }) => connection)).toEqual([many + 1, many]);
    expect(starts.get(many + 1)?.partial).toBe(true);
  });

  it('keeps those that go on', async () => {
    const busy = Array.from({ length: many + 1 }, (_, i) => sent(header, i) + sent('0000000802000000', 0)).join('');
    const { units } = await read([busy]);
    expect(units.at(-1)?.connection).toBe(0);
  });
});

describe('units of more connections than are followed', () => {
  beforeAll(() => loadProtocol('amqp'));

  const unit = (hex: string, kind: FramedUnit['kind']): FramedUnit => {
    const bytes = bytesOf(hex);
    return { protocol: 'amqp', kind, offset: 0, size: bytes.length, bytes };
  };

  it('are judged without what came before where a connection was let go, and go on with its numbers', () => {
    const told: string[] = [];
    const decoder = new UnitDecoder(noProject, (text) => told.push(text));
    const decode = (connection: number, hex: string, kind: FramedUnit['kind'] = 'frame') =>
      decoder.decode(connection, 'client', 0, unit(hex, kind));
    for (let i = 0; i <= many; i++) {
      decode(i, header, 'header');
      decode(i, open);
    }
    expect(told).toEqual([]);
    const { number, issues } = decode(0, begin);
    expect(number).toBe(3);
    expect(issues.filter(({ severity }) => severity !== 'hint')).toEqual([]);
    expect(decode(many, begin).number).toBe(3);
    expect(told).toEqual([expect.stringMatching(/More than 4096 connections/)]);
  });
});

describe('a capture with more connections than are kept', () => {
  it('ends the one of which nothing came for longest, and says so once', async () => {
    const most = 16_384;
    const packet = (port: number, sequence: number, hex: string): Uint8Array =>
      tcpPacket({ from: 'client', sequence, payload: bytesOf(hex) }, port);
    const packets = Array.from({ length: most + 2 }, (_, i) => packet(1000 + i, 1, header));
    const { units, notes } = await read([pcapFile([...packets, packet(1000, 9, open), packet(1000 + most, 9, open)])]);
    expect(notes).toEqual([expect.stringMatching(/More connections are open at a time/)]);
    expect(
      units
        .slice(-2)
        .map(({ connection }) => connection)
        .sort((a, b) => a - b),
    ).toEqual([most, most + 2]);
  });
});
