import { noProject, type Issue, type Note, type Side, type UnitContext } from '../../../../protocols/core/index.ts';
import { TrafficCheck, XmppUnit, xmppJudge, type TrafficOptions } from '../../../../protocols/xmpp/index.ts';

/** A check of traffic that is fed with bytes. */
export class FedTraffic {
  readonly #check: TrafficCheck;
  /** What the unit that was fed last answers. */
  answers: readonly number[] = [];
  notes: readonly Note[] = [];

  constructor(options: TrafficOptions = {}) {
    this.#check = new TrafficCheck(options);
  }

  /** What a unit breaks against what came before. */
  follow(side: Side, bytes: Uint8Array, number?: number): readonly Issue[] {
    return this.#feed(side, bytes, number).issues;
  }

  /** Everything that is wrong with a unit: by itself, and against what came before. */
  check(side: Side, bytes: Uint8Array): readonly Issue[] {
    const { unit, issues } = this.#feed(side, bytes, undefined);
    return [...xmppJudge.issues(unit, 'hint'), ...issues];
  }

  context(side: Side): UnitContext {
    return this.#check.context(side);
  }

  gap(): void {
    this.#check.gap();
  }

  #feed(side: Side, bytes: Uint8Array, number: number | undefined): { unit: XmppUnit; issues: readonly Issue[] } {
    const unit = new XmppUnit({ protocol: 'xmpp', kind: 'stanza', bytes }, this.#check.context(side), noProject);
    const { issues, answers, notes } = this.#check.take(side, unit.parsed, number);
    this.answers = answers;
    this.notes = notes;
    return { unit, issues };
  }
}

export function feedTraffic(options?: TrafficOptions): FedTraffic {
  return new FedTraffic(options);
}
