import { plural } from '../../protocols/core/index.ts';
import type { CaptureNote } from '../protocol.ts';

/** Notes of one kind that are told one by one. */
const mostTold = 50;

/** What people should know about a file, each once, and how much more there is of it. */
export class CaptureNotes {
  readonly #told = new Map<string, CaptureNote>();
  readonly #counts: Record<CaptureNote['kind'], number> = { about: 0, problem: 0, file: 0 };

  add(kind: CaptureNote['kind'], text: string): void {
    if (this.#told.has(text)) return;
    if (++this.#counts[kind] <= mostTold) this.#told.set(text, { kind, text });
  }

  list(): readonly CaptureNote[] {
    const { about, problem } = this.#counts;
    const more = (kind: 'about' | 'problem', count: number): CaptureNote[] =>
      count <= mostTold ? [] : [{ kind, text: `${plural(count - mostTold, 'more note')} of this kind.` }];
    return [...this.#told.values(), ...more('about', about), ...more('problem', problem)];
  }
}
