import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type LanguageContext } from '../../../../protocols/core/index.ts';
import { ruleGroups, xmppLanguage } from '../../../../protocols/xmpp/index.ts';
import { repairs } from '../../../../protocols/xmpp/language/fixes/index.ts';
import { outcomes, summary } from '../../fixes.ts';
import { mistakes, slips } from './mistakes.ts';

const context: LanguageContext = {
  variables: new Map([
    ['friend', 'juliet@example.org'],
    ['room', 'lounge@conference.example.org'],
  ]),
  connections: ['romeo', 'juliet'],
};

/** Rules whose breach no edit of the text repairs, or that speak of single messages of WebSocket. */
const beyondRepair = ['too-many-findings', 'stanza-size', 'websocket-message', 'websocket-namespace'];

/** The text after the preferred fix of the first finding of a rule. */
function mended(text: string, code?: string): string | undefined {
  return outcomes(xmppLanguage, text, context).find(
    ({ finding }) => code === undefined || finding.code === `xmpp/${code}`,
  )?.text;
}

describe('the quick fixes', () => {
  it('offer no detour to what another one does', () => {
    const document = xmppLanguage.parse(
      '<iq id="1" type="gett" to="example.org"><ping xmlns="urn:xmpp:ping"/></iq>',
      context,
    );
    const finding = xmppLanguage.diagnostics(document).find(({ code }) => code === 'xmpp/iq-type');
    const fixes = finding === undefined ? [] : (xmppLanguage.fixes?.(document, finding) ?? []);
    expect(fixes[0]?.title).toBe('Change to type="get"');
    const texts = fixes.map(({ edits }) => applyEdits(document.text, edits));
    expect(texts).toEqual([...new Set(texts)]);
  });
});

/** The titles for the first finding of a text. */
function titles(text: string): string[] {
  const document = xmppLanguage.parse(text, context);
  const [finding] = xmppLanguage.diagnostics(document);
  return finding === undefined ? [] : (xmppLanguage.fixes?.(document, finding) ?? []).map(({ title }) => title);
}

describe('the quick fixes of a value', () => {
  it.each([
    ['<message to="@localhost/"/>', ['Change to to="localhost"', 'Remove to="@localhost/"']],
    ['<message to="@localhost"/>', ['Change to to="localhost"', 'Remove to="@localhost"']],
    ['<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">x x</auth>', ['Change to xx==']],
    ['<presence><priority>high</priority></presence>', []],
  ])('contain only text of the document: %s', (text, expected) => {
    expect(titles(text)).toEqual(expected);
  });
});

describe('the preferred quick fix', () => {
  it('is there for every rule that a file can break', () => {
    const ids = ruleGroups
      .filter(({ title }) => title !== 'Traffic' && title !== 'Own schemas')
      .flatMap(({ rules }) => rules.map(({ id }) => id.slice('xmpp/'.length)));
    expect(ids.filter((id) => !Object.hasOwn(repairs, `xmpp/${id}`)).sort()).toEqual([...beyondRepair].sort());
    expect([...new Set(mistakes.map(([rule]) => rule))].sort()).toEqual(
      ids.filter((id) => !beyondRepair.includes(id)).sort(),
    );
  });

  it.each(mistakes)('repairs a breach of %s: the finding is gone, and no new one came', (rule, text) => {
    const found = outcomes(xmppLanguage, text, context).filter(({ finding }) => finding.code === `xmpp/${rule}`);
    expect(found.length).toBeGreaterThan(0);
    expect(
      found
        .map(({ result, fix, text: after }) => ({ result, title: fix?.title, after }))
        .filter(({ result }) => result !== 'repaired'),
    ).toEqual([]);
  });

  it('repairs nearly all slips of the hand', () => {
    const { repaired, total, rest } = summary(slips.flatMap((text) => outcomes(xmppLanguage, text, context)));
    console.log(`slips in stanzas: ${repaired} of ${total} findings repaired`);
    expect(repaired / total, rest.join('\n')).toBeGreaterThan(0.95);
  });

  it.each([
    [
      'names the element that was meant in both tags',
      '<message to="a@b.c"><bdy>Hello</bdy></message>',
      'element-unknown',
      '<message to="a@b.c"><body>Hello</body></message>',
    ],
    [
      'escapes what cannot stand in a localpart',
      '<message to="Tom &amp; Jerry@b.c/d e"/>',
      'attribute-value',
      '<message to="Tom\\20\\26\\20Jerry@b.c/d e"/>',
    ],
    ['writes the address in a URI', '<message to="xmpp:juliet@b.c"/>', 'attribute-value', '<message to="juliet@b.c"/>'],
    [
      'replaces the scheme of an address that must be https',
      '<iq type="result" id="1"><slot xmlns="urn:xmpp:http:upload:0"><put url="ftp://b/a.png"/><get url="https://b/a.png"/></slot></iq>',
      'upload-https',
      '<iq type="result" id="1"><slot xmlns="urn:xmpp:http:upload:0"><put url="https://b/a.png"/><get url="https://b/a.png"/></slot></iq>',
    ],
    [
      'keeps the text of an element that does not belong there',
      '<message to="a@b.c"><body>Hello <b>my</b> dear</body></message>',
      'element-unknown',
      '<message to="a@b.c"><body>Hello my dear</body></message>',
    ],
    ['removes the space in front of a name', '< message to="a@b.c"/>', 'character-forbidden', '<message to="a@b.c"/>'],
    [
      'removes the space in front of an end tag',
      '<message to="a@b.c"><body>x< /body></message>',
      'character-forbidden',
      '<message to="a@b.c"><body>x</body></message>',
    ],
    ['removes the space in the end of a tag', '<message to="a@b.c"/ >', 'tag-malformed', '<message to="a@b.c"/>'],
    [
      'removes it for the tag that is not closed as well',
      '<message to="a@b.c"/ >',
      'tag-not-closed',
      '<message to="a@b.c"/>',
    ],
    ['removes the second angle bracket', '<<presence/>', 'character-forbidden', '<presence/>'],
    [
      'writes the angle bracket of a directive',
      '?connection romeo?>\n<presence/>\n',
      'text-outside',
      '<?connection romeo?>\n<presence/>\n',
    ],
    ['separates a name from its attribute', '<messageto="a@b.c"/>', 'element-unknown', '<message to="a@b.c"/>'],
    [
      'keeps the digits of base64',
      '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AGp1 bGlldA=</auth>',
      'text-value',
      '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AGp1bGlldA==</auth>',
    ],
    [
      'keeps the quotes',
      "<iq type='gett' id='1'><ping xmlns='urn:xmpp:ping'/></iq>",
      'iq-type',
      "<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>",
    ],
    [
      'writes new attributes in the quotes of the others',
      "<iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>",
      'iq-id-required',
      "<iq id='{{$id}}' type='get'><ping xmlns='urn:xmpp:ping'/></iq>",
    ],
    [
      'keeps the indentation',
      '<presence/>\n\n<iq type="get" id="1"/>\n',
      'iq-payload',
      '<presence/>\n\n<iq type="get" id="1">\n  <ping xmlns="urn:xmpp:ping"/>\n</iq>\n',
    ],
    [
      'moves a comment with its line',
      '<message to="a@b.c">\n  <!-- note -->\n  <body>Hi</body>\n</message>\n',
      'comment',
      '<!-- note -->\n<message to="a@b.c">\n  <body>Hi</body>\n</message>\n',
    ],
    [
      'keeps the line ends',
      '<presence/>\r\n<message to="a@b.c">\r\n  <!-- note -->\r\n</message>\r\n',
      'comment',
      '<presence/>\r\n<!-- note -->\r\n<message to="a@b.c">\r\n</message>\r\n',
    ],
    [
      'closes an element on its line',
      '<message to="a@b.c">\n  <body>Hi\n</message>\n',
      'tag-not-closed',
      '<message to="a@b.c">\n  <body>Hi</body>\n</message>\n',
    ],
    [
      'closes an element with children below them',
      '<message to="a@b.c">\n  <body>Hi</body>\n\n<presence/>\n',
      'tag-not-closed',
      '<message to="a@b.c">\n  <body>Hi</body>\n</message>\n\n<presence/>\n',
    ],
    [
      'sends a second payload in an iq of its own',
      '<iq type="get" id="1">\n  <ping xmlns="urn:xmpp:ping"/>\n  <a xmlns="urn:a"/>\n</iq>\n',
      'iq-payload',
      '<iq type="get" id="1">\n  <ping xmlns="urn:xmpp:ping"/>\n</iq>\n\n<iq type="get" id="{{$id}}">\n  <a xmlns="urn:a"/>\n</iq>\n',
    ],
    [
      'defines a variable below the connection',
      '<?connection romeo?>\n<message to="{{nobody}}"/>\n',
      'variable',
      '<?connection romeo?>\n<?var nobody=""?>\n<message to="{{nobody}}"/>\n',
    ],
    [
      'puts text into the element that holds it',
      '<message to="a@b.c">Hi</message>',
      'text-not-allowed',
      '<message to="a@b.c"><body>Hi</body></message>',
    ],
    [
      'changes the type that a payload is for',
      '<iq type="set" id="1"><ping xmlns="urn:xmpp:ping"/></iq>',
      'payload-place',
      '<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>',
    ],
    [
      'puts a payload into its stanza',
      '<ping xmlns="urn:xmpp:ping"/>',
      'element-not-here',
      '<iq id="{{$id}}" type="get">\n  <ping xmlns="urn:xmpp:ping"/>\n</iq>',
    ],
    [
      'takes the nearest number',
      '<presence><priority>300</priority></presence>',
      'text-value',
      '<presence><priority>127</priority></presence>',
    ],
    [
      'writes a time as XEP-0082 does',
      '<message to="a@b.c"><delay xmlns="urn:xmpp:delay" stamp="2026-11-22 19:40"/></message>',
      'attribute-value',
      '<message to="a@b.c"><delay xmlns="urn:xmpp:delay" stamp="2026-11-22T19:40:00Z"/></message>',
    ],
  ])('%s', (_, text, rule, after) => {
    expect(mended(text, rule)).toBe(after);
  });

  it('never throws, and keeps within the document, on broken texts', () => {
    const texts = [...slips, ...mistakes.map(([, text]) => text).filter((text) => text.length < 400)];
    const broken = fc
      .tuple(
        fc.constantFrom(...texts),
        fc.nat(400),
        fc.nat(30),
        fc.constantFrom('', '<', '>', '/', '"', "'", '&', '{{', ' ', '\n', '<!--', ']]>', '\u0000', '\ud800'),
      )
      .map(([text, at, length, put]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + put + text.slice(from + length);
      });
    fc.assert(
      fc.property(broken, (text) => {
        const document = xmppLanguage.parse(text, context);
        for (const finding of xmppLanguage.diagnostics(document)) {
          for (const fix of [
            ...(xmppLanguage.fixes?.(document, finding) ?? []),
            xmppLanguage.suppression?.(document, finding) ?? { edits: [] },
          ]) {
            for (const { start, end } of fix.edits) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('turning a rule off for one stanza', () => {
  it.each(
    mistakes.filter(([, text]) => xmppLanguage.parse(text, context).nodes.some(({ root }) => root !== undefined)),
  )('hides %s there, and nothing else', (rule, text) => {
    const document = xmppLanguage.parse(text, context);
    const finding = xmppLanguage.diagnostics(document).find(({ code }) => code === `xmpp/${rule}`);
    const fix = finding === undefined ? undefined : xmppLanguage.suppression?.(document, finding);
    if (finding === undefined || fix === undefined) return;
    expect(fix.title).toMatch(new RegExp(`^Disable xmpp/${rule} for this (?:stanza|header)$`));
    const codes = (source: string): string[] =>
      xmppLanguage.diagnostics(xmppLanguage.parse(source, context)).map(({ code }) => code);
    const before = codes(text);
    const after = codes(applyEdits(text, fix.edits));
    expect(after.filter((code) => !before.includes(code))).toEqual([]);
    expect(after.filter((code) => code === finding.code).length).toBeLessThan(
      before.filter((code) => code === finding.code).length,
    );
  });

  it('adds to the comment that stands there', () => {
    const text =
      '<!-- wireloupe-disable-next-line xmpp/iq-id-required -->\n<iq type="gett"><ping xmlns="urn:xmpp:ping"/></iq>\n';
    const document = xmppLanguage.parse(text, context);
    const finding = xmppLanguage.diagnostics(document).find(({ code }) => code === 'xmpp/iq-type');
    const fix = finding === undefined ? undefined : xmppLanguage.suppression?.(document, finding);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(text.replace('required', 'required, xmpp/iq-type'));
  });

  it.each([
    [
      'a rule that does not exist',
      '<!-- wireloupe-disable-next-line xmpp/iq-tpye --><iq type="a" id="1"/>',
      ['xmpp/suppression at xmpp/iq-tpye'],
    ],
    [
      'a comment that turns nothing off',
      '<!-- wireloupe-disable xmpp/iq-type --><presence/>',
      ['xmpp/suppression at <!-- wireloupe-disable xmpp/iq-type -->'],
    ],
    [
      'a rule that is not broken',
      '<!-- wireloupe-disable-next-line xmpp/iq-type, xmpp/presence-type --><iq type="a" id="1"/>',
      ['xmpp/suppression-unused at xmpp/presence-type'],
    ],
    [
      'a comment before nothing',
      '<presence/><!-- wireloupe-disable-next-line -->',
      ['xmpp/suppression-unused at <!-- wireloupe-disable-next-line -->'],
    ],
    [
      'nothing of variables where none are known',
      '<!-- wireloupe-disable-next-line xmpp/variable --><presence to="{{a}}"/>',
      [],
    ],
  ])('tells of %s', (_, text, expected) => {
    const known = text.includes('{{') ? {} : context;
    const found = xmppLanguage
      .diagnostics(xmppLanguage.parse(text, known))
      .filter(({ code }) => code.includes('suppression'));
    expect(found.map(({ code, start, end }) => `${code} at ${text.slice(start, end)}`)).toEqual(expected);
  });
});
