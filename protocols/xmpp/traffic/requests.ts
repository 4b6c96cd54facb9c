import { otherSide, type Side } from '../../core/index.ts';
import { quote } from '../parser/finding.ts';
import { stanzaKey } from '../model/stanza.ts';
import { longestKey, TextMap } from './text-map.ts';
import { bare, domainOf, payloadOf, type View } from './stanza-view.ts';
import type { ReportStanza } from './model.ts';

/** How many requests without reply are remembered in each direction, and how many of them may have the same id. */
const limit = 5000;
const sameId = 20;

interface Request {
  /** The number of its unit; undefined where the unit is not recorded. */
  readonly unit: number | undefined;
  readonly to: string | undefined;
  readonly from: string | undefined;
  /** What may answer it, and in which namespace; undefined where that is not known. */
  readonly reply: Reply | undefined;
}

interface Reply {
  readonly names: readonly string[];
  readonly namespace: string;
  readonly specification: string;
}

type Waiting = Readonly<Record<Side, TextMap<readonly Request[]>>>;

const emptyMap = (): Waiting[Side] =>
  new TextMap(limit, (requests) => requests.reduce((sum, { to = '', from = '' }) => sum + to.length + from.length, 0));

/** What checking a stanza needs besides the stanza. */
export interface RequestFacts {
  /** The number of the stanza's unit; undefined where the unit is not recorded. */
  readonly unit: number | undefined;
  /** The client's JID, where it is known. */
  readonly own: string | undefined;
  /** No request can have been missed. */
  readonly whole: boolean;
}

const none: readonly number[] = [];

/**
 * Pairs each answer with its request, and checks both (RFC 6120, 8.1.2.1, 8.2.3 and 8.3). Every stanza with an id that is not an
 * answer itself waits for one, however wrong it is: an iq of an unknown type is answered as well. A message or presence is answered
 * by an error only.
 */
export class Requests {
  readonly #iqs: Waiting = { client: emptyMap(), server: emptyMap() };
  /** Apart from iqs: messages without end must not displace an iq that waits. */
  readonly #others: Waiting = { client: emptyMap(), server: emptyMap() };

  /**
   * Takes the next iq, message or presence.
   * @returns the numbers of the units that it answers: none or one
   */
  take(side: Side, view: View, facts: RequestFacts, report: ReportStanza): readonly number[] {
    const { id, type, root } = view;
    if (id === undefined || id.length > longestKey) return none;
    const isIq = root.local === 'iq';
    if (type === 'error' || (isIq && type === 'result'))
      return this.#answer(side, view, id, facts, isIq ? report : ignore);
    const waiting = this.#waiting(view)[side];
    const key = keyOf(view, id);
    const others = waiting.get(key) ?? [];
    if (isIq && others.some((other) => other.to === view.to && other.from === view.from)) {
      report(
        'xmpp/id-reused',
        root,
        `Another request with the id ${quote(id)} is still pending: use a new id for each request`,
        root.attribute('id'),
      );
    }
    waiting.set(key, [...others.slice(1 - sameId), requestOf(view, facts.unit)]);
    return none;
  }

  /** Forgets all requests: after a new stream or a gap, an answer to an earlier one is not expected, or was missed. */
  clear(): void {
    for (const waiting of [this.#iqs, this.#others]) {
      waiting.client.clear();
      waiting.server.clear();
    }
  }

  #waiting({ root }: View): Waiting {
    return root.local === 'iq' ? this.#iqs : this.#others;
  }

  #answer(side: Side, view: View, id: string, { own, whole }: RequestFacts, report: ReportStanza): readonly number[] {
    const asked = this.#waiting(view)[otherSide(side)];
    const key = keyOf(view, id);
    const waiting = asked.get(key) ?? [];
    const { root, from, to } = view;
    if (waiting.length === 0) {
      if (whole && !asked.forgot)
        report(
          'xmpp/reply-unasked',
          root,
          `No pending request has the id ${quote(id)}, so this ${view.type ?? 'reply'} is ignored`,
          root.attribute('id'),
        );
      return none;
    }
    const request = waiting.find((each) =>
      side === 'server'
        ? answersTo({ id, to: each.to }, view, own)
        : to === undefined || answersTo({ id, to: each.from }, { id, type: view.type, from: to }, own),
    );
    if (request === undefined) {
      const wanted = waiting[0]?.to ?? 'your own account';
      if (side === 'server')
        report(
          'xmpp/reply-from',
          root,
          `The request went to ${quote(wanted)}, this reply comes from ${quote(from ?? 'the server')}: it may be forged`,
          root.attribute('from'),
        );
      else
        report(
          'xmpp/reply-from',
          root,
          `The request came from ${quote(waiting[0]?.from ?? 'the server')}: the reply goes there, not to ${quote(to ?? 'the server')}`,
          root.attribute('to'),
        );
      return none;
    }
    const rest = waiting.filter((each) => each !== request);
    if (rest.length === 0) asked.delete(key);
    else asked.set(key, rest);
    if (view.type === 'result') checkPayload(view, request, report);
    return request.unit === undefined ? none : [request.unit];
  }
}

const ignore: ReportStanza = () => undefined;

/** Ids of messages and of presences are apart from each other. */
function keyOf({ root }: View, id: string): string {
  return root.local === 'iq' ? id : `${root.local} ${id}`;
}

/**
 * Whether a stanza is a reply to a request: it has its id, the type result or error, and comes from where the request went
 * (RFC 6120, 8.1.2.1 and 8.2.3). Without an address, one's own account stands for it. Addresses are prepared (`address`).
 * @param own the requester's JID, prepared; undefined where it is not known, and a request without an address may be answered from anywhere
 */
export function answersTo(
  { id, to }: Pick<View, 'id' | 'to'>,
  reply: Pick<View, 'id' | 'type' | 'from'>,
  own: string | undefined,
): boolean {
  const { from } = reply;
  if (reply.id !== id || (reply.type !== 'result' && reply.type !== 'error')) return false;
  if (to === from) return true;
  const account = [undefined, bare(own), own, own === undefined ? undefined : domainOf(own)];
  if (to === undefined) return own === undefined || account.includes(from);
  return from === undefined && (own === undefined || to === bare(own) || to === domainOf(own));
}

function requestOf(view: View, unit: number | undefined): Request {
  return { unit, to: view.to, from: view.from, reply: view.root.local === 'iq' ? replyOf(view) : undefined };
}

/** What the specification of a request's payload says of its result. */
function replyOf(view: View): Reply | undefined {
  const payload = payloadOf(view.root);
  const { model, source } = view.unit;
  const compiled = payload?.namespace === undefined ? undefined : model.element(payload.namespace, payload.local);
  const key = stanzaKey(source, view.root);
  const reply = key === 'iq get' || key === 'iq set' ? compiled?.definition.reply?.[key] : undefined;
  return reply === undefined || compiled === undefined
    ? undefined
    : {
        names: reply.split('|').map((each) => each.trim()),
        namespace: compiled.namespace,
        specification: compiled.specification.id,
      };
}

function checkPayload(view: View, { reply }: Request, report: ReportStanza): void {
  if (reply === undefined || reply.names.includes('any')) return;
  const payload = payloadOf(view.root);
  const found =
    payload === undefined
      ? 'empty'
      : payload.namespace === reply.namespace
        ? payload.local
        : `{${payload.namespace ?? ''}}${payload.local}`;
  if (reply.names.includes(found)) return;
  const names = reply.names
    .map((each) => (each === 'empty' ? 'nothing' : `<${each.replace(/^\{.*\}/, '')}>`))
    .join(' or ');
  report(
    'xmpp/reply-payload',
    payload ?? view.root,
    `The result of this request carries ${names} (${reply.specification}), not ${payload === undefined ? 'nothing' : `<${payload.local}>`}`,
  );
}
