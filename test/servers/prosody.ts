import fs from 'node:fs';
import path from 'node:path';
import { makeCertificates, type Certificates } from './certificates.ts';
import { findProgram, freePorts, runOnce, scratch, start, waitForPort, type Running } from './process.ts';

/** An XMPP server that runs for a test: accounts romeo, juliet and nurse at localhost, password `secret`. */
export interface XmppServer {
  readonly domain: 'localhost';
  readonly password: 'secret';
  /** Ports on 127.0.0.1. */
  readonly c2s: number;
  readonly directTls: number;
  readonly http: number;
  readonly component: number;
  /** `ws://127.0.0.1:…`, and the BOSH address. */
  readonly websocket: string;
  readonly bosh: string;
  readonly certificates: Certificates;
  readonly running: Running;
  stop(): Promise<void>;
}

export const accounts = ['romeo', 'juliet', 'nurse'] as const;

/** Whether Prosody is installed. */
export const hasProsody = findProgram('prosody') !== undefined && findProgram('prosodyctl') !== undefined;

/**
 * Starts Prosody on free ports with MUC (`conference.`), PubSub (`pubsub.`), upload, MAM and the usual modules.
 * @param options.debugLog a file for the log at the level debug, with whole stanzas; then clients may do without TLS
 */
export async function startProsody({ debugLog }: { readonly debugLog?: string } = {}): Promise<XmppServer> {
  const folder = scratch('prosody');
  const certificates = await makeCertificates(path.join(folder, 'certs'));
  const [c2s = 0, directTls = 0, http = 0, https = 0, component = 0] = await freePorts(5);
  for (const name of ['data', 'run']) fs.mkdirSync(path.join(folder, name));
  const config = path.join(folder, 'prosody.cfg.lua');
  fs.writeFileSync(config, configuration({ folder, certificates, c2s, directTls, http, https, component, debugLog }));
  for (const name of accounts)
    await runOnce('prosodyctl', ['--config', config, 'register', name, 'localhost', 'secret']);
  const running = start('prosody', ['-F', '--config', config]);
  await waitForPort(c2s, running);
  await waitForPort(http, running);
  return {
    domain: 'localhost',
    password: 'secret',
    c2s,
    directTls,
    http,
    component,
    certificates,
    running,
    websocket: `ws://127.0.0.1:${http}/xmpp-websocket`,
    bosh: `http://127.0.0.1:${http}/http-bind`,
    stop: async () => {
      await running.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Settings {
  readonly folder: string;
  readonly certificates: Certificates;
  readonly c2s: number;
  readonly directTls: number;
  readonly http: number;
  readonly https: number;
  readonly component: number;
  readonly debugLog: string | undefined;
}

function configuration(s: Settings): string {
  const modules = [
    'roster',
    'saslauth',
    'tls',
    'disco',
    'carbons',
    'pep',
    'private',
    'blocklist',
    'vcard4',
    'vcard_legacy',
    'version',
    'uptime',
    'time',
    'ping',
    'register_ibr',
    'mam',
    'csi_simple',
    'smacks',
    'bosh',
    'websocket',
    'posix',
    'bookmarks',
    'lastactivity',
    'offline',
    ...(s.debugLog === undefined ? [] : ['stanza_debug']),
  ];
  const debug = s.debugLog !== undefined;
  return `
run_as_root = true
data_path = "${s.folder}/data"
pidfile = "${s.folder}/run/prosody.pid"
interfaces = { "127.0.0.1" }
c2s_ports = { ${s.c2s} }
c2s_direct_tls_ports = { ${s.directTls} }
component_ports = { ${s.component} }
component_interfaces = { "127.0.0.1" }
http_ports = { ${s.http} }
http_interfaces = { "127.0.0.1" }
https_ports = { ${s.https} }
https_interfaces = { "127.0.0.1" }
http_default_host = "localhost"
modules_enabled = { ${modules.map((name) => `"${name}"`).join(', ')} }
modules_disabled = { "s2s" }
allow_registration = true
authentication = "internal_hashed"
storage = "internal"
c2s_require_encryption = ${String(!debug)}
allow_unencrypted_plain_auth = ${String(debug)}
consider_bosh_secure = true
consider_websocket_secure = true
ssl = { key = "${s.certificates.key}"; certificate = "${s.certificates.cert}" }
c2s_direct_tls_ssl = ssl
https_ssl = ssl
log = { ${debug ? `debug = "${s.debugLog}"; ` : ''}{ levels = { min = "info" }, to = "console" } }
VirtualHost "localhost"
Component "conference.localhost" "muc"
  modules_enabled = { "muc_mam" }
Component "pubsub.localhost" "pubsub"
Component "upload.localhost" "http_file_share"
Component "component.localhost"
  component_secret = "s3cr3t"
`;
}
