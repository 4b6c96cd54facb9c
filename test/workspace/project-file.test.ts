import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProject, loadProject, withAbsolutePaths } from '../../workspace/project-file.ts';
import { dynamicSources } from '../../workspace/dynamic-sources.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wireloupe-project-'));
  await mkdir(join(folder, 'a/b'), { recursive: true });
  await writeFile(
    join(folder, 'wireloupe.json'),
    '{"connections":{"romeo":{"protocol":"xmpp","service":"xmpp://localhost","jid":"romeo@localhost","tls":{"ca":"ca.crt"}}}}',
  );
  await mkdir(join(folder, 'broken'));
  await writeFile(join(folder, 'broken/wireloupe.json'), '{"connections": {');
});

afterAll(() => rm(folder, { recursive: true }));

describe('a project’s file', () => {
  it('is found from folders below it', async () => {
    const { project, path } = await findProject(join(folder, 'a/b'));
    expect(path).toBe(join(folder, 'wireloupe.json'));
    expect(Object.keys(project.connections)).toEqual(['romeo']);
  });

  it('may be missing: the project is then empty', async () => {
    const { project, path, diagnostics } = await findProject('/');
    expect(path).toBeUndefined();
    expect(project.connections).toEqual({});
    expect(diagnostics).toEqual([]);
  });

  it('gives its mistakes as diagnostics', async () => {
    const { diagnostics } = await findProject(join(folder, 'broken'));
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  it('that is named must exist', async () => {
    await expect(loadProject(join(folder, 'no.json'))).rejects.toThrow(/ENOENT/u);
  });

  it('has paths relative to itself', async () => {
    const romeo = (await findProject(folder)).project.connections.romeo!;
    expect(withAbsolutePaths(romeo, folder).tls).toEqual({ ca: join(folder, 'ca.crt') });
    expect(withAbsolutePaths({ ...romeo, tls: { key: '/k.pem', verify: true } }, folder).tls).toEqual({
      key: '/k.pem',
      verify: true,
    });
    const plain = { protocol: 'amqp', service: 'amqp://localhost' } as const;
    expect(withAbsolutePaths(plain, folder)).toBe(plain);
  });
});

describe('dynamic values', () => {
  it('the environment is read only where it may be', () => {
    expect(dynamicSources(true, { A: '1' }).env('A')).toBe('1');
    expect(dynamicSources(false, { A: '1' }).env('A')).toBeUndefined();
  });

  it('numbers stay within their ends, wide ones too', () => {
    const { randomInt, id } = dynamicSources(true, {});
    for (let i = 0; i < 100; i++) expect([1, 2, 3]).toContain(randomInt(1, 3));
    expect(randomInt(7, 7)).toBe(7);
    expect(Number.isInteger(randomInt(-(10 ** 15), 10 ** 15))).toBe(true);
    expect(id()).not.toBe(id());
  });
});
