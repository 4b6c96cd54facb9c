import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, wireloupe } from './terminal.ts';

const good = '<message to="juliet@localhost"><body>hi</body></message>\n';
/** An iq without id: an error on the second line. */
const bad = '\n<iq type="get" to="localhost"><query xmlns="jabber:iq:version"/></iq>\n';

interface Report {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly diagnostics: readonly {
      readonly range: { readonly start: { readonly line: number; readonly character: number } };
      readonly severity: string;
      readonly code: string;
      readonly source: string;
      readonly message: string;
      readonly href?: string;
    }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  }[];
}

async function report(args: readonly string[], cwd: string): Promise<Report> {
  return JSON.parse((await wireloupe(['check', '--format', 'json', ...args], { cwd })).out) as Report;
}

describe('check', () => {
  it('ends with 0 where nothing is wrong', async () => {
    const cwd = await folderOf({ 'a.xmpp': good });
    const { code, out } = await wireloupe(['check', 'a.xmpp'], { cwd });
    expect(code).toBe(0);
    expect(out).toBe('1 file, 0 errors, 0 warnings\n');
  });

  it('ends with 1 over an error, and shows the line with a caret under the place', async () => {
    const cwd = await folderOf({ 'a.xmpp': bad });
    const { code, out } = await wireloupe(['check', 'a.xmpp'], { cwd });
    expect(code).toBe(1);
    const [place, line, caret] = out.split('\n');
    expect(place).toMatch(/^a\.xmpp:2:\d+: error: .* \[xmpp\/iq-id-required\]$/u);
    expect(line).toBe(`    ${bad.trim()}`);
    expect(caret).toMatch(/^ +\^+$/u);
  });

  it('reports JSON with places from 0', async () => {
    const cwd = await folderOf({ 'a.xmpp': bad, 'b.xmpp': good });
    const { version, files, summary } = await report(['.'], cwd);
    expect(version).toBe(1);
    expect(files.map((file) => file.path)).toEqual(['a.xmpp', 'b.xmpp']);
    expect(files[0]?.diagnostics[0]).toMatchObject({
      range: { start: { line: 1 } },
      severity: 'error',
      code: 'xmpp/iq-id-required',
      source: 'xmpp',
    });
    expect(files[0]?.diagnostics[0]?.href).toMatch(/^https:/u);
    expect(summary).toMatchObject({ files: 2, errors: 1 });
  });

  it('counts characters in UTF-16 units', async () => {
    const cwd = await folderOf({ 'a.xmpp': '<message to="a@b"><body>😀</bdy></message>' });
    const { files } = await report(['.'], cwd);
    const mismatch = files[0]?.diagnostics.find((each) => each.code === 'xmpp/tag-mismatch');
    expect(mismatch?.range.start.character).toBe('<message to="a@b"><body>😀'.length);
  });

  it('reports SARIF 2.1.0 with places from 1', async () => {
    const cwd = await folderOf({ 'sub/a.xmpp': bad });
    const { code, out } = await wireloupe(['check', '--format', 'sarif', '.'], { cwd });
    expect(code).toBe(1);
    const sarif = JSON.parse(out) as Sarif;
    expect(sarif.version).toBe('2.1.0');
    const [result] = sarif.runs[0]!.results;
    expect(result).toMatchObject({ ruleId: 'xmpp/iq-id-required', level: 'error' });
    expect(result!.locations[0]!.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'sub/a.xmpp' },
      region: { startLine: 2 },
    });
    expect(sarif.runs[0]!.tool.driver.rules.map((rule) => rule.id)).toContain('xmpp/iq-id-required');
  });

  it('escapes paths in SARIF as URIs', async () => {
    const cwd = await folderOf({ 'sub é/a #1%.xmpp': bad });
    const sarif = JSON.parse((await wireloupe(['check', '--format', 'sarif', '.'], { cwd })).out) as Sarif;
    const { uri } = sarif.runs[0]!.results[0]!.locations[0]!.physicalLocation.artifactLocation;
    expect(uri).toBe('sub%20%C3%A9/a%20%231%25.xmpp');
  });

  it('finds what is its own in folders, leaves the rest, and never looks into node_modules', async () => {
    const cwd = await folderOf({
      'a.xmpp': good,
      'deep/b.amqp.yaml': '- header: amqp\n',
      'c.amqp.yml': '- header: amqp\n',
      'wireloupe.json': '{}',
      'd.yaml': 'a: 1',
      'e.xml': '<note/>',
      'node_modules/f.xmpp': bad,
    });
    const { files } = await report(['.'], cwd);
    expect(files.map((file) => file.path)).toEqual(['a.xmpp', 'c.amqp.yml', 'deep/b.amqp.yaml', 'wireloupe.json']);
  });

  it('takes globs, and each file once', async () => {
    const cwd = await folderOf({ 'a.xmpp': good, 'b.xmpp': good, 'c.amqp.yaml': '- header: amqp\n' });
    expect((await report(['*.xmpp', 'a.xmpp', '.'], cwd)).files.map((file) => file.path)).toEqual([
      'a.xmpp',
      'b.xmpp',
      'c.amqp.yaml',
    ]);
  });

  it('leaves out what is milder than --severity; only errors make the status 1', async () => {
    const cwd = await folderOf({
      'a.xmpp': '<iq type="result" id="1" to="a@b"/>\n<message to="a@b" tpe="chat"/>',
      'b.amqp.yaml': '- open: { container-id: x, max-frame-size: 100 }\n',
    });
    const all = await report(['.'], cwd);
    const errors = await report(['--severity', 'error', '.'], cwd);
    const count = (of: Report): number => of.files.reduce((sum, file) => sum + file.diagnostics.length, 0);
    expect(count(errors)).toBe(all.summary.errors);
    expect(errors.files.flatMap((file) => file.diagnostics).every((each) => each.severity === 'error')).toBe(true);
  });

  it('knows the variables, connections and rule settings of the nearest project', async () => {
    const template = '<?connection nobody?>\n<message to="{{friend}}"><body>{{missing}}</body></message>\n';
    const cwd = await folderOf({
      'one/a.xmpp': template,
      'one/wireloupe.json':
        '{"environments":{"local":{"friend":"juliet@localhost"},"other":{"friend":"x@y","missing":"m"}}}',
      'two/a.xmpp': bad,
      'two/wireloupe.json': '{"rules":{"xmpp/iq-id-required":"off"}}',
    });
    const one = (await report(['one/a.xmpp'], cwd)).files[0]!.diagnostics.map((each) => each.message).join('\n');
    expect(one).toContain('missing');
    expect(one).not.toContain('“friend”');
    expect(one).toContain('nobody');
    expect(
      (await report(['--env', 'other', 'one/a.xmpp'], cwd)).files[0]!.diagnostics.map((each) => each.message).join(
        '\n',
      ),
    ).not.toContain('missing');
    expect((await report(['two/a.xmpp'], cwd)).summary.errors).toBe(0);
    expect((await report(['--config', 'one/wireloupe.json', 'two/a.xmpp'], cwd)).summary.errors).toBe(1);
  });

  it.each([
    ['a missing configuration', ['--config', 'missing.json'], 'wireloupe: missing.json is not there.'],
    [
      'an environment that is in no project',
      ['--env', 'none'],
      'wireloupe: There is no environment “none” in wireloupe.json, which is missing. Known: none.',
    ],
  ])('refuses %s, whether or not a file needs it', async (_what, options, message) => {
    const cwd = await folderOf({ 'some/a.xmpp': '<presence/>\n', 'no/readme.txt': '' });
    for (const folder of ['some', 'no']) {
      const { code, said } = await wireloupe(['check', ...options, folder], { cwd });
      expect([folder, code, said]).toEqual([folder, 2, message]);
    }
  });

  it('refuses an environment that the project does not have', async () => {
    const cwd = await folderOf({ 'a.xmpp': good, 'wireloupe.json': '{"environments":{"local":{}}}' });
    const { code, said } = await wireloupe(['check', '--env', 'locl', '.'], { cwd });
    expect(code).toBe(2);
    expect(said).toContain('Known: local');
  });

  it('finds mistakes in wireloupe.json itself', async () => {
    const cwd = await folderOf({ 'wireloupe.json': '{"connections":{"a":{"protocol":"smtp"}}}' });
    const { files, summary } = await report(['.'], cwd);
    expect(files[0]?.diagnostics[0]?.source).toBe('wireloupe');
    expect(summary.errors).toBeGreaterThan(0);
  });

  it('does not take bytes that are not UTF-8', async () => {
    const cwd = await folderOf({ 'a.xmpp': Buffer.from('<message>\xff</message>', 'latin1') });
    expect(await wireloupe(['check', 'a.xmpp'], { cwd })).toMatchObject({
      code: 2,
      said: expect.stringContaining('UTF-8') as string,
    });
  });

  it('checks the other files beside one that cannot be read, and then ends with 2', async () => {
    const latin1 = Buffer.from('<message>\xff</message>', 'latin1');
    const cwd = await folderOf({ 'a.xmpp': latin1, 'b.xmpp': bad, 'c.xml': latin1 });
    const { code, out, said } = await wireloupe(['check', '.'], { cwd });
    expect([code, said]).toEqual([2, 'wireloupe: a.xmpp is not UTF-8, as XMPP and YAML must be.']);
    expect(out).toContain('b.xmpp:2:2: error');
    expect(
      (await wireloupe(['check', 'b.xmpp', '.'], { cwd: await folderOf({ 'b.xmpp': good, 'c.xml': latin1 }) })).code,
    ).toBe(0);
  });

  it('checks a file once that links lead to', async () => {
    const cwd = await folderOf({ 'deep/a.xmpp': bad });
    await symlink('..', join(cwd, 'deep/up'));
    await symlink('deep/a.xmpp', join(cwd, '0.xmpp'));
    expect((await report(['.'], cwd)).files.map((file) => file.path)).toEqual(['deep/a.xmpp']);
    expect((await report(['0.xmpp', '.'], cwd)).files.map((file) => file.path)).toEqual(['0.xmpp']);
  });

  it('says that wireloupe.json has mistakes where only others are checked', async () => {
    const cwd = await folderOf({ 'a.xmpp': good, 'wireloupe.json': '{' });
    expect(await wireloupe(['check', 'a.xmpp'], { cwd })).toMatchObject({
      code: 0,
      said: expect.stringMatching(/wireloupe\.json:1:2: .*Run wireloupe check on it/u) as string,
    });
    expect((await wireloupe(['check', '.'], { cwd })).said).toBe('');
  });

  it('shows a long line around the place', async () => {
    const cwd = await folderOf({ 'a.xmpp': `<message to="a@b"><body>${'x'.repeat(5000)}</bdy></message>` });
    const { out } = await wireloupe(['check', 'a.xmpp'], { cwd });
    for (const line of out.split('\n').filter((each) => each.startsWith('    '))) expect(line.length).toBeLessThan(250);
  });

  const corpus = '../shared/corpus/xmpp/stanzas.jsonl';
  it.skipIf(!existsSync(corpus))(
    'finds errors in the stanzas that are invalid, and none in those that are valid (needs the XMPP corpus)',
    async () => {
      const stanzas = (await readFile(corpus, 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { readonly text: string; readonly expect: string });
      const valid = stanzas.filter((stanza) => stanza.expect === 'valid').slice(0, 400);
      const invalid = stanzas.filter((stanza) => stanza.expect === 'invalid');
      const files = Object.fromEntries([
        ...valid.map((stanza, i) => [`valid/${i}.xmpp`, stanza.text]),
        ...invalid.map((stanza, i) => [`invalid/${i}.xmpp`, stanza.text]),
      ]) as Record<string, string>;
      const cwd = await folderOf(files);
      const withErrors = (of: Report): number =>
        of.files.filter((file) => file.diagnostics.some((each) => each.severity === 'error')).length;
      expect(withErrors(await report(['invalid'], cwd))).toBeGreaterThan(invalid.length * 0.8);
      expect(withErrors(await report(['valid'], cwd))).toBeLessThan(valid.length * 0.01);
    },
  );

  it('finds nothing wrong in the examples but what is wrong on purpose', async () => {
    const { files } = await report(['examples'], process.cwd());
    const wrong = files
      .filter((file) => file.diagnostics.some((each) => each.severity === 'error'))
      .map((file) => file.path);
    expect(wrong).toEqual(['examples/mistakes.amqp.yaml', 'examples/mistakes.xmpp']);
  });

  it('reports all findings of a file, however many', async () => {
    const cwd = await folderOf({ 'a.xmpp': bad.repeat(1500) });
    const { files, summary } = await report(['a.xmpp'], cwd);
    expect(files[0]?.diagnostics).toHaveLength(1500);
    expect(summary).toMatchObject({ errors: 1500 });
  });
});
