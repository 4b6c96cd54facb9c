import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPayload, variableLookup, withTaken, type DynamicSources } from '../../../../protocols/core/index.ts';
import { xmppLanguage } from '../../../../protocols/xmpp/index.ts';

const sources: DynamicSources = {
  id: () => '1',
  uuid: () => '2',
  now: () => new Date(0),
  randomInt: (least) => least,
  env: () => undefined,
};
const none = variableLookup(new Map(), sources);
const parse = (text: string, variables: Readonly<Record<string, string>> = {}) =>
  xmppLanguage.parse(text, { variables: new Map(Object.entries(variables)) });
const found = (text: string, variables?: Readonly<Record<string, string>>) => {
  const document = parse(text, variables);
  return xmppLanguage
    .diagnostics(document)
    .map(({ code, message, start, end }) => [code, message, text.slice(start, end)]);
};

const ping = '<iq type="get" id="a" to="b"><ping xmlns="urn:xmpp:ping"/></iq>';

describe('<?set?>', () => {
  it('gives a variable to the stanzas below', () => {
    expect(found(`${ping}<?set from xpath="/iq/@from" of="last"?><presence to="{{from}}"/>`)).toEqual([]);
    expect(found(`${ping}<?set from of='last' xpath='/iq[@type="result"]/@from'?><presence to="{{from}}"/>`)).toEqual(
      [],
    );
  });

  it.each([
    ['<?set from?>', 'xmpp/directive', '<?set from?>'],
    ['<?set from of="last"?>', 'xmpp/directive', '<?set from of="last"?>'],
    ['<?set from xpath="a" xpath="b"?>', 'xmpp/directive', '<?set from xpath="a" xpath="b"?>'],
    ['<?set xpath="a"?>', 'xmpp/directive', '<?set xpath="a"?>'],
    ['<?set 1st xpath="a"?>', 'xmpp/directive', '1st'],
    ['<?set from xpath="//a[" of="last"?>', 'xmpp/directive', '"'],
    ['<?set from xpath="//a{" of="last"?>', 'xmpp/directive', '{'],
    ['<?set from xpath="//a[&quot;]"?>', 'xmpp/directive', '//a[&quot;]'],
    ['<?set from xpath="a" of="first"?>', 'xmpp/directive', 'first'],
    ['<?set from xpath="a" as="x"?>', 'xmpp/directive', 'x'],
  ])('is checked as it is written: %s', (directive, code, place) => {
    const all = found(`${ping}${directive}<presence to="{{from}}"/>`);
    expect(all[0]?.[0]).toBe(code);
    expect(all[0]?.[2]).toBe(place);
  });

  it('has its place behind the stanza whose answer has the value', () => {
    expect(found('<?set from xpath="a"?><presence to="{{from}}"/>')[0]).toEqual([
      'xmpp/directive',
      expect.stringContaining('has no answer to be set from'),
      'from',
    ]);
    // An answer on another connection is none.
    expect(
      found(`<?connection a?>${ping}<?connection b?><?set from xpath="a"?><presence to="{{from}}"/>`)[0]?.[1],
    ).toContain('has no answer to be set from');
  });

  it('is told where nothing below has the variable, or only after it is set again', () => {
    expect(found(`${ping}<?set from xpath="a"?>`).map(([code]) => code)).toEqual(['xmpp/set-unused']);
    const twice = `${ping}<?set from xpath="a"?><?set from xpath="b"?><presence to="{{from}}"/>`;
    expect(found(twice).map(([code]) => code)).toEqual(['xmpp/set-unused']);
  });

  it('gives no value to what stands above it', () => {
    const text = `<presence to="{{from}}"/>\n${ping}\n<?set from xpath="a"?>\n<presence to="{{from}}"/>`;
    expect(found(text)).toEqual([
      ['xmpp/variable', expect.stringContaining('used before it is set, which is on line 3'), '{{from}}'],
    ]);
    // The environment has a value for it till then.
    expect(found(text, { from: 'a@b' })).toEqual([]);
  });

  it('goes before the environment and the file from there on', () => {
    const text = `<presence to="{{from}}"/>${ping}<?set from xpath="a"?><presence to="{{from}}"/><?var from="file"?>`;
    const document = parse(text);
    const values = withTaken(
      variableLookup(new Map([['from', 'environment']]), sources),
      new Map([['from', 'answer']]),
    );
    expect([0, 2].map((index) => xmppLanguage.prepare(document, index, values))).toMatchObject([
      { text: '<presence to="environment"/>' },
      { text: '<presence to="answer"/>' },
    ]);
    expect(xmppLanguage.prepare(document, 0, none)).toMatchObject({ text: '<presence to="file"/>' });
  });

  it('takes its value from the last request above, else from the last stanza', () => {
    const names = (text: string) => {
      const document = parse(text);
      return xmppLanguage.sendables(document).map(({ index }) => {
        const payload = xmppLanguage.prepare(document, index, withTaken(none, new Map([['x', 'y']])));
        return isPayload(payload) && payload.kind === 'xmpp' ? (payload.sets ?? []).map(({ name }) => name) : [];
      });
    };
    expect(names(`<presence/>${ping}<presence/><?set x xpath="a"?>`)).toEqual([[], ['x'], []]);
    expect(names(`<presence/><message/><?set x xpath="a"?>${ping}<?set y xpath="a"?>`)).toEqual([[], ['x'], ['y']]);
    expect(names(`${ping.replace('get', 'result')}<presence/><?set x xpath="a"?>`)).toEqual([[], ['x']]);
  });

  it('says what must be sent first while there is no value, and nothing is wrong with that before', () => {
    const document = parse(`${ping}\n<?set from xpath="a"?>\n<presence to="{{from}}"/>`);
    expect(xmppLanguage.problems(document, none)).toEqual([]);
    expect(xmppLanguage.prepare(document, 1, none)).toMatchObject([
      { code: 'not-set-yet', message: expect.stringContaining('on line 2') as string, blocking: true },
    ]);
  });

  it('escapes a value for where it stands, and searches it for no variables', () => {
    const document = parse(
      `${ping}<?set x xpath="a"?><message to="{{x}}"><body>{{x}}<![CDATA[{{x}}]]></body></message>`,
    );
    const values = withTaken(none, new Map([['x', `<a b='"'>{{x}}&]]>`]]));
    expect(xmppLanguage.prepare(document, 1, values)).toMatchObject({
      text: '<message to="&lt;a b=&apos;&quot;&apos;&gt;{{x}}&amp;]]&gt;"><body>&lt;a b=&apos;&quot;&apos;&gt;{{x}}&amp;]]&gt;<![CDATA[<a b=\'"\'>{{x}}&]]]]><![CDATA[>]]></body></message>',
    });
    const bad = withTaken(none, new Map([['x', '\u0000']]));
    expect(xmppLanguage.prepare(document, 1, bad)).toMatchObject([{ code: 'xmpp/character-forbidden' }, {}, {}]);
  });

  it('is completed, explained and found from where its variable is used', () => {
    const text = `${ping}\n<?set from xpath="/iq/@from"?>\n<presence to="{{from}}"/>`;
    const document = parse(text);
    const inside = text.lastIndexOf('from') + 1;
    expect(xmppLanguage.completions(document, text.indexOf('{{') + 2)[0]).toMatchObject({
      label: 'from',
      detail: 'from an answer: /iq/@from',
    });
    expect(xmppLanguage.completions(document, 0).map(({ label }) => label)).toContain('<?set name xpath="…"?>');
    expect(xmppLanguage.hover(document, inside)?.markdown).toContain('is set from an answer on line 2: `/iq/@from`');
    const place = xmppLanguage.definition?.(document, inside);
    expect(place && [place.start, text.slice(place.start, place.end)]).toEqual([text.indexOf('from'), 'from']);
  });

  it('finds the definition of a variable that the file gives', () => {
    const text = '<presence to="{{x}}"/><?var x="a"?>';
    expect(xmppLanguage.definition?.(parse(text), 17)).toEqual({
      start: text.indexOf('x="a"'),
      end: text.indexOf('x="a"') + 1,
    });
    expect(xmppLanguage.definition?.(parse(text), 3)).toBeUndefined();
  });

  it('never throws, whatever stands in it', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '<?set ',
        'x',
        ' xpath="',
        '//a',
        '" of="last"',
        '?>',
        ping,
        '<presence to="{{x}}"/>',
        "'",
        '&lt;',
        '{{x}}',
        '<?connection a?>',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('')),
        fc.nat(),
        (text, at) => {
          const document = parse(text);
          const length = Math.max(text.length, 1);
          for (const { start, end } of xmppLanguage.diagnostics(document)) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(text.length);
          }
          xmppLanguage.hover(document, at % length);
          xmppLanguage.definition?.(document, at % length);
          xmppLanguage.completions(document, at % length);
          xmppLanguage.problems(document, none);
          for (const { index } of xmppLanguage.sendables(document)) xmppLanguage.prepare(document, index, none);
        },
      ),
    );
  });

  it('takes time in proportion to the text', () => {
    const many = 2_000;
    const text = Array.from(
      { length: many },
      (_, i) => `${ping}<?set n${i % 100} xpath="a"?><presence to="{{n${i % 100}}}{{m}}"/>\n`,
    ).join('');
    const begun = performance.now();
    const document = parse(text);
    xmppLanguage.diagnostics(document);
    xmppLanguage.problems(document, none);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
