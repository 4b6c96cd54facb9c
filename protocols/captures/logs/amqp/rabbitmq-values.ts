import type { LogFrame, LogValue } from './frame-of.ts';
import type { Term } from './erlang-terms.ts';
import { unknownValue } from './log-units.ts';
import type { LogFields } from './log-value.ts';
import { Unreadable } from './cursor.ts';

const version = 'v1_0.';

/** The name and fields of a record: `{'v1_0.open',[{container_id,…}]}`, `{'v1_0.open',{utf8,…},…}` or `#'v1_0.open'{container_id = …}`. */
export function recordOf(term: Term): Pick<LogFrame, 'performative' | 'fields'> | undefined {
  if (typeof term !== 'object' || term instanceof Uint8Array) return undefined;
  if (term.what === 'record' && term.name.startsWith(version))
    return {
      performative: term.name.slice(version.length),
      fields: new Map([...term.fields].map(([name, value]) => [name, valueOf(value)] as const)),
    };
  const [tag, ...rest] = term.what === 'tuple' ? term.items : [];
  const name = nameOf(tag);
  if (name?.startsWith(version) !== true) return undefined;
  return { performative: name.slice(version.length), fields: fieldsOf(rest) };
}

/** Fields with their names in one list, or by position. */
function fieldsOf(terms: readonly Term[]): LogFields {
  const [first] = terms;
  if (terms.length === 1 && isWhat(first, 'list') && first.items.every(isNamed)) {
    const named = first.items.map((item) => (isWhat(item, 'tuple') ? item.items : []));
    return new Map(
      named.map(([name, value]) => [nameOf(name) ?? '', value === undefined ? null : valueOf(value)] as const),
    );
  }
  return terms.map(valueOf);
}

function isNamed(term: Term): boolean {
  return isWhat(term, 'tuple') && term.items.length === 2 && isWhat(term.items[0], 'atom');
}

/** A value of `amqp10_binary_parser`, with its type as a tuple. */
function valueOf(term: Term): LogValue {
  if (typeof term === 'number' || typeof term === 'bigint') return { what: 'number', value: term };
  // A field's own bytes: they take the type of the field.
  if (term instanceof Uint8Array) return new TextDecoder().decode(term);
  switch (term.what) {
    case 'atom':
      return term.name === 'true'
        ? true
        : term.name === 'false'
          ? false
          : term.name === 'undefined' || term.name === 'null'
            ? null
            : unknownValue;
    case 'float':
      return { what: 'typed', type: 'double', value: term.value };
    case 'text':
      return term.text;
    case 'list':
      return term.items.map(valueOf);
    case 'tuple':
      return taggedValue(term);
    case 'record':
      return compositeOf(term);
    default:
      return unknownValue;
  }
}

function compositeOf(term: Term): LogValue {
  const found = recordOf(term);
  return found === undefined ? unknownValue : { what: 'composite', type: found.performative, fields: found.fields };
}

function taggedValue(term: Extract<Term, { what: 'tuple' }>): LogValue {
  const [tag, first, second] = term.items;
  const name = nameOf(tag);
  if (name === undefined || (first === undefined && !name.startsWith(version))) return unknownValue;
  if (name.startsWith(version)) return compositeOf(term);
  switch (name) {
    case 'utf8':
      return { what: 'string', text: textOf(first) };
    case 'symbol':
      return { what: 'symbol', text: textOf(first) };
    case 'binary':
      return first instanceof Uint8Array ? { what: 'binary', bytes: first } : unknownValue;
    case 'uuid':
      return first instanceof Uint8Array ? { what: 'typed', type: 'uuid', value: first } : unknownValue;
    case 'list':
      return isWhat(first, 'list') ? first.items.map(valueOf) : unknownValue;
    case 'map':
      return isWhat(first, 'list') ? { what: 'map', entries: first.items.map(pairOf) } : unknownValue;
    case 'array':
      return isWhat(second, 'list')
        ? { what: 'array', type: typeOf(first), items: second.items.map(valueOf) }
        : unknownValue;
    case 'described':
      return describedOf(first, second);
    case 'char':
      return charOf(first);
    case 'as_is':
      return encodedOf(first, second);
    default:
      return scalarOf(typeOf(tag), first);
  }
}

/** A character: its code point, or the four bytes of it. */
function charOf(term: Term | undefined): LogValue {
  const point =
    term instanceof Uint8Array && term.length === 4 ? new DataView(new Uint8Array(term).buffer).getUint32(0) : term;
  return scalarOf('char', point);
}

/** What RabbitMQ does not decode, by its code (AMQP 1.0, 1.6): numbers that are infinite or none, and decimals. */
const encoded: ReadonlyMap<number, readonly [type: string, size: number]> = new Map([
  [0x72, ['float', 4]],
  [0x82, ['double', 8]],
  [0x74, ['decimal32', 4]],
  [0x84, ['decimal64', 8]],
  [0x94, ['decimal128', 16]],
]);

function encodedOf(code: Term | undefined, bytes: Term | undefined): LogValue {
  const [type, size] = encoded.get(Number(code)) ?? [];
  if (type === undefined || !(bytes instanceof Uint8Array) || bytes.length !== size) return unknownValue;
  const view = new DataView(new Uint8Array(bytes).buffer);
  if (type === 'float') return { what: 'typed', type, value: view.getFloat32(0) };
  return { what: 'typed', type, value: type === 'double' ? view.getFloat64(0) : bytes };
}

function pairOf(term: Term): readonly [LogValue, LogValue] {
  const [key, value] = isWhat(term, 'tuple') ? term.items : [];
  return key === undefined || value === undefined ? [unknownValue, unknownValue] : [valueOf(key), valueOf(value)];
}

function describedOf(descriptor: Term | undefined, content: Term | undefined): LogValue {
  if (descriptor === undefined || content === undefined) return unknownValue;
  const mark = valueOf(descriptor);
  const value = valueOf(content);
  if (mark !== null && typeof mark === 'object' && 'what' in mark) {
    if (mark.what === 'symbol' || mark.what === 'string') return { what: 'described', descriptor: mark.text, value };
    if (
      (mark.what === 'typed' || mark.what === 'number') &&
      (typeof mark.value === 'number' || typeof mark.value === 'bigint')
    )
      return { what: 'described', descriptor: mark.value, value };
  }
  return unknownValue;
}

const numeric = /^(?:u?byte|u?short|u?int|u?long|timestamp|char|float|double|decimal(?:32|64|128))$/;

function scalarOf(type: string, term: Term | undefined): LogValue {
  if (type === 'boolean' && isWhat(term, 'atom')) return { what: 'typed', type, value: term.name === 'true' };
  if (!numeric.test(type)) return unknownValue;
  if (typeof term === 'number' || typeof term === 'bigint' || term instanceof Uint8Array)
    return { what: 'typed', type, value: term };
  return isWhat(term, 'float') ? { what: 'typed', type, value: term.value } : unknownValue;
}

function typeOf(term: Term | undefined): string {
  const name = nameOf(term) ?? '';
  return name === 'utf8' ? 'string' : name;
}

function textOf(term: Term | undefined): string {
  if (term instanceof Uint8Array) return new TextDecoder().decode(term);
  if (isWhat(term, 'text')) return term.text;
  throw new Unreadable('A text of this frame is printed in another form');
}

function nameOf(term: Term | undefined): string | undefined {
  return isWhat(term, 'atom') ? term.name : undefined;
}

function isWhat<W extends 'atom' | 'list' | 'tuple' | 'text' | 'float'>(
  term: Term | undefined,
  what: W,
): term is Extract<Term, { what: W }> {
  return typeof term === 'object' && !(term instanceof Uint8Array) && term.what === what;
}
