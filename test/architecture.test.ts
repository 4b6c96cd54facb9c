import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** What the compiler says about a file of these lines, as if it were in a folder's project. Nothing is written. */
function compile(folder: string, text: string): readonly string[] {
  const config = path.join(root, folder, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config,
    { ...ts.sys, readDirectory: () => [] },
    path.dirname(config),
  );
  const probe = path.join(root, folder, 'probe.ts');
  const checked = { ...options, composite: false, incremental: false, noEmit: true, emitDeclarationOnly: false };
  delete checked.tsBuildInfoFile;
  const disk = ts.createCompilerHost(checked);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => file === probe || disk.fileExists(file),
    getSourceFile: (file, version, ...rest) =>
      file === probe ? ts.createSourceFile(file, text, version) : disk.getSourceFile(file, version, ...rest),
  };
  const globals = path.join(root, folder, 'globals.d.ts');
  const program = ts.createProgram([probe, ...(fs.existsSync(globals) ? [globals] : [])], checked, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('types of other programs do not compile', () => {
  test.each([
    ['protocols', 'import "node:fs";\nexport {};\n'],
    ['protocols', 'export const size = Buffer.byteLength("a");\n'],
    ['protocols', 'export const timer = setTimeout(() => 0, 1);\n'],
    ['protocols', 'import type { TextDocument } from "vscode";\nexport type T = TextDocument;\n'],
    ['workspace', 'import type { Uri } from "vscode";\nexport type T = Uri;\n'],
    ['playground', 'import type { Uri } from "vscode";\nexport type T = Uri;\n'],
    ['wire', 'import type { Uri } from "vscode";\nexport type T = Uri;\n'],
    ['server', 'import type { Uri } from "vscode";\nexport type T = Uri;\n'],
    ['client/panel', 'import "node:fs";\nexport {};\n'],
  ])('in %s: %s', (folder, text) => {
    expect(compile(folder, text)).not.toEqual([]);
  });

  test.each([
    ['protocols', 'export const bytes = new TextEncoder().encode("a");\n'],
    ['wire', 'import "node:fs";\nexport const size = Buffer.byteLength("a");\n'],
    ['client', 'import type { Uri } from "vscode";\nexport type T = Uri;\n'],
    ['client/panel', 'export const page = document.body;\n'],
  ])('and its own do, in %s: %s', (folder, text) => {
    expect(compile(folder, text)).toEqual([]);
  });
});

/** Where programs start; each reaches the files that follow it, so that none of them counts as unused. */
const programs = ['client/extension', 'client/panel/main', 'server/node', 'wire/worker', 'cli/main'];

/** Imports: the file, what it imports, and the rule against it, if any. */
const table: readonly (readonly [file: string, target: string, rule?: string])[] = [
  ['protocols/amqp/a.ts', 'wire/protocol.ts', 'from-protocols'],
  ['protocols/core/a.ts', 'protocols/amqp/index.ts', 'from-protocols-core'],
  ['protocols/amqp/b.ts', 'protocols/xmpp/index.ts', 'from-protocols-amqp'],
  ['protocols/amqp/c.ts', 'protocols/core/index.ts'],
  ['protocols/xmpp/a.ts', 'protocols/core/index.ts'],
  ['protocols/xmpp/b.ts', 'node:fs', 'pure'],
  ['protocols/xmpp/c.ts', 'vscode', 'vscode'],
  ['workspace/a.ts', 'node:fs'],
  ['workspace/b.ts', 'protocols/project/index.ts'],
  ['workspace/c.ts', 'server/requests.ts', 'from-workspace'],
  ['playground/a.ts', 'protocols/amqp/index.ts'],
  ['playground/b.ts', 'wire/protocol.ts', 'from-playground'],
  ['wire/a.ts', 'playground/index.ts'],
  ['wire/b.ts', 'playground/broker.ts', 'from-wire'],
  ['wire/c.ts', 'workspace/files.ts'],
  ['wire/d.ts', 'client/log.ts', 'from-wire'],
  ['wire/e.ts', 'test/helper.ts', 'from-wire'],
  ['server/a.ts', 'workspace/files.ts'],
  ['server/b.ts', 'cli/io.ts', 'from-server'],
  ['client/a.ts', 'server/requests.ts'],
  ['client/b.ts', 'server/contexts.ts', 'from-client'],
  ['client/c.ts', 'wire/protocol.ts'],
  ['client/d.ts', 'wire/store/store.ts', 'from-client'],
  ['client/e.ts', 'client/panel/messages.ts'],
  ['client/f.ts', 'client/panel/view/list.ts', 'from-client'],
  ['client/g.ts', 'vscode'],
  ['client/h.ts', 'client/log.ts'],
  ['client/panel/a.ts', 'protocols/core/index.ts'],
  ['client/panel/b.ts', 'client/log.ts', 'from-client-panel'],
  ['client/panel/c.ts', 'vscode', 'vscode'],
  ['client/panel/d.ts', 'node:fs', 'pure'],
  ['cli/a.ts', 'server/languages.ts'],
  ['cli/b.ts', 'server/push.ts', 'from-cli'],
  ['cli/c.ts', 'playground/index.ts'],
  ['cli/d.ts', 'wire/store/store.ts', 'from-cli'],
  ['cli/e.ts', 'package.json'],
  ['cli/f.ts', 'protocols/amqp/codec/judge.ts', 'past-index-of-amqp-codec'],
  ['cli/g.ts', 'protocols/amqp/codec/index.ts'],
  ['protocols/xmpp/d.ts', 'protocols/xmpp/jid/precis.ts', 'past-index-of-xmpp-jid'],
  ['protocols/xmpp/jid/a.ts', 'protocols/xmpp/jid/precis.ts'],
  ['protocols/xmpp/e.ts', 'protocols/xmpp/jid/model.ts'],
];

const imports = table.map(([file, target, rule]) => ({ file, target, rule }));

/** More files, with their text. */
const others: Readonly<Record<string, string>> = {
  'server/cycle-a.ts': 'import type { B } from "./cycle-b.ts";\nexport interface A { readonly b?: B }\n',
  'server/cycle-b.ts': 'import type { A } from "./cycle-a.ts";\nexport interface B { readonly a?: A }\n',
  'server/no-cycle.ts': 'import type { A } from "./cycle-a.ts";\nexport type C = A;\n',
  'server/forgotten.ts': 'export const a = 1;\n',
  'package.json': '{}\n',
};

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

describe('imports', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-imports-'));
  let violations: readonly Violation[];

  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  /** The text that imports a target, by a path from the file. */
  const importing = (file: string, target: string): string => {
    const relative = path.posix.relative(path.posix.dirname(file), target);
    return `import ${JSON.stringify(!/[./]/.test(target) || target.startsWith('node:') ? target : relative.startsWith('.') ? relative : `./${relative}`)};\n`;
  };

  beforeAll(async () => {
    for (const { target } of imports) if (target.endsWith('.ts')) write(target, 'export {};\n');
    for (const { file, target } of imports) write(file, importing(file, target));
    for (const [file, text] of Object.entries(others)) write(file, text);
    for (const program of programs) {
      const own = [...imports.map(({ file }) => file), 'server/cycle-a.ts', 'server/no-cycle.ts'].filter((file) =>
        file.startsWith(`${path.posix.dirname(program)}/`),
      );
      write(`${program}.ts`, own.map((file) => importing(`${program}.ts`, file)).join(''));
    }
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        ...['--config', path.join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'],
        ...['protocols', 'workspace', 'playground', 'wire', 'server', 'client', 'cli'],
      ],
      { cwd: folder, maxBuffer: 1 << 26 },
    );
    violations = (JSON.parse(stdout) as { summary: { violations: readonly Violation[] } }).summary.violations;
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  const against = (file: string): readonly string[] =>
    violations.flatMap(({ from, rule }) => (from === file && rule.name !== 'unused' ? [rule.name] : []));

  test.each(imports.filter(({ rule }) => rule !== undefined))('from $file to $target break $rule', ({ file, rule }) => {
    expect(against(file)).toContain(rule);
  });

  test.each(imports.filter(({ rule }) => rule === undefined))('from $file to $target are fine', ({ file }) => {
    expect(against(file)).toEqual([]);
  });

  test('in a cycle are found, of types too', () => {
    expect([...against('server/cycle-a.ts'), ...against('server/cycle-b.ts')]).toContain('no-cycle');
    expect(against('server/no-cycle.ts')).toEqual([]);
  });

  test('are missing of a file that nothing uses', () => {
    const unused = violations.filter(({ rule }) => rule.name === 'unused').map(({ from }) => from);
    expect(unused).toContain('server/forgotten.ts');
    expect(unused).not.toContain('server/no-cycle.ts');
    for (const program of programs) expect(unused).not.toContain(`${program}.ts`);
  });
});

/** Pure tables, which may be of any length. */
const tables = ['protocols/xmpp/specs/catalogue.ts', 'protocols/xmpp/specs/index.ts'];

describe('files', () => {
  const folders = ['protocols', 'workspace', 'playground', 'wire', 'server', 'client', 'cli', 'test', 'scripts'];
  const files = folders.flatMap((each) =>
    fs
      .readdirSync(path.join(root, each), { recursive: true, encoding: 'utf8' })
      .map((name) => `${each}/${name.split(path.sep).join('/')}`),
  );

  test('have names in kebab-case', () => {
    const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/;
    expect(files.filter((file) => !kebab.test(path.posix.basename(file)) && !file.endsWith('/README.md'))).toEqual([]);
  });

  test('the index of specifications is what its script writes', async () => {
    const { stderr } = await promisify(execFile)(process.execPath, [
      path.join(root, 'scripts/xmpp-specs-index.mjs'),
      '--check',
    ]);
    expect(stderr).toContain('index was current');
  });

  test('have at most 500 lines, but for pure tables', () => {
    const long = files
      .filter((file) => /\.(?:ts|mjs)$/.test(file) && !tables.includes(file))
      .map((file) => ({ file, lines: fs.readFileSync(path.join(root, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 500);
    expect(long).toEqual([]);
  });
});
