import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesTerm, cellTerm, nodeTerm, withTerm } from '../../../../client/panel/model/filter-terms.ts';
import type { TrafficRow } from '../../../../protocols/core/inspect/index.ts';
import type { InspectNode } from '../../../../protocols/core/inspect/index.ts';
import { noContext, noProject, type OpenUnit } from '../../../../protocols/core/index.ts';
import { compileFilter, parseFilter } from '../../../../protocols/filter/index.ts';
import { xmpp } from '../../../../protocols/xmpp/protocol.ts';
import { unitFacts } from '../../../protocols/filter/facts.ts';

const row: TrafficRow = {
  seq: 1,
  time: 0,
  side: 'client',
  connection: 1,
  protocol: 'amqp',
  kind: 'frame',
  name: 'transfer',
  summary: '',
  size: 3,
};

describe('the term of a cell', () => {
  it.each([
    ['direction', row, 'dir:out'],
    ['name', row, 'name=transfer'],
    ['connection', row, 'conn="my (broker)"'],
    ['place', { ...row, channel: 3 }, 'channel:3'],
    ['place', { ...row, channel: 3, link: 'to orders' }, 'link="to orders"'],
    ['place', { ...row, from: 'me@x', to: 'you@x/y' }, 'to=you@x/y'],
    ['place', { ...row, side: 'server', from: 'you@x/y', to: 'me@x' }, 'from=you@x/y'],
    ['state', { ...row, state: 'error' }, 'state:error'],
    ['summary', { ...row, failure: 'rejected' }, 'failed'],
    ['time', row, undefined],
    ['state', row, undefined],
  ] as const)('%s', (column, of, term) => expect(cellTerm(column, of, 'my (broker)')).toBe(term));

  it('is a filter without errors, whatever a peer has for names', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, link) => {
        for (const column of ['name', 'place', 'connection'] as const) {
          const term = cellTerm(column, { ...row, name, link }, link);
          if (term === undefined) continue;
          const { filter, errors } = compileFilter(term, { zone: () => 0 });
          expect(errors ?? [], term).toEqual([]);
          const place = (): { session: number; link: { name: string } } => ({ session: 1, link: { name: link } });
          expect(filter?.matches(unitFacts({ name, connection: [link], place })), term).toBe(true);
        }
      }),
    );
  });
});

describe('the term of a field', () => {
  const open = (text: string): OpenUnit =>
    xmpp.codec.open({ protocol: 'xmpp', kind: 'stanza', bytes: new TextEncoder().encode(text) }, noContext, noProject);
  const nodes = (node: InspectNode): readonly InspectNode[] => [node, ...node.children.flatMap(nodes)];

  it('selects the unit that the field is of', () => {
    const opened = open(
      `<iq type='get' id='a "quoted" id' to='x@y'><query xmlns='jabber:iq:roster' ver=''><item jid='a@b'>text (1)</item></query></iq>`,
    );
    const root = opened.tree({ secrets: false });
    const terms = nodes(root).flatMap(({ id }) => nodeTerm(root, id, opened, xmpp.search) ?? []);
    expect(terms).toEqual(
      expect.arrayContaining(['field:type=get', 'ns=jabber:iq:roster', 'field:query.item="text (1)"']),
    );
    for (const term of terms) {
      const { filter, errors } = compileFilter(term, { zone: () => 0 });
      expect(errors ?? [], term).toEqual([]);
      expect(filter?.matches(unitFacts({ open: () => opened, search: xmpp.search })), term).toBe(true);
    }
  });

  it('is none of a secret', () => {
    const opened = open("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAcGFzc3dvcmQ=</auth>");
    const root = opened.tree({ secrets: true });
    const terms = nodes(root).flatMap(({ id }) => nodeTerm(root, id, opened, xmpp.search) ?? []);
    expect(terms.join(' ')).not.toContain('AGEAcGFzc3dvcmQ');
  });
});

describe('bytes', () => {
  it('are searched for in hex, where they are not too many', () => {
    expect(bytesTerm(Uint8Array.of(0, 0x53))).toBe('bytes:0x0053');
    expect(bytesTerm(new Uint8Array(0))).toBeUndefined();
    expect(bytesTerm(new Uint8Array(65))).toBeUndefined();
  });
});

describe('a filter and one more term', () => {
  it.each([
    ['', 'dir:out', 'dir:out'],
    ['  name:iq ', '-dir:out', 'name:iq -dir:out'],
    ['a OR b', 'dir:out', '(a OR b) dir:out'],
    ['name:iq dir:out', 'dir:out', 'name:iq dir:out'],
    ['(broken', 'dir:out', 'dir:out'],
  ])('%j and %j are %j', (filter, term, both) => {
    expect(withTerm(filter, term)).toBe(both);
    expect(parseFilter(both).errors).toEqual([]);
  });
});
