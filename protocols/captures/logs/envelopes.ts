import { endOfQuoted, unescapeText } from '../escapes.ts';

/** Keys that loggers, containers and collectors of logs give the text of a line. */
const textKeys = 'log|msg|message|event|text|textPayload|MESSAGE|@message|@m|_msg';
const timeKeys = 'time|ts|timestamp|@timestamp|@t|_time';

/** A line that is an object of JSON, maybe with something short in front, such as the name of a container. */
const object = /^[^<"{]{0,120}\{\s{0,8}"/;
const jsonText = new RegExp(`[{,]\\s{0,8}"(?:${textKeys})"\\s{0,8}:\\s{0,8}"`);
const jsonTime = new RegExp(`[{,]\\s{0,8}"(?:${timeKeys})"\\s{0,8}:\\s{0,8}(?:"([^"\\\\]{1,40})"|(\\d[\\d.]{8,31}))`);

/** Pairs `key=value`, as logfmt has them: the first of them, the text, the time. */
const pairs = /^(?:[^<"=]{0,120}\s)?[A-Za-z_@][\w.@-]{0,40}=(?:"|[^\s"<]{1,80}\s)/;
const pairText = new RegExp(`(?:^|\\s)(?:${textKeys})="`);
const pairTime = new RegExp(`(?:^|\\s)(?:${timeKeys})=(?:"([^"\\\\]{1,40})"|([^\\s"\\\\]{1,40}))`);

/** UTF-16 units of a line in which the keys are looked for. */
const longestHead = 4096;

/**
 * The text that a structured logger has put between quotes, with its time in front: of an object of JSON (Docker, zap, pino, Serilog
 * and others), or of pairs as logfmt has them (logrus, slog). Other lines are given back as they are.
 */
export function unwrapped(line: string): string {
  const head = line.slice(0, longestHead);
  if (object.test(head)) return textOf(line, head, jsonText, jsonTime) ?? line;
  return pairs.test(head) ? (textOf(line, head, pairText, pairTime) ?? line) : line;
}

function textOf(line: string, head: string, key: RegExp, time: RegExp): string | undefined {
  const found = key.exec(head);
  if (found === null) return undefined;
  const start = found.index + found[0].length;
  const text = unquoted(line, start);
  // What stands within the text is none of the line's own.
  const stamp =
    time.exec(line.slice(0, start)) ?? time.exec(line.slice(start + text.raw, start + text.raw + longestHead));
  const when = stamp?.[1] ?? stamp?.[2];
  return when === undefined ? text.text : `${when} ${text.text}`;
}

/** The text from behind a quote up to the one that ends it, or to the end of the line, and how long it is with its escapes. */
function unquoted(line: string, start: number): { readonly text: string; readonly raw: number } {
  const raw = line.slice(start, endOfQuoted(line, start - 1) - 1);
  return { text: textBetweenQuotes(raw).trimEnd(), raw: raw.length };
}

function textBetweenQuotes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    // Escapes of Go, or a line that is cut within one.
    return unescapeText(raw, 'go');
  }
}
