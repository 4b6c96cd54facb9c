import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';

/** What is found in a text: the rule, the text that is underlined, and what the message says in part. */
function found(text: string): [code: string, at: string][] {
  return xmppLanguage
    .diagnostics(xmppLanguage.parse(text, {}))
    .map(({ code, start, end }) => [code, text.slice(start, end)]);
}

function messages(text: string): string[] {
  return xmppLanguage.diagnostics(xmppLanguage.parse(text, {})).map(({ message }) => message);
}

const ping = '<iq type="get" id="p"><ping xmlns="urn:xmpp:ping"/></iq>';
const typo = '<presence><show>awy</show></presence>';

describe('one mistake does not hide the next', () => {
  it('when a child is not closed', () => {
    expect(found(`<message><body>hi</message>\n${typo}`)).toEqual([
      ['xmpp/tag-not-closed', '<body'],
      ['xmpp/text-value', 'awy'],
    ]);
  });

  it('when a whole stanza is not closed', () => {
    expect(found(`<message>\n  <body>hi</body>\n${typo}`)).toEqual([
      ['xmpp/tag-not-closed', '<message'],
      ['xmpp/text-value', 'awy'],
    ]);
  });

  it('when a start tag does not end', () => {
    expect(found(`<message to="a@b"\n  <body>hi</body>\n</message>\n${typo}`)).toEqual([
      ['xmpp/tag-malformed', '<message to="a@b"'],
      ['xmpp/text-value', 'awy'],
    ]);
  });

  it('when a quote is missing', () => {
    expect(found(`<message to="a@b><body>hi</body></message>\n${typo}`)).toEqual([
      ['xmpp/attribute-malformed', 'to="a@b'],
      ['xmpp/text-value', 'awy'],
    ]);
    expect(found(`<message to="a@b/>\n${typo}`)).toEqual([
      ['xmpp/attribute-malformed', 'to="a@b'],
      ['xmpp/text-value', 'awy'],
    ]);
  });

  it('when an end tag is misspelt', () => {
    expect(found(`<message><body>hi</bdy></message>\n${typo}`)).toEqual([
      ['xmpp/tag-mismatch', '</bdy>'],
      ['xmpp/text-value', 'awy'],
    ]);
    expect(found(`<message><body>hi</message>\n</message>\n${typo}`).map(([code]) => code)).toEqual([
      'xmpp/tag-not-closed',
      'xmpp/tag-mismatch',
      'xmpp/text-value',
    ]);
  });

  it('when a comment is not closed', () => {
    expect(found(`<!-- open\n${typo}`)).toEqual([
      ['xmpp/comment', '<!-- open'],
      ['xmpp/text-value', 'awy'],
    ]);
  });
});

describe('a stanza inside another', () => {
  it('is a new one where it begins a line and declares nothing', () => {
    expect(xmppLanguage.sendables(xmppLanguage.parse(`<message>\n${ping}`, {}))).toHaveLength(2);
  });

  it('stays inside where it declares its namespace, is indented, or is forwarded', () => {
    const forwarded =
      '<message><forwarded xmlns="urn:xmpp:forward:0">\n<message xmlns="jabber:client"><body>hi</body></message>\n</forwarded></message>';
    expect(xmppLanguage.sendables(xmppLanguage.parse(forwarded, {}))).toHaveLength(1);
    expect(
      xmppLanguage.sendables(xmppLanguage.parse(forwarded.replace(' xmlns="jabber:client"', ''), {})),
    ).toHaveLength(1);
    expect(
      xmppLanguage.sendables(xmppLanguage.parse('<message>\n  <message xmlns="jabber:client"/>\n</message>', {})),
    ).toHaveLength(1);
  });
});

describe('messages', () => {
  it.each([
    ['<message><body>&nbsp;</body></message>', 'The entity &nbsp; is not defined'],
    ['<message><body>&constructor;</body></message>', 'The entity &constructor; is not defined'],
    ['<message><body>a & b</body></message>', 'write &amp;'],
    ['<message><body>a &lt b</body></message>', 'write &lt;'],
    ['<message><body>a < b</body></message>', 'write &lt;'],
    ['<message><body>]]></body></message>', 'write ]]&gt;'],
    ['<message><body>\u0007</body></message>', 'The character U+0007 is not allowed in XML'],
    ['<message><body>\ud800</body></message>', 'Half of a surrogate pair'],
    ['<message><body>&#0;</body></message>', 'a character that XML does not allow'],
    ['<x:message/>', 'The prefix “x” of <x:message> is not declared'],
    ['<message x:a="b"/>', 'The prefix “x” of the attribute x:a is not declared'],
    ['<message to="a@b" to="c@d"/>', 'Duplicate attribute to'],
    ['<message to=a@b/>', 'The value of to needs quotes: write to="a@b"'],
    ['<message to/>', 'The attribute to has no value: write to="…"'],
    ['<message to="a@b"id="c"/>', 'White space is missing between two attributes'],
    ['<message><!-- c --></message>', 'move it in front of the stanza'],
    ['<message><?pi?></message>', 'XMPP allows no processing instructions inside a stanza'],
    ['<!DOCTYPE x [<!ENTITY a "b">]>', 'XMPP allows no document type'],
    ['<message xmlns:a=""/>', 'A prefix cannot stand for no namespace'],
    ['<message xmlns:stream="urn:x"/>', 'use another prefix'],
    ['<?foo bar?>', 'the directives are'],
    ['<?connection?>', 'names no connection'],
    ['<?var a=b?>', 'A variable is given as <?var name="value"?>'],
    ['<?xml version="1.0" encoding="latin1"?>', 'XMPP is always UTF-8'],
    ['hello', 'Text is not allowed outside stanzas'],
  ])('%j: %s', (text, part) => {
    expect(messages(text).join('\n')).toContain(part);
  });

  it('tell where the open tag is', () => {
    const text = '<message><body>hi</subject></message>';
    const [finding] = xmppLanguage.diagnostics(xmppLanguage.parse(text, {}));
    expect(finding?.message).toContain('</subject> does not match the open tag <body>');
    expect(finding?.related?.map(({ start, end }) => text.slice(start, end))).toEqual(['<body']);
  });
});

describe('what is right', () => {
  it.each([
    '<message><body><![CDATA[a < b & c]]></body></message>',
    '<message><body>&#x1F600;&amp;&lt;&quot;</body></message>',
    '<?xml version="1.0"?>\n<presence/>',
    '<?connection romeo?>\n<?var a="b"?>\n<!-- c -->\n<message to="{{a}}@b"><body>{{a}}</body></message>',
    '<stream:stream to="example.org" version="1.0">\n<presence/>\n</stream:stream>',
    '<stream:features><starttls xmlns="urn:ietf:params:xml:ns:xmpp-tls"/></stream:features>',
    "<message\n  to='a@b'\n  ><body\n>x</body\n></message\n>",
    '<a:b xmlns:a="urn:x"><a:c a:d="e"/></a:b>',
    '\ufeff<presence/>',
  ])('%j draws nothing', (text) => {
    expect(messages(text)).toEqual([]);
  });
});

describe('severities and comments that disable', () => {
  const text = '<presence type="unavailible"/>';

  it('follow the user’s settings', () => {
    const severity = (setting: 'off' | 'hint') =>
      xmppLanguage
        .diagnostics(xmppLanguage.parse(text, { rules: { 'xmpp/presence-type': setting } }))
        .map((finding) => finding.severity);
    expect(severity('hint')).toEqual(['hint']);
    expect(severity('off')).toEqual([]);
  });

  it('disable named rules, or all, for the stanza that follows and no other', () => {
    expect(found(`<!-- wireloupe-disable-next-line xmpp/presence-type -->\n${text}`)).toEqual([]);
    expect(found(`<!-- wireloupe-disable-next-line -->\n${text}`)).toEqual([]);
    expect(
      found(`<!-- wireloupe-disable-next-line xmpp/iq-type, xmpp/presence-type -->\n${text}`).map(([code]) => code),
    ).toEqual(['xmpp/suppression-unused']);
    expect(found(`<!-- wireloupe-disable-next-line xmpp/iq-type -->\n${text}`).map(([code]) => code)).toEqual([
      'xmpp/suppression-unused',
      'xmpp/presence-type',
    ]);
    expect(found(`<!-- wireloupe-disable-next-line xmpp/presence-type -->\n${text}\n${text}`)).toHaveLength(1);
  });

  it('look for variables and connections only where they are known', () => {
    const template = '<?connection romoe?>\n<message to="{{frend}}"/>';
    expect(messages(template)).toEqual([]);
    const checked = xmppLanguage
      .diagnostics(xmppLanguage.parse(template, { variables: new Map([['friend', 'a@b']]), connections: ['romeo'] }))
      .map(({ message }) => message);
    expect(checked[0]).toContain('did you mean “romeo”?');
    expect(checked[1]).toContain('did you mean “friend”?');
  });
});
