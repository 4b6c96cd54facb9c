import { codePointName, toHex, printableJson } from '../../../core/index.ts';
import type { EncodeScalar } from '../../encode/index.ts';
import type { PrimitiveName, Scalar } from '../../value.ts';
import { decodeDecimal } from '../scalars/decimal.ts';
import { plainScalar } from '../scalars/plain.ts';

const plainSafe = /^[A-Za-z_/$][\w./@$+=;~()-]*(?::[\w./@$+=;~()-]+)*$/;
// Text that may stand in single quotes as it is.
const singleSafe = /^[\x20-\x26\x28-\x7e]+$/;

/** A text as YAML: plain where it is safe, and means nothing but itself; else in quotes. Variables in it are made mere text. */
export function quoteText(text: string): string {
  if (text.length < 120 && plainSafe.test(text) && plainScalar(text).primitive === 'string') return text;
  if (singleSafe.test(text) && text.includes('"') && !text.includes('{{')) return `'${text}'`;
  return printableJson(JSON.stringify(text)).replace(/\{(?=\{)/g, '\\u007b');
}

/** The text that `quoteText` has put in quotes. */
export function unquoteText(quoted: string): string {
  return quoted.startsWith("'") ? quoted.slice(1, -1) : (JSON.parse(quoted) as string);
}

/** Bytes in hex, in quotes. */
export function hexScalar(bytes: Uint8Array): string {
  return `"${toHex(bytes)}"`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that bytes are the UTF-8 of, if it is one that people can read. */
export function readableText(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined;
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    // Not UTF-8: shown in hex.
    return undefined;
  }
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for.
  return /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]/.test(text) ? undefined : text;
}

/** How a scalar is written where its type is known; undefined where only `!raw` can say it. */
export function scalarText({ type, value }: EncodeScalar): string | undefined {
  switch (type) {
    case 'null':
      return 'null';
    case 'float':
    case 'double':
      return typeof value === 'number' ? numberText(value) : undefined;
    case 'decimal32':
    case 'decimal64':
    case 'decimal128':
      return value instanceof Uint8Array ? (decodeDecimal(type, value) ?? `0x${toHex(value)}`) : undefined;
    case 'char':
      return typeof value === 'number' ? charText(value) : undefined;
    case 'timestamp':
      return typeof value === 'bigint' ? timestampText(value) : undefined;
    case 'binary': {
      const text = value instanceof Uint8Array ? readableText(value) : undefined;
      return text === undefined ? undefined : quoteText(text);
    }
    default:
      return defaultText(type, value);
  }
}

function defaultText(type: PrimitiveName, value: Scalar): string | undefined {
  if (value instanceof Uint8Array || value === null) return undefined;
  return type === 'string' || type === 'symbol' ? quoteText(String(value)) : String(value);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function charText(point: number): string {
  const printable = point > 0x20 && point < 0x7f;
  return printable ? quoteText(String.fromCodePoint(point)) : codePointName(point);
}

const mostDateMs = 8_640_000_000_000_000n;

function timestampText(value: bigint): string {
  if (value > mostDateMs || value < -mostDateMs) return String(value);
  const text = new Date(Number(value)).toISOString();
  return /^\d{4}-/.test(text) ? text : String(value);
}
