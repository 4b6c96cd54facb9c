import assert from 'node:assert/strict';
import fs from 'node:fs';
import { parse } from 'jsonc-parser';
import { Uri, workspace } from 'vscode';
import { readProject } from '../../../client/project/state.ts';
import { writeConnections } from '../../../client/project/write.ts';
import { activated, inWorkspace } from './helpers.ts';

const broker = (port: number) => ({ protocol: 'amqp', service: `amqp://127.0.0.1:${port}` }) as const;
const refreshes = { refresh: () => undefined };

suite('Connections written into wireloupe.json', () => {
  suiteSetup(activated);
  suiteTeardown(() => fs.rmSync(inWorkspace('written'), { recursive: true, force: true }));

  /** The state of a folder whose wireloupe.json is missing. */
  const missing = (folder: string) => {
    const directory = inWorkspace('written', folder);
    const file = Uri.joinPath(Uri.file(directory), 'wireloupe.json');
    return {
      file: file.fsPath,
      state: readProject(
        { folder: Uri.file(directory).toString(), folderName: folder, directory, file: file.toString() },
        undefined,
      ),
    };
  };

  const connectionsOf = (file: string): readonly string[] =>
    Object.keys((parse(fs.readFileSync(file, 'utf8')) as { connections: object }).connections);

  test('all stay, also when the file was missing before the first', async () => {
    const { file, state } = missing('several');
    await writeConnections(state, refreshes, { a: broker(1), b: broker(2), c: broker(3) });
    assert.deepEqual(connectionsOf(file), ['a', 'b', 'c']);
    await writeConnections(state, refreshes, { d: broker(4) });
    assert.deepEqual(connectionsOf(file), ['a', 'b', 'c', 'd']);
    assert.equal((await workspace.openTextDocument(file)).isDirty, false);
  });

  test('a file that appeared while the user answered questions keeps what it holds', async () => {
    const { file, state } = missing('appeared');
    fs.mkdirSync(state.directory, { recursive: true });
    fs.writeFileSync(
      file,
      '{\n  // by hand\n  "connections": { "own": { "protocol": "amqp", "service": "amqp://own" } }\n}\n',
    );
    await writeConnections(state, refreshes, { a: broker(1) });
    assert.deepEqual(connectionsOf(file), ['own', 'a']);
    assert.match(fs.readFileSync(file, 'utf8'), /by hand/);
  });

  test('a file that cannot be written is an error', async () => {
    const { state } = missing('folder');
    fs.mkdirSync(Uri.parse(state.file).fsPath, { recursive: true });
    await assert.rejects(writeConnections(state, refreshes, { a: broker(1) }));
  });
});
