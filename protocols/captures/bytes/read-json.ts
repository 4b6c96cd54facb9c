import { JsonDocuments, parsed, takeObjects, type JsonObject } from '../json-documents.ts';
import { looksLikeAmqpFrame, startsWith } from '../recognise.ts';
import { fromBase64Text } from './base64-text.ts';
import { fromHexText } from './hex-text.ts';
import { linesOf } from './lines.ts';
import type { Origin, Piece, Reading } from './model.ts';
import { originOf } from './origin.ts';

/** The shortest that bytes are written in: a protocol header of AMQP in base64. */
const shortest = 11;
/** What a container or a journal has in front of an object. */
const front = /^[^{["]{0,160}(?=\{\s{0,8}")/;
/** Fields that tell who sent the bytes, in this order. */
const origins = ['dir', 'direction', 'type', 'msg', 'message', 'event', 'log'];

/** The bytes of one field of a record, with who sent them. */
interface Field extends Piece {
  readonly key: string;
}

/**
 * Records of JSON, such as a structured logger’s, of which one field has bytes: hex, base64, a list of numbers, or a Buffer of Node.js. That
 * field is one whose first bytes are a header or a frame.
 */
export function readJson(text: string): Reading | undefined {
  if (!/\{\s{0,8}"/.test(text)) return undefined;
  const fields: Field[] = [];
  for (const value of valuesIn(text))
    takeObjects(value, (object) => {
      const found = fieldsOf(object);
      fields.push(...found);
      return found.length > 0;
    });
  const key = fields.find(({ bytes }) => isTelling(bytes))?.key;
  if (key === undefined) return undefined;
  // Fields may be called by the direction.
  const isNamed = originOfKey(key) !== undefined;
  const chosen = fields.filter((each) => each.key === key || (isNamed && originOfKey(each.key) !== undefined));
  const pieces = chosen.map(({ bytes, from }) => ({ bytes, from }));
  const isCertain = pieces.every(({ from }) => from !== undefined);
  return { spelling: `the field “${key}” of JSON`, pieces, share: 1, isCertain };
}

/** The values of JSON in a text: the whole, or those of its lines. */
function valuesIn(text: string): readonly unknown[] {
  const whole = /^\s*[[{]/.test(text.slice(0, 80)) ? parsed(text) : undefined;
  if (whole !== undefined) return [whole];
  const values: unknown[] = [];
  const documents = new JsonDocuments(({ value }) => values.push(value));
  linesOf(text).forEach((line, index) => {
    if (documents.line(line, index)) return;
    const start = front.exec(line.slice(0, 200))?.[0].length ?? 0;
    if (/^\s*[[{]/.test(line.slice(start, start + 80))) values.push(parsed(line.slice(start)));
  });
  documents.end();
  return values;
}

function fieldsOf(object: JsonObject): readonly Field[] {
  const from = originOfObject(object);
  return Object.entries(object).flatMap(([key, value]) => {
    const bytes = bytesOf(value);
    return bytes === undefined ? [] : [{ key, bytes, from: from ?? originOfKey(key) }];
  });
}

function originOfKey(key: string): Origin | undefined {
  return originOf(`${key.replaceAll('_', ' ')}:`);
}

function originOfObject(object: JsonObject): Origin | undefined {
  for (const key of origins) {
    const value = object[key];
    const origin = typeof value === 'string' ? originOf(`${value}:`) : undefined;
    if (origin !== undefined) return origin;
  }
  return undefined;
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === 'string')
    return value.length < shortest ? undefined : (fromHexText(value) ?? fromBase64Text(value));
  if (Array.isArray(value)) return ofNumbers(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, data } = value as JsonObject;
  return type === 'Buffer' && Array.isArray(data) ? ofNumbers(data) : undefined;
}

function ofNumbers(list: readonly unknown[]): Uint8Array | undefined {
  const isBytes = list.every((each) => Number.isInteger(each) && Number(each) >= -128 && Number(each) <= 255);
  return isBytes && list.length > 2 ? Uint8Array.from(list, Number) : undefined;
}

function isTelling(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'AMQP') || startsWith(bytes, '<') || (bytes.length > 8 && looksLikeAmqpFrame(bytes));
}
