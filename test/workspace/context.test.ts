import { describe, expect, it } from 'vitest';
import { parseProject } from '../../protocols/project/index.ts';
import { languageContext, noTypes, OwnTypesReader, rulesOf } from '../../workspace/context.ts';

const { project } = parseProject(
  JSON.stringify({
    environments: { local: { host: 'localhost' }, test: { host: 'test.example' } },
    connections: { romeo: { protocol: 'xmpp', service: 'xmpp://localhost', jid: 'romeo@localhost' } },
    rules: { 'a/one': 'error', 'a/two': 'off' },
    amqp: { definitions: ['*.xml'] },
    xmpp: { schemas: ['*.xsd'] },
  }),
);

describe('what a project defines for itself', () => {
  const texts = new Map([
    ['file:///w/a.xml', 'a'],
    ['file:///w/b.xsd', 'b'],
  ]);
  const reader = new OwnTypesReader({
    readText: (uri) => Promise.resolve(texts.get(uri)),
    findFiles: (folder, [glob]) =>
      Promise.resolve(
        [`${folder}/a.xml`, `${folder}/b.xsd`, `${folder}/gone${glob!.slice(1)}`].filter((uri) =>
          uri.endsWith(glob!.slice(1)),
        ),
      ),
  });

  it('is in the files that its globs match; a file that is gone is left out', async () => {
    expect(await reader.of('file:///w', project)).toEqual({ amqpDefinitions: ['a'], xmppSchemas: ['b'] });
  });

  it('stays the same list until a text of it changes', async () => {
    const before = await reader.of('file:///w', project);
    texts.set('file:///w/b.xsd', 'changed');
    const after = await reader.of('file:///w', project);
    expect(after.amqpDefinitions).toBe(before.amqpDefinitions);
    expect(after.xmppSchemas).toEqual(['changed']);
    expect((await reader.of('file:///w', project)).xmppSchemas).toBe(after.xmppSchemas);
  });
});

describe('what documents are checked against', () => {
  it('has the variables of the chosen environment, or of the first', () => {
    const variable = (environment: string | undefined) =>
      languageContext(project, noTypes, {}, environment).variables?.get('host');
    expect([undefined, 'test'].map(variable)).toEqual(['localhost', 'test.example']);
    expect(languageContext(project, noTypes, {}, undefined).connections).toEqual(['romeo']);
  });

  it('has the severities of the file, overridden by the user’s own', () => {
    expect(rulesOf(project, { 'a/two': 'hint', 'a/three': 'nonsense' })).toEqual({ 'a/one': 'error', 'a/two': 'hint' });
    expect(rulesOf(undefined, undefined)).toEqual({});
  });
});
