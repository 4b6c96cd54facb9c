import type { Followed, FramedUnit, Issue, Judge, Note, OpenUnit, Severity, Side } from '../core/index.ts';

/** A unit of the input with all that is known about it. */
export class DecodedUnit {
  readonly connection: number;
  readonly side: Side;
  /** Milliseconds since 1970; 0 where the input has no times. */
  readonly time: number;
  readonly unit: FramedUnit;
  readonly opened: OpenUnit;
  /** Its number in its connection, from 1. */
  readonly number: number;
  /** The numbers of the units that it answers. */
  readonly answers: readonly number[];
  readonly notes: readonly Note[];
  /** The whole message, when this unit ends a delivery of several frames. */
  readonly message: Followed['message'];
  readonly #judge: Judge;
  /** What it breaks in its place. */
  readonly #placed: readonly Issue[];

  constructor(
    connection: number,
    side: Side,
    time: number,
    unit: FramedUnit,
    number: number,
    { opened, message, issues, answers, notes }: Followed,
    judge: Judge,
  ) {
    this.connection = connection;
    this.side = side;
    this.time = time;
    this.unit = unit;
    this.opened = opened;
    this.number = number;
    this.answers = answers;
    this.notes = notes;
    this.message = message;
    this.#judge = judge;
    this.#placed = issues;
  }

  /** All that is wrong, hints included. */
  get issues(): readonly Issue[] {
    return this.#found('hint');
  }

  /** What is wrong, without hints, which cost something to find. */
  get findings(): readonly Issue[] {
    return this.#found('information');
  }

  #found(least: Severity): readonly Issue[] {
    const own = this.#judge.issues(this.opened, least);
    if (this.#placed.length === 0) return own;
    return [...own, ...this.#judge.rate(this.#placed, this.opened.project)];
  }
}
