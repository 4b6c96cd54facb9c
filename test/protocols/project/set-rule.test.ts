import { describe, expect, it } from 'vitest';
import { parseProject, setRule } from '../../../protocols/project/index.ts';

const apply = (text: string) =>
  setRule(text, 'xmpp/iq-type', 'off')?.reduceRight(
    (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
    text,
  );

describe('setting a rule in wireloupe.json', () => {
  it.each([
    '{}',
    '{\n  "environments": {}\n}\n',
    '{ "rules": {} }',
    '{ "rules": { "amqp/x": "hint" } }',
    '{ "rules": { "xmpp/iq-type": "hint" } }',
    '{\r\n\t"rules": {\r\n\t}\r\n}',
    '{ // ours\n "rules": { "amqp/x": "hint", },\n}',
  ])('changes %j and nothing else', (text) => {
    const { project, diagnostics } = parseProject(apply(text) ?? '');
    const before = parseProject(text).project;
    expect(diagnostics).toEqual([]);
    expect(project).toEqual({ ...before, rules: { ...before.rules, 'xmpp/iq-type': 'off' } });
  });

  it.each(['', '[]', '{ "rules": ', '{ "rules": { } '])('leaves the broken file %j alone', (text) => {
    expect(setRule(text, 'xmpp/iq-type', 'off')).toBeUndefined();
  });

  it('keeps the indentation and the line ends of the file', () => {
    expect(apply('{\n    "rules": {\n        "amqp/x": "hint"\n    }\n}\n')).toBe(
      '{\n    "rules": {\n        "amqp/x": "hint",\n        "xmpp/iq-type": "off"\n    }\n}\n',
    );
    expect(apply('{\r\n  "rules": {}\r\n}')).not.toMatch(/[^\r]\n/);
  });
});
