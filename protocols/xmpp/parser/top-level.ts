import type { Scope } from './scope.ts';
import type { Finding } from './finding.ts';
import type { XmlElement } from './node.ts';

/** `<?connection NAME?>`, `<?var name="value"?>` or `<?set name xpath="…" of="last"?>`; offsets from the start of its top-level node. */
export type Directive =
  | { readonly kind: 'connection'; readonly name: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'var';
      readonly name: string;
      readonly value: string;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'set';
      readonly name: string;
      readonly xpath: string;
      /** Why the XPath cannot be read, and where. */
      readonly fault: Pick<Finding, 'message' | 'start' | 'end'> | undefined;
      readonly start: number;
      readonly end: number;
    };

export type TopLevelKind =
  | 'element'
  /** A stream's header: a start tag whose end tag comes later, or never. */
  | 'stream-open'
  | 'stream-close'
  | 'comment'
  | 'directive'
  /** `<?xml …?>` */
  | 'declaration'
  /** Anything else: text, a stray end tag, a document type declaration. */
  | 'garbage';

/**
 * One node at the top level of a file. It does not change once it is made, and holds no offset into the whole text, so that
 * documents share it when an edit leaves it alone.
 */
export interface TopLevel {
  readonly kind: TopLevelKind;
  /** UTF-16 units. */
  readonly length: number;
  /** How far the text behind its start took part in where it ends; Infinity for the whole rest. */
  readonly seen: number;
  /** The indentation of its line. */
  readonly indent: number;
  /** The declarations around it: those of the stream. */
  readonly scope: Scope;
  readonly root: XmlElement | undefined;
  readonly directive: Directive | undefined;
  /** Whether `{{` stands in it anywhere. */
  readonly variables: boolean;
  /** The rule ids that a disabling comment names for the element behind it; empty for all. */
  readonly disables: readonly string[] | undefined;
  /** Whether it takes more than a glance: it has findings, variables, a directive or a disabling comment, or opens or closes a stream. */
  readonly notable: boolean;
  /** Mistakes in the writing, then what `check` found. */
  readonly findings: readonly Finding[];
}
