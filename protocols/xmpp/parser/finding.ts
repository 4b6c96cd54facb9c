import type { Related } from '../../core/index.ts';
import { detach } from './intern.ts';

/** Something found in one top-level node; offsets from the start of that node. The severity is the rule's. */
export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly related?: readonly Related[];
  /** Where to read on, if not at the rule's own section: the specification that defines the element. */
  readonly href?: string;
}

/** More than this are not listed for one top-level node; one further finding says so. */
export const findingLimit = 500;

/** Text from a document as messages quote it: cut at 60 characters, white space shown as a space. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return detach(line.length > 60 ? `“${line.slice(0, 59)}…”` : `“${line}”`);
}
