import { BoundedMap, noNotes, noteOf, quoted, type Note, type Side } from '../../core/index.ts';
import { valueOf } from '../parser/value.ts';
import { bodyKind } from '../rules/bosh.ts';
import type { View } from './stanza-view.ts';

const xbosh = 'urn:xmpp:xbosh';

/** Whether a body begins a stream: it asks for a session, grants one (XEP-0124, 7), or restarts the stream (XEP-0206, 5). */
export function opensStream(side: Side, { root, unit }: View): boolean {
  const kind = bodyKind(root);
  if (side === 'server') return kind === 'creation-response';
  if (kind === 'creation-request') return true;
  return root.attributes.some(
    (each) =>
      each.namespace === xbosh &&
      each.local === 'restart' &&
      /^(?:true|1)$/.test(valueOf(unit.source, root, each.name) ?? ''),
  );
}

/** Requests whose copies are known as such. */
const mostRecent = 100;
const longestId = 1024;

/** Follows the requests of a BOSH session, and explains why it ends. */
export class BoshSession {
  /** The highest request id before the latest request, and that of the latest; undefined where they are not known. */
  #before: number | undefined;
  #latest: { readonly rid: number; readonly unit: number } | undefined;
  /** How many requests the manager takes at once. */
  #requests: number | undefined;
  readonly #recent = new BoundedMap<string, true>(mostRecent);

  /** Takes note of a client's request; true where it is the copy of an earlier one, which clients may send again (XEP-0124, 14.3). */
  isCopy({ root, unit }: View): boolean {
    const id = ['sid', 'rid'].map((name) => valueOf(unit.source, root, name) ?? '').join(' ');
    if (root.attribute('rid') === undefined || id.length > longestId) return false;
    const isKnown = this.#recent.has(id);
    this.#recent.set(id, true);
    return isKnown;
  }

  /** Takes the next body of a side, with the number that notes name it by. */
  take(side: Side, view: View, unit: number | undefined): readonly Note[] {
    if (unit === undefined) return noNotes;
    const value = (name: string): string | undefined => valueOf(view.unit.source, view.root, name);
    if (side === 'client') {
      const rid = numberOf(value('rid'));
      if (rid === undefined) return noNotes;
      if (this.#latest !== undefined) this.#before = Math.max(this.#before ?? 0, this.#latest.rid);
      this.#latest = { rid, unit };
      return noNotes;
    }
    this.#requests = numberOf(value('requests')) ?? this.#requests;
    const condition = value('condition');
    return value('type') === 'terminate' && condition !== undefined ? [this.#ended(condition, unit)] : noNotes;
  }

  /** Bodies are missing, or a new session begins. */
  forget(): void {
    this.#before = undefined;
    this.#latest = undefined;
    this.#requests = undefined;
  }

  #ended(condition: string, unit: number): Note {
    const ended = `The connection manager ends the session with the condition ${quoted(condition)} (XEP-0124, 17.2)`;
    const latest = this.#latest;
    const before = this.#before;
    const requests = this.#requests;
    if (condition !== 'item-not-found' || latest === undefined) return noteOf('xmpp/bosh-ended', `${ended}.`, [unit]);
    const units = [latest.unit, unit];
    if (before === undefined || requests === undefined || latest.rid <= before + requests)
      return noteOf('xmpp/bosh-ended', `${ended}: it does not know the sid, or does not expect the rid.`, units);
    const message = `${ended}: the rid ${latest.rid} is not one of the next ${requests} behind ${before}. Each request must have the rid of the one before plus one (XEP-0124, 14).`;
    return noteOf('xmpp/bosh-ended', message, units);
  }
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}
