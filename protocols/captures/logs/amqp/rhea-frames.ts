import type { LogFrame } from './frame-of.ts';
import { endOfQuoted, unescapeText } from '../../escapes.ts';
import { deepest, tooDeep, Unreadable } from './cursor.ts';
import type { FramesLine } from './rhea-lines.ts';
import { bufferOf, printedBuffer, rheaFields, valueOf } from './rhea-values.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The frame that a line of `rhea:frames` tells: `open#10 {"container_id":…}`, with the payload behind it.
 * @throws Unreadable
 */
export function rheaFrame({ content, channel, direction }: FramesLine): LogFrame {
  const head = /^([a-z_]+)#[0-9a-f]+\s*/.exec(content);
  if (head !== null) {
    const [whole, performative = ''] = head;
    const { json, rest } = jsonAt(content, whole.length);
    return { performative, channel, fields: rheaFields(performative, objectOf(json)), ...payloadOf(rest) };
  }
  // 0.2.16 prints the function that makes a described list, and the list.
  const listed = /^\} (?=\[)/.exec(content);
  if (listed !== null) {
    const { json, rest } = jsonAt(content, listed[0].length);
    const items = Array.isArray(json) ? (json as readonly unknown[]) : [];
    return {
      performative: saslOf(items, direction === 'sent'),
      channel,
      fields: items.map(valueOf),
      ...payloadOf(rest),
    };
  }
  return olderFrame(content);
}

/** Which frame of SASL a list is: those are all that were printed so. */
function saslOf(items: readonly unknown[], sent: boolean): string {
  const [first] = items;
  if (typeof first === 'string') return 'sasl-init';
  if (typeof first === 'number') return 'sasl-outcome';
  if (Array.isArray(first)) return 'sasl-mechanisms';
  if (bufferOf(first) !== undefined) return sent ? 'sasl-response' : 'sasl-challenge';
  throw new Unreadable('The log does not say which frame this is');
}

/** Up to 0.2.15: the frame as an object, in quotes in some versions. */
function olderFrame(content: string): LogFrame {
  const text = content.startsWith("'") ? unquoted(content) : content;
  if (!text.startsWith('{')) throw new Unreadable('This is no frame');
  const frame = objectOf(jsonAt(text, 0).json);
  const performative = frame.performative;
  const type = isObject(performative) ? performative.type : undefined;
  if (!isObject(performative) || typeof type !== 'string')
    throw new Unreadable(
      'The log does not say which frame this is: this version of rhea leaves it out of what it sends',
    );
  const name = type.split('#')[0] ?? '';
  const payload = bufferOf(frame.payload);
  const channel = typeof frame.channel === 'number' ? frame.channel : 0;
  return {
    performative: name,
    channel,
    fields: rheaFields(name, performative),
    ...(payload === undefined ? {} : { payload }),
  };
}

/** What Node.js prints in single quotes. */
function unquoted(content: string): string {
  const end = content.lastIndexOf("'");
  return unescapeText(content.slice(1, Math.max(1, end)), 'node');
}

function payloadOf(rest: string): Pick<LogFrame, 'payload' | 'payloadCut'> {
  const text = rest.trim();
  const printed = printedBuffer(text);
  if (printed !== undefined) return { payload: printed.bytes, payloadCut: printed.cut };
  if (!text.startsWith('{')) return {};
  const payload = bufferOf(jsonAt(text, 0).json);
  return payload === undefined ? {} : { payload };
}

/** The JSON that begins at a place, and what is behind it. */
function jsonAt(text: string, from: number): { readonly json: unknown; readonly rest: string } {
  const end = endOfJson(text, from);
  try {
    return { json: JSON.parse(text.slice(from, end)), rest: text.slice(end) };
  } catch {
    throw new Unreadable('The JSON of this frame is cut short or broken');
  }
}

function endOfJson(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfQuoted(text, at) - 1;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    if (depth === 0) return at + 1;
    if (depth > deepest) throw tooDeep();
  }
  return text.length;
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
