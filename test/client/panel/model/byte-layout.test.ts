import { describe, expect, it } from 'vitest';
import { byteRows, cursorRange, moveCursor } from '../../../../client/panel/model/byte-layout.ts';

const move = (at: number, key: string, size = 100): number | undefined =>
  moveCursor({ anchor: at, at }, key, false, size, 16, 3)?.at;

describe('the cursor among bytes', () => {
  it('goes by bytes, rows and pages, and to the ends of its row', () => {
    expect([
      move(20, 'ArrowLeft'),
      move(20, 'ArrowRight'),
      move(20, 'ArrowUp'),
      move(20, 'ArrowDown'),
      move(20, 'PageDown'),
      move(20, 'Home'),
      move(20, 'End'),
    ]).toEqual([19, 21, 4, 36, 68, 16, 31]);
  });

  it('stays inside', () => {
    expect([
      move(0, 'ArrowLeft'),
      move(99, 'ArrowRight'),
      move(5, 'ArrowUp'),
      move(90, 'ArrowDown'),
      move(20, 'PageUp'),
      move(90, 'PageDown'),
      move(97, 'End'),
    ]).toEqual([0, 99, 5, 90, 4, 99, 99]);
  });

  it('is not moved by other keys, nor where there are no bytes', () => {
    expect(move(20, 'a')).toBeUndefined();
    expect(move(0, 'ArrowRight', 0)).toBeUndefined();
  });

  it('extends the selection with Shift, in both directions', () => {
    const right = moveCursor({ anchor: 4, at: 4 }, 'ArrowRight', true, 100, 16, 3)!;
    expect(cursorRange(right)).toEqual([4, 6]);
    const left = moveCursor({ anchor: 4, at: 4 }, 'ArrowLeft', true, 100, 16, 3)!;
    expect(cursorRange(left)).toEqual([3, 5]);
  });
});

describe('bytes in a row', () => {
  it('are 16 where they fit, close together if need be, else 8', () => {
    expect([700, 558, 540, 499, 490, 480, 300].map((width) => byteRows(width, 7.2))).toEqual([
      { perRow: 16, tight: false },
      { perRow: 16, tight: false },
      { perRow: 16, tight: true },
      { perRow: 16, tight: true },
      { perRow: 16, tight: true },
      { perRow: 8, tight: false },
      { perRow: 8, tight: false },
    ]);
  });

  it('are 16 as long as the width is not known', () => {
    expect(byteRows(0, 7.2)).toEqual({ perRow: 16, tight: false });
  });
});
