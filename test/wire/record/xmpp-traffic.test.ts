import type { Side } from '../../../protocols/core/index.ts';
import { tapped, type Tapped } from './tapped.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitResult } from '../../../wire/protocol.ts';
import type { ConnectionTap } from '../../../wire/record/tap.ts';
import type { TrafficStore } from '../../../wire/store/store.ts';
import type { TrafficView } from '../../../wire/store/view.ts';
import { fragments } from '../../protocols/xmpp/arbitrary.ts';

const header = (more = '') =>
  `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='example.org'${more}>`;
const answer = (more = '') =>
  `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' id='1' from='example.org'${more}>`;
const bind = '<iq type="set" id="bind-1"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>';
const bound =
  '<iq type="result" id="bind-1"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>romeo@example.org/orchard</jid></bind></iq>';
const carbon = (from: string) =>
  `<message from="${from}" to="romeo@example.org/orchard"><received xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c" to="romeo@example.org"><body>hi</body></message></forwarded></received></message>`;

class Recording {
  readonly store: TrafficStore;
  readonly tap: ConnectionTap;
  readonly view: TrafficView;
  readonly open: Tapped['tap'];

  constructor(limit = 1 << 20, encrypted = false) {
    const { store, view, tap } = tapped(limit);
    this.store = store;
    this.view = view;
    this.open = tap;
    this.tap = tap('romeo', 'xmpp', encrypted);
  }

  /** Lines of `> sent` and `< received`. */
  cross(...lines: readonly string[]): this {
    for (const line of lines) {
      if (line.startsWith('>')) this.tap.sent(Buffer.from(line.slice(2)));
      else this.tap.received(Buffer.from(line.slice(2)));
    }
    return this;
  }

  /** A log-in as it goes: STARTTLS left out, SASL with its new stream. */
  login(): this {
    this.cross(
      `> ${header()}`,
      `< ${answer()}`,
      '< <stream:features><mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><mechanism>PLAIN</mechanism></mechanisms></stream:features>',
    );
    this.cross(
      '> <auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AHJvbWVvAHNlY3JldA==</auth>',
      '< <success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>',
    );
    this.tap.restart();
    return this.cross(
      `> ${header(" from='romeo@example.org'")}`,
      `< ${answer()}`,
      '< <stream:features><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></stream:features>',
      `> ${bind}`,
      `< ${bound}`,
    );
  }

  last(): UnitResult {
    return this.view.unit(this.store.last, false)!;
  }

  /** What is wrong with the last unit. */
  codes(): readonly string[] {
    return this.last().issues.map(({ code }) => code);
  }

  async states(): Promise<readonly string[]> {
    const { rows } = await this.view.rows({ filter: {}, from: 0, count: 1000 });
    return rows.flatMap(({ name, state }) => (state === undefined ? [] : [`${name} ${state}`]));
  }
}

describe('a recorded XMPP connection', () => {
  it('shows a password that passes an offer of STARTTLS over, unless the connection is inside TLS already', () => {
    const offer =
      '< <stream:features><starttls xmlns="urn:ietf:params:xml:ns:xmpp-tls"/><mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><mechanism>PLAIN</mechanism></mechanisms></stream:features>';
    const plain = '> <auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AHJvbWVvAHNlY3JldA==</auth>';
    const logIn = (encrypted: boolean): readonly string[] =>
      new Recording(1 << 20, encrypted).cross(`> ${header()}`, `< ${answer()}`, offer, plain).codes();
    expect(logIn(false)).toEqual(['xmpp/credentials-clear']);
    expect(logIn(true)).toEqual([]);
  });

  it('draws no finding by logging in and asking for things', async () => {
    const recording = new Recording().login();
    recording.cross(
      '> <iq type="get" id="r"><query xmlns="jabber:iq:roster"/></iq>',
      '< <iq type="result" id="r" to="romeo@example.org/orchard"><query xmlns="jabber:iq:roster"/></iq>',
      '> <presence/>',
      `< ${carbon('romeo@example.org')}`,
    );
    expect(await recording.states()).toEqual([]);
  });

  it('marks a forged carbon copy, in the row, in the details, and to the filter', async () => {
    const recording = new Recording().login().cross(`< ${carbon('mallory@evil.example')}`);
    const { row, issues } = recording.last();
    expect(row.state).toBe('error');
    expect(issues).toEqual([
      expect.objectContaining({ code: 'xmpp/carbon-forged', severity: 'error', section: 'XEP-0280, 11' }),
    ]);
    expect(issues[0]!.offset).toBe(carbon('mallory@evil.example').indexOf('<received') + 1);
    const { rows } = await recording.view.rows({ filter: { text: 'state:error' }, from: 0, count: 9 });
    expect(rows.map(({ seq }) => seq)).toEqual([row.seq]);
  });

  it.each([
    [
      'a result of an archive from somebody else',
      '< <message from="mallory@evil.example" to="romeo@example.org/orchard"><result xmlns="urn:xmpp:mam:2" queryid="q" id="1"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:client" from="a@b/c"><body>hi</body></message></forwarded></result></message>',
      'xmpp/archive-forged',
    ],
    [
      'a stanza id of a stranger',
      '< <message from="juliet@example.org/b" to="romeo@example.org/orchard"><body>hi</body><stanza-id xmlns="urn:xmpp:sid:0" id="1" by="evil.example"/></message>',
      'xmpp/stanza-id-forged',
    ],
    [
      'a change of the contact list by somebody else',
      '< <iq type="set" id="x" from="mallory@evil.example" to="romeo@example.org/orchard"><query xmlns="jabber:iq:roster"><item jid="a@b" subscription="both"/></query></iq>',
      'xmpp/roster-push-forged',
    ],
    [
      'a reply that nobody asked for',
      '< <iq type="result" id="x" from="example.org" to="romeo@example.org/orchard"/>',
      'xmpp/reply-unasked',
    ],
    ['a foreign address on what the client sends', '> <presence from="juliet@example.org/balcony"/>', 'xmpp/from-own'],
  ])('marks %s', (_what, line, code) => {
    expect(new Recording().login().cross(line).codes()).toContain(code);
  });

  it('pairs the error with an invalid request that it answers, and finds nothing wrong with it', () => {
    const recording = new Recording().login();
    recording.cross('> <iq type="ask" id="w1" to="example.org"><query xmlns="jabber:iq:roster"/></iq>');
    const request = recording.store.last;
    recording.cross(
      '< <iq type="error" id="w1" from="example.org" to="romeo@example.org/orchard"><error type="modify"><bad-request xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/></error></iq>',
    );
    expect(recording.last().row.peer).toBe(request);
    expect(recording.codes()).toEqual([]);
    expect(recording.view.unit(request, false)!.row.peer).toBe(recording.store.last);
  });

  it('pairs nothing with a reply that it finds unasked or forged', () => {
    const recording = new Recording().login();
    for (const [line, code] of [
      ['> <iq type="get" id="w1"><query xmlns="jabber:iq:roster"/></iq>', undefined],
      ['< <iq type="result" id="w1" from="mallory@evil.example"/>', 'xmpp/reply-from'],
      ['< <iq type="result" id="w2"/>', 'xmpp/reply-unasked'],
    ] as const) {
      recording.cross(line);
      if (code !== undefined) expect([recording.codes(), recording.last().row.peer]).toEqual([[code], undefined]);
    }
  });

  it('follows what passes while recording is paused', () => {
    const recording = new Recording();
    recording.store.paused = true;
    recording.login().cross('> <iq type="get" id="p" to="example.org"><ping xmlns="urn:xmpp:ping"/></iq>');
    recording.store.paused = false;
    recording.cross('< <iq type="result" id="p" from="example.org" to="romeo@example.org/orchard"/>');
    expect(recording.codes()).toEqual([]);
    expect(recording.cross(`< ${carbon('mallory@evil.example')}`).codes()).toEqual(['xmpp/carbon-forged']);
  });

  it('over WebSocket is followed message by message', () => {
    const recording = new Recording();
    const message = (side: Side, text: string) =>
      recording.tap.unit(
        side,
        text.startsWith('<open') ? 'stream' : 'stanza',
        Buffer.from(text.replace(/^<(iq|message)/, '<$1 xmlns="jabber:client"')),
      );
    const open = (more: string) => `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" version="1.0"${more}/>`;
    for (let i = 0; i < 2; i++) {
      message('client', open(' to="example.org"'));
      message('server', open(' id="1" from="example.org"'));
    }
    message('client', bind);
    message('server', bound);
    message('server', carbon('romeo@example.org'));
    expect(recording.codes()).toEqual([]);
    message('server', carbon('mallory@evil.example'));
    expect(recording.codes()).toEqual(['xmpp/carbon-forged']);
  });

  it('takes anything from anybody', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fragments), { maxLength: 10 }), (pieces) => {
        const recording = new Recording();
        for (const [sent, text] of pieces) recording.cross(`${sent ? '>' : '<'} ${text}`);
        recording.tap.end();
        for (let seq = 1; seq <= recording.store.last; seq++) {
          const { bytes, issues } = recording.view.unit(seq, true)!;
          for (const { offset, length } of issues) expect(offset + length).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('prefixes that a stream’s header declares', () => {
  const declaring = (recording: Recording) =>
    recording.cross(
      `> ${header(" xmlns:foo='urn:example:foo'")}`,
      `< ${answer(" xmlns:s='urn:ietf:params:xml:ns:xmpp-sasl'")}`,
    );
  const used = '<message to="a@b" id="1"><foo:bar/></message>';

  it('are known in rows and details of what follows in that direction', async () => {
    const recording = declaring(new Recording()).cross(`> ${used}`);
    expect(recording.codes()).toEqual([]);
    expect(recording.last().context.namespaces).toEqual([['foo', 'urn:example:foo']]);
    expect(await recording.states()).toEqual([]);
    expect(recording.cross(`< ${used.replace('to=', 'from=')}`).codes()).toEqual(['xmpp/prefix-undeclared']);
  });

  it('mask secrets as any other', () => {
    const recording = declaring(new Recording()).cross('< <s:challenge>c2VjcmV0</s:challenge>');
    expect(recording.last().masked).toBe(true);
    expect(Buffer.from(recording.last().bytes).toString()).toBe('<s:challenge>********</s:challenge>');
  });

  it('hold until the next header, and for the units before it still afterwards', () => {
    const recording = declaring(new Recording()).cross(`> ${used}`);
    const before = recording.store.last;
    recording.tap.restart();
    expect(recording.cross(`> ${header()}`, `> ${used}`).codes()).toEqual(['xmpp/prefix-undeclared']);
    expect(recording.view.unit(before, false)!.issues).toEqual([]);
  });

  it('are not lost with the header: by eviction, by clearing, in a pause', () => {
    const evicting = declaring(new Recording(20_000));
    for (let i = 0; i < 500; i++) evicting.cross(`> ${used}`);
    expect(evicting.store.first).toBeGreaterThan(2);
    expect(evicting.codes()).toEqual([]);
    const cleared = declaring(new Recording());
    cleared.store.clear();
    expect(cleared.cross(`> ${used}`).codes()).toEqual([]);
    const paused = new Recording();
    paused.store.paused = true;
    declaring(paused);
    paused.store.paused = false;
    expect(paused.cross(`> ${used}`).codes()).toEqual([]);
  });

  it('belong to their connection', () => {
    const recording = declaring(new Recording());
    recording.open('juliet', 'xmpp').sent(Buffer.from(header() + used));
    expect(recording.codes()).toEqual(['xmpp/prefix-undeclared']);
  });

  it('count as memory: a peer that declares without end makes room by what is oldest', () => {
    const recording = new Recording(100_000);
    for (let i = 0; i < 3000; i++) recording.cross(`< ${answer(` xmlns:p${i}='urn:example:${i}'`)}`);
    expect(recording.store.counts.bytes).toBeLessThan(100_000);
    expect(recording.store.counts.evicted).toBeGreaterThan(1000);
    expect(recording.cross('< <p2999:x/>').codes()).toEqual([]);
    expect(recording.view.unit(recording.store.first, false)!.context.namespaces).toHaveLength(1);
  });
});
