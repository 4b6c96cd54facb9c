import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amqpLanguage } from '../../../../protocols/amqp/language/index.ts';
import { parseProject, resolveEnvironment } from '../../../../protocols/project/index.ts';
import type { LanguageContext } from '../../../../protocols/text/index.ts';
import { faults, mutants } from '../../fix-mutants.ts';

const examples = new URL('../../../../examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, examples), 'utf8');
const { project } = parseProject(read('wireloupe.json'));
const context: LanguageContext = { variables: resolveEnvironment(project, 'playground'), connections: Object.keys(project.connections), amqpDefinitions: [read('types/readings.xml')] };

describe('the preferred quick fix of a mistake in an example', () => {
  it.each(readdirSync(new URL('amqp/', examples)))('repairs it, brings no other, and loses nothing that its title does not name: %s', (name) => {
    const made = mutants(read(`amqp/${name}`), 2);
    expect(made.length).toBeGreaterThan(20);
    expect(made.flatMap(({ name: mistake, text }) => faults(amqpLanguage, text, context).map((fault) => `${mistake}: ${fault}`))).toEqual([]);
  });
});
