import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noContext, noProject, parseXPath, takeFrom } from '../../../../protocols/core/index.ts';
import { textFound } from '../../../../protocols/core/xpath/index.ts';
import { xmppCodec } from '../../../../protocols/xmpp/index.ts';
import { xmppSearch } from '../../../../protocols/xmpp/search/index.ts';

const open = (xml: string) =>
  xmppCodec.open({ protocol: 'xmpp', kind: 'stanza', bytes: new TextEncoder().encode(xml) }, noContext, noProject);

function find(xml: string, xpath: string): string | undefined {
  const root = xmppSearch.xml(open(xml));
  return root === undefined ? undefined : textFound(parseXPath(xpath), root);
}

const answer =
  '<iq type="result" from="b"><a xmlns="urn:a"><deep><jid n="1">in&lt;ner</jid></deep>one<jid n="2">outer</jid>two</a></iq>';

describe('the text that an XPath finds', () => {
  it.each([
    // In the order of the document, not of the depth.
    ['//jid', 'in<ner'],
    ['//jid/@n', '1'],
    ['//jid[@n="2"]', 'outer'],
    ['//@*', 'result'],
    ['//a/text()', 'one'],
    ['//jid[2] | //jid | /iq/@from', 'b'],
    ['//deep | //jid', 'in<ner'],
    ['/iq/a', 'in<neroneoutertwo'],
    ['count(//jid)', '2'],
    ['normalize-space(//jid)', 'in<ner'],
    ['//jid = "outer"', 'true'],
    ['not(//jid)', 'false'],
    ['namespace-uri()', undefined],
    ['//nothing', undefined],
    ['/', 'in<neroneoutertwo'],
    ['//jid/..', 'in<neroneoutertwo'],
  ])('is that of the first node: %s', (xpath, text) => {
    expect(find(answer, xpath)).toBe(text);
  });

  it('is there where it is empty', () => {
    expect(find('<iq id=""/>', '/iq/@id')).toBe('');
  });

  it('is found in any XML, in bounded time', () => {
    const part = fc.constantFrom('<a>', '</a>', '<b x="1">', '</b>', 'text', '<a/>', '&lt;', '&');
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('')),
        fc.constantFrom('//*', '//text()', '//@*', '//a | //b/@x', '//*/..', '/'),
        (xml, xpath) => {
          find(`<r>${xml}</r>`, xpath);
        },
      ),
    );
    const wide = `<r${Array.from({ length: 5_000 }, (_, i) => ` a${i}="1"`).join('')}>${'<a/>t'.repeat(20_000)}</r>`;
    const begun = performance.now();
    for (const xpath of ['//@*', '//text()', '//*', '//a | //text() | //@*']) find(wide, xpath);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe('takeFrom', () => {
  const slot =
    '<iq type="result" id="a"><slot xmlns="urn:xmpp:http:upload:0"><put url="https://u"><header name="Authorization">Basic x</header></put></slot></iq>';

  it('takes a secret as it is, and says that it is one', () => {
    expect(takeFrom({ name: 'auth', xpath: '//header' }, open(slot), xmppSearch)).toEqual({
      name: 'auth',
      value: 'Basic x',
      secret: true,
    });
    expect(takeFrom({ name: 'url', xpath: '//put/@url' }, open(slot), xmppSearch)).toEqual({
      name: 'url',
      value: 'https://u',
      secret: false,
    });
  });

  it('takes nothing where nothing is found', () => {
    expect(takeFrom({ name: 'x', xpath: '//no' }, open(slot), xmppSearch)).toBeUndefined();
    expect(takeFrom({ name: 'x', xpath: '//no' }, open(''), xmppSearch)).toBeUndefined();
  });
});
