import { maxHistory, maxHistoryMessages, type Store } from '../limits.ts';
import { element, type XmlElement } from '../xml/element.ts';
import { namespaces } from '../../../protocols/xmpp/namespaces.ts';
import { weight } from '../xml/serialize.ts';

interface Past {
  readonly message: XmlElement;
  readonly time: number;
}

/** What was said in a room, for those who come later (XEP-0045, 7.2.13). */
export class History implements Store {
  #past: Past[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(message: XmlElement): void {
    this.#past.push({ message, time: Date.now() });
    this.#size += weight(message);
    while (this.#past.length > maxHistoryMessages || this.#size > maxHistory) this.dropOldest();
  }

  dropOldest(): void {
    const oldest = this.#past.shift();
    if (oldest !== undefined) this.#size -= weight(oldest.message);
  }

  /** The messages that a join with this `<x/>` asks for, oldest first, with the time they were said (XEP-0203). */
  select(room: string, join: XmlElement): XmlElement[] {
    const wanted = join.child('history');
    const most = limit(wanted?.attr('maxstanzas'));
    const since = Math.max(
      Date.now() - 1000 * limit(wanted?.attr('seconds')),
      Date.parse(wanted?.attr('since') ?? '') || 0,
    );
    let characters = limit(wanted?.attr('maxchars'));
    const chosen: XmlElement[] = [];
    for (const { message, time } of this.#past.toReversed()) {
      characters -= message.elements.reduce((sum, child) => sum + child.text.length, 0);
      if (chosen.length >= most || time < since || characters < 0) break;
      const copy = message.copy();
      copy.children.push(element('delay', namespaces.delay, { from: room, stamp: new Date(time).toISOString() }));
      chosen.unshift(copy);
    }
    return chosen;
  }
}

/** A bound that is absent or no number does not bind. */
function limit(text: string | undefined): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;
}
