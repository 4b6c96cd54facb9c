import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
const written: string[] = [];

afterEach(() => {
  for (const file of written.splice(0)) fs.rmSync(file, { force: true });
});

/** Whether a file with these lines compiles in a folder's project, and what the compiler says. */
async function compile(folder: string, text: string): Promise<string> {
  const file = path.join(root, folder, `forbidden-import-${process.pid}.ts`);
  written.push(file);
  fs.writeFileSync(file, text);
  const config = path.join(root, folder, `tsconfig.forbidden-${process.pid}.json`);
  written.push(config);
  const up = folder.replace(/[^/]+/g, '..');
  const own = JSON.parse(fs.readFileSync(path.join(root, folder, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: Record<string, unknown>;
    references: unknown;
  };
  fs.writeFileSync(
    config,
    JSON.stringify({
      extends: './tsconfig.json',
      compilerOptions: {
        ...own.compilerOptions,
        composite: false,
        incremental: false,
        tsBuildInfoFile: null,
        emitDeclarationOnly: false,
        noEmit: true,
        rootDir: up,
      },
      include: [],
      files: [path.basename(file), ...(folder === 'protocols' ? ['globals.d.ts'] : [])],
      references: own.references,
    }),
  );
  try {
    await promisify(execFile)(process.execPath, [tsc, '-p', config, '--pretty', 'false'], { cwd: root });
    return '';
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  }
}

describe('forbidden imports do not compile', () => {
  test.each([
    ['protocols', 'import "node:fs";\nexport {};\n'],
    ['protocols', 'export const size = Buffer.byteLength("a");\n'],
    ['protocols', 'export const timer = setTimeout(() => 0, 1);\n'],
    ['protocols', 'import type { TextDocument } from "vscode";\nexport type T = TextDocument;\n'],
    ['wire', 'import type { Uri } from "vscode";\nexport type T = Uri;\n'],
    ['playground', 'import type { Uri } from "vscode";\nexport type T = Uri;\n'],
    ['server', 'import type { Uri } from "vscode";\nexport type T = Uri;\n'],
    ['client/panel', 'import "node:fs";\nexport {};\n'],
  ])('in %s: %s', { timeout: 60_000 }, async (folder, text) => {
    expect(await compile(folder, text)).toMatch(/error TS/);
  });
});

/** Folders that each folder's files may import from, itself included: docs/architecture.md says the same. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  protocols: ['protocols'],
  workspace: ['workspace', 'protocols'],
  playground: ['playground', 'protocols'],
  wire: ['wire', 'playground', 'workspace', 'protocols'],
  server: ['server', 'workspace', 'protocols'],
  'client/panel': ['client/panel', 'protocols'],
  client: ['client', 'client/panel', 'server', 'wire', 'workspace', 'protocols'],
  cli: ['cli', 'wire', 'playground', 'workspace', 'protocols', 'server'],
};

function folderOf(file: string): string {
  const relative = path.relative(root, file).split(path.sep).join('/');
  return Object.keys(allowed).find((folder) => relative.startsWith(`${folder}/`)) ?? relative;
}

function sources(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.join(root, folder, name))
    .filter((file) => folderOf(file) === folder);
}

describe('each folder imports from where it may', () => {
  test.each(Object.keys(allowed))('%s', (folder) => {
    const wrong = sources(folder).flatMap((file) => {
      const text = fs.readFileSync(file, 'utf8');
      return [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)]
        .map(([, target = '']) => path.resolve(path.dirname(file), target))
        .filter((target) => Object.hasOwn(allowed, folderOf(target)) && !allowed[folder]!.includes(folderOf(target)))
        .map((target) => `${path.relative(root, file)} imports ${path.relative(root, target)}`);
    });
    expect(wrong).toEqual([]);
  });
  test('and each project references just those', () => {
    for (const [folder, targets] of Object.entries(allowed)) {
      const config = JSON.parse(fs.readFileSync(path.join(root, folder, 'tsconfig.json'), 'utf8')) as {
        references: { path: string }[];
      };
      const references = config.references.map((reference) =>
        path
          .relative(root, path.resolve(root, folder, reference.path))
          .split(path.sep)
          .join('/'),
      );
      for (const reference of references) expect(targets, `${folder} references ${reference}`).toContain(reference);
    }
  });
});
