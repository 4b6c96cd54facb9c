import { messageOf } from '../../protocols/core/index.ts';
import { wireError, type WireError } from '../failures.ts';

/** Alerts by which a program says that it does not trust the certificate (RFC 8446, 6.2). */
const distrust =
  /UNKNOWN_CA|CERTIFICATE_UNKNOWN|BAD_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED|UNSUPPORTED_CERTIFICATE/;

/**
 * Why the handshake with a program has failed.
 * @param host the name that the certificate is for; undefined where the user has given it
 */
export function whyRefused(error: unknown, host: string | undefined, tap: string): WireError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (distrust.test(code)) {
    const way =
      host === undefined
        ? 'Make the program trust the certificate that you gave with --cert, or its authority.'
        : 'Make the program trust the development CA of Wireloupe, and connect to that name.';
    const which = host === undefined ? 'the certificate that it was shown' : `the certificate for “${host}”`;
    return wireError('tls-untrusted', `The program does not trust ${which} (${alertOf(code)}).`, way);
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_HTTP_REQUEST' || code === 'EPROTO')
    return wireError(
      'tls',
      `The program does not speak TLS with the tap “${tap}”.`,
      'Offer the address of the tap without TLS (amqp:, xmpp:, ws:, http:), or switch TLS on in the program.',
    );
  if (/NO_SHARED_CIPHER|UNSUPPORTED_PROTOCOL|NO_SUITABLE/.test(code))
    return wireError(
      'tls',
      `The program and the tap have no version of TLS or no cipher in common (${code}).`,
      'Allow TLS 1.2 or 1.3 in the program.',
    );
  if (code === 'ECONNRESET' || code === '')
    return wireError(
      'tls-untrusted',
      `The program closed the connection during the TLS handshake (${code === '' ? messageOf(error) : code}).`,
      'Programs do so that do not trust the certificate: make it trust the development CA of Wireloupe.',
    );
  return wireError('tls', `The TLS handshake with the program failed (${code}).`);
}

/** `ERR_SSL_TLSV1_ALERT_UNKNOWN_CA` in words: `unknown ca`. */
function alertOf(code: string): string {
  return code
    .replace(/^.*ALERT_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
}
