import type { Direction } from '../../inspect/index.ts';
import { quote } from '../parser/finding.ts';
import { stanzaKey } from '../model/stanza.ts';
import { BoundedMap, longestKey } from './bounded-map.ts';
import { bare, domainOf, payloadOf, type View } from './stanza-view.ts';
import type { Report } from './traffic.ts';

/** How many requests without reply are remembered in each direction, and how many of them may have the same id. */
const limit = 5000;
const sameId = 20;

interface Request {
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

/** Requests that wait, by direction and id, and their replies (RFC 6120, 8.2.3). */
export class Requests {
  readonly #waiting = { sent: new BoundedMap<readonly Request[]>(limit), received: new BoundedMap<readonly Request[]>(limit) };

  /** Looks at an iq. `own` is the client's JID, where it is known; `whole` says that no request can have been missed. */
  check(direction: Direction, view: View, own: string | undefined, whole: boolean, report: Report): void {
    const { id, type, root } = view;
    if (id === undefined || id.length > longestKey) return;
    if (type === 'get' || type === 'set') {
      const others = this.#waiting[direction].get(id) ?? [];
      if (others.some((other) => other.to === view.to && other.from === view.from)) report('xmpp/id-reused', root, `Another request with the id ${quote(id)} still waits for its reply: use a new id for each`, root.attribute('id'));
      this.#keep(direction, id, [...others.slice(1 - sameId), requestOf(view)]);
    } else if (type === 'result' || type === 'error') this.#reply(direction, view, id, own, whole, report);
  }

  /** A new stream, or one that was not seen in between: what was asked before is not answered here, or was answered unseen. */
  clear(): void {
    this.#waiting.sent.clear();
    this.#waiting.received.clear();
  }

  #keep(direction: Direction, id: string, requests: readonly Request[]): void {
    this.#waiting[direction].set(id, requests, requests.reduce((sum, { to = '', from = '' }) => sum + to.length + from.length, 0));
  }

  #reply(direction: Direction, view: View, id: string, own: string | undefined, whole: boolean, report: Report): void {
    const asked = direction === 'sent' ? 'received' : 'sent';
    const waiting = this.#waiting[asked].get(id) ?? [];
    const { root, from, to } = view;
    if (waiting.length === 0) {
      if (whole && !this.#waiting[asked].forgot) report('xmpp/reply-unasked', root, `No request with the id ${quote(id)} waits for this ${view.type ?? 'reply'}: it is not trusted`, root.attribute('id'));
      return;
    }
    const request = waiting.find((each) => (direction === 'received' ? repliesTo(each.to, from, own) : to === undefined || repliesTo(each.from, to, own)));
    if (request === undefined) {
      const wanted = waiting[0]?.to ?? 'one’s own account';
      if (direction === 'received') report('xmpp/reply-from', root, `The request went to ${quote(wanted)}, this reply comes from ${quote(from ?? 'the server')}: it may be forged`, root.attribute('from'));
      else report('xmpp/reply-from', root, `The request came from ${quote(waiting[0]?.from ?? 'the server')}: the reply goes there, not to ${quote(to ?? 'the server')}`, root.attribute('to'));
      return;
    }
    const rest = waiting.filter((each) => each !== request);
    if (rest.length === 0) this.#waiting[asked].delete(id);
    else this.#keep(asked, id, rest);
    if (view.type === 'result') checkPayload(view, request, report);
  }
}

/** Whether a reply from `from` may answer a request to `to`: without an address, one's own account stands for it (RFC 6120, 8.1.2.1). */
function repliesTo(to: string | undefined, from: string | undefined, own: string | undefined): boolean {
  if (to === from) return true;
  const account = [undefined, bare(own), own, own === undefined ? undefined : domainOf(own)];
  if (to === undefined) return own === undefined || account.includes(from);
  return from === undefined && (own === undefined || to === bare(own) || to === domainOf(own));
}

function requestOf(view: View): Request {
  const payload = payloadOf(view.root);
  const { model, source } = view.unit;
  const compiled = payload?.namespace === undefined ? undefined : model.element(payload.namespace, payload.local);
  const key = stanzaKey(source, view.root);
  const reply = key === 'iq get' || key === 'iq set' ? compiled?.definition.reply?.[key] : undefined;
  const known = reply === undefined || compiled === undefined ? undefined : { names: reply.split('|').map((each) => each.trim()), namespace: compiled.namespace, specification: compiled.specification.id };
  return { to: view.to, from: view.from, reply: known };
}

function checkPayload(view: View, { reply }: Request, report: Report): void {
  if (reply === undefined || reply.names.includes('any')) return;
  const payload = payloadOf(view.root);
  const found = payload === undefined ? 'empty' : payload.namespace === reply.namespace ? payload.local : `{${payload.namespace ?? ''}}${payload.local}`;
  if (reply.names.includes(found)) return;
  const names = reply.names.map((each) => (each === 'empty' ? 'nothing' : `<${each.replace(/^\{.*\}/, '')}>`)).join(' or ');
  report('xmpp/reply-payload', payload ?? view.root, `The result of this request carries ${names} (${reply.specification}), not ${payload === undefined ? 'nothing' : `<${payload.local}>`}`);
}
