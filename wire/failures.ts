import { maskSecrets, messageOf } from '../protocols/core/index.ts';
import type { WireFailure } from './protocol.ts';

/** An error that carries a failure for people. Inside wire/ everything that can go wrong with a peer is one of these. */
export class WireError extends Error {
  readonly failure: WireFailure;

  /** What a server said, or an address holds, may have secrets in it: no message shows them. */
  constructor(failure: WireFailure) {
    const masked = withoutSecrets(failure);
    super(masked.message);
    this.name = 'WireError';
    this.failure = masked;
  }
}

function withoutSecrets(failure: WireFailure): WireFailure {
  const { message, hint, server } = failure;
  return {
    ...failure,
    message: maskSecrets(message),
    ...(hint === undefined ? {} : { hint: maskSecrets(hint) }),
    ...(server === undefined
      ? {}
      : { server: { ...server, ...(server.text === undefined ? {} : { text: maskSecrets(server.text) }) } }),
  };
}

/** Makes a `WireError`; `more` are the failure's optional parts. */
export function wireError(
  code: WireFailure['code'],
  message: string,
  hint?: string,
  more?: Pick<WireFailure, 'server' | 'untrustedCa' | 'passwordMissing'>,
): WireError {
  return new WireError({ code, message, ...(hint === undefined ? {} : { hint }), ...more });
}

/** A sentence without the full stop at its end, to stand within another one; servers end theirs either way. */
export function withoutStop(sentence: string): string {
  return sentence.replace(/\.\s*$/u, '');
}

/** The failure in any thrown value. Only the message is shown: stacks are for the log, never for people. */
export function toFailure(error: unknown): WireFailure {
  if (error instanceof WireError) return error.failure;
  if (error instanceof Error && error.name === 'AbortError') return { code: 'cancelled', message: 'Cancelled.' };
  return {
    code: 'internal',
    message: `Something unexpected happened: ${maskSecrets(messageOf(error))}`,
    hint: 'The log has more. Please report it with the log.',
  };
}

/** The error for an operation that the user cancelled. */
export function cancelled(what: string): WireError {
  return wireError('cancelled', `${what} was cancelled.`);
}

/** Node's error codes of sockets, in words: what happened to `target` (`localhost:5222`), and what to try. */
export function fromSocketError(error: Error, target: string): WireError {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  switch (code) {
    case 'ECONNREFUSED':
      return wireError(
        'refused',
        `Nothing listens at ${target}: the connection was refused.`,
        'Start the server, or correct the port in the service address.',
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return wireError(
        'unknown-host',
        `The host name of ${target} cannot be resolved (${code}).`,
        'Check the spelling of the host in the service address, and the network.',
      );
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return wireError(
        'unknown-host',
        `${target} cannot be reached from this machine (${code}).`,
        'Check the host in the service address, the network and the VPN.',
      );
    case 'ETIMEDOUT':
      return wireError(
        'timeout',
        `${target} did not answer in time.`,
        'A firewall may drop the packets; check host and port.',
      );
    case 'ECONNRESET':
    case 'EPIPE':
      return wireError(
        'closed',
        `${target} closed the connection abruptly (${code}).`,
        'If this is a TLS port, use the scheme for TLS (xmpps:, amqps:, wss:).',
      );
    default:
      return fromTlsError(error, code, target);
  }
}

/** Whether a TLS handshake failed because the peer's bytes are not TLS. */
export function isNoTls(error: Error): boolean {
  return 'code' in error && (error.code === 'ERR_SSL_WRONG_VERSION_NUMBER' || error.code === 'EPROTO');
}

function fromTlsError(error: Error, code: string, target: string): WireError {
  if (isNoTls(error)) {
    return wireError(
      'tls',
      `${target} did not answer with TLS.`,
      'This port may expect plain text first: use the scheme without TLS (xmpp:, amqp:, ws:), or the TLS port.',
    );
  }
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) {
    const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
    return wireError(
      'tls',
      `The TLS handshake with ${target} failed: ${reason}.`,
      'Compare the TLS versions and the client certificate that the server asks for.',
    );
  }
  return wireError('closed', `The connection to ${target} failed: ${error.message}${code === '' ? '' : ` (${code})`}.`);
}
