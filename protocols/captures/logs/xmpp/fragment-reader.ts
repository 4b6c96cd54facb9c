import { isCutBefore } from './cut-element.ts';
import { Fragment, type FragmentStart } from './fragments.ts';
import type { TakeEntry } from '../model.ts';

/** How many connections’ unfinished reads are kept. */
const mostKept = 1000;

/** What the pieces of a log mean that it prints in one line each. */
export interface FragmentOptions {
  /** Each is what one read or write had, which may end within an element that goes on in the next one. */
  readonly reads?: boolean | undefined;
}

/** Puts the fragments of a log together, those of each direction of each connection for themselves. */
export class FragmentReader {
  readonly #take: TakeEntry;
  readonly #reads: boolean;
  readonly #kept = new Map<string, Fragment>();
  #current: { readonly key: string; readonly fragment: Fragment } | undefined;
  /** XML declarations that a program prints apart from the header. */
  readonly #declarations = new Map<string, string>();

  constructor(take: TakeEntry, { reads = false }: FragmentOptions = {}) {
    this.#take = take;
    this.#reads = reads;
  }

  /** Whether the latest fragment goes on in the next line. */
  get open(): boolean {
    return this.#current?.fragment.open === true;
  }

  /** Begins a fragment with its first line. */
  begin(start: FragmentStart, text: string): void {
    const key = `${start.direction} ${start.connection}`;
    this.#leave();
    const fragment = this.#goingOn(key, text) ?? new Fragment(start, this.#take);
    this.#current = { key, fragment };
    const declared = this.#declarations.get(key) ?? '';
    this.#declarations.delete(key);
    fragment.push(declared + text);
  }

  /** The next line of the latest fragment; `respaced` where it began with a line of the log that was broken. */
  more(line: string, respaced = false): void {
    if (respaced) this.#current?.fragment.respaced();
    this.#current?.fragment.push(line, true);
  }

  /** The latest fragment ends here, whole or not. */
  close(): void {
    if (this.#current !== undefined) this.#end(this.#current.key, this.#current.fragment);
    this.#current = undefined;
  }

  end(): void {
    this.close();
    for (const [key, fragment] of this.#kept) this.#end(key, fragment);
    this.#kept.clear();
  }

  /** The unfinished element that a text goes on with; one that was cut before it ends. */
  #goingOn(key: string, text: string): Fragment | undefined {
    const kept = this.#kept.get(key);
    this.#kept.delete(key);
    if (kept === undefined || !isCutBefore(kept.tail, text)) return kept;
    this.#end(key, kept);
    return undefined;
  }

  #leave(): void {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return;
    if (!this.#reads || !current.fragment.open) return this.#end(current.key, current.fragment);
    this.#kept.set(current.key, current.fragment);
    const [oldest] = this.#kept;
    if (this.#kept.size <= mostKept || oldest === undefined) return;
    this.#kept.delete(oldest[0]);
    this.#end(...oldest);
  }

  #end(key: string, fragment: Fragment): void {
    const declared = fragment.end();
    if (declared !== undefined && this.#declarations.size < mostKept) this.#declarations.set(key, declared);
  }
}
