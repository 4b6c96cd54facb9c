import { describe, expect, it } from 'vitest';
import { decodeMessage } from '../../../protocols/amqp/index.ts';
import { checkMessage } from '../../../playground/amqp/frame-check.ts';
import { maxDepth, maxValues } from '../../../playground/amqp/limits.ts';
import { attachSender } from './frames.ts';
import { message } from './messages.ts';
import { attachCoordinator, declareBody, dischargeBody, transfer, within } from './peer.ts';
import { quietBroker } from './quiet-broker.ts';

const { newQueue, peer, inQueue } = quietBroker();
const LONG_ZERO = Buffer.from([0x70, 0, 0, 0, 0]);

/** A list of 32-bit sizes around parts. */
function list(count: number, parts: Buffer): Buffer {
  const head = Buffer.from([0xd0, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(parts.length + 4, 1);
  head.writeUInt32BE(count, 5);
  return Buffer.concat([head, parts]);
}
const bodyOf = (value: Buffer): Buffer => Buffer.concat([Buffer.from('005377', 'hex'), value]);
const wide = (values: number): Buffer => bodyOf(list(values, Buffer.alloc(values * LONG_ZERO.length, LONG_ZERO)));
function deep(levels: number): Buffer {
  let value: Buffer = Buffer.from([0x45]);
  for (let level = 1; level < levels; level++) value = list(1, value);
  return bodyOf(value);
}

/** The transfers of a delivery whose payload may be too large for one frame. */
function split(delivery: number, payload: Buffer, options: Parameters<typeof transfer>[2]): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < payload.length; at += 60_000)
    parts.push(
      transfer(delivery, payload.subarray(at, at + 60_000), { ...options, more: at + 60_000 < payload.length }),
    );
  return parts;
}

describe.each([
  ['a million values', wide(1_000_000)],
  ['too many levels', deep(maxDepth + 10)],
  ['a thousand levels', deep(1_000)],
  ['a thousand descriptors within descriptors', bodyOf(Buffer.alloc(1_000))],
])('a message of %s', (_what, payload) => {
  it('is rejected; its link and its connection go on', async () => {
    const queue = newQueue();
    const client = await peer(
      attachSender(queue),
      ...split(0, payload, { handle: 1 }),
      transfer(1, message('next'), { handle: 1 }),
    );
    await client.until('disposition 0 settled rejected amqp:resource-limit-exceeded');
    await client.until('disposition 1 settled accepted');
    expect((await client.close()).at(-1)).toBe('close');
    expect(await inQueue(queue)).toEqual(['next']);
  });

  it('that is settled detaches its link, and keeps its transaction from being committed', async () => {
    const client = await peer(attachCoordinator(), attachSender(newQueue()), transfer(0, declareBody()));
    client.send(
      ...split(1, payload, { handle: 1, settled: true, state: within('00') }),
      transfer(2, dischargeBody('00')),
    );
    await client.until('detach 1 amqp:resource-limit-exceeded');
    await client.until('disposition 2 settled rejected amqp:transaction:rollback');
    expect((await client.close()).at(-1)).toBe('close');
  });
});

describe('the check of a message', () => {
  it('takes as many values and levels as the limits say', () => {
    // The section and its descriptor count as well.
    expect(checkMessage(wide(maxValues - 3))).toHaveProperty('sections');
    expect(checkMessage(wide(maxValues))).toMatchObject({ condition: 'amqp:resource-limit-exceeded' });
    expect(checkMessage(deep(maxDepth - 1))).toHaveProperty('sections');
  });

  it('names a mistake rather than a limit where there are both', () => {
    const broken = bodyOf(list(2, Buffer.concat([Buffer.from([0xa1, 1, 0xff]), deep(maxDepth + 10).subarray(3)])));
    expect(checkMessage(broken)).toMatchObject({ condition: 'amqp:decode-error' });
  });

  it('makes no hint for each value, and no more findings than are looked at', () => {
    const decoded = decodeMessage(wide(1_000));
    expect([decoded.findings.length, decoded.issues.length]).toEqual([0, 1_000]);
    const mistakes = bodyOf(list(1_000, Buffer.alloc(3_000, Buffer.from([0xa1, 1, 0xff]))));
    expect(decodeMessage(mistakes, { limits: { findings: 16 } }).findings).toHaveLength(16);
  });
});
