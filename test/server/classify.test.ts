import { describe, expect, it } from 'vitest';
import { emptyProject } from '../../protocols/project/index.ts';
import { classify } from '../../server/classify.ts';

const project = { ...emptyProject, xmpp: { include: ['stanzas/**/*.xml'], schemas: [] } };
const language = (path: string, languageId = '') => classify({ uri: `file:///my%20work/${path}`, languageId }, 'file:///my%20work', project);

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
  ])('of %s (%s) is %s', (path, languageId, expected) => {
    expect(language(path, languageId)).toBe(expected);
  });

  it.each([
    ['a.yaml', 'yaml'],
    ['other.xml', 'xml'],
    ['tsconfig.json', 'jsonc'],
    ['my-wireloupe.json', 'json'],
    ['a.xmpp.md', 'markdown'],
  ])('of %s is none of ours', (path, languageId) => {
    expect(language(path, languageId)).toBeUndefined();
  });

  it('includes XML only inside a folder, and survives a broken URI', () => {
    expect(classify({ uri: 'file:///elsewhere/stanzas/a.xml', languageId: 'xml' }, undefined, project)).toBeUndefined();
    expect(classify({ uri: 'file:///%zz/a.xmpp', languageId: '' }, undefined, project)).toBe('xmpp');
  });
});
