import { globSync } from 'tinyglobby';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../protocols/amqp/language/index.ts';
import { loadDefinitions } from '../../protocols/amqp/owntypes/index.ts';
import { parseProject, resolveEnvironment } from '../../protocols/project/index.ts';
import type { Diagnostic, LanguageContext, LanguageService } from '../../protocols/core/index.ts';
import { xmppLanguage } from '../../protocols/xmpp/index.ts';
import { rules } from '../../server/languages.ts';

const root = new URL('../../examples/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), 'utf8');
const { project, diagnostics } = parseProject(read('wireloupe.json'), { knownRules: rules.map((rule) => rule.id) });
const amqpDefinitions = globSync(project.amqp.definitions, { cwd: root.pathname }).sort().map(read);

/** Asks the language service of a file the same questions as the server does. */
function examine(name: string, context: LanguageContext): { readonly found: readonly Diagnostic[]; readonly sendables: number; readonly text: string } {
  const text = read(name);
  const ask = <D>(service: LanguageService<D>) => {
    const document = service.parse(text, context);
    return { found: service.diagnostics(document), sendables: service.sendables(document).length, text };
  };
  return name.endsWith('.xmpp') ? ask(xmppLanguage) : ask(amqpLanguage);
}

const contextOf = (environment: string): LanguageContext => ({
  variables: resolveEnvironment(project, environment),
  connections: Object.keys(project.connections),
  rules: project.rules,
  amqpDefinitions,
});

const files = globSync(['**/*.xmpp', '**/*.amqp.yaml'], { cwd: root.pathname }).sort();
const templates = files.filter((name) => !name.startsWith('mistakes.'));

describe('the examples', () => {
  it('have a sound wireloupe.json, with the same variables in each environment', () => {
    expect(diagnostics).toEqual([]);
    const names = Object.values(project.environments).map((environment) => Object.keys(environment));
    for (const each of names) expect(each).toEqual(names[0]);
  });

  it.each(templates.flatMap((name) => Object.keys(project.environments).map((environment) => [name, environment] as const)))('%s is sound in %s', (name, environment) => {
    const { found, sendables, text } = examine(name, contextOf(environment));
    expect(found.map((each) => `${each.code} at ${text.slice(0, each.start).split('\n').length}: ${each.message}`)).toEqual([]);
    expect(sendables).toBeGreaterThan(0);
  });

  it.each(templates)('%s names a connection of wireloupe.json', (name) => {
    const named = /<\?connection (\S+)\?>|^connection: (\S+)$/m.exec(read(name));
    expect(Object.keys(project.connections)).toContain(named?.[1] ?? named?.[2]);
  });

  it.each(['mistakes.xmpp', 'mistakes.amqp.yaml'])('%s shows each mistake that its comments announce', (name) => {
    const { found, text } = examine(name, contextOf('playground'));
    const marker = name.endsWith('.xmpp') ? /^<!--/ : /^ {2}#/;
    const lines = text.split('\n');
    const announced = lines.flatMap((line, index) => (index > 1 && marker.test(line) ? [index] : []));
    const wrong = found.map((each) => text.slice(0, each.start).split('\n').length - 1);
    announced.forEach((line, index) => {
      const next = announced[index + 1] ?? lines.length;
      expect(wrong.some((each) => each > line && each < next), `no finding under “${lines[line] ?? ''}”`).toBe(true);
    });
    expect(new Set(found.map((each) => each.code)).size).toBeGreaterThanOrEqual(7);
  });

  it('use AMQP types of their own, which are well defined', () => {
    expect(loadDefinitions(amqpDefinitions)).toMatchObject({ definitions: [{ name: 'reading' }, { name: 'quality' }], diagnostics: [[]] });
    const without = examine('types/readings.amqp.yaml', { ...contextOf('playground'), amqpDefinitions: [] });
    expect(without.found.map(({ code }) => code)).toContain('amqp/unknown-tag');
  });

  it('are all in the table of their README', () => {
    const readme = read('README.md');
    for (const name of files) expect(readme).toContain(`\`${name}\``);
  });
});
