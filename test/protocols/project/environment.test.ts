import { describe, expect, it } from 'vitest';
import { emptyProject, resolveEnvironment } from '../../../protocols/project/index.ts';

const project = {
  ...emptyProject,
  environments: { local: { queue: 'orders', host: 'a' }, staging: { queue: 'orders-staging' } },
};

describe('the variables of a file', () => {
  it('are those of the chosen environment', () => {
    expect(resolveEnvironment(project, 'staging')).toEqual(new Map([['queue', 'orders-staging']]));
  });

  it('are those of the environment where both name one, so that a file gives defaults', () => {
    expect(
      resolveEnvironment(
        project,
        'local',
        new Map([
          ['queue', 'mine'],
          ['own', 'x'],
        ]),
      ),
    ).toEqual(
      new Map([
        ['queue', 'orders'],
        ['own', 'x'],
        ['host', 'a'],
      ]),
    );
  });

  it('are those of the first environment where none was chosen', () => {
    expect(resolveEnvironment(project, undefined).get('queue')).toBe('orders');
    expect(resolveEnvironment(emptyProject, undefined)).toEqual(new Map());
  });

  it.each(['production', 'constructor'])('are the file’s alone in the environment %s', (environment) => {
    expect(resolveEnvironment(project, environment, new Map([['a', 'b']]))).toEqual(new Map([['a', 'b']]));
  });
});
