import { parsed } from '../../json-documents.ts';

/** Whether a line names a span of the event before it, as the pretty form of tracing-subscriber does. */
export function isInSpan(text: string): boolean {
  return /^\s+in .*?\b(?:SEND|RECV|send_open|on_incoming_open|negotiate_sasl)\b/.test(text);
}

/** Characters of a line of JSON that are read. */
const longest = 1024 * 1024;

/** An event in the JSON form of tracing-subscriber, as the line that the plain form has; undefined where the line is none. */
export function spansOfJson(text: string): string | undefined {
  if (!text.startsWith('{') || text.length > longest) return undefined;
  const event = parsed(text);
  if (!isObject(event)) return undefined;
  const { fields = event, target, span, spans } = event;
  if (!isObject(fields)) return undefined;
  const all: readonly unknown[] = Array.isArray(spans) ? [...(spans as readonly unknown[]), span] : [span];
  const path = all.map((item) => (isObject(item) && typeof item.name === 'string' ? `${item.name}: ` : ''));
  const { message } = fields;
  const printed = Object.entries(fields)
    .filter(([name]) => name !== 'message')
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const said = typeof message === 'string' ? [message, ...printed] : printed;
  return `${path.join('')}${typeof target === 'string' ? `${target}: ` : ''}${said.join(' ')}`;
}

function isObject(value: unknown): value is Readonly<Partial<Record<string, unknown>>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
