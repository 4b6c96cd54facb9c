import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatUnits, encodeScript, parseSource } from '../../../../protocols/amqp/notation/index.ts';
import { loadDefinitions } from '../../../../protocols/amqp/owntypes/index.ts';
import { notationRules } from '../../../../protocols/amqp/rules/notation.ts';

const page = readFileSync(new URL('../../../../docs/notation-amqp.md', import.meta.url), 'utf8');

function examples(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

describe('the page about the notation', () => {
  it.each(examples('yaml'))('has an example that can be sent: %j', (text) => {
    const { steps, problems } = encodeScript({ source: parseSource(text) }, () => undefined);
    expect(problems.filter(({ blocking }) => blocking)).toEqual([]);
    expect(steps.length).toBeGreaterThan(0);
    const units = steps.flatMap((step) => (step.kind === 'bytes' ? [step.bytes] : []));
    const again = encodeScript({ source: parseSource(formatUnits(units)) }, () => undefined).steps;
    expect(again.map((step) => (step.kind === 'bytes' ? [...step.bytes] : []))).toEqual(units.map((unit) => [...unit]));
  });

  it('breaks no rule in its examples, but for those about mistakes', () => {
    for (const text of examples('yaml')) {
      const { problems } = encodeScript({ source: parseSource(text) }, () => undefined);
      expect(
        problems.filter(({ severity, code }) => severity === 'error' && code !== notationRules.fieldType.id),
        text,
      ).toEqual([]);
    }
  });

  it('has sound type definitions', () => {
    expect(loadDefinitions(examples('xml')).diagnostics).toEqual([[]]);
  });

  it('has the places that rules refer to', () => {
    const anchors = new Set(
      [...page.matchAll(/^## (.*)$/gm)].map((match) =>
        (match[1] ?? '')
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replace(/ /g, '-'),
      ),
    );
    for (const { section } of Object.values(notationRules)) {
      if (section.href.startsWith('docs/')) expect([...anchors]).toContain(section.href.split('#')[1]);
    }
  });
});
