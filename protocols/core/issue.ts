import type { Severity } from './severity.ts';

/**
 * A finding in bytes: what is wrong with one unit of traffic (a frame, a stanza).
 * `offset` and `length` are bytes within the unit.
 */
export interface Issue {
  /** The rule's id, such as `amqp/mandatory-field`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly offset: number;
  readonly length: number;
  /** Section and address of the specification, where the rule has them. */
  readonly section?: string;
  readonly href?: string;
}
