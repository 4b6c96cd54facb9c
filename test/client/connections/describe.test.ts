import { describe, expect, it } from 'vitest';
import { describeConnection, escapeMarkdown } from '../../../client/connections/describe.ts';
import type { Connection } from '../../../client/project/catalogue.ts';
import type { ConnectionInfo } from '../../../wire/protocol.ts';

const romeo: Connection = {
  key: 'romeo',
  name: 'romeo',
  folder: 'file:///w',
  directory: '/w',
  profile: { protocol: 'xmpp', service: 'xmpp://localhost:5222', jid: 'romeo@localhost/bench' },
};
const info = (more: Partial<ConnectionInfo>): ConnectionInfo => ({
  name: 'romeo',
  number: 1,
  protocol: 'xmpp',
  state: 'connected',
  ...more,
});

describe('the row of a connection', () => {
  it('offers connect before it was ever opened', () => {
    const look = describeConnection(romeo, undefined, false);
    expect(look).toMatchObject({
      label: 'romeo',
      description: 'XMPP · romeo@localhost',
      icon: 'circle-outline',
      context: 'profile closed secret',
    });
    expect(look.accessible).toContain('not connected');
  });

  it('offers disconnect while it is open or opening', () => {
    expect(describeConnection(romeo, info({}), false).context).toBe('profile open secret');
    expect(describeConnection(romeo, info({ state: 'connecting' }), false).context).toBe('profile open secret');
  });

  it('says that it goes on with an older profile, and offers to reconnect', () => {
    const look = describeConnection(romeo, info({}), false, 'outdated');
    expect(look).toMatchObject({
      description: 'reconnect to apply changes · XMPP · romeo@localhost',
      icon: 'warning',
      context: 'profile outdated open secret',
    });
    expect(look.accessible).toContain('reconnect to apply changes');
    expect(look.tooltip).toContain('goes on as it was opened');
  });

  it('says that the file has it no more, and offers to disconnect alone', () => {
    const look = describeConnection(romeo, info({}), false, 'removed');
    expect(look).toMatchObject({
      description: expect.stringContaining('not in wireloupe.json any more') as string,
      context: 'open secret',
    });
  });

  it('shows identity and TLS', () => {
    const { tooltip, icon } = describeConnection(
      romeo,
      info({ identity: 'romeo@localhost/bench', tls: { version: 'TLSv1.3', cipher: 'AES', verified: true } }),
      false,
    );
    expect(tooltip).toContain('Identity: romeo@localhost/bench');
    expect(tooltip).toContain('TLS: TLSv1\\.3, AES');
    expect(tooltip).not.toContain('not verified');
    expect(icon).toBe('pass-filled');
  });

  it('marks a connection whose certificate is not verified, open or not', () => {
    const unverified = { ...romeo, profile: { ...romeo.profile, tls: { verify: false } } };
    expect(describeConnection(unverified, undefined, false).description).toContain('unverified TLS');
    const open = describeConnection(
      unverified,
      info({ tls: { version: 'TLSv1.3', cipher: 'AES', verified: false } }),
      false,
    );
    expect(open).toMatchObject({ icon: 'unverified', colour: 'list.warningForeground' });
    expect(open.tooltip).toContain('**not verified**');
  });

  it('says that a connection without TLS is in the clear', () => {
    expect(describeConnection(romeo, info({ tls: null }), false).tooltip).toContain('TLS: none');
  });

  it('keeps the reason of a failure, and offers to trust an authority', () => {
    const look = describeConnection(
      romeo,
      info({
        state: 'failed',
        failure: { code: 'tls-untrusted', message: 'Nobody vouches for it.', untrustedCa: 'PEM' },
      }),
      false,
    );
    expect(look.icon).toBe('error');
    expect(look.tooltip).toContain('Nobody vouches for it');
    expect(look.context).toBe('profile closed secret untrusted');
  });

  it('offers no password commands where the environment gives it', () => {
    expect(
      describeConnection({ ...romeo, profile: { ...romeo.profile, password: { env: 'P' } } }, undefined, false).context,
    ).toBe('profile closed');
  });

  it('says which connection is the default one, in words that do not sound like “connected”', () => {
    const look = describeConnection(romeo, undefined, true);
    expect(look.description).toBe('default for XMPP · romeo@localhost');
    expect(look.accessible).toBe('romeo, not connected, default for XMPP, romeo@localhost');
    expect(look.tooltip).toContain('Default: files that name no connection are sent to it.');
    for (const text of Object.values(look)) expect(text).not.toMatch(/\bactive\b/u);
  });
});

describe('escapeMarkdown', () => {
  it('takes the meaning from what others wrote', () => {
    expect(escapeMarkdown('[click](command:evil) <b>\n$(x)')).toBe('\\[click\\]\\(command:evil\\) \\<b\\> \\$\\(x\\)');
  });
});
