import type { Direction } from '../../inspect/index.ts';
import { quote } from '../parser/finding.ts';
import { stanzaKey } from '../model/stanza.ts';
import { BoundedMap } from './bounded-map.ts';
import { bare, domainOf, payloadOf, type View } from './stanza-view.ts';
import type { Report } from './traffic.ts';

/** How many requests without reply are remembered in each direction. */
const limit = 5000;

interface Request {
  readonly to: string | undefined;
  readonly from: string | undefined;
  /** What may answer it; undefined where that is not known. */
  readonly reply: string | undefined;
  readonly namespace: string | undefined;
  readonly specification: string;
}

/** Requests that wait, by direction and id, and their replies (RFC 6120, 8.2.3). */
export class Requests {
  readonly #waiting = { sent: new BoundedMap<string, Request[]>(limit), received: new BoundedMap<string, Request[]>(limit) };

  /** Looks at an iq. `own` is the client's full JID, where it is known. */
  check(direction: Direction, view: View, own: string | undefined, report: Report): void {
    const { id, type, root } = view;
    if (id === undefined) return;
    if (type === 'get' || type === 'set') {
      const others = this.#waiting[direction].get(id) ?? [];
      if (others.some((other) => other.to === view.to && other.from === view.from)) report('xmpp/id-reused', root, `Another request with the id ${quote(id)} still waits for its reply: use a new id for each`, root.attribute('id'));
      this.#waiting[direction].set(id, [...others.slice(-20), requestOf(view)]);
    } else if (type === 'result' || type === 'error') this.#reply(direction, view, id, own, report);
  }

  #reply(direction: Direction, view: View, id: string, own: string | undefined, report: Report): void {
    const asked = direction === 'sent' ? 'received' : 'sent';
    const waiting = this.#waiting[asked].get(id) ?? [];
    const { root, from, to } = view;
    if (waiting.length === 0) {
      report('xmpp/reply-unasked', root, `No request with the id ${quote(id)} waits for this ${view.type ?? 'reply'}: it is not trusted`, root.attribute('id'));
      return;
    }
    const request = waiting.find((each) => (direction === 'received' ? repliesTo(each.to, from, own) : each.from === to || to === undefined));
    if (request === undefined) {
      const wanted = waiting[0]?.to ?? 'one’s own account';
      if (direction === 'received') report('xmpp/reply-from', root, `The request went to ${quote(wanted)}, this reply comes from ${quote(from ?? 'the server')}: it may be forged`, root.attribute('from'));
      else report('xmpp/reply-from', root, `The request came from ${quote(waiting[0]?.from ?? 'the server')}: the reply goes there, not to ${quote(to ?? 'the server')}`, root.attribute('to'));
      return;
    }
    const rest = waiting.filter((each) => each !== request);
    if (rest.length === 0) this.#waiting[asked].delete(id);
    else this.#waiting[asked].set(id, rest);
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
  return { to: view.to, from: view.from, reply, namespace: payload?.namespace, specification: compiled?.specification.id ?? '' };
}

function checkPayload(view: View, request: Request, report: Report): void {
  const { reply, namespace = '' } = request;
  if (reply === undefined) return;
  const wanted = reply.split('|').map((each) => each.trim());
  if (wanted.includes('any')) return;
  const payload = payloadOf(view.root);
  const found = payload === undefined ? 'empty' : payload.namespace === namespace ? payload.local : `{${payload.namespace ?? ''}}${payload.local}`;
  if (wanted.includes(found)) return;
  const names = wanted.map((each) => (each === 'empty' ? 'nothing' : `<${each.replace(/^\{.*\}/, '')}>`)).join(' or ');
  report('xmpp/reply-payload', payload ?? view.root, `The result of this request carries ${names} (${request.specification}), not ${payload === undefined ? 'nothing' : `<${payload.local}>`}`);
}
