import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../../../protocols/core/index.ts';

describe('a bounded map', () => {
  it('gives up its oldest entries beyond its number, where one that is set again is the newest', () => {
    const map = new BoundedMap<string, number | undefined>(2);
    map.set('a', 1).set('b', undefined).set('a', 2);
    expect(map.forgot).toBe(false);
    map.set('c', 3);
    expect([...map]).toEqual([
      ['a', 2],
      ['c', 3],
    ]);
    expect(map.forgot).toBe(true);
    expect([map.delete('b'), map.delete('a')]).toEqual([false, true]);
  });

  it('gives up its oldest entries beyond its size, and does not keep one that is larger than all of it', () => {
    const map = new BoundedMap<number, string>(10, 6, (_key, text) => text.length);
    map.set(1, 'aaa').set(2, 'bbb').set(3, 'c');
    expect([...map.keys()]).toEqual([2, 3]);
    map.set(3, 'ccccccc');
    expect([...map.keys()]).toEqual([2]);
    map.clear();
    expect(map.forgot).toBe(false);
    map.set(1, 'aaaaaa');
    expect([...map.values()]).toEqual(['aaaaaa']);
  });

  it('never holds more than its number and its size, and forgets nothing as long as there is room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.option(fc.string({ maxLength: 9 }), { nil: undefined }))),
        (steps) => {
          const map = new BoundedMap<number, string>(5, 20, (key, text) => key + text.length);
          const plain = new Map<number, string>();
          for (const [key, text] of steps) {
            plain.delete(key);
            map.delete(key);
            if (text !== undefined) plain.set(key, text);
            if (text !== undefined) map.set(key, text);
            const held = [...map].reduce((sum, [each, value]) => sum + each + value.length, 0);
            expect(map.size <= 5 && held <= 20).toBe(true);
            if (!map.forgot) expect([...map]).toEqual([...plain]);
          }
        },
      ),
    );
  });
});
