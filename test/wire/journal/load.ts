// A process that sends to the playground without end, and says on standard output which units an answer has told of: their numbers and
// hashes. Tests bundle it, start it with the worker's path and a folder, and kill it.
import { createHash } from 'node:crypto';
import { startWire } from '../../../wire/host.ts';

const [, , workerPath = '', folder = ''] = process.argv;
const wire = startWire({ workerPath, journal: { folder, maxMb: 256, maxDays: 7 } });
wire.on('notice', ({ text }) => console.log(`notice ${text}`));
const playground = await wire.startPlayground({ amqpPort: 0, xmppPort: 0, wsPort: 0 });
if (!playground.ok) throw new Error(playground.failure.message);
const connected = await wire.connect({
  name: 'broker',
  profile: { protocol: 'amqp', service: playground.value.amqp },
});
if (!connected.ok) throw new Error(connected.failure.message);

/** A message whose body is a text of its own. */
function message(index: number): Uint8Array {
  const text = Buffer.from(`reading ${index} ${'x'.repeat(index % 200)}`);
  return Buffer.concat([Buffer.from([0x00, 0x53, 0x77, 0xa1, text.length]), text]);
}

let next = 0;
let told = 0;

/** Says of all units that the list has now. */
async function tell(): Promise<void> {
  const { rows } = await wire.rows({ filter: {}, from: told, count: 500 });
  for (const { seq } of rows) {
    if (seq <= told) continue;
    const unit = await wire.unit({ seq, secrets: true });
    if (unit === null) continue;
    told = seq;
    console.log(`unit ${seq} ${createHash('sha256').update(unit.bytes).digest('hex')}`);
  }
}

async function send(): Promise<void> {
  for (;;) {
    await wire.send({
      connection: 'broker',
      payload: { kind: 'amqp-message', to: 'readings', message: message(next++) },
    });
  }
}

await Promise.all([
  send(),
  send(),
  send(),
  send(),
  (async () => {
    for (;;) await tell();
  })(),
]);
