/** A line of the npm package debug. */
export interface DebugLine {
  /** Behind the namespace and its colon. */
  readonly name: string;
  readonly text: string;
}

const late = /\s*\+\d+(?:ms|[smhd])\s*$/;

/**
 * Reads a line of the npm package debug: a namespace, a text, and how long after the line before it came (on a terminal), or a date in
 * front (in a file). Undefined where the line has no name of the namespace.
 */
export function readDebugLine(line: string, namespace: string): DebugLine | undefined {
  const start = line.indexOf(`${namespace}:`);
  if (start < 0) return undefined;
  const from = start + namespace.length + 1;
  const space = line.indexOf(' ', from);
  if (space < 0) return undefined;
  return { name: line.slice(from, space), text: withoutDelay(line.slice(space + 1)) };
}

/** A text without the `+3ms` at its end. */
export function withoutDelay(text: string): string {
  const found = late.exec(text.slice(-24));
  return found === null ? text : text.slice(0, text.length - found[0].length);
}
