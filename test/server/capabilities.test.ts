import { describe, expect, it } from 'vitest';
import type { InitializeParams } from 'vscode-languageserver';
import { initialFolders } from '../../server/capabilities.ts';

/** What a client's first message opens. */
function folders(message: object): readonly string[] {
  return initialFolders({ processId: null, ...message } as InitializeParams);
}

const able = { workspace: { workspaceFolders: true } };

describe('the folders that a client opens', () => {
  it('are those that it names', () => {
    expect(
      folders({
        capabilities: able,
        rootUri: 'file:///a',
        workspaceFolders: [
          { uri: 'file:///b', name: 'b' },
          { uri: 'file:///c', name: 'c' },
        ],
      }),
    ).toEqual(['file:///b', 'file:///c']);
  });

  it.each([
    ['knows of one only', { capabilities: {} }],
    ['could name several, and does not', { capabilities: able }],
    ['could name several, and has none', { capabilities: able, workspaceFolders: null }],
  ] as const)('are its root where it %s', (_what, params) => {
    expect(folders({ ...params, rootUri: 'file:///a' })).toEqual(['file:///a']);
  });

  it('are none for a single file', () => {
    expect(folders({ capabilities: able, rootUri: null })).toEqual([]);
  });
});
