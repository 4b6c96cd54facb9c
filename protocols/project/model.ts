import type { RuleSetting } from '../core/index.ts';

/** A password is never in the file: it comes from the environment, or is asked for and kept in secret storage. */
export interface PasswordSource {
  readonly env: string;
}

export interface TlsOptions {
  /** Path of a PEM file of certificate authorities, relative to `wireloupe.json`. */
  readonly ca?: string;
  /** False turns verification off; the panel then says so. */
  readonly verify?: boolean;
  /** The name to ask for and to verify, where it differs from the service's host or the JID's domain. */
  readonly servername?: string;
  /** Client certificate and key, PEM files, for SASL EXTERNAL. */
  readonly cert?: string;
  readonly key?: string;
}

/**
 * SCRAM iterations that a server may ask for: the fewest where the profile does not say (RFC 5802, 5.1; RFC 7677, 4), and the
 * most, since more would keep the machine busy for seconds.
 */
export const scramIterations = { minimum: 4096, maximum: 2_000_000 } as const;

export interface ScramOptions {
  /** The fewest iterations that a server may ask for. */
  readonly minIterations?: number;
}

/** One entry of `connections` in `wireloupe.json`. */
export interface ConnectionProfile {
  readonly protocol: 'xmpp' | 'amqp';
  /** `xmpp:`, `xmpps:`, `ws:`, `wss:`, `http(s):` (BOSH), `amqp:`, `amqps:`. */
  readonly service: string;
  /** XMPP: the account, with the resource to ask for if there is one. */
  readonly jid?: string;
  /** AMQP: the user name. */
  readonly username?: string;
  /** SASL mechanism to insist on; `none` is AMQP without SASL. */
  readonly sasl?: string;
  readonly scram?: ScramOptions;
  readonly password?: PasswordSource;
  readonly tls?: TlsOptions;
  /** AMQP: container id and virtual host of the open. */
  readonly containerId?: string;
  readonly hostname?: string;
}

/** `wireloupe.json`, with every key made present. */
export interface Project {
  readonly connections: Readonly<Record<string, ConnectionProfile>>;
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly xmpp: { readonly include: readonly string[]; readonly schemas: readonly string[] };
  readonly amqp: { readonly definitions: readonly string[] };
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

/** The project of a folder without `wireloupe.json`. */
export const emptyProject: Project = {
  connections: {},
  environments: {},
  xmpp: { include: [], schemas: [] },
  amqp: { definitions: [] },
  rules: {},
};
