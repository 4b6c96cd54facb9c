import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { connect, createServer, checkServerIdentity, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { TapAuthority } from '../../../../wire/protocol.ts';
import { covers, makeAuthority, makeLeaf } from '../../../../wire/tap/authority/authority.ts';
import { settingsFolder, storedAuthority } from '../../../../wire/tap/authority/stored.ts';
import { cleanUp } from '../../fake.ts';

const names = ['localhost', '127.0.0.1', '::1', 'broker.example'];
const made = makeAuthority(names);

/** Whether a client that trusts the authority accepts a certificate of it for a name. */
async function accepts(authority: TapAuthority, name: string): Promise<boolean> {
  const server = createServer(await makeLeaf(authority, name)).listen(0, '127.0.0.1');
  cleanUp(() => void server.close());
  await once(server, 'listening');
  const socket: TLSSocket = connect({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    ca: [authority.certificate],
    servername: /[:\d]$/u.test(name) ? '' : name,
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
  });
  cleanUp(() => void socket.destroy());
  return new Promise((resolve) => {
    socket.on('secureConnect', () => resolve(true));
    socket.on('error', () => resolve(false));
  });
}

describe('the development CA', () => {
  it.each([...names, 'a.broker.example'])('may sign for %s', async (name) => {
    expect(covers(await made, name)).toBe(true);
    expect(await accepts(await made, name)).toBe(true);
  });

  it.each(['bank.example', 'example', 'xbroker.example', '127.0.0.2', '::2'])(
    'may not sign for %s: programs that trust it refuse such a certificate',
    async (name) => {
      expect(covers(await made, name)).toBe(false);
      expect(await accepts(await made, name)).toBe(false);
    },
  );

  it('signs certificates that are valid for a week', async () => {
    const { X509Certificate } = await import('node:crypto');
    const leaf = new X509Certificate((await makeLeaf(await made, 'localhost')).cert);
    const days = (Date.parse(leaf.validTo) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7.01);
    expect(leaf.ca).toBe(false);
  });
});

describe('the development CA in a folder', () => {
  function folder(): string {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-ca-'));
    cleanUp(() => fs.rmSync(made, { recursive: true }));
    return path.join(made, 'settings');
  }

  it('is made once, and only its owner may read its key', async () => {
    const at = folder();
    const first = await storedAuthority(at, ['localhost']);
    expect(first.isNew).toBe(true);
    const again = await storedAuthority(at, ['LOCALHOST']);
    expect(again).toEqual({ ...first, isNew: false });
    expect(fs.readFileSync(first.file, 'utf8')).toBe(first.authority.certificate);
    expect(fs.readFileSync(first.file, 'utf8')).not.toContain('PRIVATE KEY');
    for (const file of fs.readdirSync(at)) expect(fs.statSync(path.join(at, file)).mode & 0o777).toBe(0o600);
    expect(fs.statSync(at).mode & 0o777).toBe(0o700);
  });

  it('is made again for more names, and keeps those that it had', async () => {
    const at = folder();
    const first = await storedAuthority(at, ['localhost']);
    const second = await storedAuthority(at, ['chat.example']);
    expect(second.isNew).toBe(true);
    expect(second.authority.names).toEqual(['localhost', 'chat.example']);
    expect(second.authority.key).not.toBe(first.authority.key);
    expect((await storedAuthority(at, ['localhost', 'chat.example'])).isNew).toBe(false);
  });

  it.each(['', '{', '{"certificate":1}', '[]', 'null'])('is made again where its file holds %j', async (text) => {
    const at = folder();
    await storedAuthority(at, ['localhost']);
    fs.writeFileSync(path.join(at, 'development-ca.json'), text);
    expect((await storedAuthority(at, ['localhost'])).isNew).toBe(true);
  });

  it('is made again when it ends soon', async () => {
    const at = folder();
    const { authority } = await storedAuthority(at, ['localhost']);
    const soon = { ...authority, until: Date.now() + 86_400_000 };
    fs.writeFileSync(path.join(at, 'development-ca.json'), JSON.stringify(soon));
    expect((await storedAuthority(at, ['localhost'])).isNew).toBe(true);
  });

  it('is where the system keeps settings', () => {
    expect(settingsFolder({ XDG_CONFIG_HOME: '/x' }, 'linux')).toBe(path.join('/x', 'wireloupe'));
    expect(settingsFolder({}, 'linux')).toBe(path.join(os.homedir(), '.config', 'wireloupe'));
    expect(settingsFolder({ APPDATA: 'R' }, 'win32')).toBe(path.join('R', 'wireloupe'));
    expect(settingsFolder({}, 'darwin')).toContain('Application Support');
  });
});
