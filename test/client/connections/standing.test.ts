import { describe, expect, it } from 'vitest';
import { removed, sameProfile } from '../../../client/connections/profile-status.ts';
import type { Connection } from '../../../client/project/catalogue.ts';
import type { ConnectionProfile } from '../../../protocols/project/index.ts';

const profile: ConnectionProfile = {
  protocol: 'xmpp',
  service: 'xmpp://localhost',
  jid: 'romeo@localhost',
  tls: { verify: false, ca: 'ca.crt' },
};

describe('a profile', () => {
  it('is the same in another order', () => {
    expect(
      sameProfile(profile, {
        tls: { ca: 'ca.crt', verify: false },
        jid: 'romeo@localhost',
        service: 'xmpp://localhost',
        protocol: 'xmpp',
      }),
    ).toBe(true);
  });

  it.each<[string, Partial<ConnectionProfile>]>([
    ['another service', { service: 'xmpp://localhost:5223' }],
    ['something more', { sasl: 'PLAIN' }],
    ['something else deep inside', { tls: { verify: true, ca: 'ca.crt' } }],
    ['something less', { tls: { verify: false } }],
  ])('is another one with %s', (_, more) => {
    expect(sameProfile(profile, { ...profile, ...more })).toBe(false);
  });
});

describe('open connections', () => {
  const connection = (key: string): Connection => ({ key, name: key, folder: 'file:///w', directory: '/w', profile });
  it('are told apart from those that the project still has', () => {
    expect(
      removed([connection('a'), connection('b')], [connection('b'), connection('c')]).map(({ key }) => key),
    ).toEqual(['a']);
  });
});
