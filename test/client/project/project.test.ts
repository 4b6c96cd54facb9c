import { describe, expect, it } from 'vitest';
import { catalogue, connectionNamed, type LoadedProject } from '../../../client/project/catalogue.ts';
import { changed, newProjectText, putCa, putConnection } from '../../../client/project/edits.ts';
import { playgroundProfiles } from '../../../client/playground/profiles.ts';
import { connectionOffset, readProject } from '../../../client/project/state.ts';
import { parseProject } from '../../../protocols/project/index.ts';

const romeo = { protocol: 'xmpp', service: 'xmpp://localhost', jid: 'romeo@localhost' } as const;
const place = { folder: 'file:///w', folderName: 'w', directory: '/w', file: 'file:///w/wireloupe.json' };

describe('reading wireloupe.json', () => {
  it('a missing file is empty, and says how to make one', () => {
    const state = readProject(place, undefined);
    expect(state).toMatchObject({ exists: false, project: { connections: {} }, error: { code: 'no-project' } });
    expect(state.error?.steps.map((each) => each.command)).toEqual([
      'wireloupe.createProjectFile',
      'wireloupe.newConnection',
    ]);
  });

  it('in a window without a folder a missing file offers a connection, the playground and a folder', () => {
    const { error } = readProject({ ...place, home: true }, undefined);
    expect(error?.steps.map((each) => each.command)).toEqual([
      'wireloupe.newConnection',
      'wireloupe.usePlayground',
      'vscode.openFolder',
    ]);
  });

  it('the playground’s connections are valid', () => {
    const info = { xmpp: 'xmpp://localhost:1', websocket: 'ws://localhost:2/x', amqp: 'amqp://127.0.0.1:3', ca: '' };
    expect(parseProject(JSON.stringify({ connections: playgroundProfiles(info) })).diagnostics).toEqual([]);
  });

  it('a broken file says its line and leads there', () => {
    const text = '{\n  "connections": {\n    "x": { "protocol": "smtp", "service": "xmpp://a" }\n  }\n}';
    const { error } = readProject(place, text);
    expect(error).toMatchObject({
      code: 'broken-project',
      message: expect.stringMatching(/^wireloupe\.json, line 3: /) as string,
    });
    expect(error?.steps[0]?.args?.[0]).toBe(place.file);
  });

  it('a sound file has no error, and knows where its connections stand', () => {
    const text = JSON.stringify({ connections: { 'a/b~c': romeo } }, null, 2);
    const state = readProject(place, text);
    expect(state.error).toBeUndefined();
    expect(connectionOffset(state, 'a/b~c')).toBeGreaterThan(0);
    expect(connectionOffset(state, 'nobody')).toBeUndefined();
  });

  it('the text of a new file is sound', () => {
    expect(parseProject(newProjectText).diagnostics).toEqual([]);
  });
});

describe('the catalogue of connections', () => {
  const loaded = (folder: string, ...names: readonly string[]): LoadedProject => {
    const project = {
      ...parseProject('{}').project,
      connections: Object.fromEntries(names.map((name) => [name, romeo])),
    };
    return { folder, folderName: folder, directory: `/${folder}`, project };
  };

  it('calls a connection by its own name', () => {
    expect(catalogue([loaded('a', 'romeo'), loaded('b', 'juliet')]).map((each) => each.key)).toEqual([
      'romeo',
      'juliet',
    ]);
  });

  it('puts the folder before a name that two folders use', () => {
    expect(catalogue([loaded('a', 'romeo'), loaded('b', 'romeo', 'juliet')]).map((each) => each.key)).toEqual([
      'a/romeo',
      'b/romeo',
      'juliet',
    ]);
  });

  it('finds a name in its own folder first, and by its key from anywhere', () => {
    const connections = catalogue([loaded('a', 'romeo'), loaded('b', 'romeo')]);
    expect(connectionNamed(connections, 'romeo', 'b')?.key).toBe('b/romeo');
    expect(connectionNamed(connections, 'a/romeo', 'b')?.key).toBe('a/romeo');
    expect(connectionNamed(connections, 'tybalt', 'b')).toBeUndefined();
  });
});

describe('changing wireloupe.json', () => {
  const text =
    '{\n\t// mine\n\t"connections": {\n\t\t"romeo": { "protocol": "xmpp", "service": "xmpp://localhost", "jid": "romeo@localhost" }, // keep\n\t},\n}\n';

  it('adds a connection, and keeps comments and tabs', () => {
    const after = changed(text, putConnection(text, 'juliet', { ...romeo, jid: 'juliet@localhost' }));
    expect(after).toContain('// mine');
    expect(after).toContain('// keep');
    expect(parseProject(after).project.connections).toMatchObject({ romeo: {}, juliet: { jid: 'juliet@localhost' } });
    expect(after).not.toMatch(/^ +"/m);
  });

  it('sets the certificate authority, and keeps the rest of the profile', () => {
    const after = changed(text, putCa(text, 'romeo', '.wireloupe/romeo-ca.pem'));
    expect(parseProject(after).project.connections.romeo).toEqual({ ...romeo, tls: { ca: '.wireloupe/romeo-ca.pem' } });
  });

  it('writes into an empty file', () => {
    expect(parseProject(changed('', putConnection('', 'romeo', romeo))).project.connections).toEqual({ romeo });
  });

  it('keeps the ends of lines', () => {
    const windows = newProjectText.replaceAll('\n', '\r\n');
    expect(changed(windows, putConnection(windows, 'romeo', romeo))).not.toMatch(/[^\r]\n/);
  });
});
