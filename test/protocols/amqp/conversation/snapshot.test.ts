import { describe, expect, test } from 'vitest';
import { stateOf, type LinkState, type SessionState } from '../../../../protocols/amqp/conversation/index.ts';
import { attached, opened, play } from './script.ts';

const sessionsOf = (script: string, most = 100): readonly SessionState[] =>
  stateOf(play(script).conversation, most).sessions;

function onlyLink(script: string): LinkState {
  const [session, ...others] = sessionsOf(script);
  expect(others).toEqual([]);
  expect(session?.links).toHaveLength(1);
  return session!.links[0]!;
}

const transfer = (id: number, more = ''): string =>
  `\nC transfer: { handle: 0, delivery-id: ${id}, delivery-tag: "0x0${id}", message-format: 0${more}, payload: { value: x } }`;

describe('the state of a conversation', () => {
  test('has nothing before a session begins', () => {
    expect(stateOf(play('C header: amqp').conversation, 100)).toEqual({ sessions: [], moreSessions: 0 });
  });

  test('has a session that nobody has answered with one end', () => {
    const [session] = sessionsOf(
      'C header: amqp\nS header: amqp\nC open: { container-id: a }\nS open: { container-id: b }\nC begin: { next-outgoing-id: 0, incoming-window: 7, outgoing-window: 9 }',
    );
    expect(session).toMatchObject({
      client: { channel: 0, incomingWindow: 7, outgoingWindow: 9, ended: false },
      server: undefined,
      links: [],
    });
    expect(session?.client?.mayStillSend).toBeUndefined();
  });

  test('has both ends of a session and of a link in one', () => {
    const [session] = sessionsOf(attached);
    expect(session).toMatchObject({
      client: { channel: 0, mayStillSend: 100 },
      server: { channel: 0, mayStillSend: 100 },
      moreLinks: 0,
    });
    expect(session?.links).toEqual([
      {
        name: 'l',
        sender: 'client',
        coordinator: false,
        credit: 10,
        drain: false,
        deliveries: 0,
        unsettled: 0,
        client: {
          handle: 0,
          source: 's',
          target: 't',
          sndSettleMode: 2,
          rcvSettleMode: 0,
          maxMessageSize: 0n,
          detached: false,
        },
        server: {
          handle: 3,
          source: 's',
          target: 't',
          sndSettleMode: 2,
          rcvSettleMode: 0,
          maxMessageSize: 0n,
          detached: false,
        },
      },
    ]);
  });

  test('counts deliveries, what is unsettled of them, and the credit that is left', () => {
    const sent = attached + transfer(0) + transfer(1) + transfer(2, ', settled: true');
    expect(onlyLink(sent)).toMatchObject({ credit: 7, deliveries: 3, unsettled: 2 });
    expect(sessionsOf(sent)[0]?.client).toMatchObject({ mayStillSend: 97, unsettled: 2 });
    expect(
      onlyLink(`${sent}\nS disposition: { role: receiver, first: 0, settled: true, state: !accepted {} }`),
    ).toMatchObject({ unsettled: 1 });
  });

  test('knows which end sends, also of a link that the server alone has attached', () => {
    const receives = `${opened}\nC attach: { name: r, handle: 0, role: receiver, source: { address: s }, target: {} }`;
    expect(onlyLink(receives)).toMatchObject({ sender: 'server', server: undefined });
    const alone = `${opened}\nS attach: { name: r, handle: 0, role: receiver, source: {}, target: { address: t } }`;
    expect(onlyLink(alone)).toMatchObject({ sender: 'client', client: undefined, server: { target: 't' } });
  });

  test('says that the receiver drains, and what it gave before the sender attached', () => {
    const receives = `${opened}
      C attach: { name: r, handle: 0, role: receiver, source: { address: s }, target: {} }
      C flow: { next-incoming-id: 0, incoming-window: 100, next-outgoing-id: 0, outgoing-window: 100, handle: 0, link-credit: 5, drain: true }`;
    expect(onlyLink(receives)).toMatchObject({ credit: 5, drain: true });
  });

  test('keeps a detached link until its handle is taken anew', () => {
    const half = `${attached}\nC detach: { handle: 0, closed: true }`;
    expect(onlyLink(half)).toMatchObject({ client: { detached: true }, server: { detached: false } });
    const whole = `${half}\nS detach: { handle: 3, closed: true }`;
    expect(onlyLink(whole)).toMatchObject({ client: { detached: true }, server: { detached: true } });
    const anew = `${whole}\nC attach: { name: m, handle: 0, role: sender, source: {}, target: { address: u }, initial-delivery-count: 0 }`;
    expect(onlyLink(anew)).toMatchObject({ name: 'm', client: { detached: false }, server: undefined });
  });

  test('keeps an ended session, and what its links did, until its channel is taken anew', () => {
    const ended = `${attached}${transfer(0)}\nC end: {}\nS end: {}`;
    expect(sessionsOf(ended)).toMatchObject([{ client: { ended: true, unsettled: 0 }, server: { ended: true } }]);
    expect(onlyLink(ended)).toMatchObject({
      client: { detached: true },
      server: { detached: true },
      deliveries: 1,
      unsettled: 0,
    });
    const anew = sessionsOf(`${ended}\nC begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 }`);
    expect(anew).toMatchObject([{ client: { ended: false, incomingWindow: 1 }, server: undefined }]);
  });

  test('keeps a transaction’s coordinator apart from addresses', () => {
    const script = `${opened}\nC attach: { name: tx, handle: 0, role: sender, source: {}, target: !coordinator {}, initial-delivery-count: 0 }`;
    expect(onlyLink(script)).toMatchObject({ coordinator: true, client: { target: undefined } });
  });

  test('cuts a name that is long beyond reason', () => {
    const { name } = onlyLink(
      `${opened}\nC attach: { name: ${'n'.repeat(5000)}, handle: 0, role: receiver, source: { address: s }, target: {} }`,
    );
    expect(name).toBe(`${'n'.repeat(1000)}…`);
  });

  test('is bounded: what is left out is counted', () => {
    const begins = [1, 2, 3]
      .map(
        (channel) =>
          `\nC { channel: ${channel}, begin: { next-outgoing-id: 0, incoming-window: 1, outgoing-window: 1 } }`,
      )
      .join('');
    const attaches = [1, 2, 3]
      .map(
        (handle) =>
          `\nC attach: { name: l${handle}, handle: ${handle}, role: receiver, source: { address: s }, target: {} }`,
      )
      .join('');
    const state = stateOf(play(opened + attaches + begins).conversation, 2);
    expect(state.moreSessions).toBe(2);
    expect(state.sessions.map(({ links, moreLinks }) => [links.length, moreLinks])).toEqual([
      [2, 1],
      [0, 0],
    ]);
  });
});
