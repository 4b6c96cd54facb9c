import { describe, expect, it } from 'vitest';
import { chooseConnection } from '../../../client/connections/choose.ts';
import { currentEnvironment } from '../../../client/connections/environment.ts';
import type { Connection } from '../../../client/project/catalogue.ts';
import { emptyProject } from '../../../protocols/project/index.ts';

const connection = (key: string, protocol: 'xmpp' | 'amqp', folder = 'a'): Connection => ({
  key,
  name: key.split('/').at(-1) ?? key,
  folder,
  directory: `/${folder}`,
  profile: { protocol, service: `${protocol}://x` },
});
const connections = [connection('romeo', 'xmpp'), connection('juliet', 'xmpp'), connection('broker', 'amqp')];
const base = { connections, protocol: 'xmpp', folder: 'a', named: undefined, defaultKey: undefined } as const;

describe('the connection that something is sent to', () => {
  it('is the one that the document names, even against the default one', () => {
    expect(chooseConnection({ ...base, named: 'juliet', defaultKey: 'romeo' })).toEqual({
      kind: 'one',
      connection: connections[1],
    });
  });

  it('is nobody where the document names one that there is not', () => {
    expect(chooseConnection({ ...base, named: 'tybalt', defaultKey: 'romeo' })).toEqual({
      kind: 'unknown',
      name: 'tybalt',
    });
  });

  it('is the default one, if it speaks the protocol', () => {
    expect(chooseConnection({ ...base, defaultKey: 'juliet' })).toMatchObject({ connection: { key: 'juliet' } });
    expect(chooseConnection({ ...base, defaultKey: 'broker' })).toMatchObject({ kind: 'ask' });
  });

  it('is the only one of its protocol', () => {
    expect(chooseConnection({ ...base, protocol: 'amqp' })).toMatchObject({ connection: { key: 'broker' } });
  });

  it('is asked for among those of the protocol where there are several', () => {
    expect(chooseConnection(base)).toEqual({ kind: 'ask', among: connections.slice(0, 2) });
  });

  it('is the own folder’s where two folders use one name', () => {
    const two = [connection('a/romeo', 'xmpp', 'a'), connection('b/romeo', 'xmpp', 'b')];
    expect(chooseConnection({ ...base, connections: two, folder: 'b', named: 'romeo' })).toMatchObject({
      connection: { key: 'b/romeo' },
    });
  });
});

describe('the environment that holds', () => {
  const state = { folder: 'a', project: { ...emptyProject, environments: { local: {}, staging: {} } } };

  it('is the chosen one', () => expect(currentEnvironment(state, { environment: () => 'staging' })).toBe('staging'));
  it('is the first one before anybody chose', () =>
    expect(currentEnvironment(state, { environment: () => undefined })).toBe('local'));
  it('is the first one when the chosen one has gone', () =>
    expect(currentEnvironment(state, { environment: () => 'old' })).toBe('local'));
  it('is none where the project has none', () =>
    expect(currentEnvironment({ folder: 'a', project: emptyProject }, { environment: () => 'local' })).toBeUndefined());
});
