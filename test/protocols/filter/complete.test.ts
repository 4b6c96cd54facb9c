import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeFilter, filterKeys, flags, type SeenValues } from '../../../protocols/filter/index.ts';

const seen: SeenValues = { name: ['iq', 'message', 'two words'], conn: ['broker', 'my "b"'] };

/** The text with what is offered put in, one a line; the bar is the caret. */
const offered = (marked: string): readonly string[] => {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  return completeFilter(text, caret, seen).map(
    ({ insert, start, end }) => `${text.slice(0, start)}${insert}${text.slice(end)}`,
  );
};

describe('completion in a filter', () => {
  it('offers all keys and words in an empty one', () => {
    expect(completeFilter('', 0)).toHaveLength(Object.keys(filterKeys).length + Object.keys(flags).length);
  });

  it.each<[string, readonly string[]]>([
    ['na|', ['name:']],
    ['x -(lat|', ['x -(latency>']],
    ['fa|', ['failed']],
    ['name:|', ['name:iq', 'name:message', 'name:"two words"']],
    ['name:m|', ['name:message']],
    ['name:m|ess x', ['name:message x']],
    ['(name:m|) x', ['(name:message) x']],
    ['name:"two w|', ['name:"two words"']],
    ['conn:b|', ['conn:broker', 'conn:"my \\"b\\""']],
    ['dir:i|', ['dir:in', 'dir:received']],
    ['kind:frame,heart|', ['kind:frame,heartbeat']],
    ['state:e|', ['state:error']],
    ['follow:l|', ['follow:link', 'follow:delivery', 'follow:link=']],
    ['"na|', []],
    ['nam:x|', []],
    ['size>1|', []],
  ])('%s', (text, wanted) => {
    const found = offered(text);
    expect(found.slice(0, Math.max(1, wanted.length))).toEqual(wanted.slice(0, Math.max(1, wanted.length)));
    if (wanted.length <= 1) expect(found).toEqual(wanted);
  });

  it('says what each is for', () => {
    expect(completeFilter('lin', 3)[0]).toMatchObject({
      label: 'link:',
      description: 'the AMQP link, by name, as in link:receiver-1',
      goesOn: true,
    });
  });

  it('throws for no text and no caret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: -5, max: 50 }), (text, caret) => {
        for (const { start, end } of completeFilter(text, caret, seen)) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
