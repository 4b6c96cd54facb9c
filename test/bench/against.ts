// `npm run bench -- --against DIRECTORY`: this build against another built checkout, in turns, medians of seven. Figures above 1 are slower.
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo, Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { settledTraffic, writeTraffic } from './amqp-traffic.ts';
import { commandTime, keystrokeTime, wireTimes } from './products.ts';
import { median } from './result.ts';
import { stanzas } from './xmpp-text.ts';

interface Rhea {
  create_container(): {
    on(
      event: string,
      handler: (context: { sender: { send(message: object): void; sendable(): boolean } }) => void,
    ): void;
    listen(options: object): Server;
  };
}

const runs = 7;
const received = 1000;

/** A broker that sends messages of 200 bytes for as long as there is credit. */
async function broker(): Promise<{ readonly service: string; readonly stop: () => void }> {
  const rhea = createRequire(import.meta.url)('rhea') as Rhea;
  const container = rhea.create_container();
  let id = 0;
  container.on('sendable', ({ sender }) => {
    while (sender.sendable())
      sender.send({
        message_id: `reading-${id++}`,
        to: 'telemetry',
        content_type: 'application/json',
        application_properties: { celsius: 21.5, station: 'north-7', sequence: id },
        body: '{"temperature":21.5,"ok":true,"area":"p1"}',
      });
  });
  const server = container.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return { service: `amqp://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

/** What is measured of a build, by name. */
type Measure = (checkout: string) => Promise<Readonly<Record<string, number>>>;

const one = (name: string, measure: (checkout: string) => number | Promise<number>): Measure => {
  return async (checkout) => ({ [name]: await measure(checkout) });
};

function measures(folder: string, service: string): readonly Measure[] {
  const [settled, unsettled, checked] = ['settled.pcap', 'unsettled.pcap', 'checked.xmpp'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  writeTraffic(settled, 200_000, settledTraffic);
  writeTraffic(unsettled, 200_000);
  fs.writeFileSync(checked, stanzas(20_000));
  const script = fs.readFileSync('examples/amqp/transaction-script.amqp.yaml', 'utf8');
  return [
    one('start of the command line', (checkout) => commandTime(checkout, ['--version'])),
    one('check a file of 20 kB', (checkout) => commandTime(checkout, ['check', checked])),
    one('decode 200,000 frames, settled, one binary body', (checkout) =>
      commandTime(checkout, ['decode', '--format', 'none', settled]),
    ),
    one('decode 200,000 frames, unsettled, dispositions', (checkout) =>
      commandTime(checkout, ['decode', '--format', 'none', unsettled]),
    ),
    one('keystroke in 1 MB of XMPP, to its diagnostics', (checkout) =>
      keystrokeTime(checkout, 'xmpp', stanzas(1_050_000)),
    ),
    one('keystroke in an AMQP script, to its diagnostics', (checkout) => keystrokeTime(checkout, 'amqp', script)),
    async (checkout) => {
      const { record, rows, filter, open } = await wireTimes(checkout, service, received);
      return {
        [`record ${received} messages that a receiver takes`]: record,
        'rows of the panel, 20 pages of 100': rows,
        'the same with a filter by severity': filter,
        'open 500 units': open,
      };
    },
  ];
}

/** Compares both builds and prints a table. */
export async function compare(ours: string, other: string): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-bench-'));
  const { service, stop } = await broker();
  try {
    console.log(`figure: ${other}, this build, ratio (median of ${runs}; above 1 this build is slower)`);
    for (const measure of measures(folder, service)) {
      const found = new Map<string, [number[], number[]]>();
      for (let run = 0; run < runs; run++) {
        for (const which of run % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
          for (const [name, value] of Object.entries(await measure(which === 0 ? other : ours))) {
            const pair = found.get(name) ?? [[], []];
            pair[which].push(value);
            found.set(name, pair);
          }
        }
      }
      for (const [name, [before, now]] of found) {
        const [a, b] = [median(before), median(now)];
        console.log(`${name}: ${a.toFixed(1)} ms, ${b.toFixed(1)} ms, ${(b / a).toFixed(2)}`);
      }
    }
    console.log(
      `load of the machine: ${os
        .loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')}`,
    );
  } finally {
    stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
