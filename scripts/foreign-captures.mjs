/**
 * Decodes every file below a folder of captures, as a program of its own each, and prints what is wrong: crashes, time-outs, findings
 * and messages. With --tshark it compares file by file what is recognized with what tshark takes for XMPP or AMQP.
 *
 *   node scripts/build.mjs && node scripts/foreign-captures.mjs [--tshark] [--jobs 2] FOLDER
 */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

const secondsEach = 60;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tshark: { type: 'boolean', default: false }, jobs: { type: 'string', default: '2' } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Which folder?');

/** @returns {Promise<{ code: number | string | null, out: string, said: string }>} */
const run = (command, args) =>
  new Promise((resolve) => {
    execFile(command, args, { timeout: secondsEach * 1000, maxBuffer: 1 << 30 }, (error, out, said) =>
      resolve({ code: error === null ? 0 : error.killed === true ? 'time-out' : (error.code ?? null), out, said }),
    );
  });

/** The protocols of the units of a file, and what is wrong with them. */
async function decoded(file) {
  const { code, out, said } = await run(process.execPath, ['dist/cli.js', 'decode', '--format', 'jsonl', file]);
  const protocols = new Set();
  const findings = new Set();
  for (const line of out.split('\n')) {
    if (line === '') continue;
    const { protocol, kind, issues, connection } = JSON.parse(line);
    protocols.add(protocol === 'unknown' ? kind : protocol);
    for (const issue of issues)
      if (issue.severity === 'error' || issue.severity === 'warning') findings.add(`${connection} ${issue.code}`);
  }
  return { code, protocols: [...protocols].sort(), findings: [...findings], said };
}

/** What tshark takes the packets of a file for. */
async function dissected(file) {
  const { out } = await run('tshark', [
    '-n',
    '-r',
    file,
    '-Y',
    'xmpp or amqp',
    '-T',
    'fields',
    '-e',
    'frame.protocols',
  ]);
  const found = new Set(out.match(/\b(?:xmpp|amqp)\b/g) ?? []);
  return [...found].sort();
}

async function report(file) {
  const { code, protocols, findings, said } = await decoded(file);
  const units = protocols.join(' ');
  const name = path.relative(folder, file);
  if (code !== 0 || findings.length > 0) console.log(['WRONG', name, code, units, findings.join(', ')].join('\t'));
  if (protocols.length > 0) console.log(['UNITS', name, code, units].join('\t'));
  const messages = said
    .trim()
    .split('\n')
    .filter((line) => !/^\d[\d,]* units?, |left out: --all shows /.test(line));
  if (messages.join('') !== '') console.log(['SAID', name, code, messages.slice(0, 3).join(' | ')].join('\t'));
  if (!values.tshark) return;
  const ours = new Set(
    protocols
      .map((each) => (each === 'amqp-0-9-1' ? 'amqp' : each))
      .filter((each) => each === 'amqp' || each === 'xmpp'),
  );
  const theirs = await dissected(file);
  if (theirs.join(' ') !== [...ours].sort().join(' '))
    console.log(['DIFFERENT', name, `here: ${units}`, `tshark: ${theirs.join(' ')}`].join('\t'));
}

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
const next = files.sort().values();
await Promise.all(
  Array.from({ length: Number(values.jobs) }, async () => {
    for (const file of next) await report(file);
  }),
);
console.log(`${files.length} files`);
