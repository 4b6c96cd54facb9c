import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';

/** The hover at the `|` of a text. */
function at(marked: string, context = {}): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return xmppLanguage.hover(xmppLanguage.parse(text, context), offset)?.markdown;
}

describe('hover', () => {
  it('cites the specification that really says it', () => {
    expect(at('<i|q type="get" id="a"/>')).toContain(
      '[RFC 6120, 8.2.3](https://www.rfc-editor.org/rfc/rfc6120.html#section-8.2.3)',
    );
    expect(at('<message><er|ror/></message>')).toContain(
      '[RFC 6120, 8.3](https://www.rfc-editor.org/rfc/rfc6120.html#section-8.3)',
    );
    expect(at('<mess|age/>')).toContain(
      '[RFC 6121, 5](https://www.rfc-editor.org/rfc/rfc6121.html#section-5): Extensible',
    );
  });

  it('describes an element with its specification, section and status', () => {
    const found = at('<iq type="get" id="a"><pi|ng xmlns="urn:xmpp:ping"/></iq>');
    expect(found).toContain('Asks whether the other entity is there');
    expect(found).toContain('[XEP-0199, 4](https://xmpp.org/extensions/xep-0199.html#usecases): XMPP Ping (Final)');
  });

  it('describes an element that only its parent defines', () => {
    expect(at('<iq type="set" id="a"><query xmlns="jabber:iq:roster"><it|em jid="a@b"/></query></iq>')).toContain(
      'One contact.',
    );
  });

  it('describes an attribute with its type', () => {
    expect(
      at('<presence><x xmlns="http://jabber.org/protocol/muc#user"><item ro|le="none"/></x></presence>'),
    ).toContain('One of “moderator”, “none”, “participant”, “visitor”; optional.');
  });

  it.each([
    ['<iq ty|pe="get" id="a"/>', 'required'],
    ['<iq type="get" i|d="a"/>', 'required'],
    ['<message type="error"><error ty|pe="cancel"/></message>', 'required'],
    ['<message ty|pe="chat"/>', 'optional'],
    ['<presence i|d="a"/>', 'optional'],
  ])('says of the attribute in %s whether RFC 6120 requires it', (marked, need) => {
    expect(at(marked)).toContain(`; ${need}.`);
  });

  it('names the specification of a namespace', () => {
    expect(at('<iq type="get" id="a"><ping xmlns="urn:xmpp|:ping"/></iq>')).toContain('XMPP Ping');
  });

  it('says what a registered value means', () => {
    expect(
      at('<presence><x xmlns="http://jabber.org/protocol/muc#user"><status code="1|10"/></x></presence>'),
    ).toContain('This presence is your own.');
  });

  it('shows the value of a variable', () => {
    expect(at('<message to="{{ro|om}}"/>', { variables: new Map([['room', 'r@x']]) })).toBe('`{{room}}` is `r@x`');
    expect(at('<message id="{{$i|d}}"/>')).toContain('A short identifier');
  });

  it('says nothing where nothing is known', () => {
    expect(at('<message><body>he|llo</body></message>')).toBeUndefined();
    expect(at('   |   ')).toBeUndefined();
  });
});
