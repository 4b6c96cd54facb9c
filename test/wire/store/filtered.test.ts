import { describe, expect, it } from 'vitest';
import { amqpLines, xmppLines } from '../../protocols/filter/sample.ts';
import { tapped, type Tapped } from '../record/tapped.ts';

/** The sample's traffic, recorded: units 1 to 13 are the broker's, then come Juliet's. */
function recorded(): Tapped & { readonly matching: (text: string) => Promise<readonly number[]> } {
  const all = tapped();
  for (const [name, protocol, lines] of [
    ['broker', 'amqp', amqpLines],
    ['juliet', 'xmpp', xmppLines],
  ] as const) {
    const tap = all.tap(name, protocol);
    for (const [side, , content] of lines) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      if (side === 'client') tap.sent(bytes);
      else tap.received(bytes);
    }
  }
  const matching = async (text: string): Promise<readonly number[]> =>
    (await all.view.rows({ filter: { text }, from: 0, count: 100 })).rows.map(({ seq }) => seq);
  return { ...all, matching };
}

describe('a filter over recorded traffic', () => {
  it.each<[string, readonly number[]]>([
    ['conn:broker failed', [11]],
    ['field:delivery-id=7', [10]],
    ['link:to-orders name:transfer', [10, 12, 13]],
    ['follow:delivery=#13', [12, 13]],
    ['follow:delivery=7', [10, 11]],
    ['follow:link=#11', []],
    ['follow:iq=#15', [14, 15]],
    ['unanswered', [12]],
    ['xpath:"//thread"', [16, 17]],
    ['rule:xmpp/iq-type', [21]],
    ['latency>=0 name:iq', [14, 15, 18, 19]],
    ['latency>1h', []],
    ['bytes:Wherefore', [16]],
  ])('%s', async (text, units) => expect(await recorded().matching(text)).toEqual(units));

  it('says what is wrong with one that cannot be read, and selects nothing by it', async () => {
    const { view } = recorded();
    const answer = await view.rows({ filter: { text: 'a /(/' }, from: 0, count: 10 });
    expect(answer).toMatchObject({ rows: [], matching: 0, problem: { start: 2, end: 5 } });
    expect(await view.indexOf({ seq: 1, filter: { text: 'a /(/' } })).toBe(-1);
  });

  it('looks at a unit again when it is answered', async () => {
    const all = tapped();
    const tap = all.tap('juliet', 'xmpp');
    const ask = (id: string) => tap.sent(Buffer.from(`<iq type="get" id="${id}"><ping xmlns="urn:xmpp:ping"/></iq>`));
    const answer = (id: string) => tap.received(Buffer.from(`<iq type="result" id="${id}"/>`));
    const rows = async (text: string) =>
      (await all.view.rows({ filter: { text }, from: 0, count: 10 })).rows.map(({ seq }) => seq);
    ask('a');
    ask('b');
    ask('c');
    expect([await rows('unanswered'), await rows('latency>=0')]).toEqual([[1, 2, 3], []]);
    answer('b');
    expect([await rows('unanswered'), await rows('latency>=0')]).toEqual([
      [1, 3],
      [2, 4],
    ]);
    answer('a');
    answer('c');
    expect([await rows('unanswered'), await rows('latency>=0')]).toEqual([[], [1, 2, 3, 4, 5, 6]]);
  });
});
