/** The filter language as a tree. Offsets are UTF-16 units in the filter's text. */
import type { KeyName } from './keys.ts';

export type Operator = ':' | '=' | '<' | '<=' | '>' | '>=';

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A regular expression as it is written between slashes. */
export interface RegexValue extends Placed {
  readonly type: 'regex';
  readonly source: string;
  /** Of `i`, `m` and `s`, each once. */
  readonly flags: string;
}

/** A text as it is meant: without quotes and escapes. */
export interface TextValue extends Placed {
  readonly type: 'text';
  readonly text: string;
}

/** A number in the key's own unit: bytes, milliseconds, or none. */
export interface NumberValue extends Placed {
  readonly type: 'number';
  readonly text: string;
  readonly number: number;
}

/** A point in time, or a time of day. */
export interface TimeValue extends Placed {
  readonly type: 'time';
  readonly text: string;
  /** Milliseconds since 1970, or since midnight. */
  readonly at: number;
  /** What `at` counts from: midnight, 1970 by the clock of the reader, or 1970. */
  readonly base: 'day' | 'local' | 'utc';
  /** Milliseconds that the last part that is written stands for. */
  readonly precision: number;
}

/** One of several values, separated by commas. */
export interface ListValue extends Placed {
  readonly type: 'list';
  readonly values: readonly string[];
}

export type FilterValue = RegexValue | TextValue | NumberValue | TimeValue | ListValue;

/** Terms that must all hold; none at all selects everything. */
export interface AllOf extends Placed {
  readonly kind: 'all';
  readonly parts: readonly FilterNode[];
}

export interface AnyOf extends Placed {
  readonly kind: 'any';
  readonly parts: readonly FilterNode[];
}

export interface Not extends Placed {
  readonly kind: 'not';
  readonly part: FilterNode;
}

/** A word, several in quotes, or a regular expression: it is searched for in what the list shows. */
export interface WordTerm extends Placed {
  readonly kind: 'word';
  readonly value: TextValue | RegexValue;
}

/** `failed` and `unanswered`. */
export interface FlagTerm extends Placed {
  readonly kind: 'flag';
  readonly name: 'failed' | 'unanswered';
}

export interface KeyTerm extends Placed {
  readonly kind: 'key';
  readonly key: KeyName;
  readonly operator: Operator;
  /** The field that `field:` names, or what `follow:` follows. */
  readonly path?: TextValue;
  /** Undefined where a field, or what is followed, need only be there. */
  readonly value: FilterValue | undefined;
}

export type FilterNode = AllOf | AnyOf | Not | WordTerm | FlagTerm | KeyTerm;

/** What is wrong or odd about a filter, and what to do: a sentence. */
export interface FilterProblem extends Placed {
  readonly message: string;
}

export interface ParsedFilter {
  readonly text: string;
  readonly root: FilterNode;
  /** A filter with one of these has no meaning. */
  readonly errors: readonly FilterProblem[];
  /** The filter has a meaning, perhaps not the one that is wanted. */
  readonly hints: readonly FilterProblem[];
}
