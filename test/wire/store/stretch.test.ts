import { expect, it } from 'vitest';
import { longestStretch } from '../../../wire/protocol.ts';
import { tapped } from '../record/tapped.ts';

function recorded() {
  const all = tapped();
  const [romeo, juliet] = [all.tap('romeo', 'xmpp'), all.tap('juliet', 'xmpp')];
  romeo.sent(Buffer.from('<presence/>'));
  juliet.sent(Buffer.from('<message to="a@b"><body>a long message</body></message>'));
  romeo.sent(Buffer.from('<presence to="a@b"/>'));
  romeo.sent(Buffer.from('<presence to="juliet@example.org"/>'));
  return all;
}

it('a stretch of the list has the units of its rows, in whichever order its ends are given', async () => {
  const { view } = recorded();
  expect(await view.stretch({ filter: {}, from: 2, to: 4 })).toEqual({ units: [[2, 4]], rows: 3 });
  expect(await view.stretch({ filter: {}, from: 4, to: 2 })).toEqual({ units: [[2, 4]], rows: 3 });
  const filter = { text: 'name:presence' };
  const units = [
    [1, 1],
    [3, 4],
  ];
  expect(await view.stretch({ filter, from: 1, to: 4 })).toEqual({ units, rows: 3 });
  expect(await view.stretch({ filter })).toEqual({ units, rows: 3 });
});

it('a stretch of a sorted list goes by its order', async () => {
  const { view } = recorded();
  const sort = { by: 'size', descending: true } as const;
  // By size: 2, 4, 3, 1.
  expect(await view.stretch({ filter: {}, sort, from: 2, to: 4 })).toEqual({
    units: [
      [2, 2],
      [4, 4],
    ],
    rows: 2,
  });
});

it('an end that the list does not have stands for the other one', async () => {
  const { view } = recorded();
  const filter = { text: 'name:presence' };
  expect(await view.stretch({ filter, from: 2, to: 4 })).toEqual({ units: [[4, 4]], rows: 1 });
  expect(await view.stretch({ filter, from: 2, to: 99 })).toEqual({ units: [], rows: 0 });
});

it('a stretch is bounded, and tells how long it is', async () => {
  const { view, tap } = tapped(64 << 20);
  const romeo = tap('romeo', 'xmpp');
  for (let i = 0; i < 11; i++) romeo.sent(Buffer.from('<r/>'.repeat(10_000)));
  const { units, rows } = await view.stretch({ filter: {} });
  expect(rows).toBe(110_000);
  expect(units).toEqual([[1, longestStretch]]);
});
