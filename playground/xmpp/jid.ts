import { parseJid as parseAny } from '../../protocols/xmpp/jid/index.ts';

/** An address that passed RFC 7622, its parts prepared, so that they can be compared as they are. */
export interface Jid {
  /** Empty for a domain's own address. */
  readonly local: string;
  readonly domain: string;
  /** Empty for a bare address. */
  readonly resource: string;
}

/** Reads and prepares an address; undefined if it is malformed (RFC 7622 §3). */
export function parseJid(text: string): Jid | undefined {
  const { prepared } = parseAny(text);
  if (prepared === undefined) return undefined;
  const slash = prepared.indexOf('/');
  const bare = slash < 0 ? prepared : prepared.slice(0, slash);
  const at = bare.indexOf('@');
  return {
    local: at < 0 ? '' : bare.slice(0, at),
    domain: bare.slice(at + 1).replace(/\.$/, ''),
    resource: slash < 0 ? '' : prepared.slice(slash + 1),
  };
}

export function formatJid(jid: Jid): string {
  return bareJid(jid) + (jid.resource === '' ? '' : `/${jid.resource}`);
}

/** The address without its resource. */
export function bareJid(jid: Jid): string {
  return jid.local === '' ? jid.domain : `${jid.local}@${jid.domain}`;
}
