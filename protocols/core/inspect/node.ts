import type { SectionRef } from '../section.ts';

/** Whether a field was on the wire, and if not, what stands for it. */
export type Presence = 'present' | 'null' | 'default' | 'absent';

/**
 * One line of the decoded tree that people look at, the same for AMQP and XMPP: in the panel's tree, in the sidebar's
 * Inspector, in `wireloupe decode`.
 */
export interface InspectNode {
  /** Stable within the unit: indices from the root joined by dots (`0.2.1`); the root is `0`. */
  readonly id: string;
  /** The specification's name of the field or element, a map's key, a list's index. */
  readonly label: string;
  /** The type, as the specification names it: `uint`, `source`, `element`, `attribute`, `text`. */
  readonly type?: string;
  /** The value for people, one line, not cut; compounds have none or a short summary. */
  readonly value?: string;
  /** The encoding on the wire: `0x52 smalluint`. */
  readonly encoding?: string;
  /** First byte and the byte after the last, within the unit. */
  readonly range?: readonly [start: number, end: number];
  readonly presence?: Presence;
  /** One line in own words on what the field is for. */
  readonly description?: string;
  readonly section?: SectionRef;
  /** A password, token or SASL exchange: `value` is masked unless the reader asked for secrets. */
  readonly secret?: boolean;
  /** Seldom of interest: trees show it closed until it is opened. */
  readonly quiet?: true;
  readonly children: readonly InspectNode[];
}
