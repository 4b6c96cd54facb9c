import { defineConfig } from 'vitest/config';

// unit: pure and fast. live: against real servers on loopback (files named *.live.test.ts), one file at a time.
// host: inside a real VS Code (test/host), which wants the built extension and its package.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/**/*.live.test.ts', 'test/host/**', 'node_modules/**'], testTimeout: 20_000 } },
      { test: { name: 'live', include: ['test/**/*.live.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false } },
      { test: { name: 'host', include: ['test/host/*.test.ts'], testTimeout: 180_000, hookTimeout: 240_000, fileParallelism: false } },
    ],
  },
});
