import { readdirSync, readFileSync } from 'node:fs';
import { parseProject, resolveEnvironment } from '../../protocols/project/index.ts';
import type { LanguageContext } from '../../protocols/core/index.ts';

const examples = new URL('../../examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, examples), 'utf8');
const { project } = parseProject(read('wireloupe.json'));

/** What the project of the examples says, with the environment of the playground. */
export const exampleContext: LanguageContext = {
  variables: resolveEnvironment(project, 'playground'),
  connections: Object.keys(project.connections),
  amqpDefinitions: [read('types/readings.xml')],
};

/** The files of a folder of the examples: name and text. */
export function exampleFiles(folder: 'amqp' | 'xmpp'): readonly (readonly [name: string, text: string])[] {
  return readdirSync(new URL(`${folder}/`, examples)).map((name) => [name, read(`${folder}/${name}`)]);
}
