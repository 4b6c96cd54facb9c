import { describe, expect, it } from 'vitest';
import { faultOf, remember, restoreFilters, toggleSaved } from '../../../../client/panel/model/filters.ts';
import { seenValues, suggest } from '../../../../client/panel/model/suggestions.ts';
import { noProject, noSearch, unknownCodec, type UnitSearch } from '../../../../protocols/core/index.ts';

const none = { saved: [], used: [] };

describe('what is offered at the filter', () => {
  it('are filters that are saved and used, each once, where nothing is written', () => {
    const labels = suggest('', 0, {}, { saved: ['failed'], used: ['name:iq', 'failed'] }).map(({ label }) => label);
    expect(labels.slice(0, 3)).toEqual(['failed', 'name:iq', 'proto:']);
  });

  it('keeps what is written around the caret', () => {
    expect(suggest('a nam b', 5, {}, none)).toMatchObject([{ text: 'a name: b', caret: 7, goesOn: true }]);
  });

  it('are the names, channels and fields that occur', () => {
    const leaf = { label: 'delivery-id', value: '7', id: '0.0.0', children: [] };
    const root = { label: 'transfer', id: '0', children: [{ label: 'transfer', id: '0.0', children: [leaf] }] };
    const row = { seq: 1, time: 0, side: 'client', connection: 1, protocol: 'amqp', kind: 'frame' } as const;
    const rest = { ...row, summary: '', size: 1 };
    const rows = [
      { ...rest, name: 'transfer', channel: 10, link: 'to-orders' },
      { ...rest, name: 'open', channel: 2, from: 'a@b', to: 'orders' },
    ];
    const issue = { code: 'amqp/link-credit', severity: 'error', message: '', offset: 0, length: 0 } as const;
    const search: UnitSearch = { ...noSearch, named: (_unit, what) => (what === 'id' ? ['m-1', 'm-1'] : []) };
    const opened = unknownCodec.open({ protocol: 'unknown', kind: 'garbage', bytes: new Uint8Array() }, {}, noProject);
    expect(seenValues(rows, ['broker'], { root, issues: [issue], search, opened })).toEqual({
      name: ['open', 'transfer'],
      conn: ['broker'],
      channel: ['2', '10'],
      link: ['to-orders'],
      from: ['a@b'],
      to: ['orders'],
      id: ['m-1'],
      ns: [],
      field: ['transfer.delivery-id'],
      rule: ['amqp/link-credit'],
    });
  });
});

describe('filters that are kept', () => {
  it('are those that mean something, the latest first, each once', () => {
    expect(remember(['b', 'a'], ' a ')).toEqual(['a', 'b']);
    for (const filter of ['', '-', '(', 'x'.repeat(2000)]) expect(remember(['b'], filter)).toEqual(['b']);
    expect(
      remember(
        Array.from({ length: 20 }, (_, i) => `w${i}`),
        'new',
      ),
    ).toHaveLength(20);
  });

  it('are saved and taken out again', () => {
    expect(toggleSaved(toggleSaved([], 'failed'), 'name:iq')).toEqual(['failed', 'name:iq']);
    expect(toggleSaved(['failed'], 'failed ')).toEqual([]);
    expect(toggleSaved(['failed'], ' ')).toEqual(['failed']);
  });

  it('are read from whatever an earlier page has left', () => {
    expect(restoreFilters(['a', 7, null, 'b'])).toEqual(['a', 'b']);
    expect(restoreFilters({ 0: 'a' })).toEqual([]);
  });
});

describe('a fault', () => {
  it.each(['', 'romeo juliet', '-ping', 'jabber:iq:roster', '"dir:sideways is quoted"', 'constructor:x', 'DIR:OUT'])(
    'is not in %j',
    (filter) => expect(faultOf(filter)).toBeUndefined(),
  );

  it('comes before a hint', () => {
    expect(faultOf('nam:x')).toMatchObject({ severity: 'hint', start: 0, end: 3 });
    expect(faultOf('nam:x dir:up')).toMatchObject({ severity: 'error', start: 10, end: 12 });
  });
});
