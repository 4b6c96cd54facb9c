import { describe, expect, it } from 'vitest';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';

const text =
  '<?connection romeo?>\n<!-- one\n line -->\n<iq type="get" id="a" to="example.org">\n  <query xmlns="http://jabber.org/protocol/disco#info"/>\n</iq>\n<message type="chat" to="a@b"><body>hi</body></message>\n<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN"/>\n';
const document = xmppLanguage.parse(text, {});

describe('what can be sent', () => {
  it('is every element at the top level, with a label and the file’s connection', () => {
    expect(xmppLanguage.sendables(document).map(({ label, connection, index }) => [index, label, connection])).toEqual([
      [0, 'iq get disco#info to example.org', 'romeo'],
      [1, 'message chat to a@b', 'romeo'],
      [2, 'auth', 'romeo'],
    ]);
  });

  it('is called by the values of variables, as far as they are known', () => {
    const variable = xmppLanguage.parse(
      '<?var own="a@b"?><message to="{{own}}"/><message to="{{friend}}/{{unknown}}"/>',
      { variables: new Map([['friend', 'c@d']]) },
    );
    expect(xmppLanguage.sendables(variable).map(({ label }) => label)).toEqual([
      'message to a@b',
      'message to c@d/{{unknown}}',
    ]);
  });

  it('is the element alone', () => {
    const [, message] = xmppLanguage.sendables(document);
    expect(text.slice(message!.start, message!.end)).toBe('<message type="chat" to="a@b"><body>hi</body></message>');
  });
});

describe('the outline', () => {
  it('has stanzas with the elements in them', () => {
    const symbols = xmppLanguage.symbols(document);
    expect(symbols.map(({ name, kind }) => [name, kind])).toEqual([
      ['iq get disco#info to example.org', 'stanza'],
      ['message chat to a@b', 'stanza'],
      ['auth', 'stanza'],
    ]);
    expect(symbols[0]?.children.map(({ name, detail }) => [name, detail])).toEqual([
      ['query', 'http://jabber.org/protocol/disco#info'],
    ]);
  });
});

describe('folds', () => {
  it('are elements and comments over several lines', () => {
    expect(xmppLanguage.folds(document).map(({ start, end }) => text.slice(start, end))).toEqual([
      '<!-- one\n line -->',
      '<iq type="get" id="a" to="example.org">\n  <query xmlns="http://jabber.org/protocol/disco#info"/>\n</iq>',
    ]);
  });
});
