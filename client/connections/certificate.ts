import { printableLine } from '../../protocols/core/index.ts';

/** The parts of a certificate that a person compares. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly fingerprint256: string;
}

/** Some lines that tell one certificate from another. */
export function describeCertificate(facts: CertificateFacts): string {
  // Node puts a line end between the parts of a name, and escapes those within one.
  const oneLine = (name: string): string => printableLine(name.split('\n').join(', '));
  const issuer = facts.issuer === facts.subject ? 'itself' : oneLine(facts.issuer);
  return [
    `Subject: ${oneLine(facts.subject)}`,
    `Signed by: ${issuer}`,
    `Valid: ${facts.validFrom} to ${facts.validTo}`,
    `SHA-256: ${facts.fingerprint256}`,
  ].join('\n');
}

/** Where the certificate authority of a connection is kept, relative to `wireloupe.json`. */
export function caFile(name: string): string {
  return `.wireloupe/${name.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_')}-ca.pem`;
}
