import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxDepth, maxStanza, readDocument, StreamReader } from '../../../playground/xmpp/xml/reader.ts';
import { element } from '../../../playground/xmpp/xml/element.ts';
import { insideStream, serialize, standalone } from '../../../playground/xmpp/xml/serialize.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { show } from './scene.ts';

const header = `<stream:stream xmlns='${namespaces.client}' xmlns:stream='${namespaces.streams}' to='localhost' version='1.0'>`;

/** Everything that a reader tells, in order. */
function read(...chunks: (string | Uint8Array)[]): string[] {
  const told: string[] = [];
  const reader = new StreamReader({
    open: (root, contentNs) => told.push(`open ${root.name} ${contentNs}`),
    element: (stanza) => told.push(show(stanza)),
    close: () => told.push('close'),
    fault: (condition) => told.push(`fault ${condition}`),
  });
  for (const chunk of chunks) reader.write(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
  return told;
}

describe('reading a stream', () => {
  it('tells the header, each stanza and the end', () => {
    expect(
      read(`<?xml version='1.0'?>${header}<message><body>hi</body></message> \n<presence/></stream:stream>`),
    ).toEqual(['open stream jabber:client', '<message><body>hi</body></message>', '<presence/>', 'close']);
  });

  it('gives the same whatever the chunks, even inside a character', () => {
    const bytes = new TextEncoder().encode(
      `${header}<message to='a@b'><body>😀 &amp; “quotes”</body></message></stream:stream>`,
    );
    const whole = read(bytes);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(read(...chunks)).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it('tells what is complete before a mistake, and nothing that a wrong end tag ends', () => {
    for (const mistake of ['<1>', "<?xml version='1.0'?>", '&', '<presence to="a" to="b"/>'])
      expect(read(`${header}<message/>${mistake}`), mistake).toContain('<message/>');
    expect(read(`${header}<message></iq>`)).not.toContain('<message/>');
  });

  it.each([
    ['a comment', '<!-- x -->', 'restricted-xml'],
    ['a processing instruction', '<?php x?>', 'restricted-xml'],
    ['an entity of HTML', '<message>&nbsp;</message>', 'restricted-xml'],
    ['a wrong end tag', '<message></iq>', 'not-well-formed'],
    ['an undeclared prefix', '<x:message/>', 'not-well-formed'],
    ['an attribute twice', "<message to='a' to='b'/>", 'not-well-formed'],
    ['text between stanzas', 'hello', 'not-well-formed'],
    ['a bare ampersand', '<message>a & b</message>', 'not-well-formed'],
    ['a control character', '<message>\u0001</message>', 'not-well-formed'],
  ])('refuses %s', (_what, xml, condition) => {
    expect(read(`${header}${xml}<presence/>`)).toEqual(['open stream jabber:client', `fault ${condition}`]);
  });

  it('refuses a document type declaration, and with it every entity bomb', () => {
    const bomb = `<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${header}<message>&b;</message>`;
    expect(read(bomb)).toEqual(['fault restricted-xml']);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(read(header, Uint8Array.of(0x3c, 0xff))).toEqual([
      'open stream jabber:client',
      'fault unsupported-encoding',
    ]);
    expect(read("<?xml version='1.0' encoding='ISO-8859-1'?>")).toEqual(['fault unsupported-encoding']);
  });

  it('refuses what is too deep, and takes what is just as deep as allowed', () => {
    const nested = (depth: number): string => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
    expect(read(header, nested(maxDepth - 1)).at(-1)).toMatch(/^<a>/);
    expect(read(header, nested(maxDepth)).at(-1)).toBe('fault policy-violation');
  });

  it.each([
    ['a text', `<message>${'x'.repeat(maxStanza)}`],
    ['an attribute', `<message to='${'x'.repeat(maxStanza)}`],
    ['a name', `<${'x'.repeat(maxStanza + 10_000)}`],
    ['many children', `<message>${'<a/>'.repeat(maxStanza / 4)}`],
  ])('refuses a stanza that is too large by %s before it is complete', (_what, xml) => {
    expect(read(header, xml).at(-1)).toBe('fault policy-violation');
  });

  it('counts a stanza’s size for each stanza anew', () => {
    const half = `<message>${'x'.repeat(maxStanza / 2)}</message>`;
    expect(read(header, half, half, half).filter((line) => line.startsWith('fault'))).toEqual([]);
  });

  it('tells nothing more after a fault', () => {
    expect(read(header, '<!-- -->', '<presence/>', '</stream:stream>')).toEqual([
      'open stream jabber:client',
      'fault restricted-xml',
    ]);
  });

  it('knows whether something has begun that is not complete', () => {
    const nothing = (): void => undefined;
    const reader = new StreamReader({ open: nothing, element: nothing, close: nothing, fault: nothing });
    const after = (text: string): boolean => {
      reader.writeText(text);
      return reader.incomplete;
    };
    expect([after(header.slice(0, 20)), after(header.slice(20))]).toEqual([true, false]);
    expect([after(' '), after('\n\n')]).toEqual([false, false]);
    expect([after('<'), after("message to='a'"), after('><body>x'), after('</body></message>'), after(' ')]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([after('<presence/><pres'), after('ence/>')]).toEqual([true, false]);
    expect(after('stray')).toBe(true);
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }),
        fc.boolean(),
        (text, inside) => void read(inside ? header + text : text),
      ),
      { numRuns: 300 },
    );
  });
});

describe('reading a frame of its own', () => {
  it('takes one whole element', () => {
    const outcome = readDocument("<message xmlns='jabber:client'><body>hi</body></message>");
    expect('element' in outcome && show(outcome.element)).toBe('<message><body>hi</body></message>');
  });

  it.each([
    ['two elements', '<a/><b/>', 'not-well-formed'],
    ['half an element', '<a>', 'not-well-formed'],
    ['nothing', '', 'not-well-formed'],
    ['text after it', '<a/>x', 'not-well-formed'],
    ['an end tag too many', '<a/></a>', 'not-well-formed'],
    ['an XML declaration', "<?xml version='1.0'?><a/>", 'restricted-xml'],
  ])('refuses %s', (_what, text, fault) => {
    expect(readDocument(text)).toMatchObject({ fault });
  });
});

describe('writing', () => {
  it('declares a namespace where it changes, and only there', () => {
    const iq = element(
      'iq',
      namespaces.client,
      { id: '1' },
      element('query', namespaces.roster, {}, element('item', namespaces.roster, { jid: 'a@b' })),
    );
    expect(serialize(iq, insideStream)).toBe(
      "<iq id='1'><query xmlns='jabber:iq:roster'><item jid='a@b'/></query></iq>",
    );
    expect(serialize(iq, standalone)).toBe(
      "<iq xmlns='jabber:client' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b'/></query></iq>",
    );
  });

  it('gives the streams namespace its usual prefix', () => {
    const features = element('features', namespaces.streams, {}, element('bind', namespaces.bind));
    expect(serialize(features, insideStream)).toBe(
      `<stream:features><bind xmlns='${namespaces.bind}'/></stream:features>`,
    );
    expect(serialize(features, standalone)).toBe(
      `<stream:features xmlns:stream='${namespaces.streams}'><bind xmlns='${namespaces.bind}'/></stream:features>`,
    );
  });

  it('keeps attributes of other namespaces', () => {
    const outcome = readDocument("<a xmlns='n' xmlns:p='urn:p' p:q='1' xml:lang='de'/>");
    expect('element' in outcome && serialize(outcome.element, standalone)).toBe(
      "<a xmlns='n' xmlns:a0='urn:p' a0:q='1' xml:lang='de'/>",
    );
  });

  it('is read back as it was, whatever the text', () => {
    const text = fc
      .string({ unit: 'binary' })
      .filter((value) => !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(value));
    fc.assert(
      fc.property(text, text, (body, attribute) => {
        const written = serialize(element('a', 'urn:x', { b: attribute }, ...(body === '' ? [] : [body])), standalone);
        const outcome = readDocument(written);
        expect(outcome).toMatchObject({ element: expect.anything() as unknown });
        if ('element' in outcome) expect([outcome.element.text, outcome.element.attr('b')]).toEqual([body, attribute]);
      }),
    );
  });
});
