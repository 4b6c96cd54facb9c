import { describe, expect, it } from 'vitest';
import { ScramClient } from '../../../wire/sasl/scram.ts';

describe('SCRAM', () => {
  it('gives the messages of the example in RFC 5802, 5', async () => {
    const client = new ScramClient('SCRAM-SHA-1', 'user', 'pencil', 'fyko+d2lbbFgONRv9qkxdawL');
    expect(client.first()).toBe('n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL');
    const final = await client.final('r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096');
    expect(final).toBe('c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=');
    expect(() => client.verify('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')).not.toThrow();
  });

  it('gives the messages of the example in RFC 7677, 3', async () => {
    const client = new ScramClient('SCRAM-SHA-256', 'user', 'pencil', 'rOprNGfwEbeRWgbNEkqO');
    const final = await client.final('r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096');
    expect(final).toContain(',p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=');
    expect(() => client.verify('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).not.toThrow();
  });

  it('does not believe a server that cannot prove that it knows the password', async () => {
    const client = new ScramClient('SCRAM-SHA-1', 'user', 'pencil', 'abc');
    await client.final('r=abcdef,s=QSXCR+Q6sek8bf92,i=4096');
    expect(() => client.verify('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')).toThrow(/could not prove/u);
    expect(() => client.verify('')).toThrow(/could not prove/u);
  });

  it('cannot be verified before the exchange', () => {
    expect(() => new ScramClient('SCRAM-SHA-1', 'user', 'pencil').verify('v=')).toThrow(/could not prove/u);
  });

  it.each([
    ['a nonce that does not begin with ours', 'r=xyz,s=QSXCR+Q6sek8bf92,i=4096', /nonce/u],
    ['our nonce with nothing added', 'r=abc,s=QSXCR+Q6sek8bf92,i=4096', /nonce/u],
    ['iterations that would take minutes', 'r=abcdef,s=QSXCR+Q6sek8bf92,i=2000000000', /iterations/u],
    ['no iterations', 'r=abcdef,s=QSXCR+Q6sek8bf92,i=0', /iterations/u],
    ['an empty challenge', '', /nonce/u],
  ])('refuses %s', async (_name, challenge, message) => {
    await expect(new ScramClient('SCRAM-SHA-256', 'user', 'pencil', 'abc').final(challenge)).rejects.toThrow(message);
  });

  it('escapes commas and equals signs in the user name', () => {
    expect(new ScramClient('SCRAM-SHA-256', 'a,b=c', 'x', 'n').first()).toBe('n,,n=a=2Cb=3Dc,r=n');
  });

  it('prepares names and passwords by SASLprep, and says which one is forbidden', () => {
    expect(new ScramClient('SCRAM-SHA-256', 'Ⅸ', 'x', 'n').first()).toBe('n,,n=IX,r=n');
    expect(() => new ScramClient('SCRAM-SHA-256', 'user', 'pen\u0007cil')).toThrow(/password holds a character/u);
    expect(() => new ScramClient('SCRAM-SHA-256', 'us\u0007er', 'pencil')).toThrow(/user name holds a character/u);
  });
});
