import { describe, expect, it } from 'vitest';
import { createAccount } from '../../../playground/xmpp/im/account.ts';
import { credentialsFor } from '../../../playground/xmpp/sasl/credentials.ts';
import { plainExchange } from '../../../playground/xmpp/sasl/plain.ts';
import { scramExchange } from '../../../playground/xmpp/sasl/scram.ts';
import type { SaslStep } from '../../../playground/xmpp/sasl/mechanism.ts';
import { Login } from '../../../playground/xmpp/stream/login.ts';
import { show, parse } from './scene.ts';
import { plain, response, scramFinal, scramFirst } from './login.ts';

const account = createAccount('romeo@localhost', credentialsFor('pencil, “Δ”'));
const find = (name: string): typeof account | undefined => (name === 'romeo' ? account : undefined);
const outcome = (step: SaslStep): string => (step.kind === 'failure' ? step.condition : step.kind);
const challengeOf = (step: SaslStep): string => (step.kind === 'challenge' ? step.data : '');

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
    expect(outcome(plainExchange(find).step(data))).toBe(expected);
  });
});

describe.each(['sha1', 'sha256'] as const)('SCRAM with %s', (hash) => {
  const bare = 'n=romeo,r=fyko+d2lbbFgONRv9qkxdawL';

  it('succeeds with the right proof, and proves the server as well', () => {
    const exchange = scramExchange(hash, find);
    const challenge = challengeOf(exchange.step(`n,,${bare}`));
    expect(challenge).toMatch(/^r=fyko\+d2lbbFgONRv9qkxdawL[^,]{20,},s=[^,]+,i=4096$/);
    const { final, signature } = scramFinal(hash, 'pencil, “Δ”', bare, challenge);
    expect(exchange.step(final)).toMatchObject({ kind: 'success', data: `v=${signature}` });
  });

  it('makes a nonce of its own each time', () => {
    const [one, two] = [1, 2].map(() => challengeOf(scramExchange(hash, find).step(`n,,${bare}`)));
    expect(one).not.toBe(two);
  });

  it('takes y for a client that could bind the channel', () => {
    const exchange = scramExchange(hash, find);
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
    const exchange = scramExchange(hash, find);
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
    expect(outcome(scramExchange(hash, find).step(first))).toBe(expected);
  });

  it('refuses a second message that is none', () => {
    const exchange = scramExchange(hash, find);
    exchange.step(`n,,${bare}`);
    expect(outcome(exchange.step('hello'))).toBe('malformed-request');
  });
});

describe('the SASL profile of XMPP', () => {
  const all = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'];
  const step = (login: Login, xml: string, offered = all): string =>
    show(login.step(parse(xml), offered).reply).replace(/<text.*<\/text>/, '');
  const failure = (condition: string): string =>
    `<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><${condition}/></failure>`;
  const SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

  it.each([
    ['an unknown mechanism', `<auth ${SASL} mechanism='DIGEST-MD5'/>`, 'invalid-mechanism'],
    ['a mechanism named like a property', `<auth ${SASL} mechanism='constructor'/>`, 'invalid-mechanism'],
    ['no mechanism', `<auth ${SASL}/>`, 'invalid-mechanism'],
    ['data that is not a base64', `<auth ${SASL} mechanism='PLAIN'>!!!</auth>`, 'incorrect-encoding'],
    ['data that is not a UTF-8', `<auth ${SASL} mechanism='PLAIN'>/w==</auth>`, 'incorrect-encoding'],
    ['a response to nothing', response('x'), 'malformed-request'],
    ['giving up', `<abort ${SASL}/>`, 'aborted'],
  ])('answers %s', (_what, xml, condition) => {
    expect(step(new Login(find), xml)).toBe(failure(condition));
  });

  it('refuses PLAIN where it is not offered, for want of encryption', () => {
    expect(step(new Login(find), plain('romeo', 'pencil, “Δ”'), ['SCRAM-SHA-1'])).toBe(failure('encryption-required'));
  });

  it('asks for the initial response if there is none', () => {
    const login = new Login(find);
    expect(step(login, `<auth ${SASL} mechanism='PLAIN'/>`)).toBe(`<challenge ${SASL}>=</challenge>`);
    expect(login.step(parse(response('\0romeo\0pencil, “Δ”')), all).account).toBe(account);
  });

  it('does not go on with an exchange that failed', () => {
    const login = new Login(find);
    const bare = 'n=romeo,r=abc';
    const challenge = Buffer.from(
      login.step(parse(scramFirst('SCRAM-SHA-1', `n,,${bare}`)), all).reply.text,
      'base64',
    ).toString();
    expect(step(login, response('nonsense'))).toBe(failure('malformed-request'));
    expect(step(login, response(scramFinal('sha1', 'pencil, “Δ”', bare, challenge).final))).toBe(
      failure('malformed-request'),
    );
  });
});
