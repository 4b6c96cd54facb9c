import { describe, expect, it } from 'vitest';
import { emptyProject } from '../../protocols/project/index.ts';
import { classify } from '../../server/classify.ts';

const project = {
  ...emptyProject,
  xmpp: { include: ['stanzas/**/*.xml'], schemas: ['schemas/*.xsd'] },
  amqp: { definitions: ['types/*.xml'] },
};
const language = (path: string, languageId = '', text = '') =>
  classify({ uri: `file:///my%20work/${path}`, languageId, text }, 'file:///my%20work', project);

describe('the language of a document', () => {
  it.each([
    ['a.xmpp', '', 'xmpp'],
    ['a.amqp.yaml', 'yaml', 'amqp'],
    ['a.AMQP.yml', 'yaml', 'amqp'],
    ['Untitled-1', 'xmpp', 'xmpp'],
    ['Untitled-1', 'amqp', 'amqp'],
    ['wireloupe.json', 'jsonc', 'project'],
    ['sub/wireloupe.json', 'json', 'project'],
    ['stanzas/a.xml', 'xml', 'xmpp'],
    ['stanzas/deep/er/a.xml', 'xml', 'xmpp'],
    ['schemas/sensor.xsd', 'xml', 'xmppSchema'],
    ['schemas/sensor.xsd', '', 'xmppSchema'],
  ])('of %s (%s) is %s', (path, languageId, expected) => {
    expect(language(path, languageId)).toBe(expected);
  });

  it.each([
    ['a.yaml', 'yaml'],
    ['other.xml', 'xml'],
    ['elsewhere/sensor.xsd', 'xml'],
    ['tsconfig.json', 'jsonc'],
    ['my-wireloupe.json', 'json'],
    ['a.xmpp.md', 'markdown'],
  ])('of %s is none of ours', (path, languageId) => {
    expect(language(path, languageId)).toBeUndefined();
  });

  it('tells AMQP definitions from other XML by their root, or because the project lists them', () => {
    const root = '<?xml version="1.0"?>\n<!-- ours -->\n<amqp name="x" xmlns="http://www.amqp.org/schema/amqp.xsd">';
    expect(language('elsewhere/a.xml', 'xml', root)).toBe('amqpDefinitions');
    expect(language('elsewhere/a.xml', 'xml', '<amqp xmlns="urn:other">')).toBeUndefined();
    expect(language('types/a.xml', 'xml')).toBe('amqpDefinitions');
  });

  it('includes XML only inside a folder, and survives a broken URI', () => {
    expect(
      classify({ uri: 'file:///elsewhere/stanzas/a.xml', languageId: 'xml', text: '' }, undefined, project),
    ).toBeUndefined();
    expect(classify({ uri: 'file:///%zz/a.xmpp', languageId: '', text: '' }, undefined, project)).toBe('xmpp');
  });
});
