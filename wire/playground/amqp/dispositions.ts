import { stateName } from './delivery-states.ts';
import { failure, type AmqpFailure } from './failure.ts';
import { messages, type DispositionFrame, type FlowFrame, type Outcome, type RheaDelivery, type RheaSession, type Typed } from './rhea.ts';

/** Told to a sender for each delivery that its client decides within a transaction (4.4.2). */
export const RETIRED = 'retired in a transaction';
/** Told to a sender whose client wants to acquire messages within a transaction (4.4.3). */
export const ACQUIRING = 'acquiring in a transaction';

/** What a client says of a delivery within a transaction. */
export interface Retirement {
  readonly delivery: RheaDelivery;
  /** Hex. */
  readonly transaction: string;
  readonly outcome: Outcome | undefined;
}

/** rhea knows no transactions: takes from the frames of a session what belongs to them before rhea sees it. */
export function followTransactions(session: RheaSession): void {
  const disposition = session.on_disposition.bind(session);
  session.on_disposition = (frame: DispositionFrame): void => {
    const { performative } = frame;
    if (performative.role && !trim(performative, session.outgoing.next_pending_delivery)) return;
    const { state } = performative;
    const name = state == null ? undefined : stateName(state);
    if (state != null && name === undefined) {
      session.end(failure('amqp:not-implemented', 'The disposition’s state is none that the playground knows for a delivery.'));
      return;
    }
    if (state == null || name !== 'transactional-state') {
      disposition(frame);
      return;
    }
    if (performative.role) {
      const problem = retire(session, performative, state);
      if (problem !== undefined) session.end(problem);
      return;
    }
    // Of what a client sent, its transfers have told the transaction; here it says at most that it settles.
    performative.state = undefined;
    disposition(frame);
  };

  const flow = session.on_flow.bind(session);
  session.on_flow = (frame: FlowFrame): void => {
    const { handle, properties } = frame.performative;
    flow(frame);
    if (handle != null && properties?.['txn-id'] != null) session.remote.handles[handle]?.emit(ACQUIRING);
  };
}

/** rhea would stop sending at a delivery that was settled before it was sent whole. False if nothing of the range is left. */
function trim(range: DispositionFrame['performative'], sent: number): boolean {
  if ((range.last ?? range.first) >= sent) range.last = sent - 1;
  return range.first < sent;
}

function retire(session: RheaSession, range: DispositionFrame['performative'], state: Typed): AmqpFailure | undefined {
  const [id, told] = state.value as readonly (Typed | undefined)[];
  const outcome = told === undefined || told.value === null ? undefined : told;
  const name = outcome === undefined ? undefined : stateName(outcome);
  if (outcome !== undefined && (name === undefined || name === 'received' || name === 'transactional-state'))
    return failure('amqp:invalid-field', 'The outcome in a transactional-state is accepted, rejected, released or modified (4.5.6).');
  const transaction = Buffer.isBuffer(id?.value) ? id.value.toString('hex') : '';
  for (let at = range.first; at <= (range.last ?? range.first); at++) {
    const delivery = session.outgoing.deliveries.by_id(at);
    if (delivery === undefined || delivery.remote_settled) continue;
    if (range.settled === true) delivery.remote_settled = true;
    const retirement: Retirement = { delivery, transaction, outcome: outcome && messages.unwrap_outcome(outcome) };
    delivery.link.emit(RETIRED, retirement);
  }
  return undefined;
}

/**
 * rhea puts neighbouring deliveries into one disposition, and the second of them even if its state is another. Here only
 * those that are all accepted share one.
 */
export function separateAnswers(session: RheaSession): void {
  const { incoming, outgoing } = session;
  const processIncoming = incoming.process.bind(incoming);
  incoming.process = (owner: RheaSession): void => {
    const [first = [], ...others] = alike(incoming.updated);
    for (const run of [first, ...others]) {
      incoming.updated = run;
      processIncoming(owner);
    }
  };
  const processOutgoing = outgoing.process.bind(outgoing);
  outgoing.process = (): void => {
    const [first = [], ...others] = alike(outgoing.pending_dispositions);
    for (const run of [first, ...others]) {
      outgoing.pending_dispositions = run;
      processOutgoing();
    }
  };
}

function alike(deliveries: readonly RheaDelivery[]): RheaDelivery[][] {
  const runs: RheaDelivery[][] = [];
  let together = false;
  for (const delivery of deliveries) {
    const isAccepted = delivery.state !== undefined && stateName(delivery.state) === 'accepted';
    if (together && isAccepted) runs.at(-1)?.push(delivery);
    else runs.push([delivery]);
    together = isAccepted;
  }
  return runs;
}
