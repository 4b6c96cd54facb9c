import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filterKeys, filterSyntax, flags, parseFilter } from '../../protocols/filter/index.ts';
import { folderOf, wireloupe } from '../cli/terminal.ts';
import { sampleCapture } from '../protocols/filter/sample.ts';

const text = readFileSync(new URL('../../docs/filters.md', import.meta.url), 'utf8');

/** Examples of the tables: the second column of the keys, the first of the others. In a table a bar has a backslash in front. */
const examples = [...text.matchAll(/^\| `((?:[^`])+)` +\|(?: `([^`]+)` +\|)?/gmu)].map(([, first = '', second]) =>
  (second ?? first).replaceAll('\\|', '|'),
);

describe('the page on filters', () => {
  it.each([...Object.keys(filterKeys), ...Object.keys(flags)])('has the key %s, with an example', (key) => {
    expect(text).toMatch(new RegExp(`^\\| \`${key}\` +\\| \`${key}`, 'mu'));
  });

  it('has examples', () => expect(examples.length).toBeGreaterThan(45));

  it.each(examples)('has an example that selects something, and not everything: %s', async (filter) => {
    expect(parseFilter(filter)).toMatchObject({ errors: [], hints: [] });
    const cwd = await folderOf({ 'a.wlcap': sampleCapture() });
    const { out } = await wireloupe(['decode', '--format', 'none', '--filter', filter, 'a.wlcap'], { cwd });
    expect(out).toMatch(/^([1-9]|1\d|20) of 21 units/u);
  });

  it('shows what a fault looks like', async () => {
    const cwd = await folderOf({ 'a.wlcap': sampleCapture() });
    const { said } = await wireloupe(['decode', '--filter', 'a kind:fraem', 'a.wlcap'], { cwd });
    const [first = '', ...rest] = said.split('\n');
    expect(text).toContain(rest.join('\n'));
    expect(first).toMatch(
      /^wireloupe: --filter, character 8: “kind:” takes header, frame, .*; did you mean “frame”\?$/u,
    );
  });
});

describe('the help beside the filter', () => {
  it('has every key', () => {
    const keys = filterSyntax.map(({ example }) => /^[a-z]+/u.exec(example)?.[0]);
    expect(keys).toEqual(expect.arrayContaining([...Object.keys(filterKeys), ...Object.keys(flags)]));
  });
});
