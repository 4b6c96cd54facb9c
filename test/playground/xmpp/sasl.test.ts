import { describe, expect, it } from 'vitest';
import { createAccount } from '../../../playground/xmpp/im/account.ts';
import { credentialsFor } from '../../../playground/xmpp/credentials.ts';
import { Login } from '../../../playground/xmpp/stream/login.ts';
import { Scene, show, parse } from './scene.ts';
import { plain, response, scramFinal, scramFirst } from './login.ts';

const account = createAccount('romeo@localhost', credentialsFor('romeo@localhost', 'pencil, “Δ”'));
const find = (name: string): typeof account | undefined => (name === 'romeo' ? account : undefined);
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

  it.each([
    ['romeo', 'romeo@localhost'],
    ['ＲＯＭＥＯ', 'romeo@localhost'],
    ['romeo@localhost/x', undefined],
    ['', undefined],
  ])('finds the account of “%s” once the name is prepared (RFC 7622, 3.3)', (name, jid) => {
    expect(new Scene().server.findAccount(name)?.jid).toBe(jid);
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
