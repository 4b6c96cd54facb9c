import type { InspectNode } from '../core/inspect/index.ts';
import {
  spacedHex,
  joinRanges,
  looksSecret,
  mask,
  maskSecrets,
  secretBytes,
  type Issue,
  type SecretRange,
} from '../core/index.ts';
import type { Frame091 } from './decode.ts';
import type { Node091 } from './node.ts';

function text(value: NonNullable<Node091['value']>): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return spacedHex(value);
  return String(value);
}

/** The arguments of a log-in that are secret, by method. */
const secretArguments: Readonly<Record<string, string>> = {
  'connection.start-ok': 'response',
  'connection.secure': 'challenge',
  'connection.secure-ok': 'response',
  'connection.update-secret': 'new-secret',
};

const isSecret = (frame: Frame091, field: Node091): boolean =>
  (frame.name !== undefined && secretArguments[frame.name] === field.name) ||
  (field.type !== 'table' && looksSecret(field.name));

function toInspect(node: Node091, id: string, secret: boolean, secrets: boolean): InspectNode {
  const shown = secret
    ? mask
    : node.value === undefined || node.value === null
      ? undefined
      : secrets
        ? text(node.value)
        : maskSecrets(text(node.value));
  return {
    id,
    label: node.name,
    type: node.type,
    ...(shown === undefined ? {} : { value: shown }),
    range: [node.start, node.end],
    ...(secret ? { secret } : {}),
    children: node.children.map((child, index) =>
      toInspect(child, `${id}.${index}`, !secrets && looksSecret(child.name), secrets),
    ),
  };
}

/** What is wrong with a unit of AMQP 0-9-1. */
export function issues091(frame: Frame091, size: number): readonly Issue[] {
  return frame.problems.map(({ message, offset }) => ({
    code: 'amqp-0-9-1/malformed',
    severity: 'error',
    message,
    offset,
    length: Math.min(1, size - offset),
  }));
}

/** The tree of a unit of AMQP 0-9-1; `secrets` shows passwords too. */
export function tree091(frame: Frame091, bytes: Uint8Array, secrets: boolean): InspectNode {
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
  for (const field of frame.fields)
    children.push(toInspect(field, `0.${children.length}`, !secrets && isSecret(frame, field), secrets));
  if (frame.frameType === 'body') add('body', 'octets', `${bytes.length - 8} bytes`, 7, bytes.length - 1);
  const label = frame.name ?? (frame.kind === 'header' ? 'AMQP 0-9-1 header' : (frame.frameType ?? 'garbage'));
  return {
    id: '0',
    label,
    type: frame.frameType ?? frame.kind,
    range: [0, bytes.length],
    children,
  };
}

/** The name of a unit: `queue.declare`, `basic content header`, `AMQP 0-9-1 header`, `heartbeat`. */
export function name091(frame: Frame091): string {
  if (frame.kind === 'header') return 'AMQP 0-9-1 header';
  if (frame.frameType === 'header') return `${frame.name ?? ''} content header`;
  return frame.name ?? frame.frameType ?? 'garbage';
}

/** One line about a unit, for a list; secrets are masked. */
export function summary091(frame: Frame091, size: number): string {
  if (frame.frameType === 'body') return `${size - 8} bytes`;
  return frame.fields
    .filter(
      (field) =>
        field.children.length === 0 &&
        field.value !== undefined &&
        field.value !== '' &&
        field.value !== false &&
        !field.name.startsWith('reserved'),
    )
    .map(
      (field) =>
        `${field.name}=${isSecret(frame, field) ? mask : field.value === null || field.value === undefined ? '' : maskSecrets(text(field.value))}`,
    )
    .join(' ');
}

/**
 * Byte ranges to be masked, in order: the log-in, tokens in tables, and what is a secret by how it is written. A log-in that cannot be
 * read is masked from its first argument on.
 */
export function secrets091(frame: Frame091, bytes: Uint8Array): readonly SecretRange[] {
  const ranges: SecretRange[] = [...secretBytes(bytes)];
  if (isLogin(frame) && frame.problems.length > 0) ranges.push([argumentsStart, bytes.length]);
  for (const field of secretFields(frame))
    ranges.push([
      Math.min(field.start + (field.type === 'longstr' ? 4 : field.type === 'shortstr' ? 1 : 0), field.end),
      field.end,
    ]);
  return joinRanges(ranges);
}

/** Whether a method is one of a log-in, with secret arguments. */
export function isLogin({ name }: Frame091): boolean {
  return name !== undefined && Object.hasOwn(secretArguments, name);
}

/** The arguments, and members of tables, that are secret. */
export function secretFields(frame: Frame091): readonly Node091[] {
  const found: Node091[] = [];
  const open = frame.fields.map((field) => ({ field, secret: isSecret(frame, field) }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.secret) found.push(next.field);
    else for (const child of next.field.children) open.push({ field: child, secret: looksSecret(child.name) });
  }
  return found;
}

/** Behind the frame's header and the numbers of class and method (4.2.3, 4.2.4). */
const argumentsStart = 11;
