import { defineConfig } from 'vitest/config';

/** What is waited for may take long on a busy machine. Milliseconds. */
const expectation = { poll: { timeout: 30_000 } };

// unit: pure and fast; its files share what they import (a file that changes something global puts it back). live: against real servers on loopback (files named *.live.test.ts), one file at a time.
// host: inside a real VS Code (test/host), which wants the built extension and its package.
export default defineConfig({
  test: {
    // Every core: the default leaves one idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.live.test.ts', 'test/host/**', 'node_modules/**'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: expectation,
        },
      },
      {
        test: {
          name: 'live',
          include: ['test/**/*.live.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          expect: expectation,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'host',
          include: ['test/host/*.test.ts'],
          testTimeout: 180_000,
          expect: expectation,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
