import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProject } from '../../protocols/project/index.ts';
import { projectShape, type Shape } from '../../protocols/project/shape.ts';
import { dynamicVariables } from '../../protocols/core/index.ts';
import { rules } from '../../server/languages.ts';
import { xmppLanguage } from '../../protocols/xmpp/index.ts';
import { samples } from '../protocols/project/samples.ts';

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map((match) => match[1] ?? '');

function keysOf(shape: Shape): readonly string[] {
  if (shape.kind === 'record') return keysOf(shape.values);
  if (shape.kind !== 'object') return [];
  return Object.entries(shape.keys).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

describe('the page about wireloupe.json', () => {
  const text = page('wireloupe-json.md');

  it('shows a sound file', () => {
    const [example, ...others] = blocks(text, 'json');
    expect(parseProject(example ?? '', { knownRules: rules.map((rule) => rule.id) }).diagnostics).toEqual([]);
    expect(others).toEqual([]);
  });

  it.each(keysOf(projectShape).filter((key) => key !== '$schema'))('explains the key %s', (key) => {
    expect(text).toMatch(new RegExp(`[\`".]${key}[\`"]`));
  });

  it.each([...new Set(samples.flatMap((sample) => sample.codes))])('lists the finding %s', (code) => {
    expect(text).toContain(`\`${code}\``);
  });
});

describe('the page about .xmpp', () => {
  const text = page('templates-xmpp.md');

  it('shows sound templates', () => {
    const templates = blocks(text, 'xmpp');
    expect(templates).toHaveLength(3);
    for (const template of templates) {
      const document = xmppLanguage.parse(template, { variables: new Map(), connections: ['romeo'] });
      expect(xmppLanguage.diagnostics(document)).toEqual([]);
      expect(xmppLanguage.sendables(document).length).toBeGreaterThan(0);
    }
  });

  it.each(dynamicVariables)('explains $usage', ({ usage, description }) => {
    expect(text).toContain(`\`${usage}\``);
    expect(text).toContain(description.replace(/: 20.*/, '').slice(0, -1));
  });
});
