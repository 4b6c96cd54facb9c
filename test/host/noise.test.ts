import { describe, expect, test } from 'vitest';
import { quiet } from './noise.mjs';

const watchdog =
  "Cannot find module './build/Release/watchdog'\nRequire stack:\n- /host/index.js\n\nError: Cannot find module './build/Release/watchdog'\n    at Module.load";

describe('the log of the host', () => {
  test('has no messages of the host itself, and says how many', () => {
    const log = quiet();
    expect([
      log.take([watchdog]),
      log.take([`Error: ${watchdog}`]),
      log.take(['getaddrinfo ENOTFOUND open-vsx.org: Failed']),
    ]).toEqual([false, false, false]);
    expect(log.summary()).toBe(
      'Left out, of the host itself: its watchdog module is not built (2), it reaches no extension gallery (1).',
    );
  });

  test.each([
    ['a test', '    ✔ a wrong stanza is underlined (486ms)'],
    ['another module that is missing', "Cannot find module './dist/server.cjs'\nRequire stack:"],
    ['an error that came with it', `TypeError: x is not a function\n    at a.ts:1\n${watchdog}`],
  ])('keeps %s', (_, text) => {
    const log = quiet();
    expect(log.take([text])).toBe(true);
    expect(log.summary()).toBeUndefined();
  });
});
