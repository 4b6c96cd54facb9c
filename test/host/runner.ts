/**
 * Runs inside VS Code's extension host: mocha over the suites, results into the file that WIRELOUPE_RESULTS names.
 * The host's exit code is not to be trusted (a test that ends the process counts as success there); the file is.
 */
import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

export interface HostResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly message?: string;
}

/** VS Code calls this; it rejects when a test failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000 });
  for (const file of fs
    .readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.cjs'))
    .sort())
    mocha.addFile(path.join(__dirname, file));
  const results: HostResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => results.push({ title: test.fullTitle(), state: 'passed' }))
      .on('pending', (test) => results.push({ title: test.fullTitle(), state: 'skipped' }))
      .on('fail', (test, error: Error) =>
        results.push({ title: test.fullTitle(), state: 'failed', message: error.stack ?? error.message }),
      );
  });
  const file = process.env.WIRELOUPE_RESULTS;
  if (file !== undefined) fs.writeFileSync(file, JSON.stringify(results));
  if (failures > 0) throw new Error(`${failures} tests failed in the host`);
}
