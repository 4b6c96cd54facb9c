import type { ProtocolName } from '../../core/index.ts';

/**
 * What the bytes at one place of a direction are a sign of. `weight`: 1 is sure; less counts where more of it comes, where the
 * port is the protocol's, or where the other side speaks it.
 */
export interface ProtocolSign {
  readonly protocol: ProtocolName;
  /** They begin a connection. */
  readonly beginning: boolean;
  readonly weight: number;
}

/** `more`: they are too few to tell. `text`: a line of a protocol that is written as text. */
export type Sign = ProtocolSign | 'tls' | 'http' | 'text' | 'none' | 'more';

export function isProtocolSign(sign: Sign | undefined): sign is ProtocolSign {
  return typeof sign === 'object';
}
