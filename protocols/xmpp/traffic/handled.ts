import { otherSide, type Side } from '../../core/index.ts';
import { isStanza } from '../model/stanza.ts';
import { valueOf } from '../parser/value.ts';
import type { View } from './stanza-view.ts';
import type { ReportStanza } from './model.ts';

const management = 'urn:xmpp:sm:3';
const modulus = 2 ** 32;

/** Counts stanzas from where stream management is on, modulo 2³², and checks acknowledgements against them (XEP-0198, 4). */
export class HandledCounts {
  /** How many stanzas crossed in each direction since then; undefined before. The client counts from `<enable/>`, the server from `<enabled/>`. */
  #crossed: { client: number | undefined; server: number | undefined } = { client: undefined, server: undefined };
  #acknowledged = { client: 0, server: 0 };

  check(side: Side, view: View, report: ReportStanza): void {
    const { root } = view;
    if (isStanza(root)) {
      const count = this.#crossed[side];
      if (count !== undefined) this.#crossed[side] = (count + 1) % modulus;
      return;
    }
    if (root.namespace !== management) return;
    // Each side's stanzas count from its own word: the client's from <enable/>, the server's from <enabled/>.
    if ((side === 'client' && root.local === 'enable') || (side === 'server' && root.local === 'enabled')) {
      this.#crossed[side] = 0;
      this.#acknowledged[side] = 0;
    } else if (root.local === 'failed') this.forget();
    else if (root.local === 'a') this.#acknowledge(side, view, report);
  }

  #acknowledge(side: Side, view: View, report: ReportStanza): void {
    const other = otherSide(side);
    const crossed = this.#crossed[other];
    const h = Number(valueOf(view.unit.source, view.root, 'h') ?? NaN);
    if (crossed === undefined || !Number.isInteger(h)) return;
    const before = this.#acknowledged[other];
    // Differences modulo 2³², so that a count that has begun again compares rightly.
    const behind = (crossed - h + modulus) % modulus;
    const outstanding = (crossed - before + modulus) % modulus;
    if (behind > outstanding) {
      report(
        'xmpp/handled-count',
        view.root,
        `${h} is acknowledged, but ${crossed} were sent, and ${before} acknowledged before: the counts of the two sides differ`,
        view.root.attribute('h'),
      );
    } else this.#acknowledged[other] = h;
  }

  /** A resumed stream counts on from another connection, which was not seen; a new one has not begun to count. */
  forget(): void {
    this.#crossed = { client: undefined, server: undefined };
  }
}
