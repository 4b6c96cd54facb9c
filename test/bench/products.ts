// What the comparison of two builds asks of each: its products in dist/, by what they have in common.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  createMessageConnection,
  PortMessageReader,
  PortMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { median } from './result.ts';

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Milliseconds of processor time that the command line takes, start-up included: what else the machine does hardly changes it.
 * A check that finds something ends with 1.
 */
export function commandTime(checkout: string, args: readonly string[]): number {
  const cli = path.join(checkout, 'dist/cli.js');
  const script = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('\\ntook ' + (user + system)); }); require(${JSON.stringify(cli)});`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script, cli, ...args], { encoding: 'utf8' });
  const found = /took (\d+)$/.exec(stderr);
  if (found === null || status === null || status > 1) throw new Error(`${cli} ${args.join(' ')} fails: ${stderr}`);
  return Number(found[1]) / 1000;
}

/** Milliseconds from an edit to its diagnostics, in the language server: the median of many keystrokes at random places. */
export async function keystrokeTime(checkout: string, languageId: string, text: string): Promise<number> {
  const server = spawn(process.execPath, [path.join(checkout, 'dist/server.cjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest('workspace/configuration', () => [null]);
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  try {
    const uri = `untitled:bench.${languageId}`;
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 0, text },
    });
    const diagnose = (): Promise<unknown> =>
      connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    await diagnose();
    const lines = text.split('\n');
    const times: number[] = [];
    let seed = 7;
    for (let version = 1; version <= 60; version++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const line = seed % lines.length;
      const at = { line, character: lines[line]?.length ?? 0 };
      const took = await milliseconds(async () => {
        await connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [{ range: { start: at, end: at }, text: ' ' }],
        });
        await diagnose();
      });
      if (version > 10) times.push(took);
    }
    return median(times);
  } finally {
    connection.dispose();
    server.kill();
  }
}

/** Milliseconds of what the traffic panel asks of the wire worker. */
export interface WireTimes {
  /** A receiver takes all messages, recorded on the way. */
  readonly record: number;
  /** All rows, in pages. */
  readonly rows: number;
  /** Rows that a filter selects. */
  readonly filter: number;
  /** Single units, one after the other. */
  readonly open: number;
}

/** Receives so many messages from a broker, and looks at what was recorded. */
export async function wireTimes(checkout: string, service: string, count: number): Promise<WireTimes> {
  const worker = new Worker(path.join(checkout, 'dist/wire.cjs'));
  const connection = createMessageConnection(new PortMessageReader(worker), new PortMessageWriter(worker));
  connection.listen();
  const ask = (method: string, params: object): Promise<unknown> => connection.sendRequest(method, params);
  const pages = async (text: string): Promise<void> => {
    for (let from = 0; from < 2000; from += 100) await ask('rows', { filter: { text }, from, count: 100 });
  };
  try {
    const connected = (await ask('connect', { name: 'bench', profile: { protocol: 'amqp', service } })) as {
      readonly ok: boolean;
    };
    if (!connected.ok) throw new Error(`The wire worker of ${checkout} cannot connect: ${JSON.stringify(connected)}`);
    const payload = { kind: 'amqp-receive', from: 'bench', count, settle: 'accept' };
    const record = await milliseconds(async () => {
      const sent = (await ask('send', { connection: 'bench', payload, timeout: 60_000 })) as { readonly ok: boolean };
      if (!sent.ok) throw new Error(`The messages were not received: ${JSON.stringify(sent)}`);
    });
    const rows = await milliseconds(() => pages(''));
    const filter = await milliseconds(() => pages('transfer state:error'));
    const open = await milliseconds(async () => {
      for (let seq = 20; seq < 520; seq++) await ask('unit', { seq });
    });
    return { record, rows, filter, open };
  } finally {
    connection.dispose();
    await worker.terminate();
  }
}
