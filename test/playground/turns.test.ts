import { describe, expect, it } from 'vitest';
import { Turns } from '../../playground/turns.ts';

describe('work that is shared in turns', () => {
  it('is done step by step, of each in turn, until a step says that it is the last', async () => {
    const turns = new Turns();
    const done: string[] = [];
    await new Promise<void>((resolve) => {
      const worker = (name: string, steps: number): void => {
        let at = 0;
        turns.add(() => {
          done.push(name + String(at++));
          if (done.length === 5) resolve();
          return at < steps;
        });
      };
      worker('a', 3);
      worker('b', 2);
    });
    expect(done).toEqual(['a0', 'b0', 'a1', 'b1', 'a2']);
  });

  it('lets the event loop go on while there is more', async () => {
    const turns = new Turns();
    let busy = true;
    turns.add(() => busy);
    for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
    busy = false;
  });
});
