import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmptyFilter, parseFilter, printFilter, type FilterNode } from '../../../protocols/filter/index.ts';
import { filterSyntax } from '../../../protocols/filter/index.ts';

/** A tree without its places. */
const shape = (node: FilterNode): unknown =>
  JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value)));

const errorOf = (text: string): string | undefined => parseFilter(text).errors[0]?.message;
const placeOf = (text: string): string | undefined => {
  const [error] = parseFilter(text).errors;
  return error === undefined ? undefined : text.slice(error.start, error.end);
};
const printed = (text: string): string => printFilter(parseFilter(text).root);

describe('a filter is read', () => {
  it.each([
    ['', ''],
    ['  a   b ', 'a b'],
    ['"two words"', '"two words"'],
    ['"a\\"b\\\\c"', '"a\\"b\\\\c"'],
    ['/or?der/i', '/or?der/i'],
    ['/two words/', '/two words/'],
    ['/a\\/b/', '/a\\/b/'],
    ['/bench', '"/bench"'],
    ['/var/log', '"/var/log"'],
    ['-ping', '-ping'],
    ['--ping', 'ping'],
    ['(a OR b)', 'a OR b'],
    ['x (a OR b c) -(d OR e)', 'x (a OR b c) -(d OR e)'],
    ['a or b', 'a or b'],
    ['ORder FOR', 'ORder FOR'],
    ['f(x) (g(y) OR h)', '"f(x)" ("g(y)" OR h)'],
    [':)', '":)"'],
    ['a)b', '"a)b"'],
    ['NAME:transfer', 'name:transfer'],
    ['name:"a b"', 'name:"a b"'],
    ['name:/^tr/', 'name:/^tr/'],
    ['id=7', 'id="7"'],
    ['jabber:iq:roster', 'jabber:iq:roster'],
    ['size>1k size:>=2KiB', 'size>1k size>=2KiB'],
    ['latency>50ms', 'latency>50ms'],
    ['time>12:00 time<=2026-11-29T12:00Z', 'time>12:00 time<=2026-11-29T12:00Z'],
    ['dir:in dir:client', 'dir:server dir:client'],
    ['channel:3,07', 'channel:3,7'],
    ['channel>3', 'channel>3'],
    ['field:delivery-id=7', 'field:delivery-id=7'],
    ['field:source.address', 'field:source.address'],
    ['field:"a key"="x y"', 'field:"a key"="x y"'],
    ['field:subject=/x/i', 'field:subject=/x/i'],
    ['xpath:"//body"', 'xpath:"//body"'],
    ['follow:iq follow:link=l follow:delivery=#12', 'follow:iq follow:link=l follow:delivery=#12'],
    ['failed -unanswered', 'failed -unanswered'],
  ])('%s', (text, wanted) => {
    const parsed = parseFilter(text);
    expect(parsed.errors).toEqual([]);
    // A group of its own is what is in it.
    expect(printFilter(parsed.root)).toBe(wanted);
    expect(shape(parseFilter(wanted).root)).toEqual(shape(parsed.root));
  });

  it('knows that a filter selects everything', () => {
    expect(isEmptyFilter(parseFilter('  '))).toBe(true);
    expect(isEmptyFilter(parseFilter('-'))).toBe(true);
    expect(isEmptyFilter(parseFilter('a'))).toBe(false);
    expect(isEmptyFilter(parseFilter('('))).toBe(false);
  });

  it('reads all of its own examples', () => {
    for (const { example } of filterSyntax) expect(parseFilter(example)).toMatchObject({ errors: [], hints: [] });
  });

  it('places terms by UTF-16 units', () => {
    expect(parseFilter('🦊 name:x').root).toMatchObject({
      parts: [
        { start: 0, end: 2 },
        { start: 3, end: 9 },
      ],
    });
  });
});

describe('an error names its place and what to do', () => {
  it.each([
    ['"abc', '"abc', 'closing quote is missing'],
    ['x (a OR b', '(', 'not closed: add “)”'],
    [') x', ')', 'No parenthesis is open'],
    ['a () b', '()', 'are empty'],
    ['OR a', 'OR', '“OR” needs a term on both sides'],
    ['(a OR)', ')', '“OR” needs a term on both sides'],
    ['kind:fraem', 'fraem', 'did you mean “frame”'],
    ['proto:amqp,smtp', 'smtp', '“proto:” takes amqp'],
    ['dir:up', 'up', '“dir:” takes in, out, received, sent, server or client.'],
    ['state:', '', '“state:” takes error, warning, information or hint.'],
    ['name:', '', '“name:” needs a name right after the colon.'],
    ['channel:three', 'three', '“channel:” takes a channel’s number, or several with commas in between.'],
    ['size>big', 'big', '“size” takes a number, with a unit if need be, as in size>1k.'],
    ['latency>50km', '50km', '“latency” takes a number'],
    ['time>25:61', '25:61', '“time” takes a time of day or a date'],
    ['name>x', 'name>', '“name” does not take “>”'],
    ['field:', '', '“field:” needs a value right behind it'],
    ['field:x>many', 'many', 'compares with a number or a date'],
    ['field:x=', '', 'A value is missing'],
    ['follow:all', 'all', '“follow:” takes iq, link, delivery, thread or jid.'],
    ['follow:iq>3', 'follow:iq>3', '“follow:” takes “=” only'],
    ['xpath:"//body["', '"', 'The XPath has its end where a name is expected'],
    ['xpath:"//body[foo()]"', 'f', '“foo()” is not known'],
    ['bytes:0x123', '0x123', 'pairs of hexadecimal digits'],
  ])('%s', (text, place, message) => {
    expect(errorOf(text)).toContain(message);
    expect(placeOf(text)).toBe(place);
  });
});

describe('a hint says what is odd', () => {
  it('names the key that is nearest', () => {
    const { hints, errors } = parseFilter('x nam:transfer');
    expect(errors).toEqual([]);
    expect(hints).toEqual([
      {
        message: '“nam” is not a key, so “nam:transfer” is searched for as a word. Did you mean “name:”?',
        start: 2,
        end: 5,
      },
    ]);
    expect(parseFilter('siz>1k').hints[0]?.message).toContain('Did you mean “size>”?');
    expect(parseFilter('-').hints).toHaveLength(1);
  });

  it.each([
    'jabber:iq:roster',
    'urn:xmpp:ping',
    'ws://localhost',
    'constructor:x',
    '"nam:quoted"',
    'xmpp:romeo@localhost',
    'a=b',
  ])('and is silent about %s', (text) => expect(parseFilter(text).hints).toEqual([]));
});

const pieces = fc.constantFrom(
  ...[
    '(',
    ')',
    '-',
    ' ',
    ' OR ',
    '"',
    '\\',
    '/',
    'a',
    'name:',
    'size>',
    '1k',
    'field:',
    'x.y',
    '=',
    '<',
    'follow:',
    'iq',
    'xpath:',
    '//',
    '[',
    ']',
    'state:error',
    ',',
    '#1',
    'time>12:00',
    'failed',
    '🦊',
    '\u0000',
    'channel:3,4',
    'kind:frame',
    '/i',
  ],
);

describe('whatever the text', () => {
  it('nothing is thrown, and what is printed reads as the same', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 25 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (filter) => {
        const parsed = parseFilter(filter);
        for (const { start, end } of [...parsed.errors, ...parsed.hints]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(filter.length);
        }
        if (parsed.errors.length > 0) return;
        const again = parseFilter(printed(filter));
        expect(again.errors).toEqual([]);
        expect(shape(again.root)).toEqual(shape(parsed.root));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['(', '-', 'OR ', ')', '"', '/', 'a ', '-(', 'xpath:', '\\"', 'a:'])(
    'a megabyte of %j is refused',
    (piece) => {
      expect(parseFilter(piece.repeat(Math.ceil(1_000_000 / piece.length))).errors).toHaveLength(1);
    },
  );

  it.each(['(', '-', 'OR ', ')', '"', '/ ', 'a ', '-(', '(/ ', 'name:/ '])(
    'so much of %j as is read is read in time',
    (piece) => {
      expect(parseFilter(piece.repeat(Math.floor(20_000 / piece.length))).text).not.toBe('');
    },
  );
});
