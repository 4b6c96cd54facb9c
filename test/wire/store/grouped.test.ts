import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import type { RowFilter } from '../../../wire/protocol.ts';
import { tapped, type Tapped } from '../record/tapped.ts';

const bytesOf = (step: string): Uint8Array => {
  const script = encodeScript({ source: parseSource(step) }, () => undefined);
  return Buffer.concat(script.steps.flatMap((each) => ('bytes' in each ? [each.bytes] : [])));
};

const transfer = (id: number | undefined, more = false): string =>
  `- transfer: { handle: 0${id === undefined ? '' : `, delivery-id: ${id}, delivery-tag: t${id}, message-format: 0`}, more: ${more} }\n`;
const disposition = (first: number, last: number, state = 'accepted', role = 'receiver'): string =>
  `- disposition: { role: ${role}, first: ${first}, last: ${last}, settled: true, state: !${state} {} }\n`;

/** A session with a link on which the client sends, at units 1 to 8. */
function session(all: Tapped) {
  const tap = all.tap('broker', 'amqp');
  const send = (step: string): unknown => tap.sent(bytesOf(step));
  const answer = (step: string): unknown => tap.received(bytesOf(step));
  for (const both of [
    '- header: amqp\n',
    '- open: { container-id: a }\n',
    '- begin: { next-outgoing-id: 0, incoming-window: 100, outgoing-window: 100 }\n',
  ]) {
    send(both);
    answer(both.replace('begin: {', 'begin: { remote-channel: 0,'));
  }
  send(
    '- attach: { name: l, handle: 0, role: sender, source: { address: a }, target: { address: q }, initial-delivery-count: 0 }\n',
  );
  answer('- attach: { name: l, handle: 0, role: receiver, source: { address: a }, target: { address: q } }\n');
  answer(
    '- flow: { next-incoming-id: 0, incoming-window: 100, next-outgoing-id: 0, outgoing-window: 100, handle: 0, delivery-count: 0, link-credit: 50 }\n',
  );
  return { send, answer, start: all.store.last };
}

const groups = (...open: number[]) => ({ open });

/** The rows: a number, in brackets below its first one, with the group's units behind it. */
async function list(all: Tapped, filter: RowFilter = {}, open: number[] = [], sort?: 'size' | 'latency') {
  const params = {
    filter,
    groups: groups(...open),
    ...(sort !== undefined && { sort: { by: sort, descending: false } }),
  };
  const { rows, matching } = await all.view.rows({ ...params, from: 0, count: 1000 });
  expect(rows).toHaveLength(matching);
  for (const [i, { seq }] of rows.entries()) expect(await all.view.indexOf({ ...params, seq })).toBe(i);
  return rows.map(({ seq, head, group }) => {
    if (head !== undefined) return `(${seq})`;
    return group === undefined ? `${seq}` : `${seq} ${group.outcome ?? '…'} ${group.units}`;
  });
}

describe('rows that belong together', () => {
  it('are an iq with its answer', async () => {
    const all = tapped();
    const tap = all.tap('romeo', 'xmpp');
    tap.sent(Buffer.from('<iq type="get" id="1" to="a@b"><ping xmlns="urn:xmpp:ping"/></iq>'));
    expect(await list(all)).toEqual(['1']);
    tap.sent(Buffer.from('<message to="a@b"/><iq type="get" id="2" to="a@b"><ping xmlns="urn:xmpp:ping"/></iq>'));
    tap.received(Buffer.from('<iq type="result" id="1" from="a@b"/>'));
    tap.received(
      Buffer.from(
        '<iq type="error" id="2" from="a@b"><error type="cancel"><service-unavailable xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
      ),
    );
    expect(await list(all)).toEqual(['1 result 2', '2', '3 error 2']);
    expect(await list(all, {}, [3, 2, 99])).toEqual(['1 result 2', '2', '3 error 2', '(5)']);
    expect(await list(all, {}, [1, 3])).toEqual(['1 result 2', '(4)', '2', '3 error 2', '(5)']);
    const { rows } = await all.view.rows({ filter: {}, groups: groups(), from: 2, count: 1 });
    expect(rows).toMatchObject([{ seq: 3, failure: 'service-unavailable', group: { units: 2, open: false } }]);
    expect(await all.view.groupOf(5)).toBe(3);
    expect(await all.view.groupOf(2)).toBe(2);
  });

  it('are the frames of a delivery with the dispositions that are about it alone', async () => {
    const all = tapped();
    const { send, answer, start } = session(all);
    send(transfer(0, true));
    send(transfer(undefined, false));
    send(transfer(1));
    send(transfer(2));
    answer(disposition(0, 0));
    answer(disposition(1, 2));
    send(transfer(3));
    answer(disposition(3, 3, 'released'));
    send(disposition(3, 3, 'released', 'sender'));
    const rows = (await list(all, { text: 'channel:0' })).slice(-6);
    expect(rows).toEqual([
      `${start}`,
      `${start + 1} accepted 3`,
      // One disposition for both: it is a row of its own, by which each has its latency.
      `${start + 3}`,
      `${start + 4}`,
      `${start + 6}`,
      `${start + 7} released 3`,
    ]);
    const { rows: all3 } = await all.view.rows({
      filter: { text: 'name:transfer' },
      groups: groups(),
      from: 0,
      count: 9,
    });
    expect(all3.map(({ latency }) => latency !== undefined)).toEqual([true, true, true, true]);
  });

  it('are there where one of them matches a filter, as a whole', async () => {
    const all = tapped();
    const tap = all.tap('romeo', 'xmpp');
    tap.sent(Buffer.from('<iq type="get" id="1" to="a@b"><ping xmlns="urn:xmpp:ping"/></iq><presence/>'));
    tap.received(Buffer.from('<iq type="result" id="1" from="a@b"/>'));
    expect(await list(all, { text: 'dir:in' }, [1])).toEqual(['1 result 2', '(3)']);
    expect(await list(all, { text: 'name:presence' })).toEqual(['2']);
    expect(await list(all, { text: 'name:none' })).toEqual([]);
  });

  it('follow a filter that an answer makes untrue', async () => {
    const all = tapped();
    const tap = all.tap('romeo', 'xmpp');
    tap.sent(Buffer.from('<iq type="get" id="1" to="a@b"><ping xmlns="urn:xmpp:ping"/></iq>'));
    expect(await list(all, { text: 'unanswered' })).toEqual(['1']);
    tap.received(Buffer.from('<iq type="result" id="1" from="a@b"/>'));
    expect(await list(all, { text: 'unanswered' })).toEqual([]);
  });

  it('are sorted by their first unit, and stay together', async () => {
    const all = tapped();
    const tap = all.tap('romeo', 'xmpp');
    tap.sent(Buffer.from('<message to="a@b"><body>a long message, longer than an iq that is a ping</body></message>'));
    tap.sent(Buffer.from('<iq type="get" id="1" to="a@b"><ping xmlns="urn:xmpp:ping"/></iq>'));
    tap.sent(Buffer.from('<presence/>'));
    tap.received(Buffer.from('<iq type="result" id="1" from="a@b"/>'));
    expect(await list(all, {}, [2], 'size')).toEqual(['3', '2 result 2', '(4)', '1']);
    expect((await list(all, {}, [2], 'latency'))[0]).toBe('2 result 2');
  });

  it('are selected together where they are not open', async () => {
    const all = tapped();
    const tap = all.tap('romeo', 'xmpp');
    tap.sent(Buffer.from('<iq type="get" id="1" to="a@b"><ping xmlns="urn:xmpp:ping"/></iq><presence/><presence/>'));
    tap.received(Buffer.from('<iq type="result" id="1" from="a@b"/>'));
    const stretch = (open: number[]) => all.view.stretch({ filter: {}, groups: groups(...open), from: 1, to: 2 });
    expect(await stretch([])).toEqual({
      units: [
        [1, 2],
        [4, 4],
      ],
      rows: 2,
    });
    expect((await stretch([1])).rows).toBe(3);
    expect((await all.view.stretch({ filter: {}, groups: groups(1), from: 1, to: 1 })).units).toEqual([[1, 1]]);
    // A unit of a closed group is in the row of the group.
    expect(await all.view.indexOf({ filter: {}, groups: groups(), seq: 4 })).toBe(0);
  });

  it('stand alone once the first of them is evicted, so that none vanishes', async () => {
    const all = tapped(12_000);
    const tap = all.tap('romeo', 'xmpp');
    for (let i = 0; i < 20; i++)
      tap.sent(Buffer.from(`<iq type="get" id="${i}" to="a@b"><ping xmlns="urn:xmpp:ping"/></iq>`));
    for (let i = 0; i < 20; i++) tap.received(Buffer.from(`<iq type="result" id="${i}" from="a@b"/>`));
    expect(await list(all)).toHaveLength(20);
    while (all.store.first < 10) tap.sent(Buffer.from('<presence/>'));
    const shown = await list(all, {}, [all.store.first]);
    const first = all.store.first;
    expect(shown[0]).toBe(`${first} result 2`);
    // The answers to those that are gone.
    for (let seq = 21; seq < first + 20; seq++) expect(shown).toContain(`${seq}`);
    const { matching } = await all.view.rows({ filter: {}, from: 0, count: 1 });
    const inGroups = shown.filter((row) => row.endsWith(' 2')).length;
    expect(shown.filter((row) => !row.startsWith('(')).length + inGroups).toBe(matching);
  });

  it('hold every unit once, whatever crosses', async () => {
    const step = fc.oneof(
      fc
        .record({ id: fc.integer({ min: 0, max: 4 }), more: fc.boolean() })
        .map(({ id, more }) => [true, transfer(id, more)] as const),
      fc.boolean().map((more) => [true, transfer(undefined, more)] as const),
      fc
        .record({ first: fc.integer({ min: 0, max: 4 }), more: fc.integer({ min: 0, max: 3 }), sent: fc.boolean() })
        .map(
          ({ first, more, sent }) =>
            [sent, disposition(first, first + more, 'accepted', sent ? 'sender' : 'receiver')] as const,
        ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 10 }), async (steps, at) => {
        const all = tapped();
        const { send, answer } = session(all);
        for (const [i, [sent, text]] of steps.entries()) {
          if (sent) send(text);
          else answer(text);
          if (i % at === 0) await all.view.rows({ filter: {}, groups: groups(), from: 0, count: 5 });
        }
        const { units } = await all.view.stretch({ filter: {}, groups: groups() });
        expect(units).toEqual([[1, all.store.last]]);
        const heads = Array.from({ length: all.store.last }, (_, i) => i + 1);
        const { rows } = await all.view.rows({ filter: {}, groups: groups(...heads), from: 0, count: 1000 });
        expect(rows.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(heads);
      }),
      { numRuns: 40 },
    );
  });
});
