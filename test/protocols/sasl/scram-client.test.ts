import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { scramClient, type SaslClient, type ScramMechanism } from '../../../protocols/sasl/index.ts';

const derive = promisify(pbkdf2);

const client = (
  mechanism: ScramMechanism,
  username: string,
  password: string,
  more: { readonly nonce?: string; readonly minIterations?: number } = {},
): SaslClient =>
  scramClient({
    mechanism,
    username,
    password,
    nonce: 'abc',
    derive: (wanted) => derive(wanted.password, wanted.salt, wanted.iterations, wanted.size, wanted.hash),
    ...more,
  });

describe('a SCRAM client', () => {
  it('gives the messages of the example in RFC 5802, 5', async () => {
    const sasl = client('SCRAM-SHA-1', 'user', 'pencil', { nonce: 'fyko+d2lbbFgONRv9qkxdawL' });
    expect(sasl.initial()).toBe('n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL');
    const final = await sasl.respond('r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096');
    expect(final).toBe('c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=');
    expect(() => sasl.succeed('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')).not.toThrow();
  });

  it('gives the messages of the example in RFC 7677, 3', async () => {
    const sasl = client('SCRAM-SHA-256', 'user', 'pencil', { nonce: 'rOprNGfwEbeRWgbNEkqO' });
    const final = await sasl.respond(
      'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
    );
    expect(final).toContain(',p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=');
    expect(() => sasl.succeed('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).not.toThrow();
  });

  it('does not believe a server that cannot prove that it knows the password', async () => {
    const sasl = client('SCRAM-SHA-1', 'user', 'pencil');
    await sasl.respond('r=abcdef,s=QSXCR+Q6sek8bf92,i=4096');
    expect(() => sasl.succeed('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')).toThrow(/could not prove/u);
    expect(() => sasl.succeed('')).toThrow(/malformed/u);
  });

  it('cannot be verified before the exchange', () => {
    expect(() => client('SCRAM-SHA-1', 'user', 'pencil').succeed('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')).toThrow(
      /could not prove/u,
    );
  });

  const salt = 's=QSXCR+Q6sek8bf92';

  it.each([
    ['a nonce that does not begin with ours', `r=xyz,${salt},i=4096`, /nonce/u],
    ['our nonce with nothing added', `r=abc,${salt},i=4096`, /nonce/u],
    ['a nonce that is not printable', `r=abcdé,${salt},i=4096`, /nonce/u],
    ['iterations that would take minutes', `r=abcdef,${salt},i=4294967295`, /maximum is 2000000/u],
    ['one iteration more than the maximum', `r=abcdef,${salt},i=2000001`, /maximum is 2000000/u],
    ['a number of iterations without end', `r=abcdef,${salt},i=${'9'.repeat(10_000)}`, /maximum is 2000000/u],
    ['one iteration', `r=abcdef,${salt},i=1`, /minimum is 4096/u],
    ['one iteration less than the minimum', `r=abcdef,${salt},i=4095`, /minimum is 4096/u],
    ...[
      '0',
      '0x1000',
      '1e6',
      '+4096',
      '-4096',
      '04096',
      '4096.0',
      ' 4096',
      '4096 ',
      '４０９６',
      '4_096',
      'Infinity',
      'NaN',
    ].map((count): [string, string, RegExp] => [
      `“${count}” for iterations`,
      `r=abcdef,${salt},i=${count}`,
      /positive decimal integer/u,
    ]),
    ['iterations without a value', `r=abcdef,${salt},i=`, /malformed/u],
    ['no iterations', `r=abcdef,${salt}`, /iteration count is missing/u],
    ['no salt', 'r=abcdef,i=4096', /salt is missing/u],
    ['an empty salt', 'r=abcdef,s=,i=4096', /malformed/u],
    ['a salt that is not base64', 'r=abcdef,s=%%%%,i=4096', /salt is missing or not base64/u],
    ['a salt without its padding', 'r=abcdef,s=QSXCR+Q6sek8bf9,i=4096', /salt is missing or not base64/u],
    ['attributes in another order', `${salt},r=abcdef,i=4096`, /nonce is missing/u],
    ['iterations twice', `r=abcdef,${salt},i=4096,i=1`, /twice/u],
    ['a salt twice', `r=abcdef,${salt},i=4096,${salt}`, /twice/u],
    ['a mandatory extension in front', `m=ext,r=abcdef,${salt},i=4096`, /extension \(m=\)/u],
    ['a mandatory extension behind', `r=abcdef,${salt},i=4096,m=ext`, /extension \(m=\)/u],
    ['what is not an attribute', `r=abcdef,${salt},i=4096,nothing`, /list of attributes/u],
    ['an error', 'e=unknown-user', /SCRAM error unknown-user/u],
    ['an empty challenge', '', /malformed/u],
  ])('refuses %s', async (_name, challenge, message) => {
    await expect(client('SCRAM-SHA-256', 'user', 'pencil').respond(challenge)).rejects.toThrow(message);
  });

  it('accepts extensions that are not mandatory', async () => {
    await expect(client('SCRAM-SHA-1', 'user', 'pencil').respond(`r=abcdef,${salt},i=4096,x=y`)).resolves.toContain(
      'p=',
    );
  });

  it('accepts fewer iterations where the profile says so, and demands more', async () => {
    const demanding = (minIterations: number): SaslClient => client('SCRAM-SHA-1', 'user', 'pencil', { minIterations });
    await expect(demanding(1).respond(`r=abcdef,${salt},i=1`)).resolves.toContain('p=');
    await expect(demanding(10_000).respond(`r=abcdef,${salt},i=9999`)).rejects.toThrow(/minimum is 10000/u);
  });

  it.each([
    ['an error', 'e=invalid-proof', /SCRAM error invalid-proof/u],
    ['an error of endless length', `e=${'x'.repeat(100_000)}`, /^.{0,300}$/u],
    ['both a signature and an error', 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=,e=x', /could not prove/u],
    ['two signatures', 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=,v=rmF9pqV8S7suAoZWja4dJRkFsKQ=', /twice/u],
    ['a signature that is not base64', 'v=%', /not base64/u],
    ['a mandatory extension', 'v=rmF9pqV8S7suAoZWja4dJRkFsKQ=,m=x', /extension/u],
    ['the start of our signature', 'v=rmF9', /could not prove/u],
  ])('refuses %s as the final message', async (_name, final, message) => {
    const sasl = client('SCRAM-SHA-1', 'user', 'pencil');
    await sasl.respond(`r=abcdef,${salt},i=4096`);
    expect(() => sasl.succeed(final)).toThrow(message);
  });

  it('escapes commas and equals signs in the user name', () => {
    expect(client('SCRAM-SHA-256', 'a,b=c', 'x', { nonce: 'n' }).initial()).toBe('n,,n=a=2Cb=3Dc,r=n');
  });

  it('prepares names and passwords by SASLprep, and says which one is forbidden', () => {
    expect(client('SCRAM-SHA-256', 'Ⅸ', 'x', { nonce: 'n' }).initial()).toBe('n,,n=IX,r=n');
    expect(() => client('SCRAM-SHA-256', 'user', 'pen\u0007cil')).toThrow(/password holds a character/u);
    expect(() => client('SCRAM-SHA-256', 'us\u0007er', 'pencil')).toThrow(/user name holds a character/u);
  });
});
