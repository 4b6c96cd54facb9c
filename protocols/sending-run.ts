/** Sends what a document says, part by part, and keeps the variables that it sets from answers. */
import {
  isPayload,
  setsOfPayload,
  withTaken,
  type NotTaken,
  type Problem,
  type SendPayload,
  type TakenValue,
  type VariableLookup,
} from './core/index.ts';
import type { SendingDocument } from './sending.ts';

/** What is known of an answer here. */
export interface Answered {
  readonly taken?: readonly (TakenValue | NotTaken)[];
  /** Sending failed: nothing more can be sent. */
  readonly ended?: boolean;
}

/** What came of sending: the last answer, and what kept a value from being taken or a part from being sent. */
export interface Run<R> {
  readonly reply: R;
  readonly problems: readonly Problem[];
}

/**
 * Sends one of a document's sendables. `taken`: the variables that were set by what was sent before; those that this one sets are put in.
 * @param send sends a payload, and gives the answer to it
 * @returns what stands in the way where nothing was sent
 */
export async function runSendable<R extends Answered>(
  document: SendingDocument,
  index: number,
  lookup: VariableLookup,
  taken: Map<string, TakenValue>,
  send: (payload: SendPayload) => Promise<R>,
): Promise<Run<R> | readonly Problem[]> {
  const prepare = (part: number): SendPayload | readonly Problem[] =>
    document.prepare(index, withTaken(lookup, valuesIn(taken)), part);
  const first = prepare(0);
  if (!isPayload(first)) return first;
  let payload = first;
  for (let part = 0; ; part++) {
    const reply = await send(payload);
    const problems = keep(payload, reply, taken);
    const isLast = payload.kind !== 'amqp-frames' || payload.part === undefined || payload.part.last;
    // An answer that lacks a value ends the script.
    if (isLast || problems.length > 0 || reply.ended === true) return { reply, problems };
    const next = prepare(part + 1);
    if (isPayload(next)) payload = next;
    else {
      // Nothing more can be sent: the script ends with what was answered so far.
      const amqpDefinitions = payload.kind === 'amqp-frames' ? payload.amqpDefinitions : undefined;
      const end: SendPayload = {
        kind: 'amqp-frames',
        frames: [],
        part: { index: part + 1, last: true },
        ...(amqpDefinitions && { amqpDefinitions }),
      };
      return { reply: await send(end), problems: next };
    }
  }
}

/** The values by their names, as a lookup takes them. */
export function valuesIn(taken: ReadonlyMap<string, TakenValue>): ReadonlyMap<string, string> {
  return new Map([...taken].map(([name, { value }]) => [name, value]));
}

/** Keeps the values that were found, and reports each missing one at its place in the file. */
function keep(
  payload: SendPayload,
  { taken: found = [] }: Answered,
  taken: Map<string, TakenValue>,
): readonly Problem[] {
  const problems: Problem[] = [];
  const sets = setsOfPayload(payload);
  for (const [at, each] of found.entries()) {
    if ('value' in each) {
      taken.set(each.name, each);
      continue;
    }
    const { start = 0, end = 0 } = sets[at] ?? {};
    const message = `“${each.name}” was not set: ${each.problem.replace(/\.$/u, '')}`;
    problems.push({ code: 'not-taken', severity: 'error', message, start, end, blocking: true });
  }
  return problems;
}
