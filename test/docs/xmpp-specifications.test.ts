import { describe, expect, it } from 'vitest';
import type { Specification } from '../../protocols/xmpp/model/definition.ts';
import { sectionOf } from '../../protocols/xmpp/rules/sections.ts';
import { catalogue } from '../../protocols/xmpp/specs/catalogue.ts';
import { specifications } from '../../protocols/xmpp/specs/index.ts';

const described = new Set(specifications.map(({ id }) => id));
const rest = catalogue
  .map(([number, title, status, namespaces]) => ({
    id: `XEP-${String(number).padStart(4, '0')}`,
    title,
    status,
    namespaces,
  }))
  .filter(({ id }) => !described.has(id));

const depths: Readonly<Record<Specification['depth'], string>> = {
  full: 'full: elements, replies, and rules beyond them',
  model: 'elements, attributes and values',
  names: 'namespaces',
};

function link(id: string): string {
  return `[${id}](${sectionOf(id, undefined).href})`;
}

function row(specification: Specification): string {
  const elements = Object.values(specification.namespaces ?? {}).reduce(
    (sum, define) => sum + Object.keys(define()).length,
    0,
  );
  return `| ${link(specification.id)} | ${specification.title} | ${specification.status} | ${specification.version ?? ''} | ${depths[specification.depth]} | ${elements} |`;
}

const page = [
  '# Specifications of XMPP that Wireloupe knows',
  '',
  '<!-- Made from protocols/xmpp/specs by test/docs/xmpp-specifications.test.ts: `npx vitest run test/docs -u` updates it. -->',
  '',
  `${specifications.length} specifications are described with their elements; the namespaces of the other XEPs are known by name, title and status.`,
  '',
  '## Described',
  '',
  '| specification | title | status | revision | support | top-level elements |',
  '|---|---|---|---|---|---|',
  ...specifications.map(row),
  '',
  '## Known by name',
  '',
  '| specification | title | status | namespaces |',
  '|---|---|---|---|',
  ...rest
    .filter(({ namespaces }) => namespaces.length > 0)
    .map(
      ({ id, title, status, namespaces }) =>
        `| ${link(id)} | ${title} | ${status} | ${namespaces.map((name) => `\`${name}\``).join(', ')} |`,
    ),
  '',
  '## Without namespaces of their own',
  '',
  '| specification | title | status |',
  '|---|---|---|',
  ...rest
    .filter(({ namespaces }) => namespaces.length === 0)
    .map(({ id, title, status }) => `| ${link(id)} | ${title} | ${status} |`),
  '',
].join('\n');

describe('the specifications of XMPP', () => {
  it('are listed on their page, which is current', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/xmpp-specifications.md');
  });

  it('agree with the catalogue on title and status', () => {
    const known = new Map(
      catalogue.map(([number, title, status]) => [`XEP-${String(number).padStart(4, '0')}`, [title, status] as const]),
    );
    const wrong = specifications
      .filter(({ id }) => id.startsWith('XEP'))
      .filter(({ id, title, status }) => known.get(id)?.[0] !== title || known.get(id)?.[1] !== status);
    expect(
      wrong.map(
        ({ id, title, status }) => `${id}: ${title} (${status}), catalogue ${known.get(id)?.join(' (') ?? 'has none'})`,
      ),
    ).toEqual([]);
  });
});
