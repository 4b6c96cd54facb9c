// tsyringe, inside @peculiar/x509, looks for this polyfill when it is loaded.
import 'reflect-metadata';
import type { Extension } from '@peculiar/x509';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import type { TapAuthority } from '../../protocol.ts';

/** A certificate for a server with the chain to its authority, and its key. All PEM. */
export interface Leaf {
  readonly cert: string;
  readonly key: string;
}

const day = 86_400_000;
const authorityDays = 365;
/** Programs refuse certificates that are valid for long; these are made again as needed. */
const leafDays = 7;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

async function x509Module() {
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  return x509;
}

/** Makes an authority for these DNS names and IP addresses and no others, valid for a year. */
export async function makeAuthority(names: readonly string[]): Promise<TapAuthority> {
  const x509 = await x509Module();
  const { BasicConstraintsExtension, KeyUsagesExtension, KeyUsageFlags } = x509;
  const keys = await newKeys();
  const until = Date.now() + authorityDays * day;
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=Wireloupe development CA, OU=for ${names[0] ?? 'nothing'}`,
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(until),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await nameConstraints(names),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: made.toString('pem'), key: await pemOf(keys.privateKey), names, until };
}

/** Makes a certificate of an authority for one name, valid for a week at most. */
export async function makeLeaf(authority: TapAuthority, name: string): Promise<Leaf> {
  const x509 = await x509Module();
  const { BasicConstraintsExtension, KeyUsagesExtension, KeyUsageFlags } = x509;
  const issuer = new x509.X509Certificate(authority.certificate);
  const [der] = x509.PemConverter.decode(authority.key);
  if (der === undefined) throw new Error('The key of the authority is no PEM.');
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const keys = await newKeys();
  const made = await x509.X509CertificateGenerator.create({
    // No host name: OpenSSL would take it for a DNS name that the constraints must permit.
    subject: [{ CN: [`Wireloupe tap for ${name}`] }],
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Math.min(Date.now() + leafDays * day, authority.until)),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: isIP(name) === 0 ? 'dns' : 'ip', value: name }]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { cert: `${made.toString('pem')}\n${authority.certificate}`, key: await pemOf(keys.privateKey) };
}

/** Whether an authority may sign for a name. */
export function covers({ names }: Pick<TapAuthority, 'names'>, name: string): boolean {
  const wanted = name.toLowerCase();
  if (isIP(wanted) !== 0) return names.includes(wanted);
  return names.some((each) => isIP(each) === 0 && (wanted === each || wanted.endsWith(`.${each}`)));
}

async function nameConstraints(names: readonly string[]): Promise<Extension> {
  const [x509, asn1, { AsnConvert }] = await Promise.all([
    x509Module(),
    import('@peculiar/asn1-x509'),
    import('@peculiar/asn1-schema'),
  ]);
  const subtrees = names.map((name) => {
    const family = isIP(name);
    const base = family === 0 ? { dNSName: name } : { iPAddress: `${name}/${family === 4 ? 32 : 128}` };
    return new asn1.GeneralSubtree({ base: new asn1.GeneralName(base) });
  });
  const permittedSubtrees = new asn1.GeneralSubtrees(subtrees);
  const value = AsnConvert.serialize(new asn1.NameConstraints({ permittedSubtrees }));
  return new x509.Extension(asn1.id_ce_nameConstraints, true, value);
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const x509 = await x509Module();
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}
