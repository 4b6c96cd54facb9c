import type { TrafficStore } from '../../../wire/store/store.ts';
import { tapped } from './tapped.ts';
import { describe, expect, it } from 'vitest';
import { encodeScript, parseSource } from '../../../protocols/amqp/notation/index.ts';
import type { ConnectionTap } from '../../../wire/record/tap.ts';
import type { TrafficView } from '../../../wire/store/view.ts';

function frames(text: string): Uint8Array[] {
  return encodeScript({ source: parseSource(text) }, () => undefined).steps.flatMap((step) =>
    step.kind === 'bytes' ? [step.bytes] : [],
  );
}

/** Records steps written as `> step` (sent) and `< step` (received). */
function play(steps: readonly string[]): TrafficView {
  const { tap, view } = recorder('amqp');
  for (const step of steps) {
    for (const frame of frames(`- ${step.slice(2)}`)) {
      if (step.startsWith('>')) tap.sent(frame);
      else tap.received(frame);
    }
  }
  return view;
}

/** Name and peer of each unit. */
async function recorded(...steps: readonly string[]): Promise<(readonly [name: string, peer: number | undefined])[]> {
  const { rows } = await play(steps).rows({ filter: {}, from: 0, count: 100 });
  return rows.map((row) => [row.name, row.peer]);
}

function recorder(
  protocol: 'amqp' | 'xmpp',
  limit = 1 << 20,
): { readonly tap: ConnectionTap; readonly view: TrafficView; readonly store: TrafficStore } {
  const { store, view, tap } = tapped(limit);
  return { store, view, tap: tap('broker', protocol) };
}

const begun = [
  '> header: amqp',
  '< header: amqp',
  '> open: { container-id: a }',
  '< open: { container-id: b }',
  '> begin: { next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }',
  '< begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }',
];
const attached = [
  ...begun,
  '> attach: { name: l, handle: 0, role: sender, source: {}, target: { address: q }, initial-delivery-count: 0 }',
  '< attach: { name: l, handle: 7, role: receiver, source: {}, target: { address: q } }',
  '< flow: { next-incoming-id: 0, incoming-window: 9, next-outgoing-id: 0, outgoing-window: 9, handle: 7, delivery-count: 0, link-credit: 9 }',
];

describe('pairing on an AMQP connection', () => {
  it('headers, open, begin and attach are answered by their like', async () => {
    expect((await recorded(...attached)).map(([, peer]) => peer)).toEqual([2, 1, 4, 3, 6, 5, 8, 7, undefined]);
  });

  it('a disposition answers all transfers of its range', async () => {
    const units = await recorded(
      ...attached,
      '> transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0 }',
      '> transfer: { handle: 0, delivery-id: 1, delivery-tag: b, message-format: 0 }',
      '> transfer: { handle: 0, delivery-id: 2, delivery-tag: c, message-format: 0 }',
      '< disposition: { role: receiver, first: 0, last: 1, settled: true, state: !accepted {} }',
    );
    expect(units.slice(9).map(([, peer]) => peer)).toEqual([13, 13, undefined, 10]);
  });

  it('a settled transfer waits for nothing, and a sender’s disposition answers nothing of its own', async () => {
    const units = await recorded(
      ...attached,
      '> transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0, settled: true }',
      '> disposition: { role: sender, first: 0, settled: true }',
      '< disposition: { role: receiver, first: 0, last: 4294967295, settled: true }',
    );
    expect(units.slice(9).map(([, peer]) => peer)).toEqual([undefined, undefined, undefined]);
  });

  it('detach, end and close are answered by their like, though handles differ', async () => {
    const units = await recorded(
      ...attached,
      '> detach: { handle: 0, closed: true }',
      '< detach: { handle: 7, closed: true }',
      '> end: {}',
      '< end: {}',
      '< close: {}',
      '> close: {}',
    );
    expect(units.slice(9)).toEqual([
      ['detach', 11],
      ['detach', 10],
      ['end', 13],
      ['end', 12],
      ['close', 15],
      ['close', 14],
    ]);
  });

  it.each([
    ['ended', ['> end: {}', '> close: {}'], ['< end: {}', '< close: {}']],
    [
      'detached and ended',
      ['> detach: { handle: 0, closed: true }', '> end: {}', '> close: {}'],
      ['< detach: { handle: 7, closed: true }', '< end: {}', '< close: {}'],
    ],
  ])('a script that has %s before anything was answered is paired as a whole', async (_what, asked, answered) => {
    const units = await recorded(
      '> header: amqp',
      '> open: { container-id: a }',
      '> begin: { next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }',
      '> attach: { name: l, handle: 0, role: sender, source: {}, target: { address: q }, initial-delivery-count: 0 }',
      '> transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0 }',
      ...asked,
      '< header: amqp',
      '< open: { container-id: b }',
      '< begin: { remote-channel: 0, next-outgoing-id: 0, incoming-window: 9, outgoing-window: 9 }',
      '< attach: { name: l, handle: 7, role: receiver, source: {}, target: { address: q } }',
      '< flow: { next-incoming-id: 0, incoming-window: 9, next-outgoing-id: 0, outgoing-window: 9, handle: 7, delivery-count: 0, link-credit: 9 }',
      '< disposition: { role: receiver, first: 0, settled: true, state: !accepted {} }',
      ...answered,
    );
    const unpaired = units.filter(([name, peer]) => peer === undefined && name !== 'flow');
    expect(unpaired).toEqual([]);
    for (const [index, [name, peer]] of units.entries()) {
      if (peer === undefined) continue;
      const [other, back] = units[peer - 1]!;
      expect(back).toBe(index + 1);
      if (name !== 'transfer' && name !== 'disposition') expect(other).toBe(name);
    }
  });

  it('a link that is attached again before the peer has detached it is answered in order', async () => {
    const again = '{ name: l, handle: 0, role: sender, source: {}, target: { address: q }, initial-delivery-count: 0 }';
    const units = await recorded(
      ...attached,
      '> detach: { handle: 0 }',
      `> attach: ${again}`,
      '< detach: { handle: 7 }',
      '< attach: { name: l, handle: 7, role: receiver, source: {}, target: { address: q } }',
    );
    expect(units.slice(9)).toEqual([
      ['detach', 12],
      ['attach', 13],
      ['detach', 10],
      ['attach', 11],
    ]);
  });

  it('SASL is answered step by step', async () => {
    expect(
      (
        await recorded(
          '> header: sasl',
          '< header: sasl',
          '< sasl-mechanisms: { sasl-server-mechanisms: [SCRAM-SHA-1] }',
          '> sasl-init: { mechanism: SCRAM-SHA-1 }',
          '< sasl-challenge: { challenge: x }',
          '> sasl-response: { response: y }',
          '< sasl-outcome: { code: ok }',
        )
      ).map(([, peer]) => peer),
    ).toEqual([2, 1, undefined, 5, 4, 7, 6]);
  });
});

describe('pairs and findings of an AMQP connection', () => {
  /** Peer and rules broken of the units from the tenth on. */
  const judged = (...steps: readonly string[]): (readonly [peer: number | undefined, codes: readonly string[]])[] => {
    const view = play([...attached, ...steps]);
    return steps.map((_, index) => {
      const unit = view.unit(index + 10, false)!;
      return [unit.row.peer, unit.issues.map(({ code }) => code)];
    });
  };

  it.each([
    [
      'on a handle that is not attached',
      '> transfer: { handle: 5, delivery-id: 0, delivery-tag: a, message-format: 0 }',
      'amqp/handle-unattached',
    ],
    [
      'on a handle that was detached',
      '> transfer: { handle: 1, delivery-id: 0, delivery-tag: a, message-format: 0 }',
      'amqp/handle-unattached',
    ],
    [
      'of the receiver',
      '> transfer: { handle: 2, delivery-id: 0, delivery-tag: a, message-format: 0 }',
      'amqp/transfer-role',
    ],
  ])(
    'agree: the disposition of an invalid transfer %s answers it, and is not called unknown',
    (_what, transfer, code) => {
      const found = judged(
        '> attach: { name: m, handle: 1, role: sender, source: {}, target: { address: q }, initial-delivery-count: 0 }',
        '> attach: { name: n, handle: 2, role: receiver, source: { address: q }, target: {} }',
        '> detach: { handle: 1, closed: true }',
        transfer,
        '< disposition: { role: receiver, first: 0, settled: true, state: !accepted {} }',
      );
      expect(found[3]?.[0]).toBe(14);
      expect(found[3]?.[1]).toContain(code);
      expect(found[4]).toEqual([13, []]);
    },
  );

  it('agree: a disposition whose range ends before it begins answers nothing', () => {
    const found = judged(
      '> transfer: { handle: 0, delivery-id: 1, delivery-tag: a, message-format: 0 }',
      '< disposition: { role: receiver, first: 1, last: 0, settled: true, state: !accepted {} }',
    );
    expect(found).toEqual([
      [undefined, []],
      [undefined, ['amqp/disposition-range']],
    ]);
  });

  it('agree: a second disposition of a delivery that is settled answers nothing', () => {
    const accept = '< disposition: { role: receiver, first: 0, settled: true, state: !accepted {} }';
    expect(
      judged('> transfer: { handle: 0, delivery-id: 0, delivery-tag: a, message-format: 0 }', accept, accept).map(
        ([peer]) => peer,
      ),
    ).toEqual([11, 10, undefined]);
  });
});

describe('the recorder', () => {
  it('gives the same units for every split of the bytes', () => {
    const bytes = Buffer.concat(
      frames(
        attached
          .filter((step) => step.startsWith('>'))
          .map((step) => `- ${step.slice(2)}`)
          .join('\n'),
      ),
    );
    const whole = recorder('amqp')
      .tap.sent(bytes)
      .map((unit) => Buffer.from(unit.bytes).toString('hex'));
    for (const size of [1, 3, 7, 50]) {
      const { tap } = recorder('amqp');
      const units: string[] = [];
      for (let at = 0; at < bytes.length; at += size)
        units.push(...tap.sent(bytes.subarray(at, at + size)).map((unit) => Buffer.from(unit.bytes).toString('hex')));
      expect(units).toEqual(whole);
    }
  });

  it('marks what a frame breaks in its place, not only in its bytes', async () => {
    const { tap, view } = recorder('amqp');
    for (const frame of frames(
      '- header: amqp\n- open: { container-id: a }\n- transfer: { handle: 3, delivery-id: 0, delivery-tag: a, message-format: 0 }\n',
    ))
      tap.sent(frame);
    const unit = view.unit(3, false)!;
    expect(unit.row.state).toBe('error');
    expect(unit.issues.length).toBeGreaterThan(0);
    expect(
      (await view.rows({ filter: { text: 'state:error' }, from: 0, count: 9 })).rows.map((row) => row.seq),
    ).toEqual([3]);
  });

  it('keeps what was left over when the socket closes', () => {
    const { tap, view } = recorder('xmpp');
    tap.received(Buffer.from('<iq type="get"'));
    expect(tap.pending).toBe(14);
    tap.end();
    expect(view.unit(1, false)?.row).toMatchObject({ kind: 'garbage', size: 14 });
  });

  it('begins anew after STARTTLS and SASL', async () => {
    const { tap, view } = recorder('xmpp');
    const header = Buffer.from(
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
    );
    for (let i = 0; i < 2; i++) {
      tap.sent(header);
      tap.restart();
    }
    expect((await view.rows({ filter: {}, from: 0, count: 9 })).rows.map((row) => row.kind)).toEqual([
      'stream',
      'stream',
    ]);
  });

  it('tells its listeners, paused or not, until they stop', () => {
    const { tap, store } = recorder('amqp');
    const seen: (number | undefined)[] = [];
    const stop = tap.onUnit((unit) => seen.push(unit.seq));
    const [header] = frames('- header: amqp');
    tap.sent(header!);
    store.paused = true;
    tap.sent(header!);
    stop();
    tap.sent(header!);
    expect(seen).toEqual([1, undefined]);
    expect(store.counts).toMatchObject({ kept: 1, skipped: 2 });
  });
});

describe('looking', () => {
  it('pages through what matches, while more comes and the oldest goes', async () => {
    const { tap, view, store } = recorder('xmpp', 64 * 1024);
    for (let i = 0; i < 2000; i++)
      tap.sent(
        Buffer.from(`<message id="m${i}"><body>${i % 2 === 0 ? 'even' : 'odd'} ${'x'.repeat(60)}</body></message>`),
      );
    const { counts } = store;
    expect(counts.evicted).toBeGreaterThan(0);
    await view.indexOf({ seq: 2000, filter: { text: 'even' } });
    const page = await view.rows({ filter: { text: 'even' }, from: 3, count: 2 });
    expect(page.counts).toEqual(counts);
    expect(page.rows).toHaveLength(2);
    for (const row of page.rows) expect(row.seq % 2).toBe(1);
    tap.sent(Buffer.from('<message><body>even</body></message>'));
    expect(await view.indexOf({ seq: 2001, filter: { text: 'even' } })).toBe(
      (await view.rows({ filter: { text: 'even' }, from: 0, count: 0 })).matching - 1,
    );
    expect(view.unit(1, false)).toBeNull();
  });

  it('gives copies: what is masked in one answer is not in the store', () => {
    const { tap, view } = recorder('xmpp');
    tap.sent(
      Buffer.from("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHJvbWVvAHNlY3JldA==</auth>"),
    );
    expect(Buffer.from(view.unit(1, false)!.bytes).toString()).toContain('>********************<');
    expect(Buffer.from(view.unit(1, true)!.bytes).toString()).toContain('AHJvbWVvAHNlY3JldA==');
  });
});
