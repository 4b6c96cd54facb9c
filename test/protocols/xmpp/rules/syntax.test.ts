import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';
import { accepts, findings, objects } from '../specs/harness.ts';

const body = (text: string) => `<message to="a@b"><body>${text}</body></message>`;

describe('what XML is (RFC 6120, 11.3)', () => {
  accepts('<message to="a@b"/>');
  objects('<message to="a@b" to="c@d"/>', 'xmpp/attribute-duplicate');
  objects('<message to="a@b"/ ></message>', 'xmpp/tag-malformed');
  objects('<message to=a@b/>', 'xmpp/attribute-malformed');
  objects('<message to="a@b">', 'xmpp/tag-not-closed');
  objects('<presence></iq></presence>', 'xmpp/tag-mismatch');
  accepts(body('a &lt; b &gt; c \t\n é 😀'));
  objects(body('a < b'), 'xmpp/character-forbidden');
  objects(body('\u0001'), 'xmpp/character-forbidden');
  objects(body('&#0;'), 'xmpp/character-forbidden');
  accepts(body('&#233; &#x1F600;'));
});

describe('restricted XML (RFC 6120, 11.1)', () => {
  accepts(body('&amp; &lt; &gt; &quot; &apos;'));
  objects(body('&nbsp;'), 'xmpp/entity');
  objects(body('a & b'), 'xmpp/entity');
  accepts(body('<![CDATA[a < b & c]]>'));
  objects('<presence><!-- a --></presence>', 'xmpp/comment');
  accepts('<!-- a --><presence/>');
  objects('<presence><?a?></presence>', 'xmpp/processing-instruction');
  objects('<!DOCTYPE message><message/>', 'xmpp/dtd');
  objects('<!ENTITY a "b"><message/>', 'xmpp/dtd');
  accepts('<?xml version="1.0" encoding="utf-8"?><presence/>');
  objects('<?xml version="1.0" encoding="latin1"?><presence/>', 'xmpp/encoding');
  objects('<presence/> text <presence/>', 'xmpp/text-outside');
});

describe('namespaces (RFC 6120, 11.2 and 4.8.5)', () => {
  accepts('<message xmlns:a="urn:a"><a:b/></message>');
  objects('<message><a:b/></message>', 'xmpp/prefix-undeclared');
  objects('<message xmlns:xml="urn:a"/>', 'xmpp/namespace-declaration');
  objects('<message xmlns:a=""/>', 'xmpp/namespace-declaration');
  objects('<message xmlns:xmlns="urn:a"/>', 'xmpp/namespace-declaration');
});

describe('depth', () => {
  const nested = (depth: number) =>
    `<message to="a@b">${'<a xmlns="urn:a">'.repeat(depth)}${'</a>'.repeat(depth)}</message>`;
  it('has its limit at 200 elements', () => {
    expect(findings(nested(150))).toEqual([]);
    expect(findings(nested(250))).toContain('xmpp/depth');
  });
});

describe('what a file holds beside stanzas', () => {
  accepts('<?connection work?><?var name="a"?><presence/>');
  objects('<?conection work?><presence/>', 'xmpp/directive');
  objects('<?var name?><presence/>', 'xmpp/directive');

  const diagnose = (text: string) =>
    xmppLanguage
      .diagnostics(xmppLanguage.parse(text, { connections: ['work'], variables: new Map([['host', 'example.org']]) }))
      .map(({ code }) => code);
  it('is a connection that the project has', () => {
    expect(diagnose('<?connection work?><presence/>')).toEqual([]);
    expect(diagnose('<?connection wrok?><presence/>')).toEqual(['xmpp/connection-unknown']);
  });

  it('is a variable that is known, and well written', () => {
    expect(diagnose(body('{{host}} {{$id}}'))).toEqual([]);
    expect(diagnose(`<?var own="a"?>${body('{{own}}')}`)).toEqual([]);
    expect(diagnose(body('{{hots}}'))).toEqual(['xmpp/variable']);
    expect(diagnose(body('{{}}'))).toEqual(['xmpp/variable']);
  });
});
