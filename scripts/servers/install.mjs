// The servers and tools that the live tests talk to. On Debian, as root, they are installed through apt when missing;
// elsewhere those on the PATH are used, and the tests of the others are skipped by name.
import fs from 'node:fs';
import path from 'node:path';
import { cache } from '../lib/root.mjs';
import { run, which } from '../lib/run.mjs';

const sbin = ['/usr/sbin', '/usr/lib/rabbitmq/bin'];

/** What is needed: how to see that it is there, and Debian's package for it. */
const tools = [
  { name: 'Prosody', package: 'prosody', present: () => which('prosody', sbin) },
  {
    name: 'lua-sec (TLS for Prosody)',
    package: 'lua-sec',
    present: () => which('prosody', sbin) && fs.existsSync('/usr/share/lua'),
  },
  { name: 'ejabberd', package: 'ejabberd', present: () => which('ejabberdctl', sbin) },
  { name: 'RabbitMQ', package: 'rabbitmq-server', present: () => which('rabbitmq-server', sbin) },
  { name: "Proton's Python binding", package: 'python3-qpid-proton', present: () => pythonHas('proton') },
  { name: 'slixmpp', package: 'python3-slixmpp', present: () => pythonHas('slixmpp') },
  { name: 'profanity', package: 'profanity', present: () => which('profanity') },
  { name: 'tmux', package: 'tmux', present: () => which('tmux') },
  { name: 'tshark', package: 'tshark', present: () => which('tshark') },
  {
    name: "AMQP's published definitions",
    package: 'amqp-specs',
    present: () => fs.existsSync('/usr/share/amqp/specs/1-0'),
  },
  { name: 'xmllint', package: 'libxml2-utils', present: () => which('xmllint') },
  { name: 'Chromium', package: 'chromium', present: () => which('chromium') },
  { name: 'fonts', package: 'fonts-dejavu-core', present: () => fs.existsSync('/usr/share/fonts/truetype/dejavu') },
];

function pythonHas(module) {
  return ['/usr/lib/python3/dist-packages'].some(
    (folder) => fs.existsSync(path.join(folder, module)) || fs.existsSync(path.join(folder, `${module}.py`)),
  );
}

/**
 * Installs what is missing, where that is possible.
 * @param {(line: string) => void} say
 * @returns {Promise<string[]>} the names of what is still missing
 */
export async function ensureServers(say = console.log) {
  const missing = tools.filter((tool) => !tool.present());
  if (missing.length === 0) return [];
  const names = missing.map((tool) => tool.name);
  if (which('apt-get') === undefined || process.getuid?.() !== 0) return names;
  fs.mkdirSync(cache, { recursive: true });
  const log = path.join(cache, 'apt.log');
  say(`Installing through apt: ${names.join(', ')} (log: ${log})`);
  await withoutServices(async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { log, env, allowFailure: true });
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing.map((tool) => tool.package)], {
      log,
      env,
      allowFailure: true,
    });
  });
  return tools.filter((tool) => !tool.present()).map((tool) => tool.name);
}

/** Keeps dpkg from starting the services that it installs, by the means Debian has for it. */
async function withoutServices(install) {
  const policy = '/usr/sbin/policy-rc.d';
  const own = !fs.existsSync(policy);
  if (own) fs.writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    if (own) fs.rmSync(policy, { force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const missing = await ensureServers();
  console.log(missing.length === 0 ? 'Everything is there.' : `Missing: ${missing.join(', ')}`);
}
