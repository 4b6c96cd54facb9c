import { variableLookup, type DynamicSources, type TextRange } from '../../protocols/core/index.ts';
import type { SendPayload } from '../../wire/protocol.ts';

/** What is to be sent, as it stands in an editor. */
export interface Source {
  /** The whole document. */
  readonly text: string;
  /** Which of its sendables, from 0. */
  readonly index: number;
  /** The values of the chosen environment. */
  readonly values: ReadonlyMap<string, string>;
  readonly sources: DynamicSources;
  /** The texts of the project's own AMQP types. */
  readonly amqpDefinitions?: readonly string[];
}

/** Why something cannot be sent, with its place in the document. */
export interface SendProblem extends TextRange {
  readonly message: string;
}

/** A text turned into what wire sends, or what stands in the way. */
export type Prepared =
  | { readonly ok: true; readonly payload: SendPayload }
  | { readonly ok: false; readonly problems: readonly SendProblem[] };

/** Fills in the variables and encodes. The protocol's code is loaded when something of it is first sent. */
export async function prepare(protocol: 'xmpp' | 'amqp', source: Source): Promise<Prepared> {
  return protocol === 'xmpp' ? prepareStanza(source) : (await import('./prepare-amqp.ts')).prepareAmqp(source);
}

async function prepareStanza({ text, index, values, sources }: Source): Promise<Prepared> {
  const { resolveStanza, xmppLanguage } = await import('../../protocols/xmpp/index.ts');
  const resolved = resolveStanza(xmppLanguage.parse(text, {}), index, variableLookup(values, sources));
  if (resolved.problems.length === 0) return { ok: true, payload: { kind: 'xmpp', text: resolved.text } };
  const nowhere = { start: 0, end: 0 };
  return {
    ok: false,
    problems: resolved.problems.map((message, i) => ({ message, ...(resolved.unresolved[i] ?? nowhere) })),
  };
}
