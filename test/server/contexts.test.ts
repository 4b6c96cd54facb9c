import { describe, expect, it } from 'vitest';
import { Contexts } from '../../server/contexts.ts';

/** The variables of a document, where the folders `file:///a`, `file:///a/deep`, `file:///b` and `file:///home` each define one of their own name. */
async function variables(
  uri: string,
  folders: readonly string[],
  home?: string,
  slash = '',
): Promise<readonly string[]> {
  const contexts = new Contexts({
    readText: (file) =>
      Promise.resolve(JSON.stringify({ environments: { local: { [file.split('/').slice(3, -1).join('-')]: 'x' } } })),
    findFiles: () => Promise.resolve([]),
    readRules: () => Promise.resolve({}),
  });
  contexts.setFolders(
    folders.map((folder) => `${folder}${slash}`),
    home,
  );
  return [...((await contexts.of(uri)).context.variables?.keys() ?? [])];
}

describe('the project that a document belongs to', () => {
  it.each([
    ['file:///b/x.xmpp', ['file:///a', 'file:///b'], 'b', 'the folder that holds it'],
    ['file:///a/deep/x.xmpp', ['file:///a', 'file:///a/deep'], 'a-deep', 'the deepest folder that holds it'],
    ['untitled:Untitled-1', ['file:///b', 'file:///a/deep'], 'b', 'the first folder, for an unsaved document'],
    ['file:///elsewhere/x.xmpp', ['file:///b', 'file:///a'], 'b', 'the first folder, for a file outside of all'],
    ['file:///ab/x.xmpp', ['file:///b', 'file:///a'], 'b', 'no folder whose name is only the beginning of its own'],
    ['untitled:Untitled-1', [], 'home', 'the client’s own, where no folder is open'],
  ])('of %s in %j is that of %s: %s', async (uri, folders, name) => {
    expect(await variables(uri, folders, 'file:///home')).toEqual([name]);
    expect(await variables(uri, folders, 'file:///home/', '/')).toEqual([name]);
  });

  it('is none where no folder is open and the client has none of its own', async () => {
    expect(await variables('untitled:Untitled-1', [])).toEqual([]);
  });
});
