import type { SectionRef } from './section.ts';
import type { Severity } from './severity.ts';

/**
 * One rule of a protocol, the same in the editor, in the panel and on the command line.
 * Rules are data: a table of them generates the documentation page, and a finding names its rule by id.
 */
export interface Rule {
  /** `xmpp/iq-id-required`; stable, since users set severities by it. */
  readonly id: string;
  readonly severity: Severity;
  /** Off in traffic unless the user sets the rule: it is about how a script is written, which the peer of a connection is free in. */
  readonly traffic?: 'off';
  /** One sentence in own words: what must hold. */
  readonly summary: string;
  /** The section that demands it. */
  readonly section: SectionRef;
}
