import { amqpOf, fieldOf } from './units.ts';
import type { ValueNode } from '../../protocols/amqp/index.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { saslOutcomes } from './sasl.ts';

/** What a frame of the peer says went wrong. */
export interface Complaint {
  /** A few words: `closed by peer: amqp:not-found`. */
  readonly text: string;
  /** The server's own words, if it gave any. */
  readonly description?: string;
}

/** Who ends, in words (AMQP 1.0, 2.7.7 to 2.7.9). */
const endings = new Map(
  Object.entries<string>({
    close: 'closed by peer',
    end: 'session ended by peer',
    detach: 'link detached by peer',
  }),
);
/** Outcomes that mean that a message was not taken (AMQP 1.0, 3.4.3 to 3.4.5). */
const refusals: ReadonlySet<string> = new Set(['rejected', 'released', 'modified']);

/** The error that a frame of the peer carries: a close, end or detach with one, an outcome other than accepted, a login that is refused. */
export function complaintOf(unit: RecordedUnit): Complaint | undefined {
  const amqp = amqpOf(unit);
  if (amqp === undefined) return undefined;
  const { frame, name } = amqp;
  const ending = endings.get(name);
  if (ending !== undefined) return withError(ending, frame.field('error'));
  if (name === 'sasl-outcome') {
    const code = fieldOf(amqp, 'code');
    return code === 0
      ? undefined
      : {
          text: `login refused by peer: ${saslOutcomes[typeof code === 'number' ? code : -1] ?? `code ${String(code)}`}`,
        };
  }
  const state = name === 'disposition' && fieldOf(amqp, 'role') === true ? frame.field('state') : undefined;
  if (state === undefined || !refusals.has(state.type)) return undefined;
  return (
    withError(
      state.type,
      state.children.find((field) => field.name === 'error'),
    ) ?? { text: state.type }
  );
}

function withError(what: string, error: ValueNode | undefined): Complaint | undefined {
  if (error?.presence !== 'present' || error.type === 'null') return undefined;
  const valueOf = (name: string): string | undefined => {
    const value = error.children.find((field) => field.name === name)?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const description = valueOf('description');
  return {
    text: `${what}: ${valueOf('condition') ?? 'an error without condition'}`,
    ...(description !== undefined && { description }),
  };
}
