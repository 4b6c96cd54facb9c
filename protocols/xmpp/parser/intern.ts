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

/** A copy that holds on to nothing but its own characters. */
export function detach(text: string): string {
  // Engines share the characters of a long slice with their origin; joining and cutting makes new ones.
  return ` ${text}`.slice(1);
}
