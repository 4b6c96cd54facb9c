import { amqpSearch } from '../../protocols/amqp/search/index.ts';
import { takeFrom, type NotTaken, type SetVariable, type TakenValue } from '../../protocols/core/index.ts';
import type { RecordedUnit } from '../record/tap.ts';
import { complaintOf } from './complaints.ts';
import { notInField } from './taken.ts';
import { amqpOf } from './units.ts';

/** So many units are kept for a name; more have come before anyone asks for values. */
const mostKept = 1000;

/** What comes of the answer to a script, for the variables that it sets. */
export class ScriptValues {
  /** The last frame that was sent and asks for an answer, and the answer to it. */
  #asking: RecordedUnit | undefined;
  #answer: RecordedUnit | undefined;
  /** What the peer has ended since the part that was sent last: nothing more will come there. */
  #ended: 'session' | 'connection' | undefined;
  /** What has come since the part that was sent last. */
  #received: RecordedUnit[] = [];

  /** A part is about to be sent. */
  begin(): void {
    this.#received = [];
    this.#ended = undefined;
  }

  sent(units: readonly RecordedUnit[]): void {
    const asking = units.findLast(({ opened, protocol }) => protocol === 'amqp' && amqpSearch.asks(opened));
    if (asking === undefined) return;
    this.#asking = asking;
    this.#answer = this.#received.find(({ answers }) => answers.includes(asking.number));
  }

  see(units: readonly RecordedUnit[]): void {
    for (const unit of units) {
      if (unit.protocol !== 'amqp') continue;
      this.#received.push(unit);
      const name = amqpOf(unit)?.name;
      // A session that ends without an error is one that was ended here.
      if (name === 'close') this.#ended = 'connection';
      else if (name === 'end' && complaintOf(unit) !== undefined) this.#ended ??= 'session';
      if (this.#asking !== undefined && unit.answers.includes(this.#asking.number)) this.#answer ??= unit;
    }
    if (this.#received.length > 2 * mostKept) this.#received.splice(0, this.#received.length - mostKept);
  }

  /** Whether each variable has a value, may get one, or cannot: the answer has come, and has none. */
  stateOf(sets: readonly SetVariable[]): 'there' | 'waiting' | 'never' {
    const missing = sets.filter((set) => this.#valueOf(set) === undefined);
    if (missing.length === 0) return 'there';
    if (this.#ended !== undefined) return 'never';
    return missing.some((set) => this.#isDecided(set)) ? 'never' : 'waiting';
  }

  /** The values, and why others are missing after so many milliseconds. */
  taken(sets: readonly SetVariable[], timeout: number): readonly (TakenValue | NotTaken)[] {
    return sets.map((set) => this.#valueOf(set) ?? { name: set.name, problem: this.#problemWith(set, timeout) });
  }

  #valueOf(set: SetVariable): TakenValue | undefined {
    const of = ofName(set);
    if (of === undefined && this.#asking !== undefined)
      return this.#answer === undefined ? undefined : takeFrom(set, this.#answer.opened, amqpSearch);
    for (let i = this.#received.length - 1; i >= 0; i--) {
      const unit = this.#received[i];
      if (unit === undefined || (of !== undefined && amqpOf(unit)?.name !== of)) continue;
      const value = takeFrom(set, unit.opened, amqpSearch);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #isDecided(set: SetVariable): boolean {
    return ofName(set) === undefined && this.#answer !== undefined;
  }

  #problemWith(set: SetVariable, timeout: number): string {
    const of = ofName(set);
    const asking = this.#asking === undefined ? undefined : amqpOf(this.#asking)?.name;
    if (this.#isDecided(set)) return notInField(set, `The answer to the ${asking ?? 'last frame'}`);
    if (this.#ended !== undefined && asking !== undefined)
      return `The server ended the ${this.#ended} before ${of === undefined ? `it answered the ${asking}` : `a ${of} with a value came`}.`;
    const within = `within ${timeout / 1000} s`;
    if (of === undefined && asking !== undefined) return `No answer to the ${asking} came ${within}.`;
    return `No ${of ?? 'frame'} with a value for “${'field' in set ? set.field : set.xpath}” came ${within}.`;
  }
}

function ofName(set: SetVariable): string | undefined {
  return 'field' in set ? set.of : undefined;
}
