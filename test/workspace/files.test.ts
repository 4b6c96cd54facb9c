import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFiles, readText } from '../../workspace/files.ts';

let folder: string;
let uri: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wireloupe files '));
  uri = pathToFileURL(folder).href;
  await mkdir(path.join(folder, 'node_modules'));
  for (const name of ['b.xml', 'a ü.xml', 'node_modules/c.xml'])
    await writeFile(path.join(folder, name), `\uFEFF${name}`);
});
afterAll(() => rm(folder, { recursive: true }));

describe('files of a project', () => {
  it('are found in a lasting order, and read without their byte order mark', async () => {
    const found = await findFiles(uri, ['**/*.xml']);
    expect(found).toEqual([`${uri}/a%20%C3%BC.xml`, `${uri}/b.xml`]);
    expect(await Promise.all(found.map((uri) => readText(uri)))).toEqual(['a ü.xml', 'b.xml']);
  });

  it('are none where there is nothing, or where the files are not on a disk', async () => {
    expect(await readText(`${uri}/missing.json`)).toBeUndefined();
    expect(await readText(uri)).toBeUndefined();
    expect(await readText('vscode-remote://x/wireloupe.json')).toBeUndefined();
    expect(await findFiles('vscode-remote://x', ['*.xml'])).toEqual([]);
    expect(await findFiles(`${uri}/missing`, ['*.xml'])).toEqual([]);
  });
});
