import { messageOf } from '../../protocols/core/index.ts';
import { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect, type ConnectionOptions, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { TlsOptions } from '../../protocols/project/index.ts';
import type { WireError } from '../failures.ts';
import { fromSocketError, isNoTls, wireError } from '../failures.ts';
import { readRegularFile } from '../../workspace/regular-file.ts';
import { underDeadline } from './deadline.ts';

/** Version and cipher of a TLS connection; `verified` is false where the profile turned verification off. */
export interface TlsInfo {
  readonly version: string;
  readonly cipher: string;
  readonly verified: boolean;
}

export interface TlsRequest {
  readonly socket: Socket;
  /** The name that the certificate must prove: the service's host, or the JID's domain (RFC 6120, 13.7.2). */
  readonly name: string;
  /** `host:port`, for messages. */
  readonly target: string;
  readonly options: TlsOptions;
  readonly alpn?: string;
  /**
   * For an upgrade inside a connection: called when the peer sends other bytes where its side of the handshake belongs. `bytes`
   * are those that arrived before the handshake began; what comes back is the failure.
   */
  readonly onClear?: (bytes: Uint8Array | undefined) => WireError;
  /** Takes a line for a key log, in the format of SSLKEYLOGFILE, with its end of line. */
  readonly onKeys?: ((line: Uint8Array) => void) | undefined;
  readonly ms: number;
  readonly signal: AbortSignal;
}

/** Reads the PEM files that a profile names, ready for Node's `tls.connect`, `https` and `ws`. */
export async function readTlsFiles(options: TlsOptions): Promise<Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>> {
  const files: { ca?: Buffer; cert?: Buffer; key?: Buffer } = {};
  for (const part of ['ca', 'cert', 'key'] as const) {
    const path = options[part];
    if (path === undefined) continue;
    try {
      files[part] = withoutMark(await readRegularFile(path));
    } catch (error) {
      const reason = messageOf(error);
      throw wireError(
        'tls',
        `The file for tls.${part} cannot be read: ${reason}.`,
        `Correct “${part}” in wireloupe.json; the path is relative to that file.`,
      );
    }
  }
  if (files.ca !== undefined) checkAuthority(files.ca, options.ca ?? '');
  return files;
}

/** Strips a byte order mark: OpenSSL finds no PEM behind it. */
function withoutMark(pem: Buffer): Buffer {
  return pem[0] === 0xef && pem[1] === 0xbb && pem[2] === 0xbf ? pem.subarray(3) : pem;
}

/** OpenSSL passes over authorities that it cannot read, without a word. */
function checkAuthority(pem: Buffer, path: string): void {
  try {
    new X509Certificate(pem);
  } catch {
    throw wireError(
      'tls',
      `The file for tls.ca holds no certificate that can be read: ${path}.`,
      'It must be one of the PEM files that begin with -----BEGIN CERTIFICATE-----.',
    );
  }
}

/**
 * Turns a connected socket into TLS and verifies the certificate, with the profile's authorities if it names some.
 * An untrusted certificate fails with `tls-untrusted` and the PEM of the authority, so that trusting it can be offered.
 */
export async function startTls(request: TlsRequest): Promise<{ readonly socket: TLSSocket; readonly info: TlsInfo }> {
  const name = request.options.servername ?? request.name;
  let broken: Error | undefined;
  // It may break while the files are read.
  request.socket.on('error', (error) => (broken = error));
  const files = await readTlsFiles(request.options);
  if (broken !== undefined) throw fromSocketError(broken, request.target);
  if (request.socket.destroyed) throw closedInHandshake(request.target);
  const options: ConnectionOptions & { allowPartialTrustChain?: boolean } = {
    ...files,
    socket: request.socket,
    host: name,
    // SNI has no IP addresses (RFC 6066, 3).
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(request.alpn === undefined ? {} : { ALPNProtocols: [request.alpn] }),
    // A server that sends no root: its topmost certificate may be trusted itself.
    ...(files.ca === undefined ? {} : { allowPartialTrustChain: true }),
    // Verification is done below, with the certificate at hand.
    rejectUnauthorized: false,
  };
  const deadline = {
    ms: request.ms,
    signal: request.signal,
    what: `The TLS handshake with ${request.target}`,
    hint: 'The server accepted the connection but says nothing in TLS: this may be a plain-text port.',
  };
  const early = request.onClear === undefined ? null : (request.socket.read() as Buffer | null);
  if (early !== null && request.onClear !== undefined) throw request.onClear(early);
  const socket = await underDeadline<TLSSocket>(deadline, (resolve, reject) =>
    connectTls(options, request, resolve, reject),
  );
  const verify = request.options.verify !== false;
  if (verify && !socket.authorized) {
    const failure = untrusted(socket.authorizationError, socket.getPeerCertificate(true), name, request.target);
    socket.on('error', () => undefined);
    socket.destroy();
    throw failure;
  }
  return { socket, info: tlsInfo(socket, verify) };
}

function connectTls(
  options: ConnectionOptions,
  { target, onClear, onKeys }: TlsRequest,
  resolve: (socket: TLSSocket) => void,
  reject: (error: Error) => void,
): () => void {
  let socket: TLSSocket;
  try {
    socket = connect(options);
  } catch (error) {
    // Node throws at once when a PEM file is not PEM.
    const reason = messageOf(error);
    reject(
      wireError(
        'tls',
        `The TLS options cannot be used: ${reason}.`,
        'Check that tls.ca, tls.cert and tls.key in wireloupe.json are PEM files.',
      ),
    );
    return () => undefined;
  }
  if (onKeys !== undefined) socket.on('keylog', onKeys);
  let secure = false;
  const onSecure = (): void => {
    secure = true;
    resolve(socket);
  };
  const onError = (error: Error): void =>
    reject(onClear !== undefined && isNoTls(error) ? onClear(undefined) : fromSocketError(error, target));
  const onClose = (): void => reject(closedInHandshake(target));
  socket.once('secureConnect', onSecure);
  socket.once('error', onError);
  socket.once('close', onClose);
  return () => {
    socket.removeListener('secureConnect', onSecure);
    socket.removeListener('error', onError);
    socket.removeListener('close', onClose);
    if (secure) return;
    socket.on('error', () => undefined);
    socket.destroy();
  };
}

function closedInHandshake(target: string): WireError {
  return wireError(
    'closed',
    `${target} closed the connection during the TLS handshake.`,
    'This may be a plain-text port, or the server refuses this client’s certificate or TLS version.',
  );
}

/** What TLS agreed on. */
export function tlsInfo(socket: TLSSocket, verified: boolean): TlsInfo {
  return { version: socket.getProtocol() ?? 'TLS', cipher: socket.getCipher().standardName, verified };
}

/** The failure for a certificate that Node's verification did not accept. */
export function untrusted(
  reason: unknown,
  certificate: DetailedPeerCertificate,
  name: string,
  target: string,
): WireError {
  const code = reason instanceof Error && 'code' in reason ? String(reason.code) : String(reason);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = certificate.subjectaltname ?? certificate.subject.CN;
    return wireError(
      'tls-untrusted',
      `The certificate of ${target} is for ${String(names)}, not for “${name}”.`,
      'Set tls.servername in wireloupe.json if that name is right.',
    );
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    const when =
      code === 'CERT_HAS_EXPIRED'
        ? `expired on ${certificate.valid_to}`
        : `is not valid before ${certificate.valid_from}`;
    return wireError(
      'tls-untrusted',
      `The certificate of ${target} ${when}.`,
      'Renew it on the server, or check this machine’s clock.',
    );
  }
  const authority = topOfChain(certificate);
  return wireError(
    'tls-untrusted',
    `The certificate of ${target} is not signed by an authority that this machine trusts (${code}).`,
    'Trust its authority for this connection (tls.ca in wireloupe.json), if you know the server.',
    authority === undefined ? undefined : { untrustedCa: toPem(authority.raw) },
  );
}

/** The last certificate that the server sent: its root if it sent that, a self-signed certificate itself. */
function topOfChain(certificate: DetailedPeerCertificate): DetailedPeerCertificate | undefined {
  // Without a certificate Node gives an empty object.
  if ((certificate as Partial<DetailedPeerCertificate>).raw === undefined) return undefined;
  const seen = new Set<DetailedPeerCertificate>();
  let top = certificate;
  while (!seen.has(top)) {
    seen.add(top);
    const issuer = top.issuerCertificate as DetailedPeerCertificate | undefined;
    if (issuer === undefined) break;
    top = issuer;
  }
  return top;
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/gu) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
