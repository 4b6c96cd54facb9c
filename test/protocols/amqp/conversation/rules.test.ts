import { describe, expect, test } from 'vitest';
import { conversationRules } from '../../../../protocols/amqp/rules/conversation.ts';
import { attached, opened, play } from './script.ts';

const quiet = (text: string, options = {}) => expect(play(text, options).findings).toEqual([]);
const finds = (text: string, findings: readonly string[], options = {}) =>
  expect(play(text, options).findings).toEqual(findings.map((finding) => finding.replace(' ', ' amqp/')));

const first = (id: number, tag: string, rest = '') =>
  `C transfer: { handle: 0, delivery-id: ${id}, delivery-tag: ${tag}, message-format: 0${rest} }`;

describe('headers and layers', () => {
  test('a header comes first', () => finds('C open: { container-id: a }', ['1 header-first']));
  test('SASL, then AMQP, pipelined by the client', () =>
    quiet(`C header: sasl
      C sasl-init: { mechanism: ANONYMOUS }
      C header: amqp
      C open: { container-id: a }
      S header: sasl
      S sasl-mechanisms: { sasl-server-mechanisms: [ANONYMOUS] }
      S sasl-outcome: { code: ok }
      S header: amqp
      S open: { container-id: b }`));
  test('no header in the middle', () => finds(`${opened}\nC header: amqp`, ['7 header-first']));
  test('no SASL frame after the AMQP header', () =>
    finds('C header: amqp\nC sasl-init: { mechanism: PLAIN }', ['2 sasl-layer']));
  test('no AMQP frame inside the SASL layer', () =>
    finds('C header: sasl\nC open: { container-id: a }', ['2 sasl-layer']));
  test('a SASL frame has at most 512 bytes', () =>
    finds(`C header: sasl\nC sasl-init: { mechanism: PLAIN, initial-response: "${'x'.repeat(500)}" }`, [
      '2 sasl-frame-size',
    ]));
  test('the client sends no mechanisms', () =>
    finds('C header: sasl\nC sasl-mechanisms: { sasl-server-mechanisms: [PLAIN] }', ['2 sasl-order']));
  test('a mechanism was offered', () =>
    finds(
      'C header: sasl\nS header: sasl\nS sasl-mechanisms: { sasl-server-mechanisms: [PLAIN] }\nC sasl-init: { mechanism: EXTERNAL }',
      ['4 sasl-mechanism'],
    ));
});

describe('the connection', () => {
  test('open comes first', () =>
    finds('C header: amqp\nC begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }', [
      '2 open-first',
    ]));
  test('open is on channel 0', () =>
    finds('C header: amqp\nC { open: { container-id: a }, channel: 1 }', ['2 open-channel']));
  test('open comes once', () => finds(`${opened}\nC open: { container-id: a }`, ['7 open-twice']));
  test('heartbeats are welcome', () => quiet(`${opened}\nC heartbeat:\nS heartbeat:`));
  test('nothing follows close', () => finds(`${opened}\nC close: {}\nC close: {}`, ['8 after-close']));
  test('both may close at once', () => quiet(`${opened}\nC close: {}\nS close: {}`));
  test('a frame keeps to the max-frame-size of its receiver', () => {
    const text = (size: number) =>
      `C header: amqp\nS header: amqp\nC open: { container-id: a }\nS open: { container-id: b, max-frame-size: 512 }\nC begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1, properties: { x: "${'y'.repeat(size)}" } }`;
    finds(text(500), ['5 max-frame-size']);
    quiet(text(400));
  });
  test('a max-frame-size is at least 512', () =>
    finds('C header: amqp\nC open: { container-id: a, max-frame-size: 511 }', ['2 max-frame-size-minimum']));
  test('a channel keeps to the channel-max of its receiver', () =>
    finds(
      'C header: amqp\nS header: amqp\nC open: { container-id: a }\nS open: { container-id: b, channel-max: 1 }\nC { begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }, channel: 2 }',
      ['5 channel-max'],
    ));
  test('silence is told when it is longer than twice the idle time-out', () => {
    const text =
      'C header: amqp\nS header: amqp\nC open: { container-id: a, idle-time-out: 1000 }\nS open: { container-id: b }\nS heartbeat:';
    finds(text, ['5 idle-time-out'], { times: [0, 0, 0, 0, 2500] });
    // Seconds without fractions: up to one less has passed.
    finds(text, [], { times: [1000, 1000, 1000, 1000, 4000] });
    finds(text, ['5 idle-time-out'], { times: [1000, 1000, 1000, 1000, 5000] });
    // A machine that slept, or a log that does not tell the day.
    finds(text, [], { times: [0, 0, 0, 0, 22 * 3_600_000] });
    quiet(text, { times: [0, 0, 0, 0, 1900] });
  });
});

describe('sessions', () => {
  test('a channel is free when a session begins', () =>
    finds(`${opened}\nC begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }`, ['7 channel-in-use']));
  test('a channel is free again after end', () =>
    quiet(`${opened}\nC end: {}\nS end: {}\nC begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }`));
  test('frames belong to a session', () => finds(`${opened}\nC { end: {}, channel: 4 }`, ['7 no-session']));
  test('frames in flight when the peer ends are no mistake', () =>
    quiet(`${attached}\nS end: {}\n${first(0, 'a')}\nC end: {}`));
  test('remote-channel names a begin that waits for an answer', () =>
    finds(
      'C header: amqp\nS header: amqp\nC open: { container-id: a }\nS open: { container-id: b }\nC begin: { remote-channel: 7, next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }',
      ['5 remote-channel'],
    ));
  test('transfers keep to the window', () => {
    const text = attached.replaceAll('incoming-window: 100', 'incoming-window: 1');
    finds(`${text}\n${first(0, 'a')}\n${first(1, 'b')}`, ['11 session-window']);
    quiet(
      `${text}\n${first(0, 'a')}\nS flow: { next-incoming-id: 1, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }\n${first(1, 'b')}`,
    );
  });
  test('a window may be as wide as its type allows', () => {
    for (const window of [0x7fffffff, 0x80000000, 0xffffffff])
      quiet(
        `${attached.replaceAll('incoming-window: 100', `incoming-window: ${window}`)}\n${first(0, 'a')}\n${first(1, 'b')}`,
      );
  });
  test('a flow knows next-incoming-id when the peer has begun', () => {
    const flow = 'C flow: { next-incoming-id: 0, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }';
    const begun = opened.split('\n').slice(0, -1).join('\n');
    finds(`${begun}\n${flow}`, ['6 next-incoming-id']);
    const client = begun
      .split('\n')
      .filter((line) => !line.trim().startsWith('S'))
      .join('\n');
    quiet(`${client}\n${flow}`, { sides: 'client' });
  });
  test('an answering side knows next-incoming-id', () =>
    finds(`${opened}\nS flow: { incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1 }`, [
      '7 next-incoming-id',
    ]));
  test('a flow without handle has no fields of a link', () => {
    finds(
      `${opened}\nC flow: { next-incoming-id: 0, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1, link-credit: 1 }`,
      ['7 flow-handle'],
    );
    quiet(
      `${opened}\nC flow: { next-incoming-id: 0, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1, echo: true }`,
    );
  });
  test("a sender's flow has delivery-count", () =>
    finds(
      `${attached}\nC flow: { next-incoming-id: 0, incoming-window: 1, next-outgoing-id: 0, outgoing-window: 1, handle: 0 }`,
      ['10 flow-delivery-count'],
    ));
});

describe('links', () => {
  test('a handle keeps to the handle-max of its receiver', () =>
    finds(
      `${opened.replace('S begin: {', 'S begin: { handle-max: 1,')}\nC attach: { name: l, handle: 2, role: receiver, source: { address: a }, target: {} }`,
      ['7 handle-max'],
    ));
  test('a handle is free when a link attaches', () =>
    finds(`${attached}\nC attach: { name: m, handle: 0, role: receiver, source: { address: a }, target: {} }`, [
      '10 handle-in-use',
    ]));
  test('a handle is free again after detach', () =>
    quiet(
      `${attached}\nC detach: { handle: 0 }\nS detach: { handle: 3 }\nC attach: { name: m, handle: 0, role: receiver, source: { address: a }, target: {} }`,
    ));
  test('a handle is attached when a frame names it', () =>
    finds(`${attached}\nC detach: { handle: 9 }`, ['10 handle-unattached']));
  test('nothing follows detach', () =>
    finds(`${attached}\nC detach: { handle: 0 }\n${first(0, 'a')}`, ['11 handle-unattached']));
  test('a sender says its initial-delivery-count', () =>
    expect(
      play(`${opened}\nC attach: { name: l, handle: 0, role: sender, source: {}, target: { address: t } }`).findings,
    ).toContain('7 amqp/initial-delivery-count'));
  test('a dynamic node has no address when it is asked for', () => {
    finds(
      `${opened}\nC attach: { name: l, handle: 0, role: receiver, source: { dynamic: true, address: x }, target: {} }`,
      ['7 dynamic-source-address'],
    );
    finds(
      `${opened}\nC attach: { name: l, handle: 0, role: sender, source: {}, target: { dynamic: true, address: x }, initial-delivery-count: 0 }`,
      ['7 dynamic-target-address'],
    );
    quiet(
      `${opened}\nC attach: { name: l, handle: 0, role: receiver, source: { dynamic: true }, target: {} }\nS attach: { name: l, handle: 0, role: sender, source: { dynamic: true, address: made }, target: {}, initial-delivery-count: 0 }`,
    );
  });
  test('dynamic-node-properties want dynamic', () =>
    finds(
      `${opened}\nC attach: { name: l, handle: 0, role: receiver, source: { address: a, dynamic-node-properties: { x: 1 } }, target: {} }`,
      ['7 dynamic-node-properties'],
    ));
});

describe('deliveries', () => {
  test('a delivery needs a credit', () => {
    finds(`${attached.replace('link-credit: 10', 'link-credit: 1')}\n${first(0, 'a')}\n${first(1, 'b')}`, [
      '11 link-credit',
    ]);
    finds(`${attached.split('\n').slice(0, -1).join('\n')}\n${first(0, 'a')}`, ['9 link-credit']);
  });
  test('a credit may be as large as its type allows', () => {
    for (const credit of [0x7fffffff, 0x80000000, 0xffffffff])
      quiet(`${attached.replace('link-credit: 10', `link-credit: ${credit}`)}\n${first(0, 'a')}\n${first(1, 'b')}`);
  });
  test('credit given before the sender attached counts', () =>
    quiet(
      `${opened}
      C attach: { name: l, handle: 0, role: receiver, source: { address: a }, target: {} }
      C flow: { incoming-window: 10, next-outgoing-id: 0, outgoing-window: 10, handle: 0, link-credit: 5 }
      S attach: { name: l, handle: 0, role: sender, source: { address: a }, target: {}, initial-delivery-count: 7 }
      S transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0 }`.replace(
        'C flow: { incoming',
        'C flow: { next-incoming-id: 0, incoming',
      ),
    ));
  test('nothing is supposed of a side that is not seen', () => {
    const client = attached
      .split('\n')
      .filter((line) => !line.trim().startsWith('S'))
      .join('\n');
    quiet(`${client}\n${first(0, 'a')}\n${first(1, 'a')}`, { sides: 'client' });
  });
  test('a delivery keeps to the max-message-size of its receiver', () =>
    finds(
      `${attached.replace('role: receiver,', 'role: receiver, max-message-size: 8,')}\nC { transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0 }, message: { body: { value: "longer than that" } } }`,
      ['10 max-message-size'],
    ));
  test('the receiver sends no transfers', () =>
    finds(`${attached}\nS transfer: { handle: 3, delivery-id: 0, delivery-tag: a, message-format: 0 }`, [
      '10 transfer-role',
    ]));
  test('the first transfer has id, tag and format', () =>
    finds(`${attached}\nC transfer: { handle: 0, delivery-id: 0, message-format: 0 }`, ['10 first-transfer']));
  test('continuations agree with the first', () => {
    finds(`${attached}\n${first(0, 'a', ', more: true')}\n${first(1, 'a')}`, ['11 continuation']);
    finds(`${attached}\n${first(0, 'a', ', more: true')}\n${first(0, 'b')}`, ['11 continuation']);
    quiet(
      `${attached}\n${first(0, 'a', ', more: true')}\nC transfer: { handle: 0, more: true }\nC transfer: { handle: 0 }`,
    );
  });
  test('an aborted delivery frees its tag', () =>
    quiet(`${attached}\n${first(0, 'a', ', more: true')}\nC transfer: { handle: 0, aborted: true }\n${first(1, 'a')}`));
  test('a tag is used again after settlement only', () => {
    finds(`${attached}\n${first(0, 'a')}\n${first(1, 'a')}`, ['11 delivery-tag-in-use']);
    quiet(
      `${attached}\n${first(0, 'a')}\nS disposition: { role: receiver, first: 0, settled: true, state: !accepted {} }\n${first(1, 'a')}`,
    );
  });
  test('a link that is closed takes its deliveries with it, one that is put aside does not', () => {
    const again = (closed: string) => `${attached}
      ${first(0, 'a')}
      C detach: { handle: 0${closed} }
      S detach: { handle: 3${closed} }
      C attach: { name: l, handle: 0, role: sender, source: { address: s }, target: { address: t }, initial-delivery-count: 0 }
      S attach: { name: l, handle: 3, role: receiver, source: { address: s }, target: { address: t } }
      S flow: { next-incoming-id: 1, incoming-window: 100, next-outgoing-id: 0, outgoing-window: 100, handle: 3, delivery-count: 0, link-credit: 10 }
      ${first(0, 'a')}`;
    quiet(again(', closed: true'));
    finds(again(''), ['16 delivery-id-in-use']);
  });
  test('an id is used again after settlement only', () =>
    finds(`${attached}\n${first(0, 'a')}\n${first(0, 'b')}`, ['11 delivery-id-in-use']));
  test('the link says who settles', () => {
    const settled = attached.replace('role: sender,', 'role: sender, snd-settle-mode: settled,');
    finds(`${settled}\n${first(0, 'a')}`, ['10 settled-mode']);
    quiet(`${settled}\n${first(0, 'a', ', settled: true')}`);
    finds(
      `${attached.replace('role: sender,', 'role: sender, snd-settle-mode: unsettled,')}\n${first(0, 'a', ', settled: true')}`,
      ['10 settled-mode'],
    );
  });
  test('rcv-settle-mode second is agreed on by attach', () =>
    finds(`${attached}\n${first(0, 'a', ', rcv-settle-mode: second')}`, ['10 transfer-settle-mode']));
});

describe('dispositions', () => {
  const sent = `${attached}\n${first(0, 'a')}`;
  test('the range does not end before it begins', () =>
    finds(`${sent}\nS disposition: { role: receiver, first: 5, last: 2 }`, ['11 disposition-range']));
  test('the deliveries were sent', () =>
    finds(`${sent}\nS disposition: { role: receiver, first: 1, settled: true }`, ['11 disposition-unknown']));
  test('the role says whose deliveries they are', () =>
    finds(`${sent}\nS disposition: { role: sender, first: 0, settled: true }`, ['11 disposition-unknown']));
  test('the outcome was offered', () => {
    const offered = sent.replaceAll(
      'source: { address: s }',
      'source: { address: s, outcomes: ["amqp:accepted:list"] }',
    );
    finds(`${offered}\nS disposition: { role: receiver, first: 0, settled: true, state: !released {} }`, [
      '11 outcome-offered',
    ]);
    quiet(`${offered}\nS disposition: { role: receiver, first: 0, settled: true, state: !accepted {} }`);
  });
});

describe('transactions', () => {
  const coordinator = attached.replaceAll('target: { address: t }', 'target: !coordinator {}');
  const declare = (id: number, rest = '') =>
    `C { transfer: { handle: 0, delivery-id: ${id}, delivery-tag: t${id}, message-format: 0${rest} }, message: { body: { value: !declare {} } } }`;
  const discharge = (id: number, txn: string) =>
    `C { transfer: { handle: 0, delivery-id: ${id}, delivery-tag: t${id}, message-format: 0 }, message: { body: { value: !discharge { txn-id: ${txn} } } } }`;
  const declared = 'S disposition: { role: receiver, first: 0, settled: true, state: !declared { txn-id: x } }';
  test('declare and discharge are sent unsettled', () =>
    finds(`${coordinator}\n${declare(0, ', settled: true')}`, ['10 coordinator-settled']));
  test('a coordinator takes nothing else', () =>
    finds(
      `${coordinator}\nC { transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0 }, message: { body: { value: hello } } }`,
      ['10 coordinator-message'],
    ));
  test('a transaction lives from declared to discharge', () => {
    quiet(`${coordinator}\n${declare(0)}\n${declared}\n${discharge(1, 'x')}`);
    finds(`${coordinator}\n${declare(0)}\n${declared}\n${discharge(1, 'x')}\n${discharge(2, 'x')}`, [
      '13 transaction-unknown',
    ]);
    finds(`${coordinator}\n${discharge(0, 'y')}`, ['10 transaction-unknown']);
  });
  test('an answer that was on its way when the session ended may name what is forgotten', () => {
    const answer = 'S disposition: { role: receiver, first: 0, state: !transactional-state { txn-id: z } }';
    finds(`${coordinator}\n${declare(0)}\n${answer}`, ['11 transaction-unknown']);
    quiet(`${coordinator}\n${declare(0)}\nC end: {}\n${answer}`);
  });
});

test('every rule of the conversation has a test above', async () => {
  const { readFileSync } = await import('node:fs');
  const text = readFileSync(import.meta.filename, 'utf8');
  const untested = Object.values(conversationRules)
    .map(({ id }) => id.replace('amqp/', ''))
    .filter((id) => !new RegExp(`\\d+ (amqp/)?${id}'`).test(text));
  expect(untested).toEqual([]);
});
