import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FramedUnit } from '../../../../protocols/core/index.ts';
import { createXmppFramer, strictParse, type XmppFramerOptions } from '../../../../protocols/xmpp/index.ts';
import { inHeapOf } from '../../../heap.ts';
import { fragments } from '../arbitrary.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function frame(chunks: readonly Uint8Array[], options?: XmppFramerOptions): FramedUnit[] {
  const framer = createXmppFramer(options);
  return [...chunks.flatMap((chunk) => framer.push(chunk)), ...framer.end()];
}

/** The units of a text as kind and text. */
function units(text: string, options?: XmppFramerOptions): [string, string][] {
  return frame([encoder.encode(text)], options).map(({ kind, bytes }) => [kind, decoder.decode(bytes)]);
}

const session =
  "<?xml version='1.0'?>\n<stream:stream to='a.b' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'><iq id='a>b' type=\"get\"><q a='/>'/></iq> <message><body>é😀 <![CDATA[</message>]]></body></message>\n<r xmlns='urn:xmpp:sm:3'/></stream:stream>";

describe('the framer', () => {
  it('holds a stanza that arrives byte by byte in little more than its size', () =>
    inHeapOf(48, new URL('drip.ts', import.meta.url)));

  it('cuts a stream into its header, stanzas, other elements, white space and its end', () => {
    expect(units(session)).toEqual([
      [
        'stream',
        "<?xml version='1.0'?>\n<stream:stream to='a.b' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>",
      ],
      ['stanza', "<iq id='a>b' type=\"get\"><q a='/>'/></iq>"],
      ['keepalive', ' '],
      ['stanza', '<message><body>é😀 <![CDATA[</message>]]></body></message>'],
      ['keepalive', '\n'],
      ['stanza', "<r xmlns='urn:xmpp:sm:3'/>"],
      ['stream', '</stream:stream>'],
    ]);
  });

  it('takes every message of a WebSocket for a unit', () => {
    expect(
      units(
        '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing"/><presence xmlns="jabber:client"/><close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>',
        { websocket: true },
      ).map(([kind]) => kind),
    ).toEqual(['stream', 'stanza', 'stream']);
  });

  it('calls garbage what cannot stand on a stream, and goes on behind it', () => {
    expect(
      units('HTTP/1.1 400<presence/><!-- c --><presence/><!DOCTYPE a [<!ENTITY b "c>">]><presence/></a>').map(
        ([kind]) => kind,
      ),
    ).toEqual(['garbage', 'stanza', 'garbage', 'stanza', 'garbage', 'stanza', 'garbage']);
  });

  it('gives the rest as garbage when the stream ends in the middle', () => {
    expect(units('<message><body>hi')).toEqual([['garbage', '<message><body>hi']]);
  });

  it('keeps to its limit, and finds the way back', () => {
    const found = units(`<message>${'x'.repeat(3000)}</message><presence/>`, { limit: 1000 });
    expect(found.at(-1)).toEqual(['stanza', '<presence/>']);
    const framer = createXmppFramer({ limit: 1000 });
    const pieces = [
      framer.push(encoder.encode(`<message>${'x'.repeat(800)}`)),
      framer.push(encoder.encode('y'.repeat(800))),
      framer.push(encoder.encode('</message><presence/>')),
    ].flat();
    expect(pieces.map(({ kind }) => kind)).toEqual(['garbage', 'garbage', 'stanza']);
  });

  it('gives the same units for every split, and loses no byte', () => {
    fc.assert(
      fc.property(
        fc.oneof(fragments, fc.constant(session)),
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.boolean(),
        (text, cuts, websocket) => {
          const bytes = encoder.encode(text);
          const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
          const chunks = [...places, bytes.length].map((end, i) => bytes.slice(i === 0 ? 0 : places[i - 1], end));
          const whole = frame([bytes], { websocket });
          expect(frame(chunks, { websocket })).toEqual(whole);
          let offset = 0;
          for (const unit of whole) {
            expect(unit.offset).toBe(offset);
            expect(unit.size).toBe(unit.bytes.length);
            offset += unit.size;
          }
          expect(Buffer.concat(whole.map((unit) => unit.bytes)).equals(Buffer.from(bytes))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives out what is complete at once', () => {
    const framer = createXmppFramer();
    expect(framer.push(encoder.encode('<presence/> <mess')).map(({ kind }) => kind)).toEqual(['stanza', 'keepalive']);
    expect(framer.push(encoder.encode('age/>')).map(({ kind }) => kind)).toEqual(['stanza']);
  });
});

describe('strict parsing', () => {
  it('gives a tree with namespaces', () => {
    const { root } = strictParse(
      '<message to="a@b"><body xml:lang="en">a &amp; b</body><x xmlns="urn:x" y="z"/></message>',
    );
    expect(root).toEqual({
      name: 'message',
      local: 'message',
      namespace: 'jabber:client',
      attributes: { to: 'a@b' },
      children: [
        {
          name: 'body',
          local: 'body',
          namespace: 'jabber:client',
          attributes: { 'xml:lang': 'en' },
          children: ['a & b'],
        },
        { name: 'x', local: 'x', namespace: 'urn:x', attributes: { y: 'z' }, children: [] },
      ],
    });
  });

  it('takes the stream’s default namespace', () => {
    expect(strictParse('<message/>', { defaultNamespace: 'jabber:server' }).root?.namespace).toBe('jabber:server');
  });

  it('reads a stream’s header with its declaration, and its end', () => {
    expect(
      strictParse(
        "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='x'>",
      ),
    ).toMatchObject({ kind: 'stream-open', root: { local: 'stream', attributes: { id: 'x' } }, problems: [] });
    expect(strictParse('</stream:stream>')).toMatchObject({ kind: 'stream-close', problems: [] });
  });

  it.each([
    ['a comment', '<a xmlns="u"><!-- c --></a>'],
    ['an entity', '<a xmlns="u">&nbsp;</a>'],
    ['a document type', '<!DOCTYPE a><a xmlns="u"/>'],
    ['a duplicate attribute', '<a b="1" b="2"/>'],
    ['an undeclared prefix', '<x:a/>'],
    ['two elements', '<a/><b/>'],
    ['a processing instruction', '<?pi?><a/>'],
    ['text outside', '<a/>x'],
    ['a comment outside', '<!-- c --><a/>'],
  ])('refuses %s', (_what, text) => {
    const { root, problems } = strictParse(text);
    expect(root).toBeUndefined();
    expect(problems).not.toEqual([]);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(
      strictParse(Uint8Array.of(0x3c, 0x61, 0x3e, 0xc3, 0x28, 0x3c, 0x2f, 0x61, 0x3e)).problems.map(({ code }) => code),
    ).toContain('xmpp/encoding');
  });

  it('keeps attributes of any name', () => {
    expect(strictParse('<a __proto__="x" constructor="y"/>').root?.attributes.__proto__).toBe('x');
  });
});
