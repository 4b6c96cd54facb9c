import type { Diagnostic, Fix } from './diagnostic.ts';
import type { Effort } from './effort.ts';
import type { RuleSettings } from './rule-settings.ts';

/** What a document is checked against, beyond the protocol: all of it optional. */
export interface LanguageContext {
  /** The variables that are known and their values; undefined turns the check for unknown variables off. */
  readonly variables?: ReadonlyMap<string, string>;
  /** Names of the connections in `wireloupe.json`; undefined turns the check off. */
  readonly connections?: readonly string[];
  /** The texts of the project's own AMQP type definitions (`amqp.definitions`), in any order. */
  readonly amqpDefinitions?: readonly string[];
  /** The texts of the project's own XML Schemas (`xmpp.schemas`), in any order. */
  readonly xmppSchemas?: readonly string[];
  /** Severities set by the user. */
  readonly rules?: RuleSettings;
}

/** A range of the document in UTF-16 offsets. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export interface Completion {
  readonly label: string;
  readonly kind: 'element' | 'attribute' | 'value' | 'field' | 'keyword' | 'variable' | 'snippet';
  /** One line about the one that is chosen: a type, a namespace. */
  readonly detail?: string;
  /** A few characters at the end of every line of the list: a type, a specification. */
  readonly beside?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What replaces `replace`; with `$1` and `${1:text}` place holders where `snippet` is true. */
  readonly insert: string;
  readonly snippet?: boolean;
  readonly replace: TextRange;
  /** Lower comes first among equals; default is the label. */
  readonly sort?: string;
  /** What people type to find it besides its label. */
  readonly find?: string;
  /** One suggestion where any other text is as good: offered only where the user asks for it and has written nothing yet. */
  readonly open?: boolean;
}

export interface Hover extends TextRange {
  readonly markdown: string;
}

export interface OutlineSymbol extends TextRange {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'stanza' | 'element' | 'frame' | 'field' | 'section';
  /** The part to select, within the range. */
  readonly selection: TextRange;
  readonly children: readonly OutlineSymbol[];
}

/** Something in a document that can be sent: a code lens stands above it. */
export interface Sendable extends TextRange {
  /** Position among the document's sendables, from 0. */
  readonly index: number;
  readonly kind: 'stanza' | 'message' | 'receive' | 'script';
  /** `iq get disco#info`, `message to readings`, `5 frames`. */
  readonly label: string;
  /** The connection that the file names for it, if it does. */
  readonly connection?: string;
}

/**
 * What the editor asks of a protocol. `D` is the parsed document; parsing again with the previous document reuses what an
 * edit did not touch. No function throws on any text, and every offset lies within the text.
 */
export interface LanguageService<D> {
  parse(text: string, context: LanguageContext, previous?: D): D;
  diagnostics(document: D): readonly Diagnostic[];
  /** `asked`: the user asks for them, or has begun a word; false where a character such as a space or a quote brings them up. Default is true. */
  completions(document: D, offset: number, asked?: boolean): readonly Completion[];
  hover(document: D, offset: number): Hover | undefined;
  /** Where what stands at an offset is defined: the directive or step that gives or sets a variable. */
  definition?(document: D, offset: number): TextRange | undefined;
  symbols(document: D): readonly OutlineSymbol[];
  sendables(document: D): readonly Sendable[];
  folds(document: D): readonly TextRange[];
  /**
   * Ways out of one of the document's findings, the best first: each changes the text so that the finding is gone. Without it, a
   * finding has those that it carries itself. With `effort`, no more is tried than that allows.
   */
  fixes?(document: D, finding: Diagnostic, effort?: Effort): readonly Fix[];
  /** Turns the rule of a finding off for the stanza or step that it is in; undefined where the notation has no way to say so. */
  suppression?(document: D, finding: Diagnostic): Fix | undefined;
}
