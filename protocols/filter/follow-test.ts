import type { DeliveryIds, UnitPlace } from '../core/index.ts';
import type { UnitFacts } from './facts.ts';
import { followed, type FollowedKind } from './keys.ts';
import type { KeyTerm } from './model.ts';
import { costs, testOf, type Test } from './test.ts';

type Matches = Test['matches'];

/**
 * What belongs together: `follow:iq` selects all exchanges, `follow:iq=disco-1` one by its id, `follow:iq=#12` the one of which
 * unit 12 is a part.
 */
export function followTest({ path, value }: KeyTerm): Test {
  const kind = followed.find((each) => each === path?.text.toLowerCase()) ?? 'iq';
  const cost = kind === 'link' ? costs.conversation : costs.named;
  if (value?.type !== 'text') return testOf(cost, any[kind]);
  const number = /^#(\d{1,15})$/.exec(value.text)?.[1];
  if (number === undefined) return testOf(cost, named[kind](value.text));
  return { cost, answers: kind === 'iq', units: [Number(number)], matches: partOf(kind, Number(number)) };
}

/** What a unit must tell for `followsOf`. */
export type FollowedFacts = Pick<UnitFacts, 'name' | 'kind' | 'side' | 'delivery' | 'place' | 'open' | 'search'>;

/** What a unit is a part of: `follow:KIND=#N` selects what belongs together with it. */
export function followsOf(unit: FollowedFacts): readonly FollowedKind[] {
  return followed.filter((kind) => (kind === 'jid' ? peerOf(unit) !== undefined : any[kind](unit)));
}

/** Units that are part of any. */
const any: Readonly<Record<FollowedKind, (unit: FollowedFacts) => boolean>> = {
  iq: isIq,
  link: (unit) => unit.place()?.link !== undefined,
  delivery: (unit) => deliveriesOf(unit) !== undefined,
  thread: (unit) => threadOf(unit) !== undefined,
  jid: (unit) => jidsOf(unit).length > 0,
};

/** Units that are part of one, by its name. */
const named: Readonly<Record<FollowedKind, (name: string) => Matches>> = {
  iq: (name) => (unit) => isIq(unit) && unit.search.named(unit.open(), 'id').includes(name),
  link: (name) => (unit) => unit.place()?.link?.name === name,
  delivery: (name) => {
    const id = /^\d{1,10}$/.test(name) ? Number(name) : -1;
    return (unit) => {
      const ids = deliveriesOf(unit);
      return ids !== undefined && id >= 0 && holds(ids, id);
    };
  },
  thread: (name) => (unit) => threadOf(unit) === name,
  jid: (name) => {
    const wanted = [name.toLowerCase()];
    return (unit) => isOf(jidsOf(unit), wanted);
  },
};

/** Units that are part of the same as another one, on the same connection. */
function partOf(kind: FollowedKind, number: number): Matches {
  return (unit) => {
    if (kind === 'iq') return isIq(unit) && (unit.number === number || unit.peer === number);
    const other = unit.other(number);
    if (other === undefined) return false;
    switch (kind) {
      case 'link':
        return isSameLink(unit.place(), other.place());
      case 'delivery': {
        const [own, theirs] = [deliveriesOf(unit), deliveriesOf(other)];
        if (own === undefined || own.sender !== theirs?.sender) return false;
        if (unit.place()?.session !== other.place()?.session) return false;
        return holds(own, theirs.first) || holds(theirs, own.first);
      }
      case 'thread': {
        const thread = threadOf(other);
        return thread !== undefined && threadOf(unit) === thread;
      }
      case 'jid': {
        const peer = peerOf(other);
        return peer !== undefined && isOf(jidsOf(unit), [bare(peer)]);
      }
    }
  };
}

function isSameLink(own: UnitPlace | undefined, other: UnitPlace | undefined): boolean {
  if (own?.link === undefined || other?.link === undefined) return false;
  return own.session === other.session && own.link.name === other.link.name;
}

/** Whether a unit is part of an exchange of a request and its answer. */
export function isIq(unit: Pick<FollowedFacts, 'name' | 'kind'>): boolean {
  return unit.name === 'iq' && unit.kind === 'stanza';
}

/** Whether a unit can report states of deliveries; its search says which deliveries. */
export function isDisposition({ name, kind }: Pick<FollowedFacts, 'name' | 'kind'>): boolean {
  return name === 'disposition' && kind === 'frame';
}

/** A later frame of a delivery does not name it; the conversation knows it. */
function deliveriesOf(unit: FollowedFacts): DeliveryIds | undefined {
  const { delivery, side } = unit;
  return (
    unit.search.deliveries(unit.open(), side) ??
    (delivery === undefined ? undefined : { first: delivery, last: delivery, sender: side })
  );
}

/** Delivery-ids are serial numbers of 32 bits (AMQP 1.0, 2.8.10). */
function holds({ first, last }: DeliveryIds, id: number): boolean {
  return (id - first) >>> 0 <= (last - first) >>> 0;
}

function threadOf(unit: FollowedFacts): string | undefined {
  return unit.search.named(unit.open(), 'thread')[0];
}

function jidsOf(unit: FollowedFacts): readonly string[] {
  if (unit.kind !== 'stanza') return [];
  const opened = unit.open();
  return [...unit.search.named(opened, 'from'), ...unit.search.named(opened, 'to')].map((jid) => jid.toLowerCase());
}

/** Whom a stanza is exchanged with: one's own JID is on all of them. */
function peerOf(unit: FollowedFacts): string | undefined {
  if (unit.kind !== 'stanza') return undefined;
  return unit.search.named(unit.open(), unit.side === 'client' ? 'to' : 'from')[0]?.toLowerCase();
}

/** A bare JID stands for all of its resources. */
function isOf(jids: readonly string[], wanted: readonly string[]): boolean {
  return jids.some((jid) => wanted.includes(jid) || wanted.includes(bare(jid)));
}

function bare(jid: string): string {
  const slash = jid.indexOf('/');
  return slash < 0 ? jid : jid.slice(0, slash);
}
