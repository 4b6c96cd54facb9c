/** Steps of one pattern's program: repetitions are written out, so that `{n,m}` counts. */
const mostSteps = 5000;

type Step =
  | { readonly kind: 'one'; readonly test: (sign: string) => boolean; readonly next: number }
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'match' };
/** Adds a part's steps in front of step `next`, and gives the first. */
type Part = (next: number) => number;

class Unreadable extends Error {}

/**
 * A test whether a pattern matches a whole value, in time that grows with the value's length alone: all ways through the pattern
 * are followed at once. Reads the regular expressions of XML Schema (2, appendix F) in ECMAScript's notation; undefined for others,
 * such as those with lookahead, and for those with more than 5,000 steps.
 */
export function linearPattern(source: string): ((value: string) => boolean) | undefined {
  try {
    const program = new Reader(source).program();
    return (value) => matches(program, value);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Reader {
  readonly #signs: readonly string[];
  #at = 0;
  readonly #steps: Step[] = [];

  constructor(source: string) {
    this.#signs = Array.from(source);
  }

  program(): { readonly steps: readonly Step[]; readonly first: number } {
    const part = this.#choice();
    if (this.#at < this.#signs.length) throw new Unreadable();
    const first = part(this.#add({ kind: 'match' }));
    return { steps: this.#steps, first };
  }

  #add(step: Step): number {
    if (this.#steps.length >= mostSteps) throw new Unreadable();
    return this.#steps.push(step) - 1;
  }

  #choice(depth = 0): Part {
    if (depth > 100) throw new Unreadable();
    const parts = [this.#sequence(depth)];
    while (this.#signs[this.#at] === '|') {
      this.#at++;
      parts.push(this.#sequence(depth));
    }
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return only;
    return (next) => this.#add({ kind: 'fork', to: parts.map((part) => part(next)) });
  }

  #sequence(depth: number): Part {
    const parts: Part[] = [];
    for (
      let sign = this.#signs[this.#at];
      sign !== undefined && sign !== '|' && sign !== ')';
      sign = this.#signs[this.#at]
    )
      parts.push(this.#repeated(depth));
    return (next) => parts.reduceRight((behind, part) => part(behind), next);
  }

  #repeated(depth: number): Part {
    const part = this.#atom(depth);
    const quantifier = /^(?:[*+?]|\{(\d{1,6})(,?)(\d{0,6})\})/.exec(
      this.#signs.slice(this.#at, this.#at + 20).join(''),
    );
    if (quantifier === null) return part;
    const [text, low = '', comma = '', high = ''] = quantifier;
    this.#at += text.length;
    if ('*+?'.includes(this.#signs[this.#at] ?? ' ')) throw new Unreadable();
    const least = low === '' ? Number(text === '+') : Number(low);
    const greatest =
      text === '?' ? 1 : low === '' ? Infinity : high !== '' ? Number(high) : comma === '' ? least : Infinity;
    return (next) => this.#repeat(part, least, greatest, next);
  }

  #repeat(part: Part, least: number, greatest: number, next: number): number {
    let first = next;
    if (greatest === Infinity) {
      const to = [next];
      first = this.#add({ kind: 'fork', to });
      to.push(part(first));
    } else for (let i = least; i < greatest; i++) first = this.#add({ kind: 'fork', to: [next, part(first)] });
    for (let i = 0; i < least; i++) first = this.#counted(part, first);
    return first;
  }

  /** A part that adds no step would be repeated without end. */
  #counted(part: Part, next: number): number {
    return part(this.#add({ kind: 'fork', to: [next] }));
  }

  #atom(depth: number): Part {
    const rest = this.#signs[this.#at] ?? '';
    if (rest === '(') {
      this.#at++;
      if (this.#signs[this.#at] === '?') {
        if (this.#signs[this.#at + 1] !== ':') throw new Unreadable();
        this.#at += 2;
      }
      const part = this.#choice(depth + 1);
      if (this.#signs[this.#at++] !== ')') throw new Unreadable();
      return part;
    }
    if (rest === '^' || rest === '$') {
      this.#at++;
      return (next) => this.#add({ kind: rest === '^' ? 'start' : 'end', next });
    }
    const text = this.#single();
    const one = compile(text);
    return (next) => this.#add({ kind: 'one', test: one, next });
  }

  /** The text that matches one character: a class, an escape, a dot or the character itself. */
  #single(): string {
    const from = this.#at;
    const first = this.#signs[this.#at++] ?? '';
    if (first === '\\') this.#escape();
    else if (first === '[') {
      for (let sign = this.#signs[this.#at++]; sign !== ']'; sign = this.#signs[this.#at++]) {
        if (sign === undefined) throw new Unreadable();
        if (sign === '\\') this.#escape();
      }
    } else if ('*+?{}'.includes(first)) throw new Unreadable();
    return this.#signs.slice(from, this.#at).join('');
  }

  #escape(): void {
    const sign = this.#signs[this.#at++] ?? '';
    if (/[bBk1-9]/.test(sign)) throw new Unreadable();
    if (sign === 'x') this.#at += 2;
    else if (sign === 'u' && this.#signs[this.#at] !== '{') this.#at += 4;
    else if (/[pPu]/.test(sign)) {
      const end = this.#signs.indexOf('}', this.#at);
      if (end < 0) throw new Unreadable();
      this.#at = end + 1;
    }
  }
}

function compile(text: string): (sign: string) => boolean {
  try {
    const one = new RegExp(`^(?:${text})$`, 'u');
    return (sign) => one.test(sign);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreadable();
    throw error;
  }
}

function matches(
  { steps, first }: { readonly steps: readonly Step[]; readonly first: number },
  value: string,
): boolean {
  const signs = Array.from(value);
  let now = new Set<number>([first]);
  for (let at = 0; ; at++) {
    // What is reached without a sign joins the set while it is gone through.
    const next = new Set<number>();
    const sign = signs[at];
    for (const index of now) {
      const step = steps[index];
      if (step === undefined) continue;
      if (step.kind === 'match') {
        if (sign === undefined) return true;
      } else if (step.kind === 'fork') step.to.forEach((to) => now.add(to));
      else if (step.kind !== 'one') {
        if (step.kind === 'start' ? at === 0 : sign === undefined) now.add(step.next);
      } else if (sign !== undefined && step.test(sign)) next.add(step.next);
    }
    if (sign === undefined || next.size === 0) return false;
    now = next;
  }
}
