import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { credentialsFor } from '../../../playground/xmpp/credentials.ts';
import {
  derivation,
  plainServer,
  scramKeys,
  scramServer,
  type Credentials,
  type SaslServer,
  type SaslStep,
} from '../../../protocols/sasl/index.ts';
import { scramFinal } from '../../playground/xmpp/login.ts';

interface Account {
  readonly credentials: Credentials;
}

const account = { credentials: credentialsFor('romeo@localhost', 'pencil, “Δ”') };
const find = (name: string): Account | undefined => (name === 'romeo' ? account : undefined);
const outcome = (step: SaslStep<Account>): string => (step.kind === 'failure' ? step.condition : step.kind);
const challengeOf = (step: SaslStep<Account>): string => (step.kind === 'challenge' ? step.data : '');

describe('PLAIN', () => {
  it.each([
    ['the right password', '\0romeo\0pencil, “Δ”', 'success'],
    ['one’s own authorization identity', 'romeo@localhost\0romeo\0pencil, “Δ”', 'success'],
    ['another’s authorization identity', 'juliet@localhost\0romeo\0pencil, “Δ”', 'invalid-authzid'],
    ['a wrong password', '\0romeo\0pencil', 'not-authorized'],
    ['an unknown user', '\0tybalt\0pencil', 'not-authorized'],
    ['a password with forbidden characters', '\0romeo\0\u0007', 'not-authorized'],
    ['no password', '\0romeo\0', 'malformed-request'],
    ['too few parts', 'romeo\0pencil', 'malformed-request'],
    ['too many parts', '\0romeo\0pencil\0x', 'malformed-request'],
  ])('with %s', (_what, data, expected) => {
    expect(outcome(plainServer(find).step(data))).toBe(expected);
  });
});

describe.each([
  ['SCRAM-SHA-1', 'sha1'],
  ['SCRAM-SHA-256', 'sha256'],
] as const)('%s', (mechanism, hash) => {
  const begin = (): SaslServer<Account> => scramServer(mechanism, find, randomBytes(18).toString('base64'));
  const bare = 'n=romeo,r=fyko+d2lbbFgONRv9qkxdawL';

  it('succeeds with the right proof, and proves the server as well', () => {
    const exchange = begin();
    const challenge = challengeOf(exchange.step(`n,,${bare}`));
    expect(challenge).toMatch(/^r=fyko\+d2lbbFgONRv9qkxdawL[^,]{20,},s=[^,]+,i=4096$/);
    const { final, signature } = scramFinal(hash, 'pencil, “Δ”', bare, challenge);
    expect(exchange.step(final)).toMatchObject({ kind: 'success', data: `v=${signature}` });
  });

  it('makes a nonce of its own each time', () => {
    const [one, two] = [1, 2].map(() => challengeOf(begin().step(`n,,${bare}`)));
    expect(one).not.toBe(two);
  });

  it('takes y for a client that could bind the channel', () => {
    const exchange = begin();
    const { final } = scramFinal(hash, 'pencil, “Δ”', bare, challengeOf(exchange.step(`y,,${bare}`)), 'y,,');
    expect(outcome(exchange.step(final))).toBe('success');
  });

  it.each([
    ['a wrong password', (challenge: string): string => scramFinal(hash, 'pen', bare, challenge).final],
    [
      'another nonce',
      (challenge: string): string =>
        scramFinal(hash, 'pencil, “Δ”', bare, challenge).final.replace(/r=[^,]+/, 'r=other'),
    ],
    [
      'another channel binding',
      (challenge: string): string => scramFinal(hash, 'pencil, “Δ”', bare, challenge, 'y,,').final,
    ],
    [
      'a proof of another length',
      (challenge: string): string => scramFinal(hash, 'pencil, “Δ”', bare, challenge).final.replace(/p=.*/, 'p=AAAA'),
    ],
  ])('fails with %s', (_what, final) => {
    const exchange = begin();
    expect(outcome(exchange.step(final(challengeOf(exchange.step(`n,,${bare}`)))))).toBe('not-authorized');
  });

  it.each([
    ['an unknown user', 'n,,n=tybalt,r=abc', 'not-authorized'],
    ['another’s authorization identity', 'n,a=juliet@localhost,n=romeo,r=abc', 'invalid-authzid'],
    ['channel binding', 'p=tls-unique,,n=romeo,r=abc', 'malformed-request'],
    ['a mandatory extension', 'n,,m=x,n=romeo,r=abc', 'malformed-request'],
    ['a wrongly escaped name', 'n,,n=rom=eo,r=abc', 'malformed-request'],
    ['no nonce', 'n,,n=romeo', 'malformed-request'],
    ['nothing', '', 'malformed-request'],
  ])('refuses %s at once', (_what, first, expected) => {
    expect(outcome(begin().step(first))).toBe(expected);
  });

  it('refuses a second message that is none', () => {
    const exchange = begin();
    exchange.step(`n,,${bare}`);
    expect(outcome(exchange.step('hello'))).toBe('malformed-request');
  });
});

describe('a SCRAM server', () => {
  it.each([
    {
      example: 'RFC 5802, 5',
      mechanism: 'SCRAM-SHA-1',
      salt: 'QSXCR+Q6sek8bf92',
      client: 'fyko+d2lbbFgONRv9qkxdawL',
      server: '3rfcNHYJY1ZVvWVs7j',
      proof: 'v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=',
      signature: 'rmF9pqV8S7suAoZWja4dJRkFsKQ=',
    },
    {
      example: 'RFC 7677, 3',
      mechanism: 'SCRAM-SHA-256',
      salt: 'W22ZaJ0SNY7soEsUEjb6gQ==',
      client: 'rOprNGfwEbeRWgbNEkqO',
      server: '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
      proof: 'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
      signature: '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
    },
  ] as const)('gives the messages of the example in $example', (vector) => {
    const salt = Buffer.from(vector.salt, 'base64');
    const { password, iterations, size, hash } = derivation(vector.mechanism, 'pencil', salt, 4096);
    const keys = scramKeys(vector.mechanism, pbkdf2Sync(password, salt, iterations, size, hash));
    const credentials = {
      authzid: 'user',
      scram: { [vector.mechanism]: { salt, iterations, ...keys } },
      passwordIs: () => false,
    };
    const server = scramServer(vector.mechanism, () => ({ credentials }), vector.server);
    const nonce = vector.client + vector.server;
    expect(server.step(`n,,n=user,r=${vector.client}`)).toEqual({
      kind: 'challenge',
      data: `r=${nonce},s=${vector.salt},i=4096`,
    });
    expect(server.step(`c=biws,r=${nonce},p=${vector.proof}`)).toMatchObject({
      kind: 'success',
      data: `v=${vector.signature}`,
    });
  });
});
