import type { Severity } from './severity.ts';

/** Another place that explains a diagnostic, such as the tag that is still open. */
export interface Related {
  /** UTF-16 offsets into the same document. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Puts `text` in the place of a range of the document; UTF-16 offsets. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A way out of a finding that the editor can take by itself. */
export interface Fix {
  /** What it does, as a command: `Change to “type”`. */
  readonly title: string;
  /** Edits of the same document that do not overlap. */
  readonly edits: readonly TextEdit[];
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
  /** Offered as quick fixes, the best first. */
  readonly fixes?: readonly Fix[];
}
