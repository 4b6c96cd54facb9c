import { describe, expect, it } from 'vitest';
import { account, needsPassword, secretKey } from '../../../client/connections/account.ts';

const romeo = { protocol: 'xmpp', service: 'xmpp://localhost:5222', jid: 'romeo@localhost/bench' } as const;

describe('needsPassword', () => {
  it('holds for an account', () => {
    expect(needsPassword(romeo)).toBe(true);
    expect(needsPassword({ protocol: 'amqp', service: 'amqp://a', username: 'guest' })).toBe(true);
  });

  it('does not hold for anonymous clients, nor for client certificates', () => {
    expect(needsPassword({ protocol: 'amqp', service: 'amqp://a' })).toBe(false);
    expect(needsPassword({ protocol: 'xmpp', service: 'xmpp://a', jid: 'localhost' })).toBe(false);
    expect(needsPassword({ ...romeo, sasl: 'EXTERNAL' })).toBe(false);
    expect(needsPassword({ ...romeo, sasl: 'ANONYMOUS' })).toBe(false);
  });
});

describe('secretKey', () => {
  it('is the same for all resources of an account, and with a slash at the end', () => {
    expect(secretKey({ ...romeo, jid: 'romeo@localhost/other', service: 'xmpp://localhost:5222/' })).toBe(
      secretKey(romeo),
    );
  });

  it('is another one for another server: a changed wireloupe.json does not get the password', () => {
    expect(secretKey({ ...romeo, service: 'xmpp://evil.example' })).not.toBe(secretKey(romeo));
  });

  it('is another one for another account', () => {
    expect(secretKey({ ...romeo, jid: 'juliet@localhost' })).not.toBe(secretKey(romeo));
  });
});

describe('account', () => {
  it('is the bare JID or the user name', () => {
    expect(account(romeo)).toBe('romeo@localhost');
    expect(account({ protocol: 'amqp', service: 'amqp://a', username: 'guest' })).toBe('guest');
    expect(account({ protocol: 'amqp', service: 'amqp://a' })).toBe('anonymous');
  });
});
