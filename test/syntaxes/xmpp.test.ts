import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { loadGrammar, scopesOf } from './tokens.ts';

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar('xmpp');
});
const scopes = (text: string, word: string, n = 0) => scopesOf(grammar, text, word, n);

const stanza = `<?connection romeo?>
<?var room="lounge@muc"?>
<!-- for people -->
<iq type="get" id="{{$id}}" to='{{room}}'>
  <query xmlns="http://jabber.org/protocol/disco#info" xmlns:x="urn:x" x:a="1"/>
  <x:y>text {{$randomInt 1 9}} &amp; &bad;</x:y>
</iq>`;

describe('the grammar of .xmpp', () => {
  it.each([
    ['connection', 'keyword.control.directive'],
    ['romeo', 'entity.name.label.connection'],
    ['var', 'keyword.control.directive'],
    ['lounge@muc', 'string.quoted.double'],
    [' for people ', 'comment.block'],
    ['iq', 'entity.name.tag.stanza'],
    ['type', 'entity.other.attribute-name'],
    ['get', 'string.quoted.double'],
    ['$id', 'support.variable.dynamic'],
    ['query', 'entity.name.tag.localname'],
    ['xmlns', 'keyword.other.namespace'],
    ['http://jabber.org/protocol/disco#info', 'entity.name.namespace'],
    ['urn:x', 'entity.name.namespace'],
    ['y', 'entity.name.tag.localname'],
    ['$randomInt', 'support.variable.dynamic'],
    ['9', 'constant.numeric'],
    ['&amp;', 'constant.character.entity'],
    ['&bad;', 'invalid.illegal.entity'],
  ])('%s is %s', (word, scope) => {
    expect(scopes(stanza, word)).toContain(scope);
  });

  it('knows a variable in a directive, in a string and in text', () => {
    expect(scopes(stanza, 'room', 0)).toContain('meta.directive.var');
    expect(scopes(stanza, 'room', 1)).toMatch(/string\.quoted\.single.* variable\.other\.readwrite/);
    expect(scopes('<body>{{friend}}</body>', 'friend')).toContain('variable.other.readwrite');
  });

  it('marks the prefix, the stanza behind it and the end tag', () => {
    expect(scopes('<c:message xmlns:c="jabber:client"/>', 'c')).toContain('entity.name.tag.namespace');
    expect(scopes('<c:message/>', 'message')).toContain('entity.name.tag.stanza');
    expect(scopes('<iq></iq>', 'iq', 1)).toContain('meta.tag.end');
    expect(scopes('<iqx/>', 'iqx')).toContain('entity.name.tag.localname');
  });

  it('marks what XMPP forbids', () => {
    expect(scopes('<!DOCTYPE a>', 'DOCTYPE a')).toContain('invalid.illegal.doctype');
    expect(scopes('<?php echo?>', 'php')).toContain('invalid.illegal.directive');
    expect(scopes('{{$nope}}', '$nope')).toContain('invalid.illegal.variable');
  });

  it('knows a variable that is set from an answer', () => {
    const directive = `<?set service xpath="//item/@jid" of='last'?>`;
    expect(scopes(directive, 'set')).toContain('keyword.control.directive');
    expect(scopes(directive, 'service')).toContain('variable.other.readwrite');
    expect(scopes(directive, 'xpath')).toContain('entity.other.attribute-name');
    expect(scopes(directive, 'of')).toContain('entity.other.attribute-name');
    expect(scopes(directive, '//item/@jid')).toContain('string.quoted.double');
  });

  it('is not led astray by an unclosed variable or tag', () => {
    expect(scopes('<iq to="{{room"/>\n<next/>', 'next')).toBe(
      'text.xml.xmpp meta.tag.start.xmpp entity.name.tag.localname.xmpp',
    );
    expect(scopes('<iq \n<next/>', 'next')).toBe('text.xml.xmpp meta.tag.start.xmpp entity.name.tag.localname.xmpp');
    expect(scopes('<body>{{room</body>\n<next/>', 'next')).toBe(
      'text.xml.xmpp meta.tag.start.xmpp entity.name.tag.localname.xmpp',
    );
  });
});
