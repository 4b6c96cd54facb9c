import { describe, expect, it } from 'vitest';
import { channelFilter, linkRows, sessionRows, type SessionRow } from '../../../client/connections/endpoint-rows.ts';
import { describeLink, describeSession, shorten } from '../../../client/connections/endpoints.ts';
import type { LinkEnd, LinkState, SessionEnd, SessionState } from '../../../protocols/amqp/conversation/index.ts';

const sessionEnd: SessionEnd = {
  channel: 0,
  incomingWindow: 2048,
  outgoingWindow: 4096,
  mayStillSend: 2047,
  unsettled: 0,
  ended: false,
};
const session = (more: Partial<SessionState> = {}): SessionState => ({
  client: sessionEnd,
  server: { ...sessionEnd, mayStillSend: 100 },
  links: [],
  moreLinks: 0,
  ...more,
});

const linkEnd: LinkEnd = {
  handle: 0,
  source: 's',
  target: '/queues/q',
  sndSettleMode: 0,
  rcvSettleMode: 1,
  maxMessageSize: 0n,
  detached: false,
};
const link = (more: Partial<LinkState> = {}): LinkState => ({
  name: 'out',
  sender: 'client',
  client: linkEnd,
  server: { ...linkEnd, handle: 7, maxMessageSize: 1_048_576n },
  coordinator: false,
  credit: 12,
  drain: false,
  deliveries: 5,
  unsettled: 3,
  ...more,
});

describe('the row of a session', () => {
  it('has the channel and how many transfers each side may send', () => {
    expect(describeSession(session())).toMatchObject({
      label: 'Session 0',
      description: 'window → 2,047 ← 100',
      icon: 'layers',
      context: 'session',
    });
  });

  it('has both channels where they are not the same', () => {
    expect(describeSession(session({ server: { ...sessionEnd, channel: 5 } })).label).toBe('Session 0 ↔ 5');
  });

  it('tells all facts in its tooltip, and in words', () => {
    const { tooltip, accessible } = describeSession(
      session({ client: { ...sessionEnd, unsettled: 2 }, links: [link()], moreLinks: 4 }),
    );
    expect(tooltip).toContain(
      'Here: channel 0, incoming-window 2,048, outgoing-window 4,096, may still send 2,047 transfers, 2 of its deliveries unsettled',
    );
    expect(tooltip).toContain('5 links');
    expect(accessible).toBe(
      'Session 0, open, may still send 2,047 transfers, may still receive 100 transfers, 2 unsettled, 5 links',
    );
  });

  it('says whose word is missing', () => {
    expect(
      describeSession(session({ server: undefined, client: { ...sessionEnd, mayStillSend: undefined } })).description,
    ).toBe('begin not answered · window → ?');
    expect(describeSession(session({ client: undefined })).description).toBe('begun by the peer · window ← 100');
    expect(describeSession(session({ server: { ...sessionEnd, ended: true } })).description).toContain(
      'ended by the peer',
    );
    expect(describeSession(session({ client: { ...sessionEnd, ended: true } })).description).toContain('ended here');
  });

  it('is dimmed when it has ended, and not before', () => {
    const ended = { ...sessionEnd, ended: true };
    expect(describeSession(session({ client: ended, server: ended }))).toMatchObject({
      description: 'ended',
      colour: 'disabledForeground',
    });
    expect(describeSession(session({ client: ended })).colour).toBeUndefined();
  });
});

describe('the row of a link', () => {
  it('has where it sends to, its gauges, and its name', () => {
    expect(describeLink(link())).toMatchObject({
      label: '/queues/q',
      description: 'credit 12 · 3 unsettled · out',
      icon: 'arrow-right',
      context: 'link',
    });
    expect(describeLink(link()).accessible).toBe('link out, sends to /queues/q, attached, credit 12, 3 unsettled');
  });

  it('has where it receives from, the address of the peer’s making where it is dynamic', () => {
    const receives = link({
      sender: 'server',
      unsettled: 0,
      drain: true,
      client: { ...linkEnd, source: undefined },
      server: { ...linkEnd, source: 'temp-1' },
    });
    expect(describeLink(receives)).toMatchObject({
      label: 'temp-1',
      description: 'credit 12 · draining · out',
      icon: 'arrow-left',
    });
    expect(describeLink(receives).accessible).toContain('receives from temp-1');
    expect(describeLink(link({ coordinator: true })).label).toBe('transaction coordinator');
  });

  it('tells of both ends in its tooltip, and lets nothing of them be markup', () => {
    const { tooltip } = describeLink(link({ name: '[x](command:y)' }));
    expect(tooltip).toContain(
      'Here, sender: handle 0, source s, target /queues/q, snd-settle-mode unsettled, rcv-settle-mode second, messages of any size',
    );
    expect(tooltip).toContain('Peer, receiver: handle 7,');
    expect(tooltip).toContain('max-message-size 1,048,576 bytes');
    expect(tooltip).toContain('Deliveries: 5 since the attach, 3 unsettled');
    expect(tooltip).not.toContain('[x](command:y)');
  });

  it('says that it was detached, and is then dimmed and without credit', () => {
    const detached = { ...linkEnd, detached: true };
    expect(describeLink(link({ server: detached })).description).toContain('detached by the peer');
    expect(describeLink(link({ server: detached })).colour).toBeUndefined();
    expect(describeLink(link({ client: detached, server: detached, unsettled: 0 }))).toMatchObject({
      description: 'detached · 5 deliveries · out',
      colour: 'disabledForeground',
    });
  });

  it('is called by its name where it has no address', () => {
    const nowhere = link({ client: { ...linkEnd, target: undefined }, server: undefined });
    expect(describeLink(nowhere)).toMatchObject({
      label: 'out',
      description: 'attach not answered · credit 12 · 3 unsettled',
    });
    expect(describeLink({ ...nowhere, name: '' }).label).toBe('no address');
    expect(describeLink(link({ name: '' })).description).toBe('credit 12 · 3 unsettled');
  });

  it('is shortened in the middle where its address or its name is long', () => {
    const long = describeLink(link({ name: 'a'.repeat(500), client: { ...linkEnd, target: 'b'.repeat(5000) } }));
    expect(long.label).toHaveLength(28);
    expect(long.description.length).toBeLessThan(120);
    expect(long.tooltip.length).toBeLessThan(3000);
  });
});

describe('a text that is shortened', () => {
  it('keeps its ends', () => {
    expect(shorten('0123456789', 7)).toBe('012…789');
    expect(shorten('0123456789', 10)).toBe('0123456789');
  });

  it('has no half of a character', () => {
    expect(shorten('😀😀😀😀😀', 6)).toMatch(/^😀…😀$/u);
  });
});

describe('the rows below a connection', () => {
  it('say that there is no session', () => {
    expect(sessionRows('broker', { sessions: [], moreSessions: 0 })).toMatchObject([
      { kind: 'note', look: { label: 'No session yet' } },
    ]);
  });

  it('are the sessions, with the links below them', () => {
    const [row, ...others] = sessionRows('broker', { sessions: [session({ links: [link()] })], moreSessions: 0 });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: 'session', connection: 'broker' });
    expect(linkRows(row as SessionRow)).toMatchObject([{ kind: 'link', look: { label: '/queues/q' } }]);
  });

  it('lead to the frames of their channels', () => {
    expect(channelFilter(session())).toBe('channel:0');
    expect(channelFilter(session({ server: { ...sessionEnd, channel: 5 } }))).toBe('channel:0,5');
    expect(channelFilter(session({ client: undefined, server: { ...sessionEnd, channel: 5 } }))).toBe('channel:5');
  });

  it('count what they leave out', () => {
    const rows = sessionRows('broker', { sessions: [session({ links: [link()], moreLinks: 1 })], moreSessions: 1200 });
    expect(rows.at(-1)).toMatchObject({ kind: 'note', look: { label: '… and 1,200 more sessions' } });
    expect(linkRows(rows[0] as SessionRow).at(-1)).toMatchObject({
      kind: 'note',
      look: { label: '… and 1 more link' },
    });
  });

  it('have ids of their own, whichever side is missing', () => {
    const alone = { ...session(), client: undefined };
    const links = [link(), link({ client: undefined, server: linkEnd })];
    const rows = sessionRows('broker', { sessions: [session({ links }), alone], moreSessions: 2 });
    const ids = [...rows, ...linkRows(rows[0] as SessionRow)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
  });
});
