/**
 * The extension under load: it sends without end to the broker of the folder's wireloupe.json, and appends to `told.txt` there which units an answer has
 * told of, by their numbers and hashes. A test kills its host.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { workspace, type ExtensionContext } from 'vscode';
import { assemble } from '../../client/assemble.ts';
import type { WireHost } from '../../wire/host.ts';

/** An amqp-value section with the string “hello”. */
const message = Buffer.from('005377a10568656c6c6f', 'hex');

export async function activate(context: ExtensionContext): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder === undefined) throw new Error('The load needs a folder.');
  const wire = await assemble(context).wire.use();
  const { connections } = JSON.parse(fs.readFileSync(path.join(folder, 'wireloupe.json'), 'utf8')) as {
    readonly connections: { readonly broker: { readonly protocol: 'amqp'; readonly service: string } };
  };
  const connected = await wire.connect({ name: 'broker', profile: connections.broker });
  if (!connected.ok) throw new Error(connected.failure.message);
  for (let sender = 0; sender < 4; sender++) void send(wire);
  void tell(wire, path.join(folder, 'told.txt'));
}

async function send(wire: WireHost): Promise<void> {
  for (;;) await wire.send({ connection: 'broker', payload: { kind: 'amqp-message', to: 'readings', message } });
}

async function tell(wire: WireHost, file: string): Promise<void> {
  for (let told = 0; ;) {
    const { rows } = await wire.rows({ filter: {}, from: told, count: 500 });
    for (const { seq } of rows) {
      const unit = await wire.unit({ seq, secrets: true });
      if (unit === null) throw new Error(`Unit ${seq} is gone.`);
      // One write a line, so that the line is there when this process is not.
      fs.appendFileSync(file, `unit ${seq} ${createHash('sha256').update(unit.bytes).digest('hex')}\n`);
      told = seq;
    }
  }
}
