import { amqp091Codec, amqp091Judge } from '../../../protocols/amqp091/codec.ts';
import { noContext, noProject, type OpenUnit } from '../../../protocols/core/index.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode091 } from '../../../protocols/amqp091/decode.ts';
import { createAmqp091Framer } from '../../../protocols/amqp091/framer.ts';
import { ascii, concat } from '../captures/packets.ts';

const open = (bytes: Uint8Array): OpenUnit =>
  amqp091Codec.open(
    { protocol: 'amqp-0-9-1', kind: bytes[0] === 0x41 ? 'header' : 'frame', bytes },
    noContext,
    noProject,
  );
const treeOf = (bytes: Uint8Array, secrets = false) => open(bytes).tree({ secrets });
const issuesOf = (bytes: Uint8Array) => amqp091Judge.issues(open(bytes), 'hint');
const secretsOf = (bytes: Uint8Array) => open(bytes).secrets();
const rowOf = (bytes: Uint8Array) => {
  const opened = open(bytes);
  return { name: opened.name, summary: opened.summary(), channel: opened.channel };
};

const frame = (type: number, channel: number, payload: readonly number[]): Uint8Array =>
  Uint8Array.from([
    type,
    channel >> 8,
    channel & 255,
    0,
    0,
    payload.length >> 8,
    payload.length & 255,
    ...payload,
    0xce,
  ]);
const short = (text: string): number[] => [text.length, ...ascii(text)];
const long = (text: string): number[] => [0, 0, 0, text.length, ...ascii(text)];
const table = (...bytes: number[]): number[] => [0, 0, 0, bytes.length, ...bytes];

const declare = frame(1, 1, [
  0,
  50,
  0,
  10,
  0,
  0,
  ...short('orders'),
  0b00010,
  ...table(...short('x-max'), 0x49, 0, 0, 0, 7),
]);

describe('a method of AMQP 0-9-1', () => {
  test('is decoded with its arguments, bits taken from their octet', () => {
    const decoded = decode091(declare);
    expect(decoded).toMatchObject({
      kind: 'frame',
      frameType: 'method',
      channel: 1,
      name: 'queue.declare',
      problems: [],
    });
    expect(Object.fromEntries(decoded.fields.map((field) => [field.name, field.value]))).toMatchObject({
      queue: 'orders',
      passive: false,
      durable: true,
      exclusive: false,
    });
    expect(decoded.fields.find((field) => field.name === 'arguments')?.children[0]).toMatchObject({
      name: 'x-max',
      type: "long 'I'",
      value: 7,
    });
  });
  test('has a tree whose ranges lie one after the other', () => {
    const tree = treeOf(declare);
    expect(tree.label).toBe('queue.declare');
    expect(tree.children.find((child) => child.label === 'queue')).toMatchObject({ value: 'orders', range: [13, 20] });
  });
  test('is summed up in one line', () =>
    expect(rowOf(declare)).toEqual({ name: 'queue.declare', summary: 'queue=orders durable=true', channel: 1 }));
  test('that is unknown is an issue at its place', () =>
    expect(issuesOf(frame(1, 0, [0, 50, 0, 99]))).toMatchObject([
      { severity: 'error', offset: 7, message: 'Class 50 has no method 99' },
    ]));
  test('that ends too early is an issue', () =>
    expect(issuesOf(frame(1, 0, [0, 50, 0, 10, 0]))[0]?.message).toMatch(/needs 2 bytes, and 1 are left/));
  test('with bytes to spare is an issue', () =>
    expect(issuesOf(frame(1, 0, [0, 10, 0, 51, 1]))[0]?.message).toMatch(/1 bytes follow the last argument/));
});

describe('the other frames', () => {
  test('a content header shows the properties that its flags name', () => {
    const decoded = decode091(frame(2, 1, [0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0x90, 0, ...short('text/plain'), 2]));
    expect(decoded.fields.map((field) => [field.name, field.value])).toEqual([
      ['weight', 0],
      ['body-size', 5n],
      ['content-type', 'text/plain'],
      ['delivery-mode', 2],
    ]);
  });
  test('a frame without its end octet is an issue', () => {
    const broken = frame(3, 1, [1, 2]);
    broken[broken.length - 1] = 0;
    expect(issuesOf(broken)[0]?.message).toMatch(/0xCE/);
  });
  test('a password is masked in the tree, the summary and the bytes', () => {
    const startOk = frame(1, 0, [
      0,
      10,
      0,
      11,
      ...table(),
      ...short('PLAIN'),
      ...long('\0guest\0geheim'),
      ...short('en_US'),
    ]);
    expect(JSON.stringify(treeOf(startOk))).not.toContain('geheim');
    expect(open(startOk).summary()).not.toContain('geheim');
    const [range] = secretsOf(startOk);
    expect(String.fromCharCode(...startOk.slice(range![0], range![1]))).toBe('\0guest\0geheim');
    expect(JSON.stringify(treeOf(startOk, true))).toContain('geheim');
  });
  test('tokens of a table of many entries are masked', () => {
    const entries = Buffer.concat([
      ...Array.from({ length: 200_000 }, () => Buffer.from([...short('k'), 0x56])),
      Buffer.from([...short('token'), 0x53, ...long('geheim')]),
    ]);
    const payload = Buffer.concat([
      Buffer.from([0, 10, 0, 11, 0, 0, 0, 0]),
      entries,
      Buffer.from([...short('EXTERNAL'), ...long(''), ...short('en_US')]),
    ]);
    payload.writeUInt32BE(entries.length, 4);
    const bytes = Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0, 0]), payload, Buffer.from([0xce])]);
    bytes.writeUInt32BE(payload.length, 3);
    for (const [start, end] of secretsOf(bytes)) bytes.fill(0x2a, start, end);
    expect(bytes.toString('latin1')).not.toContain('geheim');
  });
  test('a table nested without end is refused in bounded depth', () => {
    let inner: number[] = [];
    for (let i = 0; i < 100; i++)
      inner = [...short('a'), 0x46, ...[0, 0, inner.length >> 8, inner.length & 255], ...inner];
    const bytes = frame(1, 0, [0, 10, 0, 11, 0, 0, inner.length >> 8, inner.length & 255, ...inner]);
    expect(issuesOf(bytes)[0]?.message).toMatch(/nested more than 64 deep/);
  });
  test('no bytes make it throw, and ranges stay inside', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(1, 2, 3, 8), (bytes, type) => {
        const unit = frame(type, 1, [...bytes]);
        const check = (node: ReturnType<typeof treeOf>): void => {
          expect(node.range![0]).toBeGreaterThanOrEqual(0);
          expect(node.range![1]).toBeLessThanOrEqual(unit.length);
          node.children.forEach(check);
        };
        check(treeOf(unit));
      }),
    );
  });
});

describe('the framer of AMQP 0-9-1', () => {
  const stream = concat([ascii('AMQP\0\0\x09\x01'), declare, frame(8, 0, []), ascii('?!')]);
  test('cuts header, frames, heartbeats and garbage, however the bytes are split', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: stream.length }), (size) => {
        const framer = createAmqp091Framer();
        const units = [];
        for (let at = 0; at < stream.length; at += size) units.push(...framer.push(stream.slice(at, at + size)));
        units.push(...framer.end());
        const kinds = units.map((unit) => unit.kind);
        expect(kinds.slice(0, 3)).toEqual(['header', 'frame', 'heartbeat']);
        expect(new Set(kinds.slice(3))).toEqual(new Set(['garbage']));
        expect(concat(units.map((unit) => unit.bytes))).toEqual(stream);
      }),
    );
  });
});
