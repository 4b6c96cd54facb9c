import { describe, expect, it } from 'vitest';
import { filterHint, filterSyntax } from '../../../../client/panel/model/filter-hints.ts';

describe('the hint at the filter', () => {
  it.each([
    '',
    'romeo juliet',
    '-ping',
    'name:iq',
    'dir:in -dir:out',
    'state:error',
    'jabber:iq:roster',
    '"dir:sideways is quoted"',
    'conn:"my broker"',
    'proto:amqp-0-9-1 kind:frame',
    'channel:3 -channel:4,5',
    'DIR:OUT',
    'constructor:x',
  ])('is silent about %j', (filter) => {
    expect(filterHint(filter)).toBeUndefined();
  });

  it('names the words that a term takes', () => {
    expect(filterHint('romeo dir:up')).toBe('“dir:” takes in, out, received, sent, server or client.');
    expect(filterHint('-state:')).toBe('“state:” takes error, warning, information or hint.');
    expect(filterHint('kind:fraem')).toContain('frame');
  });

  it('says that a channel is a number', () => {
    expect(filterHint('channel:three')).toBe('“channel:” takes a channel’s number, or several with commas in between.');
    expect(filterHint('channel:3,')).toContain('a channel’s number');
  });

  it('asks for the name that is missing', () => {
    expect(filterHint('name:')).toBe('“name:” needs a name right after the colon.');
  });

  it('does not mind its own examples', () => {
    for (const { example } of filterSyntax) expect(filterHint(example.replaceAll(',', ''))).toBeUndefined();
  });
});
