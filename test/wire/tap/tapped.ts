import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connect, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import '../../../protocols/all.ts';
import type { FramedUnit, Side } from '../../../protocols/core/index.ts';
import type { UnitSink } from '../../../protocols/captures/input/index.ts';
import { readService, type ServiceProtocol, type TlsOptions } from '../../../protocols/project/index.ts';
import { makeCertificate } from '../../../playground/certificate.ts';
import { makeAuthority } from '../../../wire/tap/authority/authority.ts';
import { AuthorityCertificates } from '../../../wire/tap/certificates.ts';
import { Tap, type TapOptions } from '../../../wire/tap/tap.ts';
import { cleanUp, patient, valueOf } from '../fake.ts';

/** One unit that a tap has recorded. */
export interface Crossed {
  readonly connection: number;
  readonly side: Side;
  readonly unit: FramedUnit;
  readonly encrypted: boolean | undefined;
}

export interface Tapped {
  readonly tap: Tap;
  readonly port: number;
  readonly crossed: readonly Crossed[];
  readonly notes: readonly string[];
  readonly ended: readonly string[];
  /** The file of the authority's certificate. */
  readonly ca: string;
}

/** An authority for all tests: making one takes long. */
const authority = makeAuthority(['localhost', '127.0.0.1', '::1']);

/** A tap from an address with port 0 to a service, and what it records. */
export async function tapped(
  protocol: ServiceProtocol,
  listen: string,
  to: string,
  tls: TlsOptions = {},
  timeouts = patient,
  more: Partial<TapOptions> = {},
): Promise<Tapped> {
  const [crossed, notes, ended]: [Crossed[], string[], string[]] = [[], [], []];
  const sink: UnitSink = {
    begin: () => undefined,
    unit: (connection, side, _time, unit, encrypted) =>
      crossed.push({ connection, side, unit: { ...unit, bytes: new Uint8Array(unit.bytes) }, encrypted }),
    late: () => undefined,
    ended: (connection, side) => ended.push(`${connection} ${side}`),
    note: (_connection, _side, text) => notes.push(text),
    tell: (text) => notes.push(text),
    problem: (text) => notes.push(text),
    flush: () => Promise.resolve(),
  };
  const service = readService(to, protocol);
  const offered = readService(listen.replace(/:0(?=\/|$)/u, ':1'), protocol);
  if (service === undefined || offered === undefined) throw new Error(`${listen} or ${to} is no address`);
  const made = await authority;
  const tap = valueOf(
    await Tap.start(
      { name: 'mine', protocol, listen: { ...offered, port: 0 }, to: { service, tls }, timeouts },
      { sink, certificates: new AuthorityCertificates(made, offered.host), onConnection: () => undefined, ...more },
    ),
  );
  cleanUp(() => tap.stop());
  const ca = pemFile(made.certificate);
  const port = Number(/:(\d+)$/u.exec(tap.address)?.[1]);
  return { tap, port, crossed, notes, ended, ca };
}

/** A door with TLS in front of a service on this machine; gives its port, and the file of its authority. */
export async function behindTls(port: number): Promise<{ readonly port: number; readonly ca: string }> {
  const certificate = await makeCertificate(['localhost', '127.0.0.1']);
  const sockets = new Set<Socket>();
  const server = createTlsServer({ key: certificate.key, cert: certificate.cert, allowHalfOpen: true }, (socket) => {
    const inner = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    for (const each of [socket, inner]) {
      sockets.add(each);
      each.on('error', () => undefined);
    }
    socket.pipe(inner);
    inner.pipe(socket);
  });
  // Also those whose handshake is not done.
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const ca = pemFile(certificate.ca);
  return { port: (server.address() as AddressInfo).port, ca };
}

/** A file with a certificate, for one test. */
export function pemFile(pem: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wireloupe-tap-'));
  cleanUp(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'ca.pem');
  fs.writeFileSync(file, pem);
  return file;
}

/** The bytes of a side that were recorded, together. */
export function bytesOf(crossed: readonly Crossed[], side: Side): Buffer {
  return Buffer.concat(crossed.filter((each) => each.side === side).map(({ unit }) => unit.bytes));
}
