/** Every request and notification between client and server that is not LSP's own. */
import { NotificationType, RequestType } from 'vscode-jsonrpc';
import type { Range } from 'vscode-languageserver-types';
import type { Sendable } from '../protocols/core/index.ts';

/** A part of a document that can be sent. `start` and `end` are UTF-16 offsets, `range` is the same in lines. */
export interface SendableItem extends Sendable {
  readonly range: Range;
}

export interface SendablesParams {
  readonly uri: string;
  /** Which ones are wanted where there are too many for one answer: those around an index, or a UTF-16 offset; by default the first. */
  readonly near?: { readonly index?: number; readonly offset?: number };
}

/** What can be sent, with the document's version that it holds for. */
export interface SendablesResult {
  readonly version: number;
  /** How many sendables the document has; of very many only a part is given. */
  readonly total: number;
  readonly sendables: readonly SendableItem[];
}

/** What the extension says when it starts the server. Other clients may leave it out. */
export interface InitializationOptions {
  /** URI of the folder whose `wireloupe.json` holds while no workspace folder is open. */
  readonly home: string;
  /** Commands of the client's that quick fixes may name. */
  readonly commands?: readonly string[];
}

export interface EnvironmentParams {
  /** Name of an environment in `wireloupe.json`; null for the first one of the file. */
  readonly environment: string | null;
  /** The workspace folder that it is chosen for; every folder where it is left out. */
  readonly folder?: string;
}

/** Client to server: what of an open document can be sent; null where the server does not serve the document. */
export const sendables = new RequestType<SendablesParams, SendablesResult | null, void>('wireloupe/sendables');

/** Client to server: the user chose an environment. */
export const environmentChosen = new NotificationType<EnvironmentParams>('wireloupe/environment');

/** Server to client: `wireloupe.json`, settings or the environment changed, so that sendables must be asked for again. */
export const sendablesChanged = new NotificationType<null>('wireloupe/sendablesChanged');

/**
 * A command of the client's that turns a rule off in a `wireloupe.json`, says so and can undo it; its arguments are the file's URI and
 * the rule's id. A client that has it says so with `commands` in its initialization options.
 */
export const turnOffRule = 'wireloupe.turnOffRule';
