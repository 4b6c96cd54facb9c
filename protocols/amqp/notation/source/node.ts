import type { Variable } from '../../../core/index.ts';

/** Where something stands: UTF-16 offsets, from the start of the chunk that it was parsed in. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A YAML tag before a node. */
export interface SourceTag extends Span {
  /** As written, without the leading `!`, and without `<` and `>`. */
  readonly text: string;
  /** Written as `!<…>`. */
  readonly verbatim: boolean;
}

/** Reads the source of a scalar as its text. */
export type Reread = (source: string) => string | undefined;

interface NodeBase extends Span {
  readonly tag?: SourceTag | undefined;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** The value with YAML's quotes and escapes taken away; variables still stand in it. */
  readonly text: string;
  /** Neither quoted nor a block scalar: its text may mean a number, a boolean or null. */
  readonly plain: boolean;
  /** Nothing is written at all: `key:` with no value. */
  readonly missing: boolean;
  /**
   * In double quotes with escapes, where an escaped brace begins no variable: reads another text that is written in the same
   * way; undefined where it is broken. Other texts have their variables in `text` as well.
   */
  readonly reread?: Reread | undefined;
  /** As written, quotes included. */
  readonly source: string;
  /** `{{…}}` in the source; offsets like those of the node. */
  readonly variables: readonly Variable[];
}

export interface ListNode extends NodeBase {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
  readonly flow: boolean;
}

export interface Entry extends Span {
  readonly key: SourceNode;
  readonly value: SourceNode;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  readonly flow: boolean;
}

/** One node of the text, with YAML's own matters settled: aliases replaced, missing values made explicit. */
export type SourceNode = ScalarNode | ListNode | MapNode;

/** The text of a key that is a plain or quoted scalar without a tag; undefined for other keys. */
export function keyText(entry: Entry): string | undefined {
  return entry.key.kind === 'scalar' && entry.key.tag === undefined ? entry.key.text : undefined;
}
