import type { Severity } from './severity.ts';

/** Another place that explains a diagnostic, such as the tag that is still open. */
export interface Related {
  /** UTF-16 offsets into the same document. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/**
 * A finding in a text document, the one form that both protocols speak.
 * Offsets are UTF-16 units from the start of the document, always within it, `start <= end`.
 */
export interface Diagnostic {
  /** The rule's id, such as `xmpp/iq-id-required`. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and what to do about it. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** The section of the specification that is broken, to open. */
  readonly href?: string;
  readonly related?: readonly Related[];
}
