import type { ServiceAddress, ServiceProtocol, TlsOptions } from '../../protocols/project/index.ts';
import type { Timeouts } from '../net/deadline.ts';

/** Where a tap passes on to. */
export interface Upstream {
  readonly service: ServiceAddress;
  /** How the server's certificate is verified. */
  readonly tls: TlsOptions;
  /** The name that its certificate must prove, where that is not the host: the domain of XMPP (RFC 6120, 13.7.2). */
  readonly domain?: string;
}

/** What a tap does. */
export interface TapSettings {
  /** What people call it. */
  readonly name: string;
  readonly protocol: ServiceProtocol;
  /** What it offers; port 0 takes a free one. */
  readonly listen: ServiceAddress;
  readonly to: Upstream;
  /** How long each step of opening a connection may take; the usual times where it is left out. */
  readonly timeouts?: Timeouts;
}

/** Something about a connection that people should know. */
export interface TapNote {
  readonly connection: number;
  /** A sentence without its full stop. */
  readonly text: string;
}
