import { bareJid, parseJid } from '../../protocols/xmpp/jid/index.ts';
import { wireError } from '../failures.ts';

/** The parts of a profile's JID. */
export interface Account {
  readonly local?: string;
  readonly domain: string;
  readonly resource?: string;
  readonly bare: string;
}

/** The parts of a profile's JID, as written. Throws a `WireError` where the localpart or the domain is empty. */
export function splitJid(jid: string): Account {
  const { local, domain, resource = '' } = parseJid(jid);
  if (domain === '' || local === '')
    throw wireError(
      'policy',
      `“${jid}” is not a JID.`,
      'Write user@domain or user@domain/resource as "jid" in wireloupe.json.',
    );
  return {
    ...(local === undefined ? {} : { local }),
    domain,
    bare: bareJid(jid),
    ...(resource === '' ? {} : { resource }),
  };
}
