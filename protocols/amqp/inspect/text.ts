import { codePointName, toHex, plural } from '../../core/index.ts';
import type { ValueNode } from '../node.ts';
import { decodeDecimal } from '../notation/scalars/decimal.ts';
import { encodingOf, hexCode } from '../types/formats.ts';
import { AmqpNode } from '../decode/index.ts';
import type { FieldUse } from '../types/uses.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes that are printable UTF-8; undefined for others. */
export function printable(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0 || bytes.some(isControl)) return undefined;
  try {
    const text = utf8.decode(bytes);
    return /^[^\p{Cc}\p{Cs}\p{Co}\p{Cn}]+$/u.test(text.replace(/[\n\r\t]/g, ' ')) ? text : undefined;
  } catch {
    // Not UTF-8, which the question is about.
    return undefined;
  }
}

/** Of a character of one byte: told without decoding, which costs much where it fails. */
function isControl(byte: number): boolean {
  return byte < 0x20 ? byte !== 0x09 && byte !== 0x0a && byte !== 0x0d : byte === 0x7f;
}

/** A scalar for people, on one line and whole; compounds say how many parts they have. */
export function valueText(node: ValueNode): string {
  const { value } = node;
  switch (node.primitive) {
    case 'null':
      return 'null';
    case 'string':
      return quoted(String(value));
    case 'symbol':
      return String(value);
    case 'char':
      return typeof value === 'number' ? charText(value) : '';
    case 'timestamp':
      return typeof value === 'bigint' ? timeText(value) : '';
    case 'binary':
      return value instanceof Uint8Array ? binaryText(value) : '';
    case 'decimal32':
    case 'decimal64':
    case 'decimal128':
      return value instanceof Uint8Array ? (decodeDecimal(node.primitive, value) ?? `0x${toHex(value)}`) : '';
    case 'list':
    case 'array':
      return plural(
        node.children.filter((child) => child.gap !== true && child.start >= 0).length,
        node.primitive === 'array' ? 'element' : partName(node),
      );
    case 'map':
      return plural(Math.ceil(node.children.filter((child) => child.gap !== true).length / 2), 'pair');
    default:
      return `${String(value)}${choiceName(node)}`;
  }
}

function partName(node: ValueNode): string {
  return node.type === 'list' ? 'element' : 'field';
}

function charText(point: number): string {
  const name = codePointName(point);
  return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) || point < 0x20
    ? name
    : `${String.fromCodePoint(point)} (${name})`;
}

/** Dates that JavaScript cannot hold are shown as milliseconds only. */
function timeText(time: bigint): string {
  const limit = 8_640_000_000_000_000n;
  return time > limit || time < -limit
    ? time.toString()
    : `${new Date(Number(time)).toISOString()} (${time.toString()})`;
}

/** Up to this many bytes, text in binary is shown as digits as well. */
const shortBinary = 32;

function binaryText(bytes: Uint8Array): string {
  const text = printable(bytes);
  if (text === undefined) return `0x${toHex(bytes)}`;
  return bytes.length > shortBinary ? quoted(text) : `${quoted(text)} 0x${toHex(bytes)}`;
}

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text on one line: control characters are escaped, and nothing else is. */
function quoted(text: string): string {
  return `"${text.replace(/\p{Cc}/gu, (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

/** The field of a composite that a node is, whether it is on the wire or not. */
export function fieldOf(node: ValueNode): FieldUse | undefined {
  return node instanceof AmqpNode ? (node.field ?? undefined) : undefined;
}

/** ` (sender)`: what a value of a restricted type is called; empty for other values. */
export function choiceName(node: ValueNode): string {
  const name = node.value === undefined || !(node instanceof AmqpNode) ? undefined : node.use?.choices?.get(node.value);
  return name === undefined || name === String(node.value) ? '' : ` (${name})`;
}

/** `0x52 smalluint`; undefined for what is not on the wire. */
export function encodingText(node: ValueNode): string | undefined {
  if (node.format < 0 || node.start < 0 || (node.format === 0 && node.descriptor !== undefined)) return undefined;
  const name = encodingOf(node.format)?.name ?? '';
  return `${hexCode(node.format)}${name === '' ? '' : ` ${name}`}${node.code < 0 ? ' (of the array)' : ''}`;
}

/** A descriptor for people: `0x10 open`, `amqp:open:list`, `apache.org:selector-filter:string`. */
export function descriptorText(value: bigint | string): string {
  return typeof value === 'string' ? value : value < 0n ? value.toString() : `0x${value.toString(16).padStart(2, '0')}`;
}
