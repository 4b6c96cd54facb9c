import { expect, it } from 'vitest';
import { attachReceiver, frame, fields, source, target, uint } from './frames.ts';
import { message } from './messages.ts';
import type { Peer } from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { newQueue, peer } = quietBroker();
const LINKS = 500;
const EACH = 16;
const ALL = LINKS * EACH;

/** Asks how many messages wait in the queue of handle 0; `asked` counts the questions. */
async function waiting(client: Peer, asked: number): Promise<number> {
  client.send(
    frame(0x13, [
      uint(0),
      uint(100),
      uint(1),
      uint(100),
      uint(0),
      uint(0),
      uint(0),
      null,
      false,
      true,
      fields({ asked: String(asked) }),
    ]),
  );
  await client.until('flow 0', asked);
  return Number(
    client.frames
      .filter(({ performativeName }) => performativeName === 'flow')
      .at(-1)
      ?.field('available')?.value,
  );
}

it('the deliveries of hundreds of links that end together come back bit by bit, while others are answered', async () => {
  const queue = newQueue();
  const out = frame(0x12, ['out', uint(1), false, null, null, source(''), target(queue), null, null, uint(0)]);
  const sender = await peer(out);
  const body = message('x');
  for (let id = 0; id < ALL; id += 250) {
    sender.send(
      ...Array.from({ length: 250 }, (_, index) =>
        frame(0x14, [uint(1), uint(id + index), Buffer.from([index]), uint(0), true], { payload: body }),
      ),
    );
    // The credit is given again behind what has arrived.
    await sender.until('flow 0', 1 + Math.floor((id + 250) / 250));
  }
  const holder = await peer(flowWindow());
  for (let handle = 0; handle < LINKS; handle++)
    holder.send(
      frame(0x12, [`in ${handle}`, uint(handle), true, null, null, source(queue), target('')]),
      flowOf(handle, EACH),
    );
  const watcher = await peer(attachReceiver(queue));
  let asked = 0;
  await expect.poll(() => waiting(watcher, ++asked)).toBe(0);
  holder.destroy();
  const seen: number[] = [];
  while (seen.at(-1) !== ALL) seen.push(await waiting(watcher, ++asked));
  expect(seen.filter((count) => count > 0 && count < ALL).length).toBeGreaterThan(3);
  await watcher.close();
  await sender.close();
}, 60_000);

function flowWindow(): Buffer {
  return frame(0x13, [uint(0), uint(100_000), uint(0), uint(100)]);
}

function flowOf(handle: number, credit: number): Buffer {
  return frame(0x13, [uint(0), uint(100_000), uint(0), uint(100), uint(handle), uint(0), uint(credit)]);
}
