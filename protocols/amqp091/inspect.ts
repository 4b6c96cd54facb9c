import type { InspectNode } from '../inspect/index.ts';
import type { Issue, Severity } from '../text/index.ts';
import { decode091, type Frame091 } from './decode.ts';
import type { Node091 } from './node.ts';

function text(value: NonNullable<Node091['value']>): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return [...value].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return String(value);
}

const isSecret = (frame: Frame091, field: Node091): boolean =>
  (frame.name === 'connection.start-ok' && field.name === 'response') || (frame.name === 'connection.secure-ok' && field.name === 'response');

function toInspect(node: Node091, id: string, secret: boolean): InspectNode {
  const shown = secret ? '***' : node.value === undefined || node.value === null ? undefined : text(node.value);
  return {
    id,
    label: node.name,
    type: node.type,
    ...(shown === undefined ? {} : { value: shown }),
    range: [node.start, node.end],
    ...(secret ? { secret } : {}),
    children: node.children.map((child, index) => toInspect(child, `${id}.${index}`, false)),
  };
}

/** What is wrong with a unit of AMQP 0-9-1. */
export function issues091(bytes: Uint8Array): readonly Issue[] {
  return decode091(bytes).problems.map(({ message, offset }) => ({ code: 'amqp-0-9-1/malformed', severity: 'error', message, offset, length: Math.min(1, bytes.length - offset) }));
}

/** The tree of a unit of AMQP 0-9-1; `secrets` shows passwords too. */
export function inspect091(bytes: Uint8Array, options: { readonly secrets?: boolean } = {}): InspectNode {
  const frame = decode091(bytes);
  const issues = issues091(bytes);
  const children: InspectNode[] = [];
  const add = (label: string, type: string, value: string, start: number, end: number): void => {
    children.push({ id: `0.${children.length}`, label, type, value, range: [start, end], children: [] });
  };
  if (frame.kind === 'header') add('version', 'octets', [...bytes.subarray(4)].join('.'), 4, 8);
  if (frame.frameType !== undefined) {
    add('type', 'octet', frame.frameType, 0, 1);
    add('channel', 'short', String(frame.channel), 1, 3);
    add('size', 'long', String(bytes.length - 8), 3, 7);
  }
  for (const field of frame.fields) children.push(toInspect(field, `0.${children.length}`, options.secrets !== true && isSecret(frame, field)));
  if (frame.frameType === 'body') add('body', 'octets', `${bytes.length - 8} bytes`, 7, bytes.length - 1);
  const label = frame.name ?? (frame.kind === 'header' ? 'AMQP 0-9-1 header' : (frame.frameType ?? 'garbage'));
  return { id: '0', label, type: frame.frameType ?? frame.kind, range: [0, bytes.length], ...(issues.length > 0 ? { issues } : {}), children };
}

/** One line for the traffic list. */
export function summarize091(bytes: Uint8Array): { readonly name: string; readonly summary: string; readonly channel?: number; readonly state?: Severity } {
  const frame = decode091(bytes);
  const parts = frame.fields
    .filter((field) => field.children.length === 0 && field.value !== undefined && field.value !== '' && field.value !== false && !field.name.startsWith('reserved'))
    .map((field) => `${field.name}=${isSecret(frame, field) ? '***' : field.value === null || field.value === undefined ? '' : text(field.value)}`);
  const name = frame.kind === 'header' ? 'AMQP 0-9-1 header' : frame.frameType === 'header' ? `${frame.name ?? ''} content header` : (frame.name ?? frame.frameType ?? 'garbage');
  return {
    name,
    summary: frame.frameType === 'body' ? `${bytes.length - 8} bytes` : parts.join(' '),
    ...(frame.channel === undefined ? {} : { channel: frame.channel }),
    ...(frame.problems.length > 0 ? { state: 'error' as const } : {}),
  };
}

/** Byte ranges of SASL responses, to be masked. */
export function secretRanges091(bytes: Uint8Array): readonly (readonly [start: number, end: number])[] {
  const frame = decode091(bytes);
  return frame.fields.filter((field) => isSecret(frame, field)).map((field) => [field.start + 4, field.end] as const);
}
