import { describe, expect, it } from 'vitest';
import type { Direction } from '../../../protocols/inspect/index.ts';
import { heapAfter } from '../../heap.ts';
import { XmppPairs } from '../../../wire/record/xmpp-pairs.ts';
import { peekXmpp } from '../../../wire/record/xmpp-peek.ts';

/** Feeds stanzas (`>` sent, `<` received, before the XML) and gives for each the numbers of what it answers. */
function pair(...units: readonly string[]): (readonly number[])[] {
  const pairs = new XmppPairs();
  return units.map((unit, i) => {
    const direction: Direction = unit.startsWith('>') ? 'sent' : 'received';
    return pairs.answers(i + 1, direction, peekXmpp(Buffer.from(unit.slice(1)), 'stanza'));
  });
}

describe('answers on an XMPP stream', () => {
  it('a result and an error answer the request with their id', () => {
    expect(pair('><iq type="get" id="1" to="a@b"/>', '><iq type="set" id="2" to="a@b"/>', '<<iq type="error" id="2" from="a@b"/>', "<<iq from='A@b' type='result' id='1'/>")).toEqual([[], [], [2], [1]]);
  });

  it('requests of the peer are answered by what is sent', () => {
    expect(pair('<<iq type="get" id="x" from="server"/>', '><iq type="result" id="x" to="server"/>')).toEqual([[], [1]]);
  });

  it('the server and the own account may be written or left out', () => {
    expect(pair('><iq type="get" id="1"/>', '<<iq type="result" id="1" from="localhost"/>', '><iq type="get" id="2" to="localhost"/>', '<<iq type="result" id="2"/>')).toEqual([[], [1], [], [3]]);
  });

  it('an answer of somebody else with the same id is none', () => {
    expect(pair('><iq type="get" id="1" to="a@b"/>', '<<iq type="result" id="1" from="mallory@b"/>', '<<iq type="result" id="1" from="a@b"/>')).toEqual([[], [], [1]]);
  });

  it('a request does not answer a request, nor does a result answer twice', () => {
    expect(pair('><iq type="get" id="1"/>', '<<iq type="get" id="1"/>', '<<iq type="result" id="1"/>', '<<iq type="result" id="1"/>')).toEqual([[], [], [1], []]);
  });

  it('an error answers a message', () => {
    expect(pair('><message id="m" to="a@b"/>', '<<message id="m" from="c@d"/>', '<<message id="m" from="a@b" type="error"/>')).toEqual([[], [], [1]]);
  });

  it('negotiation is paired step by step', () => {
    expect(
      pair('><stream:stream to="x">', '<<stream:stream>', '><starttls/>', '<<proceed/>', '><auth/>', '<<challenge/>', '><response/>', '<<success/>', '<</stream:stream>'),
    ).toEqual([[], [1], [], [3], [], [5], [], [7], []]);
  });
});

describe('peeking into a stanza', () => {
  it.each([
    ['<iq id="1" type=\'get\' from="a&amp;b"/>', { name: 'iq', id: '1', type: 'get', from: 'a&b', closing: false }],
    ['<stream:features xmlns:stream="x"/>', { name: 'features' }],
    ['</stream:stream>', { name: 'stream', closing: true }],
    ['<?xml version="1.0"?><stream:stream to="b">', { name: 'stream', to: 'b' }],
    ['<message body=">" id="2">', { name: 'message', id: '2' }],
    ['<iq data-id="1" xid="3"/>', { name: 'iq' }],
    ['', { name: 'stream' }],
  ])('%s', (text, expected) => {
    const peek = peekXmpp(Buffer.from(text), 'stanza');
    expect(peek).toMatchObject(expected);
    if (!('id' in expected)) expect(peek.id).toBeUndefined();
  });
});

describe('what waits for an answer', () => {
  it('is not displaced by what the peer sends', () => {
    const flood = Array.from({ length: 12_000 }, (_, i) => `<<message id="m${i}" from="a@b/c"/>`);
    expect(pair('><iq type="get" id="1" to="a@b"/>', ...flood, '<<iq type="result" id="1" from="a@b"/>').at(-1)).toEqual([1]);
  });

  it('takes a bounded memory, whatever stands in the start tags', () => {
    const pairs = new XmppPairs();
    const junk = 'x'.repeat(3500);
    const before = heapAfter();
    for (let i = 0; i < 20_000; i++) pairs.answers(i, 'received', peekXmpp(Buffer.from(`<message id="an-identifier-${i}" from="somebody-${i}@example.org/resource" x="${junk}"/>`), 'stanza'));
    expect(pairs.answers(20_001, 'received', peekXmpp(Buffer.from(`<message id="${junk}" from="a@b"/>`), 'stanza'))).toEqual([]);
    expect(heapAfter() - before).toBeLessThan(20_000_000);
    expect(pairs.answers(20_002, 'sent', peekXmpp(Buffer.from('<message type="error" id="an-identifier-19999" to="somebody-19999@example.org/resource"/>'), 'stanza'))).toEqual([19_999]);
  });
});
