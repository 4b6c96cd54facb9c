import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand } from '../bundles.ts';
import { folderOf, wireloupe } from './terminal.ts';

const good = '<message to="juliet@localhost"><body>hi</body></message>\n';
/** An iq without id. */
const bad = '<iq type="get" to="localhost"><query xmlns="jabber:iq:version"/></iq>\n';
let scratch: string;

beforeAll(async () => {
  scratch = mkdtempSync(path.join(tmpdir(), 'wireloupe-unreadable-'));
  chmodSync(scratch, 0o755);
  await bundleCommand(path.join(scratch, 'cli.mjs'));
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs the command as a process that has no rights over the folder: root may read everything, so the process is another user's. */
function asStranger(
  args: readonly string[],
  cwd: string,
): { readonly code: number | null; readonly out: string; readonly said: string } {
  const stranger = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  chmodSync(cwd, 0o755);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(scratch, 'cli.mjs'), ...args], {
    cwd,
    encoding: 'utf8',
    ...stranger,
  });
  return { code: status, out: stdout, said: stderr };
}

describe.skipIf(process.platform === 'win32')(
  'what permissions forbid (skipped on Windows) is named, and the status is 2',
  () => {
    it.each([
      ['the folder itself', ['check', 'secret']],
      ['a folder below', ['check', '.']],
      ['a folder that a glob leads into', ['check', '**/*.xmpp']],
      ['a file in a folder', ['check', 'secret/a.xmpp']],
      ['a file to send', ['send', 'secret/a.xmpp']],
      ['a script to encode', ['encode', 'secret/a.amqp.yaml']],
      ['a capture', ['decode', 'secret/a.pcap']],
      ['a key log', ['decode', '--keylog', 'secret/keys', 'b.xmpp']],
    ])('%s', async (_what, args) => {
      const cwd = await folderOf({ 'secret/a.xmpp': bad, 'b.xmpp': good });
      chmodSync(path.join(cwd, 'secret'), 0);
      const { code, said, out } = asStranger(args, cwd);
      expect([code, said]).toEqual([
        2,
        expect.stringMatching(/secret.* cannot be read: permission denied\.$/mu) as string,
      ]);
      // The others are checked all the same.
      if (args[1] === '.') expect(out).toContain('1 file,');
    });

    it.each([
      ['wireloupe.json', { 'wireloupe.json': '{}' }, 'wireloupe.json'],
      [
        'AMQP types of the project',
        { 'wireloupe.json': '{ "amqp": { "definitions": ["types/*.xml"] } }', 'types/t.xml': '<amqp/>' },
        'types/t.xml',
      ],
      [
        'the folder of AMQP types',
        { 'wireloupe.json': '{ "amqp": { "definitions": ["types/*.xml"] } }', 'types/t.xml': '<amqp/>' },
        'types',
      ],
    ])('%s', async (_what, files, closed) => {
      const cwd = await folderOf({ 'a.xmpp': good, ...files });
      chmodSync(path.join(cwd, closed), 0);
      for (const command of ['check', 'send']) {
        const { code, said } = asStranger([command, 'a.xmpp'], cwd);
        expect([code, said]).toEqual([
          2,
          expect.stringContaining(`${closed} cannot be read: permission denied.`) as string,
        ]);
      }
    });
  },
);

describe('links and folders in the place of files', () => {
  it.each([
    ['a link that leads nowhere', 'gone', /a\.xmpp is a link to gone, which is not there\./u],
    ['a link to itself', 'a.xmpp', /a\.xmpp cannot be read: its links lead in a circle\./u],
  ])('%s', async (_what, target, message) => {
    const cwd = await folderOf({ 'b.xmpp': good });
    symlinkSync(target, path.join(cwd, 'a.xmpp'));
    for (const args of [
      ['check', 'a.xmpp'],
      ['check', '.'],
      ['check', '*.xmpp'],
      ['send', 'a.xmpp'],
      ['decode', 'a.xmpp'],
    ]) {
      const { code, said } = await wireloupe(args, { cwd });
      expect([args, code, said]).toEqual([args, 2, expect.stringMatching(message) as string]);
    }
  });

  it('a link of another kind of file is passed over in a folder', async () => {
    const cwd = await folderOf({ 'b.xmpp': good });
    symlinkSync('gone', path.join(cwd, 'notes.txt'));
    expect((await wireloupe(['check', '.'], { cwd })).code).toBe(0);
  });

  it('a folder named like a file is searched by check and refused by the others', async () => {
    const cwd = await folderOf({ 'x.xmpp/b.xmpp': good });
    expect((await wireloupe(['check', 'x.xmpp'], { cwd })).out).toContain('1 file,');
    for (const command of ['send', 'decode']) {
      expect(await wireloupe([command, 'x.xmpp'], { cwd })).toMatchObject({
        code: 2,
        said: expect.stringContaining('x.xmpp cannot be read: it is a folder.') as string,
      });
    }
  });

  it('a wireloupe.json that is a folder or leads in a circle', async () => {
    const cwd = await folderOf({ 'a/a.xmpp': good, 'a/wireloupe.json/x': '', 'b/b.xmpp': good, 'c.xmpp': good });
    symlinkSync('wireloupe.json', path.join(cwd, 'b/wireloupe.json'));
    const { code, said, out } = await wireloupe(['check', '.'], { cwd });
    expect([code, out]).toEqual([2, '1 file, 0 errors, 0 warnings\n']);
    expect(said).toContain('a/wireloupe.json cannot be read: it is a folder.');
    expect(said).toContain('b/wireloupe.json cannot be read: its links lead in a circle.');
  });

  it('a path through a file', async () => {
    const cwd = await folderOf({ 'a.xmpp': good });
    expect(await wireloupe(['check', 'a.xmpp/b.xmpp'], { cwd })).toMatchObject({
      code: 2,
      said: expect.stringContaining('a part of the path is not a folder') as string,
    });
  });
});

// Other systems have no such names.
describe.skipIf(process.platform !== 'linux')('names that are not UTF-8 (skipped elsewhere than on Linux)', () => {
  const name = (text: string): Buffer => Buffer.from(text, 'latin1');

  /** A folder with files of such names, and a folder with its own wireloupe.json. */
  async function latin1(): Promise<string> {
    const cwd = await folderOf({});
    const at = (file: string): Buffer => Buffer.concat([Buffer.from(`${cwd}/`), name(file)]);
    writeFileSync(at('gr\xfc\xdfe.xmpp'), bad);
    mkdirSync(at('b\xfccher'));
    writeFileSync(at('b\xfccher/a.xmpp'), good);
    writeFileSync(at('b\xfccher/wireloupe.json'), '{ "rules": 7 }');
    return cwd;
  }

  it('are found in a folder and read, with the project of their folder', async () => {
    const { code, said, out } = await wireloupe(['check', '.'], { cwd: await latin1() });
    expect(said).toBe('');
    expect(out).toMatch(/^gr.*e\.xmpp:1:\d+: error: .*iq-id-required/mu);
    expect(out).toMatch(/wireloupe\.json:1:\d+: error/mu);
    expect([code, out]).toEqual([1, expect.stringContaining('3 files,') as string]);
  });

  it('are read where the command line names them', async () => {
    const cwd = await latin1();
    // A shell passes the bytes on; spawn would write the text as UTF-8.
    const sh = `exec "$0" "$1" check "$(printf 'gr\\374\\337e.xmpp')"`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', sh, process.execPath, path.join(scratch, 'cli.mjs')], {
      cwd,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('iq-id-required');
  });

  it('that read alike are named, and the status is 2', async () => {
    const cwd = await latin1();
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/`), name('gr\xfc\xdee.xmpp')]), good);
    const { code, said } = await wireloupe(['check', '.'], { cwd });
    expect([code, said]).toEqual([
      2,
      expect.stringMatching(
        /gr.*e\.xmpp cannot be read: several names differ only in bytes that are not UTF-8; rename them\./u,
      ) as string,
    ]);
  });
});

describe('a byte order mark', () => {
  const marked = (text: string): string => `\uFEFF${text}`;

  it('in front of a file changes neither what is found nor where', async () => {
    const files = {
      'wireloupe.json':
        '{ "xmpp": { "schemas": ["s.xsd"] }, "amqp": { "definitions": ["t.xml"] }, "rules": { "xmpp/iq-id-required": "warning" } }',
      'a.xmpp': bad,
      'b.amqp.yaml': '- open: { container-id: 5 }\n',
      's.xsd':
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:1"><xs:element name="a" type="xs:unsignedByt"/></xs:schema>\n',
      't.xml':
        '<amqp name="t" xmlns="http://www.amqp.org/schema/amqp.xsd"><section name="t"><type name="t" class="composite"/></section></amqp>\n',
    };
    const report = async (mark: (text: string) => string): Promise<unknown> =>
      JSON.parse(
        (
          await wireloupe(['check', '--format', 'json', '.'], {
            cwd: await folderOf(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, mark(text)]))),
          })
        ).out,
      );
    const plain = await report((text) => text);
    expect(plain).toMatchObject({ summary: { files: 5, warnings: 1 } });
    expect(await report(marked)).toEqual(plain);
  });

  it('is not encoded', async () => {
    const script = '- open: { container-id: a }\n';
    const cwd = await folderOf({ 'a.amqp.yaml': script, 'b.amqp.yaml': marked(script) });
    const [plain, other] = [
      await wireloupe(['encode', 'a.amqp.yaml'], { cwd }),
      await wireloupe(['encode', 'b.amqp.yaml'], { cwd }),
    ];
    expect([other.code, other.bytes]).toEqual([0, plain.bytes]);
  });
});
