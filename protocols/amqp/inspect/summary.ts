import { toHex, maskSecrets, type Secrecy } from '../../core/index.ts';
import type { DecodedFrame } from '../decode/index.ts';
import type { ValueNode } from '../node.ts';
import { carriesToken } from './secrets.ts';
import { choiceName, descriptorText, printable } from './text.ts';
import { headerTitle } from './tree.ts';

/** Words of a body, and addresses, are cut to this many characters in a list. */
const longest = 80;
/** Of a long text only so much is searched for secrets. */
const mostSearched = 4096;

/** The name of a unit: performative, `AMQP header`, `heartbeat`, `garbage`. */
export function frameName(frame: DecodedFrame): string {
  if (frame.kind === 'header') return headerTitle(frame);
  switch (frame.kind) {
    case 'frame':
      return frame.performativeName ?? 'frame';
    case 'section':
      return frame.sections[0]?.type ?? 'section';
    case 'value':
      return frame.performative?.type ?? 'value';
    default:
      return frame.kind;
  }
}

/** One line about a unit, for a list; secrets are masked. */
export function frameSummary(frame: DecodedFrame, secrecy: Secrecy | undefined): string {
  if (frame.kind === 'header') return frame.header?.version ?? '';
  if (frame.kind === 'garbage')
    return `${frame.bytes.length} bytes: ${frame.issues[0]?.message ?? 'no frame begins here.'}`;
  if (frame.kind === 'section' || frame.kind === 'message') return sectionsSummary(frame, secrecy);
  if (frame.kind === 'value' && (frame.type?.frameType ?? -1) < 0)
    return frame.performative === undefined ? '' : shortValue(frame.performative);
  if (frame.performativeName === undefined) return frame.issues[0]?.message ?? '';
  return join(partsOf(frame, secrecy));
}

/** Which sections there are, and what they say of the message. A single one is named by the unit's name already. */
function sectionsSummary(frame: DecodedFrame, secrecy: Secrecy | undefined): string {
  const names = frame.kind === 'section' ? undefined : frame.sections.map(({ type }) => type).join(', ');
  return join([names === undefined ? undefined : cut(names), ...messageParts(frame, secrecy)]);
}

/** A described value of a type that is not known tells its descriptor. */
function shortValue(node: ValueNode): string {
  return join([node.descriptor === undefined ? undefined : cut(descriptorText(node.descriptor.value)), short(node)]);
}

function join(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function partsOf(frame: DecodedFrame, secrecy: Secrecy | undefined): readonly (string | undefined)[] {
  const text = (name: string, prefix = ''): string | undefined => {
    const node = frame.field(name);
    return node?.presence === 'present' ? `${prefix}${short(node)}` : undefined;
  };
  switch (frame.performativeName) {
    case 'open':
      return [
        text('container-id'),
        text('hostname', 'host '),
        text('max-frame-size', 'max-frame-size '),
        text('idle-time-out', 'idle-time-out '),
      ];
    case 'begin':
      return [
        text('remote-channel', 'remote-channel '),
        text('next-outgoing-id', 'next-outgoing-id '),
        text('incoming-window', 'window '),
      ];
    case 'attach':
      return [
        text('handle', 'handle '),
        text('name'),
        roleOf(frame),
        address(frame.field('source')),
        '→',
        address(frame.field('target')),
      ];
    case 'flow':
      return [
        text('handle', 'handle '),
        text('link-credit', 'credit '),
        text('delivery-count', 'delivery-count '),
        text('available', 'available '),
        flag(frame, 'drain'),
        flag(frame, 'echo'),
        text('incoming-window', 'window '),
      ];
    case 'transfer':
      return transferParts(frame, text, secrecy);
    case 'disposition':
      return [roleOf(frame), range(frame), state(frame.field('state')), flag(frame, 'settled')];
    case 'detach':
      return [text('handle', 'handle '), flag(frame, 'closed'), error(frame.field('error'))];
    case 'end':
    case 'close':
      return [error(frame.field('error'))];
    case 'sasl-mechanisms':
      return [text('sasl-server-mechanisms')];
    case 'sasl-init':
      return [text('mechanism'), text('hostname', 'host ')];
    case 'sasl-outcome':
      return [outcome(frame.field('code'))];
    default:
      return [];
  }
}

function transferParts(
  frame: DecodedFrame,
  text: (name: string, prefix?: string) => string | undefined,
  secrecy: Secrecy | undefined,
): readonly (string | undefined)[] {
  const tag = frame.field('delivery-tag')?.value;
  return [
    text('handle', 'handle '),
    text('delivery-id', 'delivery '),
    tag instanceof Uint8Array ? `tag ${bytesText(tag)}` : undefined,
    frame.payload === undefined || frame.payload.size === 0 ? undefined : `${frame.payload.size} bytes`,
    flag(frame, 'more'),
    flag(frame, 'settled'),
    flag(frame, 'aborted'),
    state(frame.field('state')),
    ...messageParts(frame, secrecy),
  ];
}

function messageParts(frame: DecodedFrame, secrecy: Secrecy | undefined): readonly (string | undefined)[] {
  const properties = frame.sections.find((section) => section.type === 'properties' && section.primitive === 'list');
  const named = (name: string): string | undefined => {
    const node = properties?.children.find((child) => child.name === name);
    return node?.presence === 'present' ? short(node) : undefined;
  };
  const [subject, to] = [named('subject'), named('to')];
  const secrets = secrecy !== undefined || carriesToken(frame);
  const body = frame.sections.find(
    (section) => section.type === 'data' || section.type === 'amqp-value' || section.type === 'amqp-sequence',
  );
  return [
    subject === undefined ? undefined : `“${subject}”`,
    to === undefined ? undefined : `to ${to}`,
    body === undefined ? undefined : secrets ? '(secret)' : short(body),
  ];
}

/** A value in few words. */
function short(node: ValueNode): string {
  const { value } = node;
  if (value instanceof Uint8Array) return bytesText(value);
  if (value !== undefined) return cut(`${String(value)}${choiceName(node)}`);
  if (node.primitive === 'map') return `{${node.children.length >> 1}}`;
  return cut(`[${node.children.slice(0, 8).map(short).join(', ')}${node.children.length > 8 ? ', …' : ''}]`);
}

function cut(text: string): string {
  // Secrets are found before the text is cut: its rest tells what they are.
  const line = maskSecrets(text.slice(0, mostSearched)).replace(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function bytesText(bytes: Uint8Array): string {
  const text =
    bytes.length > 2
      ? printable(bytes.length > 4 * longest ? wholeCharacters(bytes.subarray(0, 4 * longest)) : bytes)
      : undefined;
  return text === undefined ? cut(`0x${toHex(bytes, 0, Math.min(bytes.length, longest))}`) : cut(text);
}

/** Without the bytes at the end that begin a character and do not end it. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, Math.max(0, end - 1));
}

function roleOf(frame: DecodedFrame): string | undefined {
  const value = frame.field('role')?.value;
  return value === undefined ? undefined : value === true ? 'receiver' : 'sender';
}

function flag(frame: DecodedFrame, name: string): string | undefined {
  return frame.field(name)?.value === true ? name : undefined;
}

function address(terminus: ValueNode | undefined): string {
  if (terminus?.presence !== 'present') return '(none)';
  if (terminus.type === 'coordinator') return '(transactions)';
  const node = terminus.children.find((child) => child.name === 'address');
  const dynamic = terminus.children.find((child) => child.name === 'dynamic')?.value === true;
  return node?.presence === 'present' ? short(node) : dynamic ? '(dynamic)' : '(no address)';
}

function range(frame: DecodedFrame): string | undefined {
  const [first, last] = [frame.field('first')?.value, frame.field('last')?.value];
  if (first == null) return undefined;
  return last == null || last === first ? String(first) : `${String(first)}–${String(last)}`;
}

function state(node: ValueNode | undefined): string | undefined {
  if (node?.presence !== 'present') return undefined;
  const name =
    node.descriptor === undefined || node.type !== node.primitive ? node.type : descriptorText(node.descriptor.value);
  const inner = node.children.find((child) => child.name === 'outcome' || child.name === 'error');
  return inner?.presence === 'present'
    ? `${name} ${inner.name === 'error' ? (error(inner) ?? '') : (state(inner) ?? '')}`
    : name;
}

function error(node: ValueNode | undefined): string | undefined {
  if (node?.presence !== 'present') return undefined;
  const [condition, description] = node.children;
  return join([
    condition?.presence === 'present' ? short(condition) : undefined,
    description?.presence === 'present' ? `“${short(description)}”` : undefined,
  ]);
}

function outcome(node: ValueNode | undefined): string | undefined {
  return node?.presence === 'present' ? `${String(node.value)}${choiceName(node)}` : undefined;
}
