import '../../../protocols/all.ts';
import { describe, expect, it } from 'vitest';
import { noContext, noProject } from '../../../protocols/core/index.ts';
import { compileFilter } from '../../../protocols/filter/index.ts';
import { protocolOf } from '../../../protocols/index.ts';
import { unitFacts } from './facts.ts';

const zone = (): number => 0;
const matches = (filter: string, facts: Parameters<typeof unitFacts>[0]): boolean => {
  const compiled = compileFilter(filter, { zone });
  expect(compiled.errors).toBeUndefined();
  return compiled.filter?.matches(unitFacts(facts)) ?? false;
};

function stanza(text: string): Parameters<typeof unitFacts>[0] {
  const { codec, search } = protocolOf('xmpp');
  const bytes = new TextEncoder().encode(text);
  const opened = codec.open({ protocol: 'xmpp', kind: 'stanza', bytes }, noContext, noProject);
  return { protocol: 'xmpp', kind: 'stanza', name: opened.name, bytes: () => bytes, open: () => opened, search };
}

// Each takes minutes, or for ever, with an engine that goes back.
describe('a regular expression that is made to hang', () => {
  it.each(['/(a+)+$/', '/(a|aa)+$/', '/(.*)*x/', '/^(a?){50}a{50}$/', '/(a*)*b/i'])('%s does not', (filter) => {
    expect(matches(filter, { summary: `${'a'.repeat(100_000)}!` })).toBe(false);
  });

  it.each(['/(((a{100}){100}){100})/', `/${'(a'.repeat(400)}/`, '/(?=a)/', '/\\1/', '/a{5000}/'])(
    '%s is refused, with its place',
    (filter) => {
      expect(compileFilter(`x ${filter}`, { zone }).errors).toMatchObject([{ start: 2, end: 2 + filter.length }]);
    },
  );
});

describe('an XPath that is made to hang', () => {
  const deep = `<message xmlns="jabber:client">${'<a>'.repeat(200)}x${'</a>'.repeat(200)}${'<b/>'.repeat(2000)}</message>`;

  it.each([
    '//*[count(//*) > 100000]',
    '//*//*//*//*//*[. = "y"]',
    '//*[//*[//*[//*[. = //*]]]] and false()',
    '//*[. = //*[. = //*[. = "y"]]]',
    '//a/../a/../a/../a/../c',
  ])('%s does not', (xpath) => {
    expect(matches(`xpath:${JSON.stringify(xpath)}`, stanza(deep))).toBe(false);
  });

  it('ends where a field is looked for in many elements', () => {
    expect(matches(`field:${'b.'.repeat(200)}c`, stanza(deep))).toBe(false);
    expect(matches('field:message.a.a.a', stanza(deep))).toBe(true);
  });
});

it('bytes that repeat what is looked for are searched in linear time', () => {
  const bytes = new Uint8Array(1 << 20).fill(0x61);
  expect(matches(`bytes:${'a'.repeat(5000)}b`, { bytes: () => bytes })).toBe(false);
});
