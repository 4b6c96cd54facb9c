import type { Side } from '../../core/index.ts';
import type { XmlElement } from '../parser/node.ts';
import { valueOf } from '../parser/value.ts';
import { quote } from '../parser/finding.ts';
import { longestKey, TextMap } from './text-map.ts';
import { address, bare, child, domainOf, type View } from './stanza-view.ts';
import type { ReportStanza } from './model.ts';

const correction = 'urn:xmpp:message-correct:0';
const archive = 'urn:xmpp:mam:2';

/** How many addresses are remembered for the same id. */
const sameId = 10;

/** Who says what in whose name: the checks on which the security of clients rests. */
export class Identities {
  /** Who sent a message, by its id. */
  readonly #senders = new TextMap<readonly string[]>(2000, unitsOf);
  /** Which archives were asked, by the query's id; undefined is one's own. */
  readonly #archives = new TextMap<readonly (string | undefined)[]>(500, unitsOf);

  /** Looks at a stanza. `own` is the client's full or bare JID, where it is known; `whole` says that no query can have been missed. */
  check(side: Side, view: View, own: string | undefined, whole: boolean, report: ReportStanza): void {
    if (side === 'client') this.#sent(view, own, report);
    else this.#received(view, own, whole, report);
    if (view.root.local === 'message') this.#corrections(side, view, own, report);
  }

  #sent(view: View, own: string | undefined, report: ReportStanza): void {
    const { root, from } = view;
    if (
      own !== undefined &&
      from !== undefined &&
      from !== own &&
      from !== bare(own) &&
      !(own === bare(own) && bare(from) === own)
    ) {
      report(
        'xmpp/from-own',
        root,
        `The client is ${quote(own)}: leave from out, or the server ends the stream or overwrites it`,
        root.attribute('from'),
      );
    }
    const query = child(root, archive, 'query');
    if (query !== undefined) this.#asks(view, query);
    for (const each of root.elements()) {
      if (each.local === 'stanza-id' && each.namespace === 'urn:xmpp:sid:0')
        report('xmpp/stanza-id-forged', each, 'Only servers and rooms give stanza ids: send <origin-id> instead');
    }
  }

  #asks(view: View, query: XmlElement): void {
    const id = valueOf(view.unit.source, query, 'queryid') ?? '';
    const asked = [...new Set([...(this.#archives.get(id) ?? []), view.to])].slice(-sameId);
    this.#archives.set(id, asked);
  }

  #received(view: View, own: string | undefined, whole: boolean, report: ReportStanza): void {
    const { root, from } = view;
    if (
      root.local === 'iq' &&
      view.type === 'set' &&
      child(root, 'jabber:iq:roster', 'query') !== undefined &&
      !isOwnAccount(from, own)
    ) {
      report(
        'xmpp/roster-push-forged',
        root,
        `This change of the contact list comes from ${quote(from ?? '')}, not from your own account: ignore it`,
        root.attribute('from'),
      );
    }
    if (root.local !== 'message') return;
    const carbon = child(root, 'urn:xmpp:carbons:2');
    if (
      carbon !== undefined &&
      (carbon.local === 'sent' || carbon.local === 'received') &&
      !(
        from === undefined || (own !== undefined ? from === bare(own) : from === bare(view.to) || view.to === undefined)
      )
    ) {
      report(
        'xmpp/carbon-forged',
        carbon,
        `This carbon copy comes from ${quote(from)}, not from your own bare JID: it is forged, ignore it (CVE-2017-5589)`,
      );
    }
    const result = child(root, archive, 'result');
    if (result !== undefined) this.#archiveResult(view, result, own, whole, report);
    this.#stanzaIds(view, own, report);
  }

  #archiveResult(view: View, result: XmlElement, own: string | undefined, whole: boolean, report: ReportStanza): void {
    const query = valueOf(view.unit.source, result, 'queryid') ?? '';
    const asked = this.#archives.get(query);
    if (asked === undefined && (!whole || this.#archives.forgot)) return;
    const { from } = view;
    // One's own archive is asked without an address, or at the bare JID; its results come with or without one (XEP-0313, 8.2).
    const fine = (asked ?? [undefined]).some(
      (archived) =>
        from === archived || ((archived === undefined || archived === bare(own)) && isOwnAccount(from, own)),
    );
    if (!fine)
      report(
        'xmpp/archive-forged',
        result,
        `This result comes from ${quote(from ?? 'the server')}, not from the archive that was asked, ${quote(asked?.[0] ?? 'your own account')}: it may be forged, ignore it`,
      );
  }

  #stanzaIds(view: View, own: string | undefined, report: ReportStanza): void {
    const seen = new Set<string>();
    for (const each of view.root.elements()) {
      if (each.local !== 'stanza-id' || each.namespace !== 'urn:xmpp:sid:0') continue;
      const by = address(valueOf(view.unit.source, each, 'by') ?? '');
      if (seen.has(by))
        report(
          'xmpp/stanza-id-forged',
          each,
          `This is the second stanza id by ${quote(by)}: at least one of them is forged`,
        );
      else if (own !== undefined && by !== bare(own) && by !== bare(view.from) && by !== domainOf(own)) {
        report(
          'xmpp/stanza-id-forged',
          each,
          `${quote(by)} is neither your own account nor the sender’s room: do not trust this id`,
          each.attribute('by'),
        );
      }
      seen.add(by);
    }
  }

  /** Only the sender corrects a message (XEP-0308, 4): in a room the full JID counts, elsewhere the bare one. */
  #corrections(side: Side, view: View, own: string | undefined, report: ReportStanza): void {
    const { root } = view;
    const sender = view.from ?? (side === 'client' ? own : bare(own));
    const key = view.type === 'groupchat' ? sender : bare(sender);
    const replace = child(root, correction, 'replace');
    const corrected = replace === undefined ? undefined : valueOf(view.unit.source, replace, 'id');
    if (replace !== undefined && corrected !== undefined && key !== undefined) {
      const senders = this.#senders.get(corrected);
      if (senders !== undefined && !senders.includes(key))
        report(
          'xmpp/correction-sender',
          replace,
          `The message ${quote(corrected)} was sent by ${quote(senders.join(', '))}, not by ${quote(key)}: ignore this correction`,
          replace.attribute('id'),
        );
    }
    if (view.id === undefined || view.id.length > longestKey || key === undefined) return;
    const senders = [...new Set([...(this.#senders.get(view.id) ?? []), key])].slice(-sameId);
    this.#senders.set(view.id, senders);
  }
}

function isOwnAccount(from: string | undefined, own: string | undefined): boolean {
  return from === undefined || own === undefined || from === bare(own) || from === own;
}

/** The UTF-16 units of addresses together. */
function unitsOf(jids: readonly (string | undefined)[]): number {
  return jids.reduce<number>((sum, jid) => sum + (jid?.length ?? 0), 0);
}
