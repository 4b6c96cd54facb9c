import { describe, expect, it } from 'vitest';
import { peekXmpp } from '../../../wire/xmpp/peek.ts';

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
