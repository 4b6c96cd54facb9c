import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 86_400_000;

/** Files of a throw-away certificate authority, a server certificate for localhost and a client certificate. */
export interface Certificates {
  readonly folder: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly clientCert: string;
  readonly clientKey: string;
}

/** Makes them in a folder, valid for a few days. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  fs.mkdirSync(folder, { recursive: true });
  const dates = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 10 * day) };
  const pair = () =>
    webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as unknown as Promise<CryptoKeyPair>;
  const caKeys = await pair();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...dates,
    serialNumber: '01',
    name: 'CN=Wireloupe test CA',
    keys: caKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text, { mode: 0o644 });
    return file;
  };
  const issue = async (name: string, subject: string, serialNumber: string, extensions: x509.Extension[]) => {
    const keys = await pair();
    const certificate = await x509.X509CertificateGenerator.create({
      ...dates,
      serialNumber,
      subject,
      issuer: ca.subject,
      publicKey: keys.publicKey,
      signingKey: caKeys.privateKey,
      signingAlgorithm: algorithm,
      extensions,
    });
    const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey as never));
    const key = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
    return { cert: write(`${name}.crt`, certificate.toString('pem') + '\n'), key: write(`${name}.key`, key) };
  };
  const server = await issue('localhost', 'CN=localhost', '02', [
    new x509.SubjectAlternativeNameExtension([
      { type: 'dns', value: 'localhost' },
      { type: 'dns', value: '*.localhost' },
      { type: 'ip', value: '127.0.0.1' },
    ]),
  ]);
  const client = await issue('client', 'CN=dev', '03', [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
  ]);
  fs.writeFileSync(
    path.join(folder, 'server.pem'),
    fs.readFileSync(server.cert, 'utf8') + fs.readFileSync(server.key, 'utf8'),
  );
  return {
    folder,
    ca: write('ca.crt', ca.toString('pem') + '\n'),
    cert: server.cert,
    key: server.key,
    clientCert: client.cert,
    clientKey: client.key,
  };
}
