import { expect, it } from 'vitest';
import { everything } from '../../../wire/store/matches.ts';
import { mostSorted, SortedRows } from '../../../wire/store/sorted.ts';
import { tapped } from '../record/tapped.ts';

function recorded() {
  const all = tapped();
  const [romeo, juliet] = [all.tap('romeo', 'xmpp'), all.tap('juliet', 'xmpp')];
  romeo.sent(Buffer.from('<presence/>'));
  juliet.sent(Buffer.from('<message to="a@b"><body>a long message</body></message>'));
  romeo.sent(Buffer.from('<iq type="get" id="1" to="a@b"><ping xmlns="urn:xmpp:ping"/></iq>'));
  romeo.received(Buffer.from('<iq type="result" id="1" from="a@b"/>'));
  const sorted = async (by: 'name' | 'size' | 'latency' | 'connection' | 'number', descending = false, text = '') =>
    (await all.view.rows({ filter: { text }, sort: { by, descending }, from: 0, count: 10 })).rows.map(
      ({ seq }) => seq,
    );
  return { ...all, sorted };
}

it('rows are sorted by what a column shows, in both directions; what has none comes last', async () => {
  const { sorted } = recorded();
  expect(await sorted('number', true)).toEqual([4, 3, 2, 1]);
  expect(await sorted('name')).toEqual([3, 4, 2, 1]);
  expect(await sorted('size')).toEqual([1, 4, 2, 3]);
  expect(await sorted('size', true)).toEqual([3, 2, 4, 1]);
  expect(await sorted('connection')).toEqual([2, 1, 3, 4]);
  expect((await sorted('latency')).slice(2)).toEqual([1, 2]);
  expect((await sorted('latency', true)).slice(2)).toEqual([1, 2]);
});

it('rows that a filter selects are sorted, and found by their place', async () => {
  const { sorted, view } = recorded();
  expect(await sorted('size', true, 'conn:romeo')).toEqual([3, 4, 1]);
  const filter = { text: 'conn:romeo' };
  expect(await view.indexOf({ seq: 1, filter: filter, sort: { by: 'size', descending: true } })).toBe(2);
  expect(await view.indexOf({ seq: 2, filter: filter, sort: { by: 'size', descending: true } })).toBe(-1);
});

it('what arrives is in its place', async () => {
  const { sorted, tap } = recorded();
  expect(await sorted('size')).toEqual([1, 4, 2, 3]);
  tap('romeo', 'xmpp').sent(Buffer.from('<a/>'));
  await expect.poll(() => sorted('size')).toEqual([5, 1, 4, 2, 3]);
});

it('more rows than can be sorted stay in the order of their numbers, and the answer says so', () => {
  const { store } = recorded();
  const rows = new SortedRows(store, () => undefined);
  const many = everything({ first: 1, last: mostSorted + 1 });
  expect(rows.of(many, { by: 'size', descending: false })).toBeUndefined();
});
