import { amqpRow } from '../opened.ts';
import { describe, expect, it } from 'vitest';
import {
  compositeValue,
  encodeAll,
  encodeFrame,
  numericDescriptor,
  standardRegistry,
  type CompositeDefinition,
  type EncodeValue,
} from '../../../../protocols/amqp/index.ts';
import { frame, hex } from '../decode/support.ts';

const of = (name: string, fields: Record<string, EncodeValue>): EncodeValue =>
  compositeValue(standardRegistry.byName(name) as CompositeDefinition, fields);
const text = (value: string): EncodeValue => ({ type: 'string', value });
const uint = (value: number): EncodeValue => ({ type: 'uint', value });
const flag = (value: boolean): EncodeValue => ({ type: 'boolean', value });
const symbol = (value: string): EncodeValue => ({ type: 'symbol', value });
const line = (performative: EncodeValue, payload?: Uint8Array): string =>
  amqpRow(encodeFrame(payload === undefined ? { performative } : { performative, payload })).summary;

describe('one line on a unit', () => {
  it('names protocol headers with their version', () => {
    expect(amqpRow(hex('414d515000010000'))).toEqual({ name: 'AMQP header', summary: '1.0.0' });
    expect(amqpRow(hex('414d515003010000'))).toMatchObject({ name: 'SASL header' });
    expect(amqpRow(hex('414d515000000901'))).toMatchObject({ name: 'AMQP 0-9-1 header' });
    expect(amqpRow(hex('414d515000020000'))).toMatchObject({ summary: '2.0.0', state: 'error' });
  });

  it('tells kind, name, channel and the gravest finding', () => {
    expect(amqpRow(hex('0000000c 02 00 0003 00 53 18 45'))).toEqual({
      name: 'close',
      summary: '',
      channel: 3,
    });
    expect(amqpRow(frame('00 53 10 45'))).toMatchObject({ name: 'open', state: 'error' });
    expect(amqpRow(frame('00 80 0000000000000018 45')).state).toBeUndefined();
    expect(amqpRow(hex('0000000802000000'))).toMatchObject({ name: 'heartbeat', summary: '' });
    expect(amqpRow(hex('0000'))).toMatchObject({ name: 'garbage', state: 'error' });
    expect(amqpRow(frame('00 53 99 45'))).toMatchObject({ name: 'frame', state: 'error' });
  });

  it.each<[string, string]>([
    [
      'sensor-7 host localhost max-frame-size 65536',
      line(
        of('open', { 'container-id': text('sensor-7'), hostname: text('localhost'), 'max-frame-size': uint(65536) }),
      ),
    ],
    [
      'handle 0 readings sender (no address) → queue',
      line(
        of('attach', {
          name: text('readings'),
          handle: uint(0),
          role: flag(false),
          source: of('source', {}),
          target: of('target', { address: text('queue') }),
        }),
      ),
    ],
    [
      'handle 1 r receiver (dynamic) → (none)',
      line(
        of('attach', {
          name: text('r'),
          handle: uint(1),
          role: flag(true),
          source: of('source', { dynamic: flag(true) }),
        }),
      ),
    ],
    [
      'handle 1 t sender (none) → (transactions)',
      line(of('attach', { name: text('t'), handle: uint(1), role: flag(false), target: of('coordinator', {}) })),
    ],
    [
      'handle 0 credit 100 drain window 5',
      line(
        of('flow', {
          'incoming-window': uint(5),
          'next-outgoing-id': uint(0),
          'outgoing-window': uint(5),
          handle: uint(0),
          'link-credit': uint(100),
          drain: flag(true),
        }),
      ),
    ],
    [
      'receiver 3–5 accepted settled',
      line(
        of('disposition', {
          role: flag(true),
          first: uint(3),
          last: uint(5),
          settled: flag(true),
          state: of('accepted', {}),
        }),
      ),
    ],
    [
      'receiver 3 rejected amqp:not-found “gone”',
      line(
        of('disposition', {
          role: flag(true),
          first: uint(3),
          state: of('rejected', {
            error: of('error', { condition: symbol('amqp:not-found'), description: text('gone') }),
          }),
        }),
      ),
    ],
    [
      'handle 2 closed amqp:link:stolen',
      line(
        of('detach', {
          handle: uint(2),
          closed: flag(true),
          error: of('error', { condition: symbol('amqp:link:stolen') }),
        }),
      ),
    ],
    [
      'amqp:connection:forced “bye”',
      line(
        of('close', { error: of('error', { condition: symbol('amqp:connection:forced'), description: text('bye') }) }),
      ),
    ],
  ])('%s', (expected, summary) => {
    expect(summary).toBe(expected);
  });

  it('tells of a transfer its ids, size, and the message’s subject, address and first words', () => {
    const payload = encodeAll([
      of('properties', { to: text('orders'), subject: text('new') }),
      {
        type: 'described',
        descriptor: numericDescriptor(0x75n),
        value: { type: 'binary', value: new TextEncoder().encode(`{"n":\n  1, "x": "${'y'.repeat(200)}"}`) },
      },
    ]);
    const transfer = of('transfer', {
      handle: uint(0),
      'delivery-id': uint(7),
      'delivery-tag': { type: 'binary', value: hex('01') },
      'message-format': uint(0),
    });
    const summary = line(transfer, payload);
    expect(summary).toMatch(/^handle 0 delivery 7 tag 0x01 \d+ bytes “new” to orders \{"n": 1, "x": "y+…$/);
    expect(summary.length).toBeLessThan(160);
  });

  it('never tears a character in two', () => {
    const summary = line(of('open', { 'container-id': text(`a${'😀'.repeat(100)}`) }));
    expect(summary).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});
