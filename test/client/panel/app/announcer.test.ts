import { describe, expect, it } from 'vitest';
import { Announcer } from '../../../../client/panel/app/announcer.ts';

describe('what a screen reader is told', () => {
  it('is at once what the user did, and every ten seconds at most what merely happens', () => {
    let now = 0;
    const announcer = new Announcer(
      () => undefined,
      () => now,
    );
    announcer.mention('1 row.');
    expect(announcer.text).toBe('1 row.');
    now = 9_999;
    announcer.mention('5 rows.');
    expect(announcer.text).toBe('1 row.');
    now = 10_000;
    announcer.mention('9 rows.');
    expect(announcer.text).toBe('9 rows.');
    announcer.say('Copied value.');
    expect(announcer.text).toBe('Copied value.');
  });
});
