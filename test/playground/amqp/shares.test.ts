import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  containerShare,
  maxAllLinks,
  maxLinks,
  maxMessageSize,
  maxNodes,
  maxUndetached,
} from '../../../playground/amqp/limits.ts';
import type { Playground } from '../../../playground/index.ts';
import { startBounded } from '../bounded.ts';
import { RawClient } from '../raw-client.ts';
import { AMQP_HEADER, attachSender, begin, composite, frame, symbol, uint } from './frames.ts';
import { message } from './messages.ts';
import { messageOverhead } from '../../../playground/amqp/message.ts';
import { drain, transfer } from './peer.ts';

let playground: Pick<Playground, 'info' | 'stop'>;
beforeEach(async () => {
  playground = await startBounded(128);
});
afterEach(() => playground.stop());

/** A client that has attached all of these, and has its answers. */
async function container(id: string, attaches: readonly Buffer[]): Promise<RawClient> {
  const client = await RawClient.open(playground.info.amqp);
  client.write(Buffer.concat([AMQP_HEADER, frame(0x10, [id]), begin]));
  for (let at = 0; at < attaches.length; at += 100) client.write(Buffer.concat(attaches.slice(at, at + 100)));
  // The session is answered behind all links.
  client.write(Buffer.concat([frame(0x11, [null, uint(0), uint(1), uint(1)], { channel: 1 })]));
  await expect.poll(() => count(client.history, 0x11)).toBe(2);
  return client;
}

/** How many frames with that descriptor came. */
function count(bytes: Buffer, code: number): number {
  let found = 0;
  for (let at = 8; at + 11 <= bytes.length; at += bytes.readUInt32BE(at)) if (bytes[at + 10] === code) found++;
  return found;
}
const detaches = (client: RawClient): number => count(client.history, 0x16);

const senders = (id: string, links: number): Buffer[] =>
  Array.from({ length: links }, (_, index) => attachSender(`${id} ${index}`, index, `link ${index}`));
/** Durable subscriptions. */
const subscribers = (links: number, topic: (index: number) => string): Buffer[] =>
  Array.from({ length: links }, (_, index) =>
    frame(0x12, [
      `in ${index}`,
      uint(index),
      true,
      null,
      null,
      composite(0x28, topic(index), uint(2), symbol('never')),
      composite(0x29),
    ]),
  );
const greedy = Array.from({ length: maxNodes / containerShare.nodes }, (_, index) => `greedy ${index}`);

describe('several containers of one client that take all nodes', () => {
  it('give up some that they use for others, and a small client keeps its own', async () => {
    const modest = await container('modest', [attachSender('of modest')]);
    modest.write(transfer(0, message('kept'), { handle: 1 }));
    await expect.poll(() => count(modest.history, 0x15)).toBe(1);
    modest.destroy();
    const clients = await Promise.all(greedy.map((id) => container(id, senders(id, containerShare.nodes))));
    const late = await container('late', senders('late', 20));
    expect(detaches(late)).toBe(0);
    await expect.poll(() => clients.reduce((sum, client) => sum + detaches(client), 0)).toBeGreaterThanOrEqual(20);
    expect(clients.map((client) => client.text).join()).toContain('amqp:resource-limit-exceeded');
    expect(await drain(playground.info.amqp, 'of modest')).toEqual(['kept']);
    for (const client of [late, ...clients]) client.destroy();
  });

  it('do not keep them by durable topics whose consumers are away', async () => {
    for (const id of greedy)
      (
        await container(
          id,
          subscribers(containerShare.nodes, (index) => `topic/${id} ${index}`),
        )
      ).destroy();
    const late = await container('late', senders('late', containerShare.nodes));
    expect(detaches(late)).toBe(0);
    late.destroy();
  });

  it('do not keep them by durable subscriptions of few topics', async () => {
    const first = await container(
      'greedy 0',
      subscribers(containerShare.nodes + 1, (index) => `topic/${index % 2}`),
    );
    // The two topics count as well.
    expect(detaches(first)).toBe(3);
    first.destroy();
    for (const id of greedy.slice(1))
      (
        await container(
          id,
          subscribers(containerShare.nodes, (index) => `topic/${id} ${index % 2}`),
        )
      ).destroy();
    const late = await container('late', [...senders('late', 20), ...subscribers(21, () => 'topic/late').slice(20)]);
    expect(detaches(late)).toBe(0);
    late.destroy();
  });
});

describe('several containers of one client that take all links', () => {
  it('give up some for others', async () => {
    const all = Math.ceil(maxAllLinks / containerShare.links);
    const clients: RawClient[] = [];
    for (let id = 0; id < all; id++)
      for (let left: number = containerShare.links, part = 0; left > 0; left -= maxLinks, part++)
        clients.push(
          await container(
            `greedy ${id}`,
            Array.from({ length: Math.min(left, maxLinks) }, (_, index) =>
              attachSender('shared', index, `link ${part} ${index}`),
            ),
          ),
        );
    const late = await container('late', senders('late', 20));
    expect(detaches(late)).toBe(0);
    await expect.poll(() => clients.reduce((sum, client) => sum + detaches(client), 0)).toBe(20);
    for (const client of [late, ...clients]) client.destroy();
  }, 60_000);
});

describe('two containers of one client that take all memory', () => {
  /** The transfers of one message of that size, in all. */
  function large(size: number, handle: number): Buffer {
    const payload = Buffer.alloc(size);
    payload.set(Buffer.from('005375b0', 'hex'));
    payload.writeUInt32BE(size - 8, 4);
    const parts: Buffer[] = [];
    for (let at = 0; at < size; at += 60_000)
      parts.push(transfer(0, payload.subarray(at, at + 60_000), { handle, more: at + 60_000 < size }));
    return Buffer.concat(parts);
  }

  it('leave a third one able to send and to receive', async () => {
    const copies = containerShare.bytes / maxMessageSize;
    const clients: RawClient[] = [];
    for (const id of ['greedy 0', 'greedy 1']) {
      // Each subscription of a topic counts its own copy of a message.
      const client = await container(id, [
        ...subscribers(copies, () => `topic/${id}`),
        attachSender(`topic/${id}`, copies),
      ]);
      client.write(large(maxMessageSize - messageOverhead, copies));
      await expect.poll(() => count(client.history, 0x15)).toBe(1);
      expect(client.text).not.toContain('amqp:resource-limit-exceeded');
      clients.push(client);
    }
    const small = await container('small', [attachSender('of small')]);
    for (const [id, body] of ['first', 'second'].entries()) small.write(transfer(id, message(body), { handle: 1 }));
    await expect.poll(() => count(small.history, 0x15)).toBeGreaterThan(0);
    expect(await drain(playground.info.amqp, 'of small')).toEqual(['first', 'second']);
    for (const client of [small, ...clients]) client.destroy();
  });
});

describe('clients that never answer a detach', () => {
  const refused = (links: number): Buffer[] =>
    Array.from({ length: links }, (_, index) => attachSender('$none', index, `link ${index}`));

  it('lose the connection with the most detached links once there are too many of them, and others keep theirs', async () => {
    const small = await container('small', refused(20));
    const each = 2 * maxLinks - 100;
    const clients: RawClient[] = [];
    for (let left: number = maxUndetached; left > 0; left -= each)
      clients.push(await container(`stubborn ${clients.length}`, refused(each)));
    await expect.poll(() => clients.filter(({ history }) => count(history, 0x18) === 1)).toHaveLength(1);
    expect(clients.map(({ text }) => text).join()).toContain('Answer each detach with a detach');
    small.write(attachSender('of small', 20, 'link 20'));
    small.write(transfer(0, message('kept'), { handle: 20 }));
    await expect.poll(() => count(small.history, 0x15)).toBe(1);
    for (const client of [small, ...clients]) client.destroy();
  });

  it('do not use up the links of their container or of all', async () => {
    const client = await container('refused', refused(containerShare.links / 2));
    const others = await Promise.all(
      [0, 1].map((part) =>
        container(
          'refused',
          Array.from({ length: maxLinks }, (_, index) => attachSender('shared', index, `link ${part} ${index}`)),
        ),
      ),
    );
    const last = await container(
      'refused',
      Array.from({ length: containerShare.links - 2 * maxLinks }, (_, index) =>
        attachSender('shared', index, `last ${index}`),
      ),
    );
    expect([...others, last].map(detaches)).toEqual([0, 0, 0]);
    for (const each of [client, ...others, last]) each.destroy();
  });
});
