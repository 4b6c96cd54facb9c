// How long the extension host's event loop stands still at most, while the extension has much to do. Server and sender are processes of their own.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runScript } from '../host/in-host.ts';
import { writeTraffic } from './amqp-traffic.ts';
import { files, flooded, idle, passwordVariable, profiles, type Delays } from './event-loop/shared.ts';
import { playgroundScript, Processes } from './processes.ts';
import type { BenchResult } from './result.ts';

/** Milliseconds. */
const aim = 20;
const units = 1_000_000;
const sender =
  "import { sendMessages } from './test/bench/flood.ts';\nvoid sendMessages(String(process.argv[2]), String(process.argv[3]), Number(process.argv[4])).then(() => process.send?.('sent'));\n";

export async function run(): Promise<BenchResult> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-bench-'));
  const processes = new Processes();
  try {
    const { told } = await processes.start(playgroundScript);
    const { xmpp } = told as { readonly xmpp: string };
    const profile = {
      protocol: 'xmpp',
      service: xmpp,
      jid: flooded.jid,
      password: { env: passwordVariable },
      tls: { verify: false },
    };
    fs.writeFileSync(path.join(folder, 'wireloupe.json'), JSON.stringify({ connections: { [flooded.name]: profile } }));
    writeTraffic(path.join(folder, files.capture), units);
    const begin = path.join(folder, files.begin);
    const watcher = fs.watch(folder, (_event, name) => {
      if (name !== files.begin || !fs.existsSync(begin)) return;
      watcher.close();
      void processes.start(sender, [xmpp, flooded.jid, String(flooded.units)]);
    });
    const text = await runScript(['test/bench/event-loop/in-host.ts'], folder, {
      [passwordVariable]: 'wireloupe',
      [profiles]: process.env[profiles] ?? '',
    });
    const { [idle]: rest, ...delays } = JSON.parse(text) as Delays;
    const base = rest?.busy ?? 0;
    const figures = Object.entries(delays).map(([name, { late, busy }]) => ({
      label: `longest block while ${name}: ${busy.toFixed(1)} ms at work in a delay of ${late.toFixed(1)} ms, less ${base.toFixed(1)} ms when idle`,
      ours: Math.max(0.1, busy - base),
      peerName: 'aim',
      peer: aim,
      unit: 'ms',
      better: 'smaller' as const,
      goal: 1,
    }));
    return { name: "the extension host's event loop", figures };
  } finally {
    processes.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
