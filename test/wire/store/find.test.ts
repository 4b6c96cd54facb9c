import { expect, it } from 'vitest';
import { findUnit } from '../../../wire/store/find.ts';
import { tapped } from '../record/tapped.ts';

function recorded() {
  const all = tapped();
  const romeo = all.tap('romeo', 'xmpp');
  const broken =
    '<iq type="error" id="e"><error type="cancel"><item-not-found xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>';
  for (let i = 1; i <= 9; i++) {
    if (i === 4 || i === 8) romeo.received(Buffer.from(broken));
    else romeo.sent(Buffer.from(`<message to="a@b"><body>words ${i}</body></message>`));
  }
  const find = (what: string, from: number, backwards = false, text = '') =>
    all.view.find({ filter: { text }, what, from, backwards });
  return { ...all, find };
}

it('finds the next unit, and the one before, from any place', async () => {
  const { find } = recorded();
  expect(await find('failed', 0)).toEqual({ seq: 4, at: 4 });
  expect(await find('failed', 4)).toEqual({ seq: 8, at: 8 });
  expect(await find('failed', 8)).toEqual({ seq: 0, at: 0 });
  expect(await find('failed', 8, true)).toEqual({ seq: 4, at: 4 });
  expect(await find('failed', 1e9, true)).toEqual({ seq: 8, at: 8 });
  expect(await find('"words 7"', 2)).toEqual({ seq: 7, at: 7 });
});

it('finds nothing that the list does not show', async () => {
  const { find } = recorded();
  expect(await find('failed', 0, false, 'dir:out')).toEqual({ seq: 0, at: 0 });
  expect(await find('words', 0, false, 'field:message.body="words 6"')).toEqual({ seq: 6, at: 6 });
});

it('says what is wrong with what is searched for', async () => {
  const { find } = recorded();
  expect(await find('kind:fraem', 0)).toMatchObject({ seq: 0, problem: { start: 5 } });
});

it('answers in time, and goes on from where it is', async () => {
  const slow = (): boolean => {
    for (const end = performance.now() + 2; performance.now() < end;);
    return false;
  };
  const begun = performance.now();
  const { seq, at } = await findUnit({ first: 1, last: 1e6 }, slow, 0, false);
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(seq).toBe(0);
  expect(at).toBeGreaterThan(10);
});
