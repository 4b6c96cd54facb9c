import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attached, opened, play } from './script.ts';

/** What is found where a log of values has these lines. */
const told = (text: string) => play(text, { lossy: 'values' }).findings;

/** Two sessions, three links and some deliveries, from the headers to the close, without a fault. */
const conversation = `
  C header: sasl
  S header: sasl
  S sasl-mechanisms: { sasl-server-mechanisms: [PLAIN] }
  C sasl-init: { mechanism: PLAIN }
  S sasl-outcome: { code: ok }
  C header: amqp
  S header: amqp
  C open: { container-id: a }
  S open: { container-id: b }
  C begin: { next-outgoing-id: 0, incoming-window: 2, outgoing-window: 9 }
  S begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: 2, outgoing-window: 9 }
  C attach: { name: l, handle: 0, role: sender, source: { address: s }, target: { address: t }, initial-delivery-count: 0 }
  S attach: { name: l, handle: 0, role: receiver, source: { address: s }, target: { address: t } }
  S flow: { next-incoming-id: 0, incoming-window: 2, next-outgoing-id: 0, outgoing-window: 9, handle: 0, delivery-count: 0, link-credit: 1 }
  C attach: { name: m, handle: 1, role: receiver, source: { dynamic: true }, target: { address: t } }
  S attach: { name: m, handle: 1, role: sender, source: { address: x, dynamic: true }, target: { address: t }, initial-delivery-count: 0 }
  C flow: { next-incoming-id: 0, incoming-window: 2, next-outgoing-id: 0, outgoing-window: 9, handle: 1, delivery-count: 0, link-credit: 2 }
  C transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0, more: true }
  C transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0 }
  S transfer: { handle: 1, delivery-id: 0, delivery-tag: a, message-format: 0 }
  S disposition: { role: receiver, first: 0, settled: true, state: !accepted { } }
  S flow: { next-incoming-id: 2, incoming-window: 2, next-outgoing-id: 1, outgoing-window: 9, handle: 0, delivery-count: 1, link-credit: 1 }
  C disposition: { role: receiver, first: 0, settled: true, state: !accepted { } }
  C transfer: { handle: 0, delivery-id: 1, delivery-tag: a, message-format: 0 }
  S disposition: { role: receiver, first: 1, settled: true, state: !accepted { } }
  C detach: { handle: 0, closed: true }
  S detach: { handle: 0, closed: true }
  C attach: { name: n, handle: 0, role: sender, source: { address: s }, target: { address: t }, initial-delivery-count: 5 }
  S attach: { name: n, handle: 0, role: receiver, source: { address: s }, target: { address: t } }
  S flow: { next-incoming-id: 3, incoming-window: 2, next-outgoing-id: 1, outgoing-window: 9, handle: 0, delivery-count: 5, link-credit: 1 }
  C transfer: { handle: 0, delivery-id: 2, delivery-tag: a, message-format: 0, settled: true }
  C end: { }
  S end: { }
  C begin: { next-outgoing-id: 0, incoming-window: 2, outgoing-window: 9 }
  S begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: 2, outgoing-window: 9 }
  C end: { }
  S end: { }
  C close: { }
  S close: { }`;

const lines = conversation
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');

const kinds = [...new Set(lines.map((line) => /^[CS] ([a-z-]+)/.exec(line)?.[1] ?? ''))];

describe('A log of values that leaves out whole frames', () => {
  test('of a conversation without a fault draws no finding as a whole', () => {
    expect(play(conversation).findings).toEqual([]);
    expect(told(conversation)).toEqual([]);
  });
  test.each(lines.map((line, index) => [index + 1, line] as const))('draws none: line %i, %s', (number) => {
    const rest = lines.filter((_line, index) => index !== number - 1);
    expect(told(rest.join('\n'))).toEqual([]);
  });
  test.each(kinds.flatMap((kind) => ['C', 'S', '[CS]'].map((side) => [side, kind] as const)))(
    'draws none: by a filter, all of %s %s',
    (side, kind) => {
      const filter = new RegExp(`^${side} ${kind}:`);
      expect(told(lines.filter((line) => !filter.test(line)).join('\n'))).toEqual([]);
    },
  );
  test('draws none where it is an excerpt, from any line to any other', () => {
    for (let from = 0; from < lines.length; from++)
      for (let to = from + 1; to <= lines.length; to++)
        expect(told(lines.slice(from, to).join('\n')), `${from} to ${to}`).toEqual([]);
  });
  test('draws none where kinds of frames are left out together', () => {
    fc.assert(
      fc.property(fc.subarray(kinds), fc.constantFrom('C', 'S', '[CS]'), (left, side) => {
        const filter = new RegExp(`^${side} (?:${left.join('|')}):`);
        expect(told(lines.filter((line) => !filter.test(line)).join('\n'))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('A log of values from the beginning of both sides, without a gap', () => {
  const transfer = 'C transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0, settled: true }\n';
  test.each([
    [
      'C transfer: { handle: 5, delivery-id: 0, delivery-tag: t, message-format: 0 }',
      'amqp/handle-unattached',
      attached,
    ],
    [
      'C flow: { incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }',
      'amqp/no-session',
      `${opened}\nC end: { }`,
    ],
    ['S transfer: { handle: 3, delivery-id: 0 }', 'amqp/transfer-role', attached],
    ['C open: { container-id: a }', 'amqp/open-twice', opened],
    ['C begin: { }', 'amqp/channel-in-use', `${opened}\nC end: { }\nS end: { }\nC begin: { }`],
    [
      'C attach: { name: m, handle: 0, role: sender }',
      'amqp/handle-in-use',
      `${attached}\nC detach: { handle: 0 }\nS detach: { handle: 3 }\nC attach: { name: l, handle: 0, role: sender }`,
    ],
  ])('draws what %s breaks: %s', (line, rule, before) => {
    expect(told(`${before}\n${line}`).map((found) => found.split(' ')[1])).toContain(rule);
    // Behind a gap, and without the beginning of a side, it is not known.
    expect(told(`${before}\nlate\n${line}`)).toEqual([]);
    expect(told(`${before.replace(/ *S (?:header|open).*/g, '')}\n${line}`)).toEqual([]);
  });
  test('draws nothing of frames of which there are many, other than the bytes of the connection', () => {
    const text = `${attached}\n${transfer.repeat(11)}`;
    expect(play(text).findings).toContain('20 amqp/link-credit');
    expect(told(text)).toEqual([]);
  });
});
