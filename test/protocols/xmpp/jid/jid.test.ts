import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLocal, parseJid, sameJid, unescapeLocal } from '../../../../protocols/xmpp/index.ts';
import { escapingHint, prepareJid } from '../../../../protocols/xmpp/jid/index.ts';

describe('addresses that are fine', () => {
  it.each([
    ['example.org', 'example.org'],
    ['romeo@example.org', 'romeo@example.org'],
    ['romeo@example.org/orchard', 'romeo@example.org/orchard'],
    ['Romeo@EXAMPLE.org/Orchard', 'romeo@example.org/Orchard'],
    ['a@b/c@d/e', 'a@b/c@d/e'],
    ['user@[2001:db8::1]', 'user@[2001:db8::1]'],
    ['user@127.0.0.1', 'user@127.0.0.1'],
    ['fuß@example.org', 'fuß@example.org'],
    ['Σ@example.org', 'σ@example.org'],
    ['ｆｕｌｌ@example.org', 'full@example.org'],
    ['user@bücher.example', 'user@bücher.example'],
    ['user@xn--bcher-kva.example', 'user@bücher.example'],
    ['foo bar@x', undefined],
    ['a@b/ a 😀 ', 'a@b/ a 😀 '],
    ['日本@例え.jp/ノート', '日本@例え.jp/ノート'],
    ['d\\27artagnan@x', 'd\\27artagnan@x'],
  ] as const)('%s', (text, prepared) => {
    expect(parseJid(text).prepared).toBe(prepared);
  });

  it('may hold variables anywhere', () => {
    for (const text of ['{{room}}', '{{user}}@{{domain}}', 'a@{{domain}}/{{resource}}', 'x{{n}}y@example.org'])
      expect(parseJid(text).problems).toEqual([]);
  });
});

describe('addresses that are not', () => {
  it.each([
    ['', 0, 0, 'domainpart is empty'],
    ['@example.org', 0, 0, 'localpart before “@” is empty'],
    ['a@', 1, 2, 'domainpart is empty'],
    ['a@b/', 3, 4, 'resourcepart after “/” is empty'],
    ['ro meo@b', 2, 3, 'escapes it as \\20'],
    ['a"b@c', 1, 2, 'escapes it as \\22'],
    ['a:b@c', 1, 2, 'escapes it as \\3a'],
    ['：b@c', 0, 1, 'counts as “:”: remove it, or write \\3a'],
    ['a＠b@c', 1, 2, 'counts as “@”'],
    ['a@b@c', 3, 4, 'is not allowed in the domainpart'],
    ['a@b c', 3, 4, 'White space is not allowed in the domainpart'],
    ['a@-b.c', 2, 4, 'not a label of a domain name'],
    ['a@b..c', 3, 4, 'empty label'],
    ['♚@example.org', 0, 1, '“♚” (U+265A) is not allowed in the localpart'],
    ['a\u0000@b', 1, 2, 'U+0000'],
    ['a@b/c\u0007', 5, 6, 'U+0007'],
    ['henry\u2163@example.com', 5, 6, 'U+2163'],
    ['a@[1::2::3]', 2, 11, 'not an IPv6 address'],
    [`${'a'.repeat(1024)}@b`, 0, 1024, 'at most 1023'],
    [`a@${'b'.repeat(64)}.c`, 2, 66, 'at most 63 characters'],
  ])('%j', (text, start, end, part) => {
    const [problem] = parseJid(text).problems;
    expect(problem?.message).toContain(part);
    expect([problem?.start, problem?.end]).toEqual([start, end]);
  });
});

it('compares addresses once prepared', () => {
  expect(sameJid('Romeo@Example.ORG/a', 'romeo@example.org/a')).toBe(true);
  expect(sameJid('romeo@example.org/a', 'romeo@example.org/A')).toBe(false);
});

it('never throws, and keeps its places inside', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      for (const { start, end } of parseJid(text).problems)
        expect(start >= 0 && start <= end && end <= text.length).toBe(true);
    }),
  );
});

it('prepares what is prepared to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (local, resource) => {
      const first = parseJid(`${local}@example.org/${resource}`).prepared;
      if (first !== undefined) expect(parseJid(first).prepared).toBe(first);
    }),
  );
});

describe('escaping (XEP-0106)', () => {
  it.each([
    ['space cadet', 'space\\20cadet'],
    ["d'artagnan", 'd\\27artagnan'],
    ['c:\\5commas', 'c\\3a\\5c5commas'],
    ['\\2plus\\2is\\4', '\\2plus\\2is\\4'],
    ['a@b', 'a\\40b'],
  ])('%s', (name, local) => {
    expect(escapeLocal(name)).toBe(local);
    expect(unescapeLocal(local)).toBe(name);
  });

  it('comes back for any name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(unescapeLocal(escapeLocal(name))).toBe(name);
      }),
    );
  });

  it('hints at escapes that are none', () => {
    expect(escapingHint('\\20a')).toContain('may not begin or end');
    expect(escapingHint('a\\2Fb')).toContain('\\2f');
    expect(escapingHint('a\\2fb')).toBeUndefined();
  });
});

describe('internationalized domains (IDNA2008)', () => {
  it.each([
    ['ÉCOLE.example', 'école.example'],
    ['xn--cole-9oa.example', 'école.example'],
    ['例え。テスト', '例え.テスト'],
    ['faß.de', 'faß.de'],
    ['مثال.إختبار', 'مثال.إختبار'],
    ['a_b.example', 'a_b.example'],
    ['co·l·legi.example', undefined],
    ['col·legi.example', 'col·legi.example'],
  ])('%s', (domain, prepared) => {
    expect(parseJid(domain).prepared).toBe(prepared);
  });

  it.each([
    ['♥.example', 'not allowed'],
    ['xn--a\u00e9.example', 'no Punycode'],
    ['xn--999999b.example', 'no Punycode'],
    [`${'é'.repeat(63)}.example`, '63 bytes'],
    ['é-.example', 'begins or ends with “-”'],
    ['\u0301a.example', 'combining mark'],
  ])('%s is none', (domain, part) => {
    expect(parseJid(domain).problems[0]?.message).toContain(part);
  });
});

describe('a prepared address', () => {
  it('has the parts that are compared, and none where there are problems', () => {
    expect(prepareJid('Romeo@Example.ORG./Orchard')).toEqual({
      local: 'romeo',
      domain: 'example.org',
      resource: 'Orchard',
      bare: 'romeo@example.org',
      full: 'romeo@example.org/Orchard',
    });
    expect(prepareJid('Example.org')).toMatchObject({
      local: '',
      resource: '',
      bare: 'example.org',
      full: 'example.org',
    });
    expect(prepareJid('@example.org')).toBeUndefined();
  });
});
