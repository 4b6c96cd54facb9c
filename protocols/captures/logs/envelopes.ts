import { endOfQuoted, unescapeText } from '../escapes.ts';
import { parsed, type JsonObject } from '../json-documents.ts';
import { directionBy } from './json-directions.ts';

/** A line that something has wrapped: a structured logger, a container. */
export interface Wrapped {
  /** The line's time with a space behind it; empty where it has none. */
  readonly time: string;
  /** What the line may say, without its wrapping: the likeliest first. */
  readonly texts: readonly string[];
  /** A container has wrapped it, as it does with every line. */
  readonly always?: boolean;
  /** The next line goes on with it. */
  readonly open: boolean;
}

/** Keys that loggers, containers and collectors of logs give the text of a line. */
const textKeys = [
  'log',
  'msg',
  'message',
  'event',
  'text',
  'textPayload',
  'MESSAGE',
  '@message',
  '@m',
  '_msg',
  'body',
  'full_message',
  'short_message',
];
const timeKeys = ['time', 'ts', 'timestamp', '@timestamp', '@t', '_time'];
/** `type` is that of the messages of a WebSocket in an HTTP archive. */
const directionKeys = ['dir', 'direction', 'type'];

/** What stands in front of an object of JSON: the name of a container, the time that `kubectl` adds. */
const object = /^(?:\[\s{0,8}|[\w.-]{1,60} {1,40}\| ?|\d{4}-\d\d-\d\d[T ]\S{1,40} )?(?=\{\s{0,8}")/;
/** The text of an object that is cut, before anything is nested in it. */
const cutText = new RegExp(`^\\{[^{}]{0,4000}?"(?:${textKeys.join('|')})"\\s{0,8}:\\s{0,8}"`);
/** A line of a container as Kubernetes keeps it: its time, its stream, whether it is whole. */
const container = /^(\d{4}-\d\d-\d\dT\S{1,40}) std(?:out|err) ([FP])(?: |$)/;
/** Pairs `key=value`, as logfmt has them, up to the text. */
const pairs = /^(?:[^<"=]{0,120}\s)?[A-Za-z_@][\w.@-]{0,40}=(?:"|[^\s"<]{1,80}(?:\s|$))/;
const pairText = /^[^<]{0,4000}?(?<![^\s])(?:msg|message|log)="/;
const pairTime = new RegExp(`(?:^|\\s)(?:${timeKeys.join('|')})=(?:"([^"\\\\]{1,40})"|([^\\s"\\\\]{1,40}))`);

/** UTF-16 units of a line in which its time is looked for. */
const longestHead = 4096;

/**
 * Takes away what is around a line: an object of JSON (Docker, zap, pino, Serilog and others), pairs as logfmt has them (logrus, slog), or the
 * beginning of a container's line (Kubernetes). Undefined where there is none of them.
 */
export function unwrap(line: string): Wrapped | undefined {
  const whole = container.exec(line);
  if (whole !== null)
    return { time: `${whole[1] ?? ''} `, texts: [line.slice(whole[0].length)], open: whole[2] === 'P', always: true };
  const front = object.exec(line);
  if (front !== null) return ofObject(line.slice(front[0].length));
  return pairs.test(line.slice(0, longestHead)) ? ofPairs(line) : undefined;
}

function ofObject(json: string): Wrapped | undefined {
  // A line may be one of a list.
  const value = parsed(json) ?? parsed(json.replace(/\s{0,8}[,\]]\s{0,8}$/, ''));
  if (value !== undefined) return unwrapObject(value as JsonObject);
  // The line is cut, or not JSON after all.
  const found = cutText.exec(json);
  return found === null ? undefined : { time: '', texts: [unquoted(json, found[0].length)], open: false };
}

/** Takes the text of a line out of the object that a logger has made of it. Undefined where it has none. */
export function unwrapObject(value: JsonObject): Wrapped | undefined {
  const message = textOf(value, textKeys);
  const time = timeKeys.map((key) => value[key]).find((each) => typeof each === 'number' || typeof each === 'string');
  const texts = message === undefined ? [] : [message];
  const direction = directionBy(textOf(value, directionKeys) ?? '') ?? directionBy(message ?? '');
  // Keys that are called in and out alone are those of any document.
  const markup = markupOf(value, direction, time !== undefined || message !== undefined);
  if (markup !== '') texts.push(markup);
  if (texts.length === 0) return undefined;
  // Docker gives the line end, too: a line without it is longer than Docker keeps in one.
  const isDocker = typeof value.log === 'string' && typeof value.stream === 'string';
  const open = isDocker && !String(value.log).endsWith('\n');
  return {
    time: time === undefined ? '' : `${String(time).slice(0, 40)} `,
    texts: texts.map((text) => (open ? text : text.trimEnd())),
    open,
    ...(isDocker ? { always: true } : {}),
  };
}

/** The XML in an object: what its keys call sent and received, else the first, whose direction the object tells. */
function markupOf(value: JsonObject, direction: string | undefined, isRecord: boolean): string {
  const all = Object.entries(value).filter(([, each]) => typeof each === 'string' && /^\s*(?:<|&lt;)/.test(each));
  const named = (isRecord ? all : []).flatMap(([key, xml]) => {
    const way = directionBy(key);
    return way === undefined ? [] : [`${way}: ${String(xml)}`];
  });
  if (named.length > 0) return named.join('\n');
  const [first] = all;
  return first === undefined || direction === undefined ? '' : `${direction}: ${String(first[1])}`;
}

function textOf(value: JsonObject, keys: readonly string[]): string | undefined {
  return keys.map((key) => value[key]).find((each) => typeof each === 'string');
}

function ofPairs(line: string): Wrapped | undefined {
  const found = pairText.exec(line);
  if (found === null) return undefined;
  const time = pairTime.exec(line.slice(0, found[0].length));
  const stamp = time?.[1] ?? time?.[2];
  const text = unquoted(line, found[0].length);
  return { time: stamp === undefined ? '' : `${stamp} `, texts: [text], open: false };
}

/** The text from behind a quote up to the one that ends it, or to the end of the line. */
function unquoted(line: string, start: number): string {
  const raw = line.slice(start, endOfQuoted(line, start - 1) - 1);
  if (!raw.includes('\\')) return raw.trimEnd();
  try {
    return String(JSON.parse(`"${raw}"`)).trimEnd();
  } catch {
    // Escapes of Go, or a line that is cut within one.
    return unescapeText(raw, 'go').trimEnd();
  }
}
