import { describe, expect, it } from 'vitest';
import { compileRowFilter, sameFilter, selectsAll } from '../../../wire/store/filter.ts';
import { unitFacts } from '../../protocols/filter/facts.ts';

const transfer = unitFacts({
  side: 'client',
  kind: 'frame',
  protocol: 'amqp',
  name: 'transfer',
  channel: 3,
  connection: ['Broker'],
  summary: 'readings m-1 jabber:client "two words"',
  state: 'warning',
});

const matches = (text: string, unit = transfer): boolean => compileRowFilter({ text }).filter?.matches(unit) ?? false;

describe('a filter', () => {
  it.each([
    '',
    '   ',
    'transfer',
    'TRANSFER',
    'readings',
    'broker',
    'readings m-1',
    'jabber:client',
    '"two words"',
    '-open',
    '-"no such"',
    'name:trans',
    'conn:brok',
    'kind:frame',
    'proto:amqp',
    'channel:3',
    'channel:1,3',
    '-channel:1',
    'dir:out',
    'dir:sent',
    'dir:out readings -name:open',
    'state:warning',
    'state:hint',
    '-state:error',
    '-',
  ])('selects by “%s”', (text) => expect(matches(text)).toBe(true));

  it.each([
    'open',
    'readings m-2',
    '-readings',
    '"words two"',
    'name:open',
    'conn:other',
    'kind:header',
    'proto:xmpp',
    'channel:1',
    'channel:33',
    'channel:',
    'channel:x',
    '-channel:3',
    'dir:in',
    'dir:nowhere',
    'state:error',
    '-state:warning',
    'state:nonsense',
  ])('leaves out by “%s”', (text) => expect(matches(text)).toBe(false));

  it('does not decode a unit that a cheap term already leaves out', () => {
    const open = (): never => {
      throw new Error('decoded');
    };
    expect(matches('readings dir:in', { ...transfer, open })).toBe(false);
  });

  it('leaves out by channel what has none', () => {
    expect(matches('channel:0', { ...transfer, channel: undefined })).toBe(false);
    expect(matches('-channel:0', { ...transfer, channel: undefined })).toBe(true);
  });

  it('treats a unit without findings as clean', () => {
    expect(matches('state:hint', { ...transfer, issues: () => [] })).toBe(false);
  });

  it('is the same filter whatever spaces surround it', () => {
    expect(sameFilter({ text: ' a ' }, { text: 'a' })).toBe(true);
    expect(sameFilter({}, { text: '' })).toBe(true);
    expect(sameFilter({ text: 'a' }, { text: 'a', connection: 'b' })).toBe(false);
    expect(selectsAll({ text: ' ' })).toBe(true);
    expect(selectsAll({ text: '-' })).toBe(true);
    expect(selectsAll({ text: '(' })).toBe(false);
  });
});
