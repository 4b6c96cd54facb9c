import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeCertificates } from './certificates.ts';
import { findProgram, freePorts, runOnce, scratch, start, waitForPort } from './process.ts';
import { stopPortMapper } from './port-mapper.ts';
import { accounts, type XmppServer } from './prosody.ts';

const ctl = findProgram('ejabberdctl');

/** Whether ejabberd is installed. */
export const hasEjabberd = ctl !== undefined;

/**
 * Starts ejabberd on free ports, with the same accounts and services as Prosody. `log` is the file of its log.
 * @param options.debug logs at the level debug, with all stanzas; then clients may do without TLS
 */
export async function startEjabberd({ debug = false }: { readonly debug?: boolean } = {}): Promise<
  XmppServer & { readonly log: string }
> {
  if (ctl === undefined) throw new Error('ejabberd is not installed.');
  const folder = scratch('ejabberd');
  const certificates = await makeCertificates(path.join(folder, 'certs'));
  const [c2s = 0, directTls = 0, http = 0, component = 0, epmd = 0] = await freePorts(5);
  for (const name of ['config', 'logs', 'spool']) fs.mkdirSync(path.join(folder, name));
  const node = `wireloupe_${String(process.pid)}_${String(c2s)}@localhost`;
  fs.writeFileSync(
    path.join(folder, 'config/ejabberd.yml'),
    configuration(folder, c2s, directTls, http, component, debug),
  );
  const ctlConfig = path.join(folder, 'config/ejabberdctl.cfg');
  fs.writeFileSync(
    ctlConfig,
    `ERLANG_NODE=${node}\nINET_DIST_INTERFACE=127.0.0.1\nEJABBERD_BYPASS_WARNINGS=true\nexport ERL_EPMD_ADDRESS=127.0.0.1\nexport ERL_EPMD_PORT=${epmd}\n`,
  );
  // As root, Debian's ejabberdctl switches to the user ejabberd, who must own the folders.
  if (process.getuid?.() === 0) await runOnce('chown', ['-R', 'ejabberd', folder]);
  fs.chmodSync(folder, 0o755);
  const flags = [
    '--config-dir',
    path.join(folder, 'config'),
    '--ctl-config',
    ctlConfig,
    '--logs',
    path.join(folder, 'logs'),
    '--spool',
    path.join(folder, 'spool'),
  ];
  const running = start(ctl, [...flags, 'foreground'], { cwd: os.tmpdir() });
  const control = (...args: string[]): Promise<string> => runOnce(ctl, [...flags, ...args]);
  await waitForPort(c2s, running);
  await waitForPort(http, running);
  for (const name of accounts) await control('register', name, 'localhost', 'secret');
  return {
    domain: 'localhost',
    password: 'secret',
    c2s,
    directTls,
    http,
    component,
    certificates,
    running,
    log: path.join(folder, 'logs/ejabberd.log'),
    websocket: `ws://127.0.0.1:${http}/ws`,
    bosh: `http://127.0.0.1:${http}/bosh`,
    stop: async () => {
      await control('stop').catch(() => ''); // the signal below ends it where the command could not
      await running.stop();
      await stopPortMapper(epmd);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(
  folder: string,
  c2s: number,
  directTls: number,
  http: number,
  component: number,
  debug: boolean,
): string {
  const plain = [
    'adhoc',
    'blocking',
    'bosh',
    'caps',
    'carboncopy',
    'client_state',
    'disco',
    'last',
    'offline',
    'ping',
    'privacy',
    'private',
    'roster',
    'time',
    'vcard',
    'version',
  ];
  const c2sOptions = 'max_stanza_size: 262144, shaper: none, access: all';
  return `
hosts: [localhost]
loglevel: ${debug ? 'debug' : 'info'}
certfiles: ["${folder}/certs/server.pem"]
ca_file: "${folder}/certs/ca.crt"
auth_method: internal
auth_password_format: scram
listen:
  - {port: ${c2s}, ip: "127.0.0.1", module: ejabberd_c2s, ${c2sOptions}, starttls: true, starttls_required: ${String(!debug)}}
  - {port: ${directTls}, ip: "127.0.0.1", module: ejabberd_c2s, ${c2sOptions}, tls: true}
  - {port: ${http}, ip: "127.0.0.1", module: ejabberd_http, tls: false, request_handlers: {/bosh: mod_bosh, /ws: ejabberd_http_ws}}
  - {port: ${component}, ip: "127.0.0.1", module: ejabberd_service, hosts: {component.localhost: {password: s3cr3t}}}
modules:
${plain.map((name) => `  mod_${name}: {}`).join('\n')}
  mod_mam: {db_type: mnesia, default: always}
  mod_muc: {access: all, access_create: all, access_persistent: all, host: conference.localhost, default_room_options: {mam: true}}
  mod_pubsub: {host: pubsub.localhost, access_createnode: all, plugins: [flat, pep]}
  mod_register: {ip_access: all, access: all}
  mod_stream_mgmt: {resend_on_timeout: if_offline}
`;
}
