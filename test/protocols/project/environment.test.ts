import { describe, expect, it } from 'vitest';
import { emptyProject, resolveEnvironment } from '../../../protocols/project/index.ts';

const project = { ...emptyProject, environments: { local: { queue: 'orders', host: 'a' }, staging: { queue: 'orders-staging' } } };

describe('the variables of a file', () => {
  it('are those of the chosen environment', () => {
    expect(resolveEnvironment(project, 'staging')).toEqual(new Map([['queue', 'orders-staging']]));
  });

  it('are the file’s own where both name one', () => {
    expect(resolveEnvironment(project, 'local', new Map([['queue', 'mine']]))).toEqual(new Map([['queue', 'mine'], ['host', 'a']]));
  });

  it.each([undefined, 'production', 'constructor'])('are the file’s alone in the environment %s', (environment) => {
    expect(resolveEnvironment(project, environment, new Map([['a', 'b']]))).toEqual(new Map([['a', 'b']]));
  });
});
