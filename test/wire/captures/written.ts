import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WlcapWriter } from '../../../protocols/captures/wlcap/index.ts';
import type { Side } from '../../../protocols/core/index.ts';
import { amqpTraffic } from '../../bench/amqp-traffic.ts';
import { PcapFile } from '../../bench/pcap.ts';

/** A folder for the files of tests, which may share this module. */
export const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-captures-'));
process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

/** A connection of AMQP with so many frames, about, as a packet capture. */
export function writePcap(name: string, frames: number): string {
  const file = path.join(folder, name);
  const pcap = new PcapFile(file);
  for (const { side, frames: some } of amqpTraffic(frames)) pcap.segment(side, Buffer.concat(some));
  pcap.close();
  return file;
}

/** What a stanza of a `.wlcap` file needs. */
export interface WrittenStanza {
  readonly connection?: number;
  readonly side?: Side;
  readonly xml: string;
}

/** Connections of XMPP without their streams as a `.wlcap` file. */
export function writeWlcap(name: string, stanzas: readonly WrittenStanza[]): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, wlcapText(stanzas));
  return file;
}

export function wlcapText(stanzas: readonly WrittenStanza[]): string {
  const writer = new WlcapWriter();
  const begun = new Map<string, number>();
  const lines = [writer.head(new Date(1_700_000_000_000))];
  stanzas.forEach(({ connection = 0, side = 'client', xml }, index) => {
    if (!begun.has(String(connection))) {
      begun.set(String(connection), 0);
      lines.push(
        writer.connection({
          connection,
          name: `romeo ${connection}`,
          protocol: 'xmpp',
          partial: true,
          server: 'h:5222',
        }),
      );
    }
    const bytes = Buffer.from(xml);
    const key = `${connection} ${side}`;
    const offset = begun.get(key) ?? 0;
    begun.set(key, offset + bytes.length);
    const unit = { protocol: 'xmpp', kind: 'stanza', offset, size: bytes.length, bytes } as const;
    lines.push(writer.unit(connection, side, 1_700_000_000_000 + index, unit));
  });
  return lines.join('');
}
