import { describe, expect, test } from 'vitest';
import { amqpCodec, amqpJudge } from '../../../../protocols/amqp/index.ts';
import { DeliveryAssembler, Conversation } from '../../../../protocols/amqp/conversation/index.ts';
import { noContext, noProject } from '../../../../protocols/core/index.ts';
import { attached, opened, play, stepOf } from './script.ts';

const told = (text: string) => play(text, { lossy: 'values' }).findings;
const crossed = (text: string) => play(text).findings;

const session = `
  C header: amqp
  S header: amqp
  C open: { container-id: a }
  S open: { container-id: b }
  C begin: { incoming-window: 2 }
  S begin: { outgoing-window: 2 }
  C attach: { name: l, handle: 0, role: sender, target: { address: t } }
  S attach: { name: l, handle: 3, role: receiver, target: { address: t } }
  S flow: { handle: 3, link-credit: 10 }
  C transfer: { handle: 0, settled: true }
  C transfer: { handle: 0 }
  S disposition: { role: receiver, first: 1, state: accepted }
  C flow: { handle: 0 }
  C flow: { link-credit: 1 }`;

describe('What a log leaves out', () => {
  test('breaks no rule', () => {
    expect(crossed(session).length).toBeGreaterThan(8);
    expect(told(session)).toEqual([]);
  });
  test('may be the open of a side, and what comes with it', () => {
    const text = `
      C header: amqp
      S header: amqp
      C open: { container-id: a }
      S flow: { incoming-window: 2, next-outgoing-id: 0, outgoing-window: 2 }
      C disposition: { role: receiver, first: 1, state: accepted }
      S close: { }`;
    expect(crossed(text)).toContainEqual(expect.stringContaining('amqp/open-first'));
    expect(told(text)).toEqual([]);
  });
  test('may be the header of a side', () => {
    const text = session.replace('S header: amqp', '');
    expect(crossed(text)).toContainEqual(expect.stringContaining('amqp/header-first'));
    expect(told(text)).toEqual([]);
  });
  test('is unknown where a credit, a window or what a coordinator is sent is not told', () => {
    expect(
      told(`${attached}
        S flow: { next-incoming-id: 0, handle: 3, delivery-count: 0 }
        ${'C transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0, settled: true }\n'.repeat(12)}`),
    ).toEqual([]);
    expect(
      told(`${opened}
        C attach: { name: l, handle: 0, role: sender, target: !coordinator { }, initial-delivery-count: 0 }
        S attach: { name: l, handle: 0, role: receiver, target: !coordinator { } }
        S flow: { next-incoming-id: 0, incoming-window: 9, next-outgoing-id: 0, outgoing-window: 9, handle: 0, delivery-count: 0, link-credit: 10 }
        C transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }
        S disposition: { role: receiver, first: 0, settled: true, state: !transactional-state { txn-id: x } }`),
    ).toEqual([]);
  });
});

test('Frames of which a log has not the name, handle or role are as if they were missing', () => {
  expect(
    told(`${opened}
      C attach: { name: l }
      C transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }
      C detach: { handle: 4 }`),
  ).toEqual([]);
});

describe('A payload that a log cuts', () => {
  const { bytes } = stepOf(
    'C { transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }, payload: !hex "005375a005" }',
  );
  test('is not judged as a message', () => {
    const unit = { protocol: 'amqp', kind: 'frame', bytes } as const;
    const codes = (lossy?: 'cut') =>
      amqpJudge.issues(amqpCodec.open({ ...unit, lossy }, noContext, noProject), 'warning').map(({ code }) => code);
    expect(codes()).toContain('amqp/truncated-value');
    expect(codes('cut')).toEqual([]);
  });
  test('is put together to no message', () => {
    const last = stepOf('C { transfer: { handle: 0 }, payload: !hex "0000000000" }').bytes;
    const first = stepOf(
      'C { transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0, more: true }, payload: !hex "005375a005" }',
    ).bytes;
    for (const lossy of ['cut', undefined] as const) {
      const { conversation } = play(attached);
      const assembler = new DeliveryAssembler();
      expect(assembler.take(conversation.feed('client', first, 0, 1, lossy), lossy)).toBeUndefined();
      expect(assembler.take(conversation.feed('client', last, 0, 2), undefined)?.length).toBe(
        lossy === 'cut' ? undefined : 10,
      );
    }
  });
});

describe('A connection whose headers were not logged', () => {
  const begun = opened.replace(/ *[CS] header.*\n/g, '');
  test('is followed from its opens with all other rules', () => {
    const findings = (text: string) => play(text, { partial: 'headers' }).findings;
    expect(findings(begun)).toEqual([]);
    expect(findings(`${begun}\nC detach: { handle: 4 }`)).toEqual(['5 amqp/handle-unattached']);
    expect(
      findings('C open: { container-id: a }\nS begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }'),
    ).toEqual(['2 amqp/open-first']);
    expect(
      findings(`S sasl-mechanisms: { sasl-server-mechanisms: [PLAIN] }\nS sasl-outcome: { code: ok }\n${begun}`),
    ).toEqual([]);
  });
  test('begins behind the open of the client where the server has the first one', () => {
    const later = 'C transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }';
    const rest = begun.replace(/ *C open.*\n/, '');
    expect(play(`${rest}\n${later}`, { partial: 'headers' }).findings).toEqual([]);
  });
  test('supposes nothing of a side that was not heard', () => {
    const conversation = new Conversation({ partial: 'headers' });
    const heard = begunOf('C', attached).map((line) => conversation.feed('client', stepOf(line).bytes));
    const { bytes } = stepOf('C transfer: { handle: 0, delivery-id: 0, delivery-tag: t, message-format: 0 }');
    expect([...heard, conversation.feed('client', bytes)].flatMap(({ found }) => found)).toEqual([]);
  });
});

function begunOf(letter: string, text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(`${letter} `) && !line.includes('header'));
}
