import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveStanza } from '../../../../protocols/xmpp/language/prepare.ts';
import { strictParse, xmppLanguage } from '../../../../protocols/xmpp/index.ts';

function resolve(text: string, values: Readonly<Record<string, string>> = {}, index = 0) {
  const document = xmppLanguage.parse(text, {});
  const { text: resolved, problems } = resolveStanza(
    document,
    xmppLanguage.sendables(document)[index]!,
    ({ name }) => values[name],
  );
  return { text: resolved, problems: problems.map(({ message }) => message) };
}

describe('a stanza is resolved', () => {
  it('with its variables escaped, so that they never become markup', () => {
    expect(
      resolve('<message to="{{who}}"><body>{{text}}</body></message>', { who: 'a"b', text: '</body><x/> & more' }).text,
    ).toBe('<message to="a&quot;b"><body>&lt;/body&gt;&lt;x/&gt; &amp; more</body></message>');
    expect(resolve('<m><![CDATA[{{text}}]]></m>', { text: 'a < b ]]> c' }).text).toBe(
      '<m><![CDATA[a < b ]]]]><![CDATA[> c]]></m>',
    );
  });

  it('with those of the file where the lookup has none', () => {
    expect(resolve('<?var who="x@y"?>\n<presence to="{{who}}"/>').text).toBe('<presence to="x@y"/>');
    expect(resolve('<?var who="x@y"?>\n<presence to="{{who}}"/>', { who: 'a@b' }).text).toBe('<presence to="a@b"/>');
  });

  it('without the comments around it, and none of the other stanzas', () => {
    const text = '<!-- a --><presence/>\n<!-- b -->\n<message/>';
    expect(resolve(text, {}, 1).text).toBe('<message/>');
    expect(resolve(text).text).toBe('<presence/>');
  });

  it('and what has no value, or cannot be sent, is a problem', () => {
    expect(resolve('<presence to="{{who}}"/>').problems.join()).toContain('“who” has no value');
    expect(resolve('<presence to="{{$env HOST}}"/>').problems.join()).toContain('environment variable HOST is not set');
    expect(resolve('<presence to="{{who"/>').problems.join()).toContain('not closed');
    expect(resolve('<presence to="{{who}}"/>', { who: 'a\u0000' }).problems.join()).toContain('U+0000');
  });

  it('to what the other side reads as the very values', () => {
    const value = fc.string().filter((text) => !/[^\t\n\r -\ud7ff\ue000-\ufffd]/.test(text));
    fc.assert(
      fc.property(value, value, (to, body) => {
        const { text } = resolve('<message to="{{to}}"><body>{{body}}</body></message>', { to, body });
        const { root, problems } = strictParse(text);
        expect(problems).toEqual([]);
        expect(root?.attributes.to).toBe(to);
        const child = root?.children[0];
        const content = typeof child === 'string' || child === undefined ? [] : child.children;
        expect(content.filter((each) => typeof each === 'string').join('')).toBe(body);
      }),
    );
  });
});
