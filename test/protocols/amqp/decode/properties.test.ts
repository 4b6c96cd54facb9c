import { amqpTree, openAmqp } from '../opened.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createAmqpFramer,
  decodeFrame,
  decodeMessage,
  decodeValues,
  encodeAll,
  toEncodable,
  toJson,
} from '../../../../protocols/amqp/index.ts';
import { expectCovered, expectTiled, frame } from './support.ts';

/** Bytes that often look like AMQP: format codes, descriptors and small sizes. */
const likely = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          0x00,
          0x53,
          0x40,
          0x41,
          0x45,
          0x52,
          0x56,
          0xa0,
          0xa1,
          0xa3,
          0xc0,
          0xc1,
          0xd0,
          0xe0,
          0xf0,
          0x70,
          0x80,
          0x98,
        ),
      },
      { weight: 2, arbitrary: fc.integer({ min: 0, max: 12 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0x10, max: 0x18 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0x70, max: 0x78 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }) },
    ),
    { maxLength: 120 },
  )
  .map((bytes) => Uint8Array.from(bytes));
const anything = fc.oneof(likely, fc.uint8Array({ maxLength: 200 }));

describe('for any bytes', () => {
  it('values are read without a throw, every byte is in one place, and encoding gives the bytes back', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const { values } = decodeValues(bytes);
        let at = 0;
        for (const node of values) {
          expect(node.start).toBe(at);
          expectTiled(node);
          toJson(node);
          at = node.end;
        }
        expect(at).toBe(bytes.length);
        expect(encodeAll(values.map((node) => toEncodable(node, bytes)))).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('findings lie within the bytes, and cite a section', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        for (const { issues } of [decodeValues(bytes), decodeMessage(bytes), decodeFrame(bytes)]) {
          for (const issue of issues) {
            expect(issue.offset).toBeGreaterThanOrEqual(0);
            expect(issue.offset + issue.length).toBeLessThanOrEqual(bytes.length);
            expect(issue.section).toMatch(/^AMQP 1\.0, \d/);
            expect(issue.message).toMatch(/^[^\n]+[.]$/);
          }
        }
      }),
      { numRuns: 700 },
    );
  });

  it('frames and messages are covered, and can be shown', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(0, 1), (body, type) => {
        const bytes = frame(Buffer.from(body).toString('hex'), type);
        expectCovered(decodeFrame(bytes));
        expectCovered(decodeFrame(body));
        amqpTree(bytes);
        openAmqp(bytes).summary();
        for (const [start, end] of openAmqp(bytes).secrets())
          expect(start >= 0 && start < end && end <= bytes.length).toBe(true);
        let at = 0;
        for (const node of decodeMessage(body).sections) {
          expect(node.start).toBe(at);
          at = node.end;
        }
        expect(at).toBe(body.length);
      }),
      { numRuns: 700 },
    );
  });
});

describe('for any stream', () => {
  const piece = fc.oneof(
    fc
      .constantFrom(
        '414d515000010000',
        '414d515003010000',
        '0000000802000000',
        '0000000c0200000000531845',
        '0000001502010000005340c00801a305504c41494e',
        '7fffffff02000000',
        '0000000c0100000000531845',
        '414d515000000901',
      )
      .map((text) => new Uint8Array(Buffer.from(text, 'hex'))),
    likely,
  );
  const stream = fc.array(piece, { maxLength: 12 }).map((pieces) => new Uint8Array(Buffer.concat(pieces)));

  it('any split gives the same units, and these give the stream', () => {
    fc.assert(
      fc.property(
        stream,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
        (bytes, sizes) => {
          const whole = createAmqpFramer();
          const expected = [...whole.push(bytes), ...whole.end()];
          const split = createAmqpFramer();
          const units = [];
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = sizes[i % sizes.length] ?? 1;
            units.push(...split.push(bytes.slice(at, at + size)));
            at += size;
          }
          units.push(...split.end());
          expect(units).toEqual(expected);
          expect(new Uint8Array(Buffer.concat(units.map((unit) => unit.bytes)))).toEqual(bytes);
          let offset = 0;
          for (const unit of units) {
            expect(unit.offset).toBe(offset);
            expect(unit.size).toBe(unit.bytes.length);
            offset += unit.size;
          }
        },
      ),
      { numRuns: 700 },
    );
  });
});
