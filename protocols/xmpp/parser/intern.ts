const known = new Map<string, string>();
const limit = 20_000;

/**
 * The one copy of a name or namespace. A slice of a long text keeps that whole text in memory for as long as the slice lives;
 * names live in the nodes that an edit leaves alone, so they are copied out of the text once.
 */
export function intern(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (known.size >= limit) known.clear();
  const copy = detach(name);
  known.set(copy, copy);
  return copy;
}

/** The names met last, by their length and first and last character: most names of a file are found here, without making a slice. */
const recent: (string | undefined)[] = new Array<undefined>(1024).fill(undefined);

/** The name that stands in a text from `start` to `end`. */
export function internAt(text: string, start: number, end: number): string {
  const length = end - start;
  const slot = (text.charCodeAt(start) * 31 + text.charCodeAt(end - 1) * 7 + length * 131) & 1023;
  const found = recent[slot];
  if (found?.length === length && text.startsWith(found, start)) return found;
  const name = intern(text.slice(start, end));
  recent[slot] = name;
  return name;
}

/** A copy that holds on to nothing but its own characters. */
export function detach(text: string): string {
  // Engines share the characters of a long slice with their origin; joining and cutting makes new ones.
  return ` ${text}`.slice(1);
}
