import { unescapeEntities } from './entities.ts';

/** What every line of a log has around it where it is shown or collected. */
export interface Decoration {
  /** A line without it; undefined where it does not have it. */
  strip(line: string): string | undefined;
  /** A mark of comments, which source code has as well. */
  readonly isComment?: boolean;
  /** Loggers write the like of their own: it is one only where the line is not recognized with it, or has its units on the lines below. */
  readonly isLikeLoggers?: boolean;
}

/** How much of a line is looked at. */
const longest = 400;

function inFront(pattern: RegExp, options: Pick<Decoration, 'isComment' | 'isLikeLoggers'> = {}): Decoration {
  return {
    ...options,
    strip(line) {
      const found = pattern.exec(line.slice(0, longest));
      return found === null ? undefined : line.slice(found[0].length);
    },
  };
}

/** A line without the mark of a line break that a page or a text has at its end. */
function withoutBreak(line: string): string | undefined {
  const end = line.slice(-longest);
  const found = /[ \t]{0,8}(?:<br\s{0,4}\/?>|\\)\s*$/i.exec(end);
  return found === null ? undefined : line.slice(0, line.length - end.length + found.index);
}

const iso = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)`;
const name = String.raw`[\w.-]{1,60} {1,40}\|(?: |$)`;
const like = { isLikeLoggers: true };

/** A mark of a comment, with one space behind it. */
const comment = /^\s{0,8}(?:#|\/\/|\*|--)(?: |$)/;

/**
 * The time that `docker logs -t` and `kubectl logs --timestamps` add, the name of a pod, the beginning of syslog’s and the journal’s lines,
 * the numbers of `grep -n` and `cat -n`; then marks of a quotation, the name of a container, a comment’s mark, the bar of a list, a mark
 * of diff, each with one space behind it; breaks of lines at their end; and the entities of a page. What takes more comes first.
 */
export const decorations: readonly Decoration[] = [
  inFront(
    new RegExp(
      String.raw`^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})?|${iso}|\[ {0,8}\d{1,9}\.\d{6}\])(?: [\w.-]{1,80})? [\w./@-]{1,80}(?:\[[\w.-]{1,40}\])?:(?: |$)`,
    ),
    like,
  ),
  inFront(new RegExp(`^(?:${name}|\\[pod/[^\\]\\s]{1,200}\\] )?${iso}(?: |$)`), like),
  inFront(/^\[pod\/[^\]\s]{1,200}\](?: |$)/, like),
  inFront(/^(?:[\w./-]{1,150}?\.[a-z\d]{1,8}[:-])?\d{1,9}(?::(?!\d\d\D)|-(?!\d\d-\d\d[ T]))/, like),
  inFront(/^ {0,8}\d{1,9}\t/, like),
  inFront(/^ {0,3}(?:> ?){0,8}>(?: |$)/),
  inFront(new RegExp(`^${name}`)),
  inFront(comment, { isComment: true }),
  inFront(/^\s{0,8}\|(?: |$)/),
  inFront(/^[<>] /, like),
  { strip: withoutBreak },
  { ...like, strip: (line) => (/&(?:lt|gt|quot|#39);/.test(line) ? unescapeEntities(line) : undefined) },
];

/** The latest line, and what it is without each decoration: every format asks for the same. */
let latest: { readonly line: string; readonly texts: readonly (string | undefined)[] } = { line: '', texts: [] };

/** A line without each of the {@link decorations} that it has, by their places. */
export function stripped(line: string): readonly (string | undefined)[] {
  if (latest.line !== line) latest = { line, texts: decorations.map((each) => each.strip(line)) };
  return latest.texts;
}
