import type { LanguageService, Sendable, TextRange } from './language.ts';
import type { Severity } from './severity.ts';
import type { UnitBytes } from './codec.ts';
import type { PlacedSet } from './taking.ts';
import type { VariableFault, VariableLookup } from './variables.ts';

/**
 * What to send: text for XMPP, exact bytes or a managed step for AMQP; variables are already resolved. `amqpDefinitions` are the
 * texts of the project's own types, by which the reply's text names what comes back. `sets`: what variables are set to from the answer.
 */
export type SendPayload =
  | { readonly kind: 'xmpp'; readonly text: string; readonly sets?: readonly PlacedSet[] }
  /** Frames as exact bytes on a fresh connection to the profile's service, which need not be connected; one entry a frame. */
  | {
      readonly kind: 'amqp-frames';
      readonly frames: readonly Uint8Array[];
      /** Of a script that cannot be sent at once, since what follows has values of the answer: its number from 0, and whether it is the last. */
      readonly part?: { readonly index: number; readonly last: boolean };
      readonly sets?: readonly PlacedSet[];
      readonly amqpDefinitions?: readonly string[];
    }
  /** An encoded message (sections) to an address on a managed session. */
  | { readonly kind: 'amqp-message'; readonly to: string; readonly message: Uint8Array; readonly settled?: boolean }
  | {
      readonly kind: 'amqp-receive';
      readonly from: string;
      readonly count: number;
      readonly settle: 'accept' | 'reject' | 'release' | 'modify';
      readonly sets?: readonly PlacedSet[];
      readonly amqpDefinitions?: readonly string[];
    };

/** What is wrong with a text at the moment of sending, and where. */
export interface Problem extends TextRange {
  /** The rule's id, or `nothing-there`, `not-encodable` and `not-set-yet` where no rule says it: the last means a variable that is set by sending what stands above. `not-taken`: an answer had no value for one. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** True where the text cannot be sent as it stands. Other problems are mistakes that a user may mean to send. */
  readonly blocking: boolean;
  /** What a variable lacks, where the problem is one. */
  readonly variable?: VariableFault;
}

/**
 * A language whose documents can be sent. `values` gives the values of variables before those of the document itself, or
 * undefined; what the document draws at random is drawn once for the same document and the same `values`.
 */
export interface SendingLanguage<D> extends LanguageService<D> {
  /** What can be sent; with `values`, labels and connections have them. */
  sendables(document: D, values?: VariableLookup): readonly Sendable[];
  /** All that is wrong with the document, in the order of the text. That a variable is not set yet is nothing wrong. */
  problems(document: D, values: VariableLookup): readonly Problem[];
  /**
   * One sendable as wire takes it, or what stands in the way: one blocking problem or more. `index` as in `sendables`; `part` counts from 0,
   * where the payload of the one before says that another follows.
   */
  prepare(document: D, index: number, values: VariableLookup, part?: number): SendPayload | readonly Problem[];
  /** What is at a UTF-16 offset, as it would be sent; undefined between the units, and where a text gives no bytes. */
  unitAt(document: D, offset: number, values: VariableLookup): UnitBytes | undefined;
}

/** Whether something was prepared. */
export function isPayload(prepared: SendPayload | readonly Problem[]): prepared is SendPayload {
  return 'kind' in prepared;
}

/** A document has fewer sendables than was asked for. `index` is counted from 0. */
export function nothingThere(index: number): readonly Problem[] {
  const message = `There is nothing number ${index + 1} to send in this file`;
  return [{ code: 'nothing-there', severity: 'error', message, start: 0, end: 0, blocking: true }];
}

/** What variables are set to from the answer to a payload. */
export function setsOfPayload(payload: SendPayload): readonly PlacedSet[] {
  return ('sets' in payload ? payload.sets : undefined) ?? [];
}
