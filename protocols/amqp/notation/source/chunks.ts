/**
 * Cuts a `.amqp.yaml` text into its steps before YAML is parsed, so that an edit costs only the step that it touches, and a
 * step that is broken leaves the others whole.
 */

/** A piece of the text; UTF-16 offsets. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

export interface Chunks {
  /** What stands before the steps and after them: in the mapping form `connection:`, `vars:`; in the list form comments alone. */
  readonly head: readonly Chunk[];
  /** One chunk for each item of the list of steps, from its dash up to the next. */
  readonly items: readonly Chunk[];
  /** The line of the key `frames:`, in the mapping form. */
  readonly framesKey: Chunk | undefined;
}

interface Line extends Chunk {
  readonly indent: number;
  /** The line without its end. */
  readonly text: string;
}

const itemLine = /^ *-(?=[ \t\r]|$)/;
const framesLine = /^(?:frames|"frames"|'frames')[ \t]*:[ \t]*(?:#.*)?$/;
const flowFrames = /^(?:frames|"frames"|'frames')[ \t]*:[ \t]*[^#\s]/;

/**
 * The chunks of a text, or undefined where it cannot be cut and must be parsed as a whole: anchors that are used (an alias may
 * refer to another step), flow style at the top, several documents.
 */
export function cut(text: string): Chunks | undefined {
  if (/(?:^|[\s[{,])\*[^\s*]/.test(text) && /(?:^|[\s[{,])&[^\s&]/.test(text)) return undefined;
  const lines = linesOf(text);
  const first = lines.find((line) => isContent(line));
  if (first === undefined) return { head: [], items: [], framesKey: undefined };
  if (lines.some((line) => /^(?:---|\.\.\.|%)/.test(line.text))) return undefined;
  if (itemLine.test(first.text)) return cutItems(text, lines, lines.indexOf(first), undefined);
  if (first.indent > 0 || /^[[{]/.test(first.text)) return undefined;
  if (lines.some((line) => flowFrames.test(line.text))) return undefined;
  const frames = lines.findIndex((line) => framesLine.test(line.text));
  if (frames < 0) return { head: [{ start: 0, end: text.length }], items: [], framesKey: undefined };
  return cutItems(text, lines, frames + 1, lines[frames]);
}

/** From line `from`, items that begin with a dash in the column of the first one, up to a line with less indentation. */
function cutItems(text: string, lines: readonly Line[], from: number, framesKey: Line | undefined): Chunks | undefined {
  const items: { start: number; end: number }[] = [];
  let column: number | undefined;
  let end = text.length;
  for (const line of lines.slice(from)) {
    if (!isContent(line)) continue;
    const dash = itemLine.test(line.text);
    if (column === undefined) {
      // The value of `frames:` is something else than a block list.
      if (!dash)
        return line.indent === 0 && framesKey !== undefined ? withRest(text, items, framesKey, line.start) : undefined;
      column = line.indent;
    }
    if (line.indent < column || (line.indent === column && !dash)) {
      if (framesKey === undefined || line.indent > 0) {
        // Badly indented: it stays with the step before it, whose parser reports it.
        continue;
      }
      end = line.start;
      break;
    }
    if (dash && line.indent === column) {
      const last = items.at(-1);
      if (last !== undefined) last.end = line.start;
      items.push({ start: line.start, end });
    }
  }
  return withRest(text, items, framesKey, end);
}

function withRest(
  text: string,
  items: { start: number; end: number }[],
  framesKey: Line | undefined,
  end: number,
): Chunks {
  const last = items.at(-1);
  if (last !== undefined) last.end = end;
  const head: Chunk[] = [];
  const headEnd = framesKey?.start ?? items[0]?.start ?? end;
  if (headEnd > 0) head.push({ start: 0, end: headEnd });
  if (end < text.length) head.push({ start: end, end: text.length });
  return {
    head,
    items,
    framesKey: framesKey === undefined ? undefined : { start: framesKey.start, end: framesKey.end },
  };
}

function isContent(line: Line): boolean {
  const first = line.text.trimStart().charAt(0);
  return first !== '' && first !== '#';
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  for (const match of text.slice(start).matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)) {
    if (match[0] === '') break;
    const content = match[0].replace(/[\r\n]+$/, '');
    const at = start + match.index;
    lines.push({
      start: at,
      end: at + content.length,
      indent: content.length - content.trimStart().length,
      text: content,
    });
  }
  return lines;
}
