import { expect, it } from 'vitest';
import { firstLine, SentHistory, type HistoryEntry } from '../../../client/sending/history.ts';

const entry = (source: string, more: { readonly text?: string; readonly connection?: string } = {}): HistoryEntry => ({
  sent: {
    document: 'file:///a.xmpp',
    source,
    label: 'iq get',
    connection: more.connection ?? 'romeo',
    protocol: 'xmpp',
    time: new Date(0),
    reply: { status: 'result', latency: 1, sent: [1], received: [2], summary: '' },
  },
  text: more.text ?? source,
  index: 0,
});
const sources = (history: SentHistory): readonly string[] => history.entries.map(({ sent }) => sent.source);

it('what was sent is listed from the latest on, each once for a connection', () => {
  const history = new SentHistory();
  for (const source of ['<a/>', '<b/>', '<a/>']) history.add(entry(source));
  expect(sources(history)).toEqual(['<a/>', '<b/>']);
  history.add(entry('<a/>', { connection: 'juliet' }));
  expect(sources(history)).toEqual(['<a/>', '<a/>', '<b/>']);
});

it('the list does not grow without end, neither by its entries nor by their documents', () => {
  const history = new SentHistory();
  for (let i = 0; i < 100; i++) history.add(entry(`<a id="${i}"/>`));
  expect(history.entries).toHaveLength(50);
  history.add(entry('<big/>', { text: 'x'.repeat(20_000_000) }));
  expect(sources(history)).toEqual(['<big/>']);
});

it('a line stands for a long source', () => {
  expect(firstLine('\n<iq\n type="get"/>')).toBe('<iq');
  expect(firstLine('x'.repeat(1000))).toHaveLength(121);
});
