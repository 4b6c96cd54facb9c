import type { Codec, ProjectContext } from './codec.ts';
import { noContext } from './codec.ts';
import { noIssues, noNotes, noNumbers, noteOf, type Followed, type Follower } from './follower.ts';
import type { Unit } from './unit.ts';

/** Follows a protocol whose units are judged one by one. */
export class PlainFollower implements Follower {
  readonly version = 0;
  readonly #codec: Codec;
  readonly #project: () => ProjectContext;

  constructor(codec: Codec, project: () => ProjectContext) {
    this.#codec = codec;
    this.#project = project;
  }

  feed(unit: Unit): Followed {
    const opened = this.#codec.open(unit, noContext, this.#project());
    const { explanation, number } = unit;
    const isExplained = explanation !== undefined && number !== undefined;
    const notes = isExplained ? [noteOf('wire/foreign', explanation, [number])] : noNotes;
    return { opened, context: noContext, issues: noIssues, answers: noNumbers, notes };
  }

  gap(): void {
    // Nothing depends on what came before.
  }

  state(): undefined {
    return undefined;
  }
}
