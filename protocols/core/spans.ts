/** How spans of text are found: `begin`, a global expression, ends where one begins; `part`, a sticky one, matches a part of it. */
export interface SpanPattern {
  readonly begin: RegExp;
  readonly part: RegExp;
}

/**
 * The end of the parts that follow each other from an offset on; the offset where there is none. `part` must be sticky, and must
 * bound its repetitions: the engine keeps a way back for each round, and throws a RangeError at some million of them.
 */
export function endOfParts(text: string, from: number, part: RegExp): number {
  for (let at = from; ; at = part.lastIndex) {
    part.lastIndex = at;
    if (!part.test(text)) return at;
  }
}

/** The spans of a text that are not empty, in order and apart. Takes linear time where both expressions do at each offset. */
export function spansOf(text: string, { begin, part }: SpanPattern): (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const start = begin.lastIndex;
    const end = endOfParts(text, start, part);
    if (end > start) found.push([start, end]);
    begin.lastIndex = Math.max(end, match.index + 1);
  }
  return found;
}
