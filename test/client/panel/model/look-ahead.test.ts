import { beforeEach, describe, expect, it } from 'vitest';
import { LookAhead, margin } from '../../../../client/panel/model/look-ahead.ts';

describe('the rows that are fetched beside the visible ones', () => {
  let ahead: LookAhead;
  beforeEach(() => {
    ahead = new LookAhead();
  });

  it('are as many on both sides while the list rests', () => {
    expect([ahead.above, ahead.below]).toEqual([margin, margin]);
    expect(ahead.wanted).toEqual({ above: 0, below: 0 });
  });

  it('are more in the direction of a fast movement, up to a bound', () => {
    ahead.moved(5);
    expect([ahead.above, ahead.below]).toEqual([margin, 120]);
    ahead.moved(-300);
    expect([ahead.above, ahead.below]).toEqual([400, margin]);
    expect(ahead.wanted).toEqual({ above: 200, below: 0 });
  });

  it('get fewer slowly when the movement does', () => {
    ahead.moved(10);
    ahead.moved(1);
    expect(ahead.below).toBe(216);
  });

  it('are those of a list at rest after a jump, and after a rest', () => {
    ahead.moved(10);
    ahead.moved(100_000);
    expect(ahead.below).toBe(margin);
    ahead.moved(10);
    ahead.rest();
    expect(ahead.below).toBe(margin);
  });
});
