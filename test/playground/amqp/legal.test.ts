import { describe, expect, it } from 'vitest';
import { AMQP_HEADER, attachReceiver, attachSender, begin, frame, source, target, uint, composite } from './frames.ts';
import { message } from './messages.ts';
import { detach, dispositions, flow, receive, transfer } from './peer.ts';
import { quietBroker } from './quiet-broker.ts';
import { RawClient } from '../raw-client.ts';
import { decodeFrame } from '../../../protocols/amqp/index.ts';

const { newQueue, peer, inQueue, answers } = quietBroker();
const NOTHING = Buffer.alloc(0);
const text = message('a message in parts');
const [head, tail] = [text.subarray(0, 7), text.subarray(7)];
const out = { handle: 1 };
const part = (id: number, payload: Buffer, more = true): Buffer => transfer(id, payload, { handle: 1, more });
const abort = (id: number | null, more = false): Buffer =>
  frame(0x14, [
    uint(1),
    id === null ? null : uint(id),
    id === null ? null : Buffer.from([id]),
    uint(0),
    false,
    more,
    null,
    null,
    false,
    true,
  ]);

describe('a message without any bytes', () => {
  it.each([
    ['in one transfer', [transfer(0, NOTHING, out)]],
    ['in several transfers', [part(0, NOTHING), part(0, NOTHING), part(0, NOTHING, false)]],
  ])('%s is taken, and given out', async (_how, transfers) => {
    const queue = newQueue();
    expect(await answers(attachSender(queue), ...transfers)).toContain('disposition 0 settled accepted');
    const receiver = await peer(receive(queue));
    await receiver.until('transfer 0 undefined');
    await receiver.close();
  });
});

describe('a message in several transfers', () => {
  it.each([
    ['begin without a payload', [part(0, NOTHING), part(0, text, false)]],
    ['have no payload in the middle', [part(0, head), part(0, NOTHING), part(0, tail, false)]],
    ['end without a payload', [part(0, text), part(0, NOTHING, false)]],
    ['name the delivery once only', [part(0, head), frame(0x14, [uint(1)], { payload: tail })]],
  ])('may %s', async (_how, transfers) => {
    const queue = newQueue();
    expect(await answers(attachSender(queue), ...transfers)).toContain('disposition 0 settled accepted');
    expect(await inQueue(queue)).toEqual(['a message in parts']);
  });

  it.each([
    ['at once', [abort(0)]],
    ['at once, whatever it says of more', [abort(0, true)]],
    ['in the middle', [part(0, head), abort(0)]],
    ['in the middle, without the delivery-id', [part(0, head), abort(null)]],
  ])('may be aborted %s; the next one is whole', async (_when, transfers) => {
    const queue = newQueue();
    const lines = await answers(attachSender(queue), ...transfers, part(1, head), part(1, tail, false));
    expect(dispositions(lines)).toEqual(['disposition 1 settled accepted']);
    expect(await inQueue(queue)).toEqual(['a message in parts']);
  });

  it('may be given up by a detach in the middle: nothing of it is in the next one', async () => {
    const queue = newQueue();
    const lines = await answers(
      attachSender(queue),
      part(0, head),
      detach(1),
      attachSender(queue),
      part(1, text, false),
    );
    expect(dispositions(lines)).toEqual(['disposition 1 settled accepted']);
    expect(await inQueue(queue)).toEqual(['a message in parts']);
  });

  it('may be given up by the end of its session', async () => {
    const queue = newQueue();
    const lines = await answers(
      attachSender(queue),
      part(0, head),
      frame(0x17, []),
      begin,
      attachSender(queue),
      part(0, text, false),
    );
    expect(dispositions(lines)).toEqual(['disposition 0 settled accepted']);
    expect(await inQueue(queue)).toEqual(['a message in parts']);
  });

  it('may be mixed with those of other links', async () => {
    const [a, b] = [newQueue(), newQueue()];
    const other = (id: number, payload: Buffer, more: boolean): Buffer => transfer(id, payload, { handle: 2, more });
    await answers(
      attachSender(a),
      attachSender(b, 2, 'other'),
      part(0, head),
      other(1, head, true),
      part(0, tail, false),
      other(1, tail, false),
    );
    expect(await inQueue(a)).toEqual(['a message in parts']);
    expect(await inQueue(b)).toEqual(['a message in parts']);
  });
});

describe('a delivery-id', () => {
  it('may begin anywhere, and wraps', async () => {
    const queue = newQueue();
    const ids = [0xffff_fffe, 0xffff_ffff, 0, 1];
    const lines = await answers(
      attachSender(queue),
      ...ids.map((id) => frame(0x14, [uint(1), uint(id), Buffer.from([id & 255]), uint(0)], { payload: message(id) })),
    );
    expect(dispositions(lines)).toEqual(ids.map((id) => `disposition ${id} settled accepted`));
    expect(await inQueue(queue)).toEqual(ids.map(String));
  });

  it.each([
    ['is the one after the next', [transfer(0, text, out), transfer(2, text, out)]],
    ['is missing', [frame(0x14, [uint(1)], { payload: text })]],
    ['changes within a delivery', [part(0, head), part(1, tail, false)]],
  ])('that %s ends the connection', async (_what, transfers) => {
    expect((await answers(attachSender(newQueue()), ...transfers)).at(-1)).toMatch(
      /^close amqp:(not-allowed|invalid-field)$/,
    );
  });
});

describe('the count of deliveries', () => {
  /** The delivery-counts of the flows on handle 0 that came. */
  async function counts(...frames: readonly Buffer[]): Promise<unknown[]> {
    const client = await peer(...frames);
    await client.until('attach');
    const lines = await client.close();
    expect(lines.at(-1)).toBe('close');
    return client.frames
      .filter(({ performativeName }) => performativeName === 'flow')
      .map((bytes) => bytes.field('delivery-count')?.value);
  }
  const attach = (initial: unknown): Buffer =>
    frame(0x12, ['out', uint(1), false, null, null, source(''), target(newQueue()), null, null, initial]);

  it.each([0, 5, 0xffff_ffff])('begins with the sender’s initial-delivery-count, such as %d', async (initial) => {
    expect(await counts(attach(uint(initial)))).toEqual([initial]);
  });

  it('goes on with each delivery, aborted ones included, and wraps', async () => {
    const echo = frame(0x13, [uint(0), uint(100), uint(0), uint(100), uint(1), null, null, null, null, true]);
    const sent = [transfer(0, text, out), transfer(1, text, out), abort(2), echo];
    expect(await counts(attach(uint(0xffff_ffff)), ...sent)).toEqual([0xffff_ffff, 2]);
  });

  it('is told by an attach that sends: without it the link is refused', async () => {
    expect(await answers(attach(null))).toContain('detach 0 amqp:invalid-field');
  });

  it('follows a sender that gives its credit back', async () => {
    const given = frame(0x13, [
      uint(0),
      uint(100),
      uint(0),
      uint(100),
      uint(1),
      uint(400),
      uint(100),
      null,
      null,
      true,
    ]);
    expect((await counts(attach(uint(0)), given)).slice(0, 2)).toEqual([0, 400]);
  });
});

describe('a link that is attached again', () => {
  const channel = (bytes: Buffer, number: number): Buffer =>
    Buffer.concat([bytes.subarray(0, 6), Buffer.from([0, number]), bytes.subarray(8)]);

  it('in another session of its container is stolen', async () => {
    const queue = newQueue();
    const lines = await answers(attachSender(queue), channel(begin, 3), channel(attachSender(queue), 3));
    expect(lines).toContain('detach 0 amqp:link:stolen');
    expect(lines.filter((line) => line === 'attach')).toHaveLength(2);
  });

  it('on another connection of its container is stolen, and its messages go there', async () => {
    const queue = newQueue();
    const first = await peer(receive(queue));
    await first.until('attach');
    const second = await peer(receive(queue));
    await first.until('detach 0 amqp:link:stolen');
    await answers(attachSender(queue), transfer(0, message('x'), out));
    await second.until('transfer 0 x');
    expect(first.of('transfer')).toEqual([]);
    await first.close();
    await second.close();
  });

  it('on another connection takes its durable subscription along', async () => {
    const durable = composite(0x28, 'topic/stolen', uint(2));
    const attach = frame(0x12, ['mine', uint(0), true, null, null, durable, target('')]);
    const first = await peer(attach);
    await first.until('attach');
    await answers(attachSender('topic/stolen'), transfer(0, message('kept'), out));
    const second = await peer(attach, flow({ credit: 5 }));
    await second.until('transfer 0 kept');
    await first.close();
    await second.close();
  });

  it('by another container is another link', async () => {
    const queue = newQueue();
    const first = await peer(attachSender(queue));
    await first.until('attach');
    const other = await RawClient.open(first.url);
    other.write(Buffer.concat([AMQP_HEADER, frame(0x10, ['another']), begin, attachSender(queue), frame(0x18, [])]));
    await other.closed();
    expect(await first.close()).not.toContain('detach 0 amqp:link:stolen');
  });
});

describe('a client that waits for frames', () => {
  it('gets heartbeats as often as its idle-time-out asks for, once there is nothing else', async () => {
    const client = await RawClient.open((await peer()).url);
    client.write(Buffer.concat([AMQP_HEADER, frame(0x10, ['waits', null, null, null, uint(200)])]));
    await expect.poll(() => heartbeats(client.history)).toBeGreaterThan(2);
    client.destroy();
  });

  it('gets the state of a session or a link when it asks for it', async () => {
    const echo = (handle: unknown): Buffer =>
      frame(0x13, [uint(0), uint(100), uint(0), uint(100), handle, null, null, null, null, true]);
    const client = await peer(attachReceiver(newQueue()), echo(null), echo(uint(0)));
    await client.until('flow 0');
    expect(client.of('flow')).toEqual(['flow ', 'flow 0']);
    await client.close();
  });
});

function heartbeats(bytes: Buffer): number {
  let count = 0;
  for (let at = 8; at + 8 <= bytes.length; at += bytes.readUInt32BE(at))
    if (decodeFrame(bytes.subarray(at, at + 8)).kind === 'heartbeat') count++;
  return count;
}
