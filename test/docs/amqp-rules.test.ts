import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { amqpRules } from '../../protocols/amqp/rules/index.ts';
import { rulesTable } from './rules-page.ts';

const page = [
  '# Rules of AMQP',
  '',
  '<!-- Generated from protocols/amqp/rules by test/docs/amqp-rules.test.ts. To update: `npx vitest run test/docs -u`. -->',
  '',
  'The editor, the traffic panel and the command line check the same rules. `rules` in `wireloupe.json` changes the severity of a',
  'rule or turns it `off`. A rule that is off in traffic applies to scripts only, unless `rules` names it. In an `.amqp.yaml` file,',
  '`# wireloupe-disable-next-line amqp/rule` on a line before a step turns the rule off for that step; without a name, all rules are',
  'off for it. Sections refer to the OASIS standard AMQP 1.0, unless another document is named.',
  ...amqpRules.flatMap(({ title, about, rules }) => ['', `## ${title}`, '', about, '', rulesTable(rules)]),
  '',
].join('\n');

describe('the rules of AMQP', () => {
  test('are listed on their page, which is current', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/amqp-rules.md');
  });
  test('have ids of their own', () => {
    const ids = amqpRules.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    for (const id of ids) expect(id).toMatch(/^amqp\/[a-z0-9-]+$/);
  });
  const types = path.resolve(import.meta.dirname, '../../../shared/corpus/amqp/types.json');
  test.skipIf(!existsSync(types))('cite the sections of the types that they link to (folder shared/corpus)', () => {
    const { composites } = JSON.parse(readFileSync(types, 'utf8')) as {
      composites: { name: string; book: string; section: string }[];
    };
    const names = new Set(composites.map(({ name }) => name));
    for (const { section } of amqpRules.flatMap(({ rules }) => rules)) {
      const type = /#type-(.+)$/.exec(section.href)?.[1];
      if (type === undefined || !names.has(type)) continue;
      expect(section.href, section.section).toContain(
        { transport: 'transport', messaging: 'messaging', transactions: 'transactions', security: 'security' }[
          composites.find(({ name }) => name === type)!.book
        ]!,
      );
    }
  });
});
