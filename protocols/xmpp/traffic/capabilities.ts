import { otherSide, type Side } from '../../core/index.ts';
import { detach } from '../parser/intern.ts';
import type { XmlElement } from '../parser/node.ts';
import { streamNamespace } from '../parser/scope.ts';
import { elementText, valueOf } from '../parser/value.ts';
import { capabilitiesHash, hashOfNode, type ClaimedHash } from '../rules/capabilities.ts';
import { TextMap } from './text-map.ts';
import { child, domainOf, type View } from './stanza-view.ts';
import type { ReportStanza } from './model.ts';

const information = 'http://jabber.org/protocol/disco#info';

/** More hashes than this are not remembered of one sender, and no longer ones. */
const most = 8;
const longest = 200;

/**
 * The hashes of capabilities that entities announce in presence or in the features of a stream (XEP-0115, 4; XEP-0390, 5.2 and
 * 5.4), held against what they then answer to disco#info.
 */
export class Capabilities {
  /** By the address of who announced them. */
  readonly #announced = new TextMap<readonly ClaimedHash[]>(1000, (hashes) =>
    hashes.reduce((sum, { algorithm, value }) => sum + algorithm.length + value.length, 0),
  );
  /** The nodes that were asked for, by the direction of the request and its id; empty for none. */
  readonly #asked = new TextMap<string>(500, (node) => node.length);

  /** Looks at a unit. `own` is the client's address, where it is known. */
  check(side: Side, view: View, own: string | undefined, report: ReportStanza): void {
    const { root } = view;
    if (root.local === 'presence') this.#presence(side, view, own);
    else if (root.local === 'features' && root.namespace === streamNamespace && side === 'server')
      this.#announce('', hashesIn(view, root));
    else if (root.local === 'iq') this.#iq(side, view, own, report);
  }

  #presence(side: Side, view: View, own: string | undefined): void {
    const who = side === 'client' ? own : view.from;
    // Presence to one entity may tell it less (XEP-0390, 8.3).
    if (who === undefined || (side === 'client' && view.to !== undefined)) return;
    if (view.type === 'unavailable') this.#announced.delete(who);
    else if (view.type === undefined) this.#announce(who, hashesIn(view, view.root));
  }

  /** Presence without hashes leaves those before it in force: servers may strip what has not changed (XEP-0115, 8.4). */
  #announce(who: string, hashes: readonly ClaimedHash[]): void {
    if (hashes.length > 0) this.#announced.set(who, hashes);
  }

  #iq(side: Side, view: View, own: string | undefined, report: ReportStanza): void {
    const query = child(view.root, information, 'query');
    if (query === undefined || view.id === undefined) return;
    const { source } = view.unit;
    if (view.type === 'get') {
      const node = detach((valueOf(source, query, 'node') ?? '').slice(0, 1000));
      this.#asked.set(`${side} ${view.id}`, node);
      return;
    }
    if (view.type !== 'result') return;
    const key = `${otherSide(side)} ${view.id}`;
    const asked = this.#asked.get(key);
    this.#asked.delete(key);
    // A node in the answer names its hash itself, and is judged by xmpp/caps-hash.
    if (asked === undefined || query.attribute('node') !== undefined) return;
    for (const { kind, algorithm, value } of asked === '' ? this.#announcedBy(side, view, own) : hashesOf(asked)) {
      const actual = capabilitiesHash(source, query, kind, algorithm);
      if (actual === undefined || actual === value) continue;
      report(
        'xmpp/caps-announced',
        query,
        `The hash of this answer is ${actual} (${algorithm}), but ${value} was announced: what is listed differs from it, or has changed since`,
      );
      return;
    }
  }

  #announcedBy(side: Side, view: View, own: string | undefined): readonly ClaimedHash[] {
    const who = side === 'client' ? own : view.from;
    const isServer = side === 'server' && own !== undefined && who === domainOf(own);
    return this.#announced.get(isServer ? '' : (who ?? '')) ?? [];
  }
}

function hashesOf(node: string): readonly ClaimedHash[] {
  const hash = hashOfNode(node);
  return hash === undefined ? [] : [hash];
}

/** The hashes that an element announces. Before version 1.4 of XEP-0115 `ver` was no hash, and `hash` was not there. */
function hashesIn(view: View, element: XmlElement): readonly ClaimedHash[] {
  const { source } = view.unit;
  const found: ClaimedHash[] = [];
  const add = (kind: ClaimedHash['kind'], algorithm: string | undefined, value: string | undefined): void => {
    if (
      algorithm === undefined ||
      value === undefined ||
      found.length >= most ||
      algorithm.length + value.length > longest
    )
      return;
    found.push({ kind, algorithm: detach(algorithm), value: detach(value) });
  };
  for (const each of element.elements()) {
    if (each.local !== 'c') continue;
    if (each.namespace === 'http://jabber.org/protocol/caps')
      add('caps', valueOf(source, each, 'hash'), valueOf(source, each, 'ver'));
    else if (each.namespace === 'urn:xmpp:caps')
      for (const hash of each.elements())
        add('ecaps2', valueOf(source, hash, 'algo'), elementText(source, hash).trim());
  }
  return found;
}
