import { wireError } from '../failures.ts';

/** The parts of a profile's JID. */
export interface Account {
  readonly local?: string;
  readonly domain: string;
  readonly resource?: string;
  readonly bare: string;
}

/** Splits a JID (RFC 7622, 3.1): the first slash begins the resource, the first at before it ends the localpart. */
export function splitJid(jid: string): Account {
  const slash = jid.indexOf('/');
  const bare = slash < 0 ? jid : jid.slice(0, slash);
  const resource = slash < 0 ? '' : jid.slice(slash + 1);
  const at = bare.indexOf('@');
  const domain = bare.slice(at + 1);
  if (domain === '' || at === 0)
    throw wireError(
      'policy',
      `“${jid}” is not a JID.`,
      'Write user@domain or user@domain/resource as "jid" in wireloupe.json.',
    );
  return { ...(at < 0 ? {} : { local: bare.slice(0, at) }), domain, bare, ...(resource === '' ? {} : { resource }) };
}
