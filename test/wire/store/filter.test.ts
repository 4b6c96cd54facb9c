import { describe, expect, it } from 'vitest';
import { compileFilter, sameFilter, type Filterable } from '../../../wire/store/filter.ts';

const transfer: Filterable = {
  side: 'client',
  kind: 'frame',
  protocol: 'amqp',
  name: 'transfer',
  channel: 3,
  connectionName: 'Broker',
  failed: false,
  summary: () => 'readings m-1 jabber:client "two words"',
  state: () => 'warning',
};

const matches = (text: string, unit: Filterable = transfer): boolean => compileFilter({ text })(unit);

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

  it('narrows to one connection', () => {
    expect(compileFilter({ connection: 'Broker' })(transfer)).toBe(true);
    expect(compileFilter({ connection: 'broker' })(transfer)).toBe(false);
  });

  it('does not decode a unit that a cheap term already leaves out', () => {
    const summary = (): string => {
      throw new Error('decoded');
    };
    expect(matches('readings dir:in', { ...transfer, summary })).toBe(false);
  });

  it('leaves out by channel what has none', () => {
    expect(matches('channel:0', { ...transfer, channel: undefined })).toBe(false);
    expect(matches('-channel:0', { ...transfer, channel: undefined })).toBe(true);
  });

  it('treats a unit without findings as clean', () => {
    expect(matches('state:hint', { ...transfer, state: () => undefined })).toBe(false);
  });

  it('is the same filter whatever spaces surround it', () => {
    expect(sameFilter({ text: ' a ' }, { text: 'a' })).toBe(true);
    expect(sameFilter({}, { text: '' })).toBe(true);
    expect(sameFilter({ text: 'a' }, { text: 'a', connection: 'b' })).toBe(false);
  });
});
