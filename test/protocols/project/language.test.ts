import { describe, expect, it } from 'vitest';
import { projectLanguage } from '../../../protocols/project/index.ts';
import type { Rule } from '../../../protocols/core/index.ts';

const rules: readonly Rule[] = [
  {
    id: 'xmpp/iq-id-required',
    severity: 'error',
    summary: 'An iq has an id.',
    section: { document: 'RFC 6120', section: '8.2.3', href: 'https://example.org/#8.2.3' },
  },
  {
    id: 'xmpp/iq-type',
    severity: 'error',
    summary: 'An iq has a type.',
    section: { document: 'Notes', section: '', href: 'docs/notes.md' },
  },
];
const service = projectLanguage(rules);

/** The cursor stands at `|`. */
const at = (marked: string) => {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const document = service.parse(text, {});
  return { text, completions: service.completions(document, offset), hover: service.hover(document, offset) };
};
const accept = (marked: string) => {
  const { text, completions } = at(marked);
  const [{ replace, insert }] = completions as [(typeof completions)[0]];
  return text.slice(0, replace.start) + insert + text.slice(replace.end);
};

describe('wireloupe.json in the editor', () => {
  it('offers rules as keys of “rules”, with their default', () => {
    expect(at('{ "rules": { | } }').completions).toMatchObject([
      { label: 'xmpp/iq-id-required', detail: 'error' },
      { label: 'xmpp/iq-type' },
    ]);
  });

  it.each([
    ['{ "rules": { | } }', '{ "rules": { "xmpp/iq-id-required": "${1|off,hint,information,warning,error|}" } }'],
    ['{ "rules": { "xm|" } }', '{ "rules": { "xmpp/iq-id-required": "${1|off,hint,information,warning,error|}" } }'],
    ['{ "rules": { "xm|": "off" } }', '{ "rules": { "xmpp/iq-id-required": "off" } }'],
  ])('completes %s', (marked, completed) => {
    expect(accept(marked)).toBe(completed);
  });

  it.each([
    '{ | }',
    '{ "rules": | }',
    '{ "rules": { "a": "|" } }',
    '{ "connections": { | } }',
    '|',
    '{ "rules": [ | ] }',
  ])('offers no rules in %s', (marked) => {
    expect(at(marked).completions).toEqual([]);
  });

  it('explains a rule, with its section', () => {
    expect(at('{ "rules": { "xmpp/iq-|id-required": "off" } }').hover?.markdown).toBe(
      'An iq has an id.\n\n[RFC 6120, 8.2.3](https://example.org/#8.2.3). By default: error.',
    );
    expect(at('{ "rules": { "xmpp/iq-|type": "off" } }').hover?.markdown).toContain('\n\nNotes. By default');
    expect(at('{ "rules": { "xmpp/iq|": "off" } }').hover).toBeUndefined();
    expect(at('{ "connec|tions": {} }').hover).toBeUndefined();
  });

  it('checks ids against the rules, for the protocols that they cover', () => {
    const { text } = at('{ "rules": { "xmpp/iq-typ": "off", "amqp/x": "off" } }|');
    expect(service.diagnostics(service.parse(text, {})).map((each) => each.code)).toEqual(['project/unknown-rule']);
  });

  it.each(['['.repeat(100_000), '{"rules":'.repeat(100_000), `{ "rules": { "xmpp/iq-type": ${'['.repeat(100_000)}`])(
    'says of text that is nested too deeply where it is, and nothing else',
    (text) => {
      const document = service.parse(text, {});
      expect(service.diagnostics(document)).toMatchObject([{ code: 'project/syntax' }]);
      for (const offset of [0, 20, text.length >> 1, text.length]) {
        expect(service.completions(document, offset)).toEqual([]);
        expect(service.hover(document, offset)).toBeUndefined();
      }
    },
  );
});
