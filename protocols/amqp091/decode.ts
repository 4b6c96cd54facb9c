import { classes, type Argument, type ArgumentType } from './definitions.ts';
import type { Node091, Problem091 } from './node.ts';
import { Reader } from './reader.ts';
import { readValue } from './values.ts';

const frameTypes: Readonly<Record<number, 'method' | 'header' | 'body' | 'heartbeat'>> = {
  1: 'method',
  2: 'header',
  3: 'body',
  8: 'heartbeat',
};

/** A decoded frame of AMQP 0-9-1 (4.2.3). */
export interface Frame091 {
  readonly kind: 'header' | 'frame' | 'heartbeat' | 'garbage';
  readonly frameType?: 'method' | 'header' | 'body' | 'heartbeat';
  readonly channel?: number;
  /** `queue.declare` for a method, `basic` for a content header. */
  readonly name?: string;
  /** Arguments of a method, or body size and properties of a content header. */
  readonly fields: readonly Node091[];
  readonly problems: readonly Problem091[];
}

/** Decodes one unit that the framer cut. Never throws; what does not fit is a problem with its byte. */
export function decode091(bytes: Uint8Array): Frame091 {
  if (bytes.length === 8 && bytes[0] === 0x41 && bytes[1] === 0x4d) return { kind: 'header', fields: [], problems: [] };
  const type = frameTypes[bytes[0] ?? 0];
  if (type === undefined || bytes.length < 8) {
    return { kind: 'garbage', fields: [], problems: [{ message: 'This is not a frame of AMQP 0-9-1', offset: 0 }] };
  }
  const channel = ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
  const problems: Problem091[] = [];
  if (bytes[bytes.length - 1] !== 0xce)
    problems.push({ message: 'The frame does not end with the octet 0xCE (4.2.3)', offset: bytes.length - 1 });
  if (type === 'heartbeat') return { kind: 'heartbeat', frameType: type, channel, fields: [], problems };
  const reader = new Reader(bytes, 7, bytes.length - 1);
  const content = type === 'method' ? method(reader) : type === 'header' ? contentHeader(reader) : { fields: [] };
  if (reader.problem !== undefined) problems.push(reader.problem);
  else if (type !== 'body' && reader.at < reader.end)
    problems.push({ message: `${reader.end - reader.at} bytes follow the last argument`, offset: reader.at });
  return { kind: 'frame', frameType: type, channel, ...content, problems };
}

interface Content {
  readonly name?: string;
  readonly fields: readonly Node091[];
}

function method(reader: Reader): Content {
  const at = reader.at;
  const classId = reader.short('the class');
  const methodId = reader.short('the method');
  const found = classes[classId]?.methods[methodId];
  if (found === undefined) {
    reader.fail(`Class ${classId} has no method ${methodId}`, at);
    return { name: `${classId}.${methodId}`, fields: [] };
  }
  return { name: `${classes[classId]?.name ?? ''}.${found[0]}`, fields: readArguments(reader, found[1]) };
}

/** Arguments one after the other; bits that follow each other are packed from the lowest bit (4.2.5.2). */
function readArguments(reader: Reader, args: readonly Argument[]): Node091[] {
  const nodes: Node091[] = [];
  let bits = 0;
  let octet = 0;
  for (const [name, type] of args) {
    if (reader.problem !== undefined) break;
    if (type !== 'bit') {
      bits = 0;
      nodes.push(readValue(reader, name, type));
      continue;
    }
    if (bits % 8 === 0) octet = reader.octet(name);
    nodes.push({
      name,
      type,
      value: ((octet >> (bits % 8)) & 1) === 1,
      start: reader.at - 1,
      end: reader.at,
      children: [],
    });
    bits++;
  }
  return nodes;
}

/** Class, weight, body size, property flags and properties (4.2.6.1). */
function contentHeader(reader: Reader): Content {
  const at = reader.at;
  const classId = reader.short('the class');
  const definition = classes[classId];
  if (definition === undefined) {
    reader.fail(`There is no class ${classId}`, at);
    return { name: String(classId), fields: [] };
  }
  const fields: Node091[] = [readValue(reader, 'weight', 'short'), readValue(reader, 'body-size', 'longlong')];
  const flags = reader.short('the property flags');
  definition.properties.forEach(([name, type]: readonly [string, ArgumentType], index) => {
    if (type !== 'bit' && reader.problem === undefined && ((flags >> (15 - index)) & 1) === 1)
      fields.push(readValue(reader, name, type));
  });
  return { name: definition.name, fields };
}
