import { describe, expect, it } from 'vitest';
import { ruleGroups, rules } from '../../protocols/xmpp/index.ts';
import { rulesTable } from './rules-page.ts';

const page = [
  '# Rules of XMPP',
  '',
  '<!-- Made from protocols/xmpp/rules by test/docs/xmpp-rules.test.ts: `npx vitest run test/docs -u` updates it. -->',
  '',
  'The same rules serve in the editor, in the traffic panel and on the command line. Each has a severity that `rules` in',
  '`wireloupe.json` changes or turns `off`. In a `.xmpp` file `<!-- wireloupe-disable-next-line xmpp/rule -->` between stanzas turns',
  'rules off for the whole element that follows, since a stanza must not contain comments; without a name it turns off all of them.',
  'In a schema of your own such a comment may precede any element, and covers its content.',
  ...ruleGroups.flatMap(({ title, about, rules: group }) => ['', `## ${title}`, '', about, '', rulesTable(group)]),
  '',
].join('\n');

describe('the rules of XMPP', () => {
  it('are listed on their page, which is current', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/xmpp-rules.md');
  });

  it('have ids of their own', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(?:xmpp|schema)\/[a-z-]+$/);
  });

  it('say in a sentence what must hold, and link to a section', () => {
    for (const { id, summary, section } of rules) {
      expect(summary, id).toMatch(/^\S.*\.$/);
      expect(section.href, id).toMatch(
        /^https:\/\/(?:xmpp\.org\/extensions\/xep-\d{4}\.html|www\.rfc-editor\.org\/rfc\/rfc\d{4}\.html|www\.w3\.org\/TR\/xml(?:schema-[12])?\/)(?:#\S+)?$/,
      );
    }
  });
});
