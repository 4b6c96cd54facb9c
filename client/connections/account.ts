import type { ConnectionProfile } from '../../protocols/project/index.ts';
import { bareJid } from '../../protocols/xmpp/jid/index.ts';

/** Who logs in, for people: the JID without its resource, or the user name. */
export function account(profile: ConnectionProfile): string {
  if (profile.protocol === 'amqp') return (profile.sasl === 'none' ? undefined : profile.username) ?? 'anonymous';
  return profile.jid === undefined ? 'anonymous' : bareJid(profile.jid);
}

/** Whether logging in needs a password: not without SASL, when anonymous, nor with a client certificate. */
export function needsPassword(profile: ConnectionProfile): boolean {
  if (profile.sasl === 'none' || profile.sasl === 'ANONYMOUS' || profile.sasl === 'EXTERNAL') return false;
  return profile.protocol === 'amqp' ? profile.username !== undefined : profile.jid?.includes('@') === true;
}

/**
 * Where a password is kept. The service is part of the key, so that a `wireloupe.json` which is changed to name another server
 * does not get the password of the first one.
 */
export function secretKey(profile: ConnectionProfile): string {
  return `password ${profile.protocol} ${profile.service.replace(/\/+$/, '')} ${account(profile)}`;
}
