// `npm test`: everything, from a fresh clone to the closing line. `--quick` (npm run check) is layout, types, imports, lint and unit tests.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { cache, root } from './lib/root.mjs';
import { CommandError, run } from './lib/run.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const total = { passed: 0, failed: 0, skipped: 0 };
/** What failed, a line each: repeated at the end, where a long log is read first. */
const failures = [];
const started = Date.now();

function heading(text) {
  console.log(`\n== ${text} (at ${((Date.now() - started) / 1000).toFixed(0)} s)`);
}

/** A step that is one check: it passes or fails as a whole. */
async function step(name, action) {
  heading(name);
  try {
    await action();
    total.passed++;
    return true;
  } catch (error) {
    console.error(error instanceof CommandError ? error.output : error.stack);
    console.error(`FAILED: ${name}`);
    failures.push(name);
    total.failed++;
    return false;
  }
}

/** Runs one of vitest's projects. */
async function vitest(project) {
  const report = path.join(cache, `${project}-tests.json`);
  fs.rmSync(report, { force: true });
  const result = await run(
    bin('vitest'),
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {
      show: true,
      allowFailure: true,
      env: { FORCE_COLOR: undefined, NO_COLOR: '1' },
    },
  );
  return { project, report, ...result };
}

/** Counts the tests of a project one by one, and names those that were skipped. */
function count({ project, report, code }) {
  if (!fs.existsSync(report)) {
    console.error(`FAILED: ${project} tests wrote no report`);
    failures.push(`${project} tests: no report was written`);
    total.failed++;
    return;
  }
  const { testResults } = JSON.parse(fs.readFileSync(report, 'utf8'));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const inState = (...states) => tests.filter((test) => states.includes(test.status)).length;
  const failed = inState('failed');
  // A file that could not be loaded has no tests, and vitest fails for other reasons too (an unhandled rejection).
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  const otherwise = code !== 0 && failed + broken.length === 0;
  total.passed += inState('passed');
  total.failed += failed + broken.length + (otherwise ? 1 : 0);
  const firstLine = (text) => (text ?? '').split('\n')[0].slice(0, 300);
  for (const file of testResults)
    for (const test of file.assertionResults.filter(({ status }) => status === 'failed'))
      failures.push(`${path.relative(root, file.name)}: ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
  for (const file of broken) failures.push(`${path.relative(root, file.name)}: ${firstLine(file.message)}`);
  if (otherwise)
    failures.push(
      `${project} tests: every test passed, and yet vitest ended with ${code}: an error outside of the tests, printed above`,
    );
  total.skipped += inState('pending', 'skipped', 'todo');
  for (const test of tests.filter((entry) => ['pending', 'skipped', 'todo'].includes(entry.status)))
    console.log(`skipped: ${test.fullName}`);
}

fs.mkdirSync(cache, { recursive: true });
await ensureDependencies();
if (!options.quick) {
  heading('servers and browser');
  const { ensureServers } = await import('./servers/install.mjs');
  const missing = await ensureServers();
  if (missing.length > 0) console.log(`Not here, so their tests are skipped: ${missing.join(', ')}`);
}
await step('layout (npm run format mends it)', () =>
  run(bin('prettier'), [
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-strategy=content',
    `--cache-location=${path.join(cache, 'prettier')}`,
    '.',
  ]),
);
await step('types', () => run(bin('tsc'), ['-b']));
await step('imports (docs/architecture.md)', () =>
  run(bin('depcruise'), [
    ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
    ...['protocols', 'workspace', 'playground', 'wire', 'server', 'client', 'cli'],
  ]),
);
const { build } = await import('./build.mjs');
const built = await step('build', () => build());
// Lint runs beside the unit tests. While working, a file that did not change is not linted again.
const linting = run(bin('eslint'), [
  '--max-warnings=0',
  ...(options.quick ? ['--cache', '--cache-location', path.join(cache, 'eslint')] : []),
  '.',
]);
linting.catch(() => undefined); // Reported below, as a step.
heading('unit tests');
count(await vitest('unit'));
await step('lint', () => linting);
if (!options.quick && built) {
  heading('live tests');
  count(await vitest('live'));
  const { ensureHost } = await import('./host/install.mjs');
  const { packageExtension } = await import('./package.mjs');
  // Where there is no browser host, the tests in the host fall back to a downloaded desktop VS Code.
  if (process.platform === 'linux') await step('browser host', () => ensureHost());
  if (await step('package', () => packageExtension())) {
    heading('host tests');
    count(await vitest('host'));
  }
}
if (failures.length > 0) console.log(`\nWhat failed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
