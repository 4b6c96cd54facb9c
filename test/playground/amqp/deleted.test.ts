import { describe, expect, it } from 'vitest';
import { attachSender, begin, composite, frame, uint } from './frames.ts';
import { message } from './messages.ts';
import {
  attachCoordinator,
  declareBody,
  detach,
  dischargeBody,
  dispositions,
  flow,
  type Peer,
  transfer,
  within,
} from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { peer } = quietBroker();
/** Asks for a dynamic source or target on handle 0. */
const dynamicSource = frame(0x12, [
  'dynamic',
  uint(0),
  true,
  null,
  null,
  composite(0x28, null, null, null, null, true),
  composite(0x29),
]);
const dynamicTarget = frame(0x12, [
  'dynamic',
  uint(0),
  false,
  null,
  null,
  composite(0x28),
  composite(0x29, null, null, null, null, true),
  null,
  null,
  uint(0),
]);
const receiverOf = (address: string, handle: number): Buffer =>
  frame(0x12, [`in ${handle}`, uint(handle), true, null, null, composite(0x28, address), composite(0x29)]);

/** A client with a dynamic node, and the node's address. */
async function owner(
  attach: Buffer,
  terminus: 'source' | 'target',
): Promise<{ readonly client: Peer; readonly address: string }> {
  const client = await peer(attach);
  await client.until('attach');
  const answer = client.frames.find(({ performativeName }) => performativeName === 'attach');
  const address = answer?.field(terminus)?.children.find(({ name }) => name === 'address')?.value;
  if (typeof address !== 'string') throw new Error('The dynamic node has no address.');
  return { client, address };
}

describe.each([
  ['source', dynamicSource],
  ['target', dynamicTarget],
] as const)('a dynamic %s that is deleted', (terminus, attach) => {
  it('refuses what is sent to it, and detaches its links', async () => {
    const { client, address } = await owner(attach, terminus);
    const sender = await peer(
      attachSender(address),
      receiverOf(address, 2),
      transfer(0, message('there'), { handle: 1 }),
    );
    await sender.until('disposition 0 settled accepted');
    client.send(detach(0));
    await sender.until('detach 0 amqp:resource-deleted');
    await sender.until('detach 1 amqp:resource-deleted');
    sender.send(transfer(1, message('lost?'), { handle: 1 }));
    await sender.until('disposition 1 settled rejected amqp:resource-deleted');
    sender.send(detach(1), attachSender(address));
    await sender.until('detach 0 amqp:not-found');
    await sender.close();
    await client.close();
  });

  it('fails the transaction that holds a message for it', async () => {
    const { client, address } = await owner(attach, terminus);
    const sender = await peer(
      attachCoordinator(),
      attachSender(address),
      transfer(0, declareBody()),
      transfer(1, message('x'), { handle: 1, state: within('00') }),
    );
    await sender.until('disposition 1 settled transactional-state 00 accepted');
    client.send(detach(0));
    await sender.until('detach 1 amqp:resource-deleted');
    sender.send(transfer(2, dischargeBody('00')));
    await sender.until('disposition 2 settled rejected amqp:transaction:rollback');
    await sender.close();
    await client.close();
  });

  it('may be left by its owner with everything that waits in it', async () => {
    const { client, address } = await owner(attach, terminus);
    const sender = await peer(
      attachSender(address),
      ...[0, 1, 2].map((id) => transfer(id, message(id), { handle: 1 })),
    );
    await sender.until('disposition 2 settled accepted');
    client.send(frame(0x17, []), begin, flow({}), frame(0x18, []));
    await sender.until('detach 0 amqp:resource-deleted');
    expect(dispositions(await sender.close())).toHaveLength(3);
    client.destroy();
  });
});
