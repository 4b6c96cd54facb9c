import type { SectionRef } from '../../../core/index.ts';

/** A key that the notation itself defines, in a step, in a message, in a managed step. */
export interface KeyDefinition {
  readonly name: string;
  readonly detail: string;
  readonly description: string;
  /** What completion puts after the key and a colon; with place holders. */
  readonly snippet?: string;
  readonly section?: SectionRef;
}

export interface KeyTable {
  /** What the keys belong to, in the words of a message: `a step`. */
  readonly of: string;
  readonly keys: readonly KeyDefinition[];
}
