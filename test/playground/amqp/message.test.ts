import { describe, expect, it } from 'vitest';
import { decodeMessage } from '../../../protocols/amqp/index.ts';
import { changed, storeMessage, stringAnnotations } from '../../../playground/amqp/message.ts';
import { message, read } from './messages.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
/** Properties with an id of the encoding ulong (not the shortest), an application property of the type ubyte, and data. */
const bare =
  '00 80 00 00 00 00 00 00 00 73 c0 0a 01 80 00 00 00 00 00 00 00 05  00 53 74 c1 06 02 a1 01 6b 50 05  00 53 75 a0 02 ff fe';

describe('a stored message', () => {
  it('is given out byte for byte as it came', () => {
    expect(storeMessage(hex(bare), 0).bytes).toEqual(hex(bare));
  });

  it('gets a header when a delivery failed, and its bare message stays byte for byte', () => {
    const failed = changed(storeMessage(hex(bare), 0), { failed: true });
    expect(failed.deliveryCount).toBe(1);
    expect(failed.bytes.subarray(failed.bytes.length - hex(bare).length)).toEqual(hex(bare));
    expect(decodeMessage(failed.bytes).issues.filter((issue) => issue.severity === 'error')).toEqual([]);
    expect(read(changed(failed, { failed: true }).bytes)).toMatchObject({ delivery_count: 2, first_acquirer: false });
  });

  it('keeps the other fields of its header', () => {
    const stored = storeMessage(message('x', { durable: true, priority: 9, ttl: 5000, delivery_count: 3 }), 0);
    expect(stored.deliveryCount).toBe(3);
    expect(read(changed(stored, { failed: true }).bytes)).toMatchObject({
      durable: true,
      priority: 9,
      ttl: 5000,
      delivery_count: 4,
      body: 'x',
    });
  });

  it('takes annotations in, beside or instead of those that it has, in their place', () => {
    const stored = storeMessage(
      message('x', { durable: true, message_annotations: { 'x-opt-a': 'old', 'x-opt-b': 7 } }),
      0,
    );
    const annotated = changed(stored, { annotations: stringAnnotations({ 'x-opt-a': 'new', 'x-opt-c': 'more' }) });
    expect(read(annotated.bytes)).toMatchObject({
      durable: true,
      message_annotations: { 'x-opt-a': 'new', 'x-opt-b': 7, 'x-opt-c': 'more' },
      body: 'x',
    });
    expect(decodeMessage(annotated.bytes).issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  });

  it('of another format is opaque, and only counted', () => {
    const stored = changed(storeMessage(Buffer.from('anything'), 7), {
      failed: true,
      annotations: stringAnnotations({ a: 'b' }),
    });
    expect([stored.bytes.toString(), stored.deliveryCount]).toEqual(['anything', 1]);
  });

  it('knows when it expires', () => {
    expect(storeMessage(message('x'), 0).expires).toBeUndefined();
    expect(storeMessage(message('x', { ttl: 60_000 }), 0).expires).toBeGreaterThan(Date.now());
  });
});
