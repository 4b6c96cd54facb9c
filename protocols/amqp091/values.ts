import type { ArgumentType } from './definitions.ts';
import type { Node091 } from './node.ts';
import type { Reader } from './reader.ts';

const deepest = 64;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Text where the bytes are UTF-8, else the bytes themselves: long strings may hold anything (4.2.5.3). */
function textOrBytes(bytes: Uint8Array): string | Uint8Array {
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}

/** Reads one argument or property (4.2.5). Bits are read by the caller, since several share an octet. */
export function readValue(reader: Reader, name: string, type: Exclude<ArgumentType, 'bit'>): Node091 {
  const start = reader.at;
  const leaf = (value: NonNullable<Node091['value']>): Node091 => ({
    name,
    type,
    value,
    start,
    end: reader.at,
    children: [],
  });
  switch (type) {
    case 'octet':
      return leaf(reader.octet(name));
    case 'short':
      return leaf(reader.short(name));
    case 'long':
      return leaf(reader.long(name));
    case 'longlong':
    case 'timestamp':
      return leaf(reader.longlong(name));
    case 'shortstr':
      return leaf(textOrBytes(reader.take(reader.octet(name), name)));
    case 'longstr':
      return leaf(textOrBytes(reader.take(reader.long(name), name)));
    case 'table':
      return readTable(reader, name, 0);
  }
}

/** A field table: a length, then pairs of a short string and a typed value (4.2.5.5). */
function readTable(reader: Reader, name: string, depth: number): Node091 {
  const start = reader.at;
  const children = readMembers(reader, name, depth, () => {
    const key = textOrBytes(reader.take(reader.octet('a key'), 'a key'));
    return typeof key === 'string' ? key : '(not UTF-8)';
  });
  return { name, type: 'table', start, end: reader.at, children };
}

function readArray(reader: Reader, name: string, start: number, depth: number): Node091 {
  let index = 0;
  const children = readMembers(reader, name, depth, () => String(index++));
  return { name, type: "array 'A'", start, end: reader.at, children };
}

/** The members between a length and its end. */
function readMembers(reader: Reader, what: string, depth: number, label: () => string): Node091[] {
  const size = reader.long(what);
  const children: Node091[] = [];
  if (!reader.has(size, what)) return children;
  if (depth >= deepest) {
    reader.fail(`${what} is nested more than ${deepest} deep`);
    return children;
  }
  const outer = reader.end;
  const end = reader.at + size;
  reader.end = end;
  while (reader.at < end && reader.problem === undefined) {
    const start = reader.at;
    children.push({ ...readField(reader, label(), depth + 1), start });
  }
  reader.end = outer;
  if (reader.problem !== undefined) reader.at = outer;
  return children;
}

/** One value with its type octet: RabbitMQ's set of types, which its clients use rather than the specification's. */
function readField(reader: Reader, name: string, depth: number): Node091 {
  const start = reader.at;
  const code = String.fromCharCode(reader.octet('a type'));
  const leaf = (type: string, value: NonNullable<Node091['value']> | null): Node091 => ({
    name,
    type: `${type} '${code}'`,
    value,
    start,
    end: reader.at,
    children: [],
  });
  switch (code) {
    case 't':
      return leaf('boolean', reader.octet(name) !== 0);
    case 'b':
      return leaf('byte', (reader.octet(name) << 24) >> 24);
    case 'B':
      return leaf('octet', reader.octet(name));
    case 's':
    case 'U':
      return leaf('short', (reader.short(name) << 16) >> 16);
    case 'u':
      return leaf('unsigned short', reader.short(name));
    case 'I':
      return leaf('long', reader.long(name) | 0);
    case 'i':
      return leaf('unsigned long', reader.long(name));
    case 'l':
    case 'L':
      return leaf('longlong', BigInt.asIntN(64, reader.longlong(name)));
    case 'f':
      return leaf('float', reader.float(4, name));
    case 'd':
      return leaf('double', reader.float(8, name));
    case 'D': {
      const scale = reader.octet(name);
      return leaf('decimal', `${reader.long(name) | 0}e-${scale}`);
    }
    case 'S':
      return leaf('longstr', textOrBytes(reader.take(reader.long(name), name)));
    case 'x':
      return leaf('bytes', reader.take(reader.long(name), name));
    case 'T':
      return leaf('timestamp', reader.longlong(name));
    case 'V':
      return leaf('void', null);
    case 'F':
      return { ...readTable(reader, name, depth), start };
    case 'A':
      return readArray(reader, name, start, depth);
    default:
      reader.fail(`“${code}” is not a type of a field table`, start);
      return leaf('unknown', null);
  }
}
