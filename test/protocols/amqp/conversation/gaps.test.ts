import { describe, expect, test } from 'vitest';
import { attached, opened, play } from './script.ts';

const quiet = (text: string, options = {}) => expect(play(text, options).findings).toEqual([]);
const finds = (text: string, findings: readonly string[], options = {}) =>
  expect(play(text, options).findings).toEqual(findings.map((finding) => finding.replace(' ', ' amqp/')));
/** Behind nothing `text` breaks a rule; behind the gap nobody can tell. */
const excused = (before: string, gap: string, text: string, rules: readonly string[]) => {
  const findings = play(`${before}\n${text}`).findings.map((finding) => finding.replace(/^\d+ amqp\//u, ''));
  expect(findings).toEqual(rules);
  quiet(`${before}\n${gap}\n${text}`);
};

const transfer = (id: number, tag: string, rest = '') =>
  `C transfer: { handle: 0, delivery-id: ${id}, delivery-tag: ${tag}, message-format: 0${rest} }`;
const message = (id: number, tag: string, rest = '') =>
  `C { transfer: { handle: 0, delivery-id: ${id}, delivery-tag: ${tag}, message-format: 0${rest} }, message: { body: { value: x } } }`;
/** The rest of a message, which begins like no section. */
const rest = (fields: string) => `C { transfer: { handle: 0${fields} }, payload: !hex "7879" }`;

describe('behind bytes that a side has lost', () => {
  test('its headers, its open and its SASL frames are not missed', () => {
    excused('S header: amqp', 'C lost', 'C open: { container-id: a }', ['header-first']);
    excused(
      'C header: amqp\nS header: amqp',
      'C lost',
      'C begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }',
      ['open-first'],
    );
    const sasl = 'C header: sasl\nS header: sasl\nS sasl-mechanisms: { sasl-server-mechanisms: [PLAIN] }';
    excused(
      sasl,
      'C lost',
      'C header: amqp\nS sasl-outcome: { code: ok }\nS header: amqp\nC open: { container-id: a }',
      ['header-first', 'sasl-order'],
    );
    excused(sasl, 'C lost', 'C open: { container-id: a }', ['sasl-layer']);
    quiet(
      `${sasl}\nC lost\nC sasl-response: { response: !hex "00" }\nS sasl-outcome: { code: ok }\nC header: amqp\nC open: { container-id: a }`,
    );
  });

  test('its begins and ends are not missed', () => {
    excused(opened, 'C lost', 'C begin: { next-outgoing-id: 0, incoming-window: 100, outgoing-window: 100 }', [
      'channel-in-use',
    ]);
    excused(
      `${opened}\nC end: {}`,
      'C lost',
      'C flow: { incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }',
      ['no-session'],
    );
    excused(
      opened,
      'C lost',
      'C { flow: { next-incoming-id: 0, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }, channel: 3 }',
      ['no-session'],
    );
    excused(
      opened,
      'C lost',
      'S { begin: { remote-channel: 3, next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }, channel: 5 }',
      ['remote-channel'],
    );
  });

  test('its attaches and detaches are not missed', () => {
    excused(attached, 'C lost', 'C attach: { name: m, handle: 0, role: sender, initial-delivery-count: 0 }', [
      'handle-in-use',
    ]);
    excused(`${attached}\nC detach: { handle: 0 }`, 'C lost', message(0, 'a'), ['handle-unattached']);
    excused(attached, 'C lost', 'C detach: { handle: 7 }', ['handle-unattached']);
    excused(
      opened,
      'S lost',
      'C attach: { name: m, handle: 0, role: receiver, source: { address: a, dynamic: true } }',
      ['dynamic-source-address'],
    );
  });

  test('its flows are not missed', () => {
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => message(from + i, `t${from + i}`, ', settled: true')).join('\n');
    const ten = many(0, 10);
    excused(`${attached}\n${ten}`, 'S lost', message(10, 'x', ', settled: true'), ['link-credit']);
    const window = attached.replace(/incoming-window: 100/gu, 'incoming-window: 10');
    excused(`${window}\n${ten}`, 'S lost', message(10, 'x', ', settled: true'), ['session-window', 'link-credit']);
  });

  test('a window counts again when it is told again', () => {
    const flow = 'S flow: { next-incoming-id: 1, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 100 }';
    const text = `${attached}\n${message(0, 'a', ', settled: true')}\nS lost\n${message(1, 'b', ', settled: true')}\n${flow}\n${message(2, 'c', ', settled: true')}`;
    finds(text, ['14 session-window']);
  });

  test('its deliveries, dispositions and tags are not missed', () => {
    excused(attached, 'C lost', 'S disposition: { role: receiver, first: 3, settled: true, state: accepted }', [
      'disposition-unknown',
    ]);
    excused(`${attached}\n${message(0, 'a')}`, 'S lost', message(1, 'a'), ['delivery-tag-in-use']);
    excused(`${attached}\n${message(0, 'a')}`, 'C lost', message(0, 'b'), ['delivery-id-in-use']);
  });

  test('its silence is not held against it', () => {
    const asked = opened.replace('open: { container-id: b }', 'open: { container-id: b, idle-time-out: 100 }');
    const times = [0, 0, 0, 0, 0, 0, 1001, 1001];
    finds(`${asked}\nC heartbeat:`, ['7 idle-time-out'], { times });
    quiet(`${asked}\nC lost\nC heartbeat:`, { times });
  });

  test('a delivery in progress is given up, and what is left of it is no message', () => {
    const begun = `${attached}\n${message(0, 'a', ', more: true')}`;
    quiet(`${begun}\n${rest(', more: true')}\n${rest('')}`);
    for (const fields of ['', ', delivery-id: 0', ', delivery-id: 0, delivery-tag: a, message-format: 0']) {
      quiet(`${begun}\nC lost\n${rest(`${fields}, more: true`)}\n${rest(fields)}\n${message(1, 'b')}`);
    }
    const { conversation } = play(`${begun}\nC lost\n${rest(', more: true')}`);
    expect(conversation.client.sessions.get(0)?.handles.get(0)?.current).toBeUndefined();
  });

  test('a delivery that begins in the gap is not taken for a whole one', () => {
    for (const before of [attached, opened]) {
      quiet(
        `${before}\nC lost\n${rest(', delivery-id: 7, delivery-tag: z, message-format: 0, more: true')}\n${rest(', delivery-id: 7, delivery-tag: z, message-format: 0')}\n${message(8, 'b')}`,
      );
    }
    excused(attached, 'C lost', rest(''), ['first-transfer']);
    const settled = attached.replace('role: sender,', 'role: sender, snd-settle-mode: settled,');
    excused(settled, 'C lost', rest(', delivery-id: 7, delivery-tag: z, message-format: 0'), ['settled-mode']);
  });

  test('the other side’s delivery goes on', () => {
    const text = `${attached}\n${message(0, 'a', ', more: true')}\nS lost\n${rest(', delivery-id: 1')}`;
    finds(text, ['12 continuation']);
  });

  test('what is wrong by itself is found all the same', () => {
    finds(
      `${attached}\nC lost\nC flow: { incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1, link-credit: 1 }`,
      ['11 flow-handle'],
    );
    finds(`${attached}\nS lost\nS close: {}\nS close: {}`, ['12 after-close']);
    finds(
      `${attached}\nC lost\nC attach: { name: m, handle: 4, role: sender, initial-delivery-count: 0 }\nC attach: { name: n, handle: 4, role: sender, initial-delivery-count: 0 }`,
      ['12 handle-in-use'],
    );
    finds(`${attached}\nC lost\n${message(5, 'a', ', more: true')}\n${transfer(6, 'b')}`, [
      '12 continuation',
      '12 continuation',
    ]);
  });

  test('windows and credit are unknown', () => {
    const { conversation } = play(`${attached}\nS lost`);
    const session = conversation.client.sessions.get(0);
    expect(session).toMatchObject({ limit: undefined, peer: { limit: undefined } });
    expect(session?.handles.get(0)?.creditLimit).toBeUndefined();
  });
});

describe('behind bytes that are late', () => {
  test('answers may come before what they answer', () => {
    const [begin = '', answer = ''] = opened.trim().split('\n').slice(4);
    const four = opened.trim().split('\n').slice(0, 4).join('\n');
    finds(`${four}\n${answer}\n${begin}`, ['5 remote-channel']);
    quiet(`${four}\nlate\n${answer}\n${begin}`);
    excused(attached, 'late', 'S disposition: { role: receiver, first: 0, settled: true, state: accepted }', [
      'disposition-unknown',
    ]);
    excused(
      'C header: sasl\nS header: sasl\nS sasl-mechanisms: { sasl-server-mechanisms: [PLAIN] }',
      'late',
      'S sasl-outcome: { code: ok }\nC sasl-init: { mechanism: PLAIN }',
      ['sasl-order', 'sasl-order'],
    );
    const ten = Array.from({ length: 10 }, (_, i) => message(i, `t${i}`, ', settled: true')).join('\n');
    excused(`${attached}\n${ten}`, 'late', message(10, 'x', ', settled: true'), ['link-credit']);
  });

  test('a tag that was settled before its transfer came may be used again', () => {
    quiet(
      `${attached}\nlate\nS disposition: { role: receiver, first: 0, settled: true, state: accepted }\n${message(0, 'a')}\n${message(1, 'a')}`,
    );
  });

  test('each side’s own order holds: deliveries go on, and ends are ends', () => {
    quiet(`${attached}\n${message(0, 'a', ', more: true')}\nlate\n${rest(', more: true')}\n${rest('')}`);
    finds(`${attached}\n${message(0, 'a', ', more: true')}\nlate\n${rest(', delivery-id: 1')}`, ['12 continuation']);
    finds(`${attached}\nC end: {}\nlate\n${message(0, 'a')}`, ['12 no-session']);
  });

  test('frames with times out of order are not taken for silence', () => {
    const asked = opened.replace('open: { container-id: b }', 'open: { container-id: b, idle-time-out: 100 }');
    quiet(`${asked}\nlate\nC heartbeat:\nC heartbeat:\nC heartbeat:`, { times: [0, 0, 0, 0, 0, 0, 0, 300, 50, 310] });
  });
});

describe('a conversation whose beginning was missed', () => {
  const partial = { partial: true };
  test('may begin with a header, and with any part of a SASL exchange', () => {
    quiet('C header: amqp\nS header: amqp\nC open: { container-id: a }\nS open: { container-id: b }', partial);
    quiet('C header: sasl\nS header: sasl\nS sasl-mechanisms: { sasl-server-mechanisms: [PLAIN] }', partial);
    quiet('S sasl-outcome: { code: ok }\nC header: amqp\nS header: amqp', partial);
  });
  test('may lack the headers between SASL and AMQP as well', () =>
    quiet(
      'S sasl-mechanisms: { sasl-server-mechanisms: [PLAIN] }\nC sasl-init: { mechanism: PLAIN }\nS sasl-outcome: { code: ok }\nC open: { container-id: a }\nS open: { container-id: b }',
      partial,
    ));
  test('has no header and no SASL frame behind its AMQP frames', () => {
    finds('C open: { container-id: a }\nC header: amqp', ['2 header-first'], partial);
    finds('C open: { container-id: a }\nC sasl-init: { mechanism: PLAIN }', ['2 sasl-layer'], partial);
  });
});
