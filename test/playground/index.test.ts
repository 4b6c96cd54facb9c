import { X509Certificate } from 'node:crypto';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultPorts, PortError, startPlayground, type Playground } from '../../playground/index.ts';
import { makeCertificate } from '../../playground/certificate.ts';
import { RawClient } from './raw-client.ts';
import { HEADER, login } from './xmpp/login.ts';

const anyPorts = { amqpPort: 0, xmppPort: 0, wsPort: 0 };
const running: Playground[] = [];
const servers: Server[] = [];
afterEach(async () => {
  for (const playground of running.splice(0)) await playground.stop();
  for (const server of servers.splice(0)) server.close();
});

async function start(options: Parameters<typeof startPlayground>[0] = anyPorts): Promise<Playground> {
  const playground = await startPlayground(options);
  running.push(playground);
  return playground;
}

function occupy(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    servers.push(server);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

describe('the playground', () => {
  it('tells where it listens, on loopback, and what its certificate’s authority is', async () => {
    const { info } = await start();
    expect(info.amqp).toMatch(/^amqp:\/\/127\.0\.0\.1:\d+$/);
    expect(info.xmpp).toMatch(/^xmpp:\/\/127\.0\.0\.1:\d+$/);
    expect(info.websocket).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/xmpp-websocket$/);
    expect(new X509Certificate(info.ca).ca).toBe(true);
  });

  it('has ports of its own that need no rights', () => {
    const ports = Object.values(defaultPorts);
    expect(ports.every((port) => port > 1023 && port < 65_536)).toBe(true);
    expect(new Set(ports).size).toBe(3);
  });

  it.each(['amqpPort', 'xmppPort', 'wsPort'] as const)(
    'names the port where the %s is taken, and leaves nothing running',
    async (which) => {
      const taken = await occupy();
      const failed = startPlayground({ ...anyPorts, [which]: taken });
      await expect(failed).rejects.toBeInstanceOf(PortError);
      await expect(failed).rejects.toMatchObject({ port: taken, code: 'EADDRINUSE' });
      await expect(failed).rejects.toThrow(`127.0.0.1:${taken}: port ${taken} is in use. End the program that uses it`);
    },
  );

  it('opens no port if one of them is taken', async () => {
    const taken = await occupy();
    const free = await occupy();
    await new Promise((resolve) => servers.pop()?.close(resolve));
    await expect(startPlayground({ amqpPort: free, xmppPort: free + 1, wsPort: taken })).rejects.toBeInstanceOf(
      PortError,
    );
    await expect(RawClient.open(`amqp://127.0.0.1:${free}`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says that a host is none of this machine', async () => {
    await expect(startPlayground({ ...anyPorts, host: '192.0.2.1' })).rejects.toThrow(
      'this machine has no such address',
    );
  });

  it('tells its clients when it stops, says that it kept nothing, and forgets everything', async () => {
    const lines: string[] = [];
    const playground = await startPlayground({ ...anyPorts, log: (line) => lines.push(line) });
    const client = await RawClient.open(playground.info.xmpp);
    await login(client, 'romeo', 'x');
    client.write("<message to='juliet@localhost'><body>kept?</body></message>");
    const idle = await RawClient.open(playground.info.amqp);
    await playground.stop();
    expect(await client.closed()).toContain('<system-shutdown ');
    await idle.closed();
    expect(lines.at(-1)).toBe('The playground has stopped. It kept nothing.');
    const again = await start();
    const juliet = await RawClient.open(again.info.xmpp);
    await login(juliet, 'juliet', 'x');
    juliet.write("<presence/><iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
    expect(await juliet.until("id='p' type='result'/>")).not.toContain('kept?');
    juliet.destroy();
  });

  it('stops at once even if a client does not let go', async () => {
    const playground = await startPlayground(anyPorts);
    const client = await RawClient.open(playground.info.xmpp);
    client.write(HEADER);
    await client.until('</stream:features>');
    await playground.stop();
    client.destroy();
  });

  it('writes no secrets to its log', async () => {
    const lines: string[] = [];
    const playground = await start({ ...anyPorts, log: (line) => lines.push(line) });
    const client = await RawClient.open(playground.info.xmpp);
    await login(client, 'romeo', 'x');
    client.destroy();
    expect(lines.join('\n')).not.toContain('wireloupe');
  });
});

describe('its certificate', () => {
  it('is good for the names and addresses that it was made for, and signed by its authority', async () => {
    const { ca, cert } = await makeCertificate(['localhost', '127.0.0.1', '::1']);
    const certificate = new X509Certificate(cert);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkIP('::1')).toBe('::1');
    expect(certificate.checkHost('example.com')).toBeUndefined();
    expect(certificate.verify(new X509Certificate(ca).publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
  });
});
