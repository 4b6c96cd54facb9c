import type { Datatype } from '../model/datatype-names.ts';
import { linearPattern } from '../model/pattern.ts';
import type { XmlElement } from '../parser/node.ts';
import type { SchemaReader } from './source.ts';

const integers =
  /^(?:integer|positiveInteger|nonNegativeInteger|byte|short|int|long|unsignedByte|unsignedShort|unsignedInt|unsignedLong)(?:\(|$)/;

/** A base type narrowed by the facets of a restriction (XML Schema 2, 4.3). What cannot be expressed is reported and not checked. */
export function restrict(reader: SchemaReader, restriction: XmlElement, base: Datatype): Datatype {
  const facets = reader.children(restriction);
  const values = (local: string): string[] =>
    facets.filter((facet) => facet.local === local).map((facet) => reader.rawValue(facet, 'value') ?? '');
  const enumeration = values('enumeration');
  if (enumeration.length > 0) return enumerate(enumeration);
  const patterns = facets
    .filter((facet) => facet.local === 'pattern')
    .flatMap((facet) => toPattern(reader, facet) ?? []);
  if (patterns.length > 0)
    return `/${patterns.length === 1 ? (patterns[0] ?? '') : patterns.map((each) => `(?:${each})`).join('|')}/`;
  return bound(reader, facets, base);
}

/** An enumeration in the model's notation, or as a pattern where a value holds one of the notation's own signs. */
export function enumerate(values: readonly string[]): Datatype {
  if (!values.some((value) => value.includes('|') || /[?~]$/.test(value) || value === ''))
    return `=${values.join('|')}`;
  if (values.every((value) => value === '')) return 'empty';
  return `/${values.map(escapePattern).join('|')}/`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A pattern of XML Schema 2, appendix F as an ECMAScript one; undefined, with a report, where it uses what the latter lacks. */
function toPattern(reader: SchemaReader, facet: XmlElement): string | undefined {
  const value = reader.rawValue(facet, 'value') ?? '';
  const reason = value.includes('-[')
    ? 'it takes one class of characters from another'
    : /\\[pP]\{Is/.test(value)
      ? 'it names a block of Unicode'
      : undefined;
  const pattern = value
    .replace(/\\i/g, '[\\p{L}_:]')
    .replace(/\\c/g, '[\\p{L}\\p{N}\\p{M}._:\\-]')
    .replace(/\\([-#"'&,;:=!@%<> ])/g, (_, sign: string) => (sign === '-' ? '\\x2d' : sign));
  if (reason === undefined) {
    try {
      new RegExp(`^(?:${pattern})$`, 'u');
      if (linearPattern(pattern) !== undefined) return pattern;
      reader.report(
        'schema/unsupported',
        facet,
        'value',
        'Values are not checked against this pattern: it has lookaround or references, or repeats too much (5,000 steps). Write a simpler one',
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      reader.report(
        'schema/value',
        facet,
        'value',
        'This pattern cannot be read as a regular expression, so that values are not checked against it: correct it',
      );
      return undefined;
    }
  }
  reader.report(
    'schema/unsupported',
    facet,
    'value',
    `Values are not checked against this pattern: ${reason}, which is not supported. List the characters instead`,
  );
  return undefined;
}

/** Bounds on a number's value or on a text's length. */
function bound(reader: SchemaReader, facets: readonly XmlElement[], base: Datatype): Datatype {
  const known = /^(\w+)(?:\((-?\d*)\.\.(-?\d*)\))?$/.exec(base);
  if (known === null) return base;
  const name = known[1] === 'token' ? 'string' : (known[1] ?? '');
  let [least, greatest] = [known[2] ?? '', known[3] ?? ''];
  for (const facet of facets) {
    const { local } = facet;
    const size = local === 'length' || local === 'minLength' || local === 'maxLength';
    const value = size || /^(?:min|max)(?:In|Ex)clusive$/.test(local) ? boundOf(reader, facet, name, size) : undefined;
    if (value === undefined) continue;
    if (local === 'length' || local.startsWith('min')) least = value;
    if (local === 'length' || local.startsWith('max')) greatest = value;
  }
  return least === '' && greatest === '' ? base : (`${name}(${least}..${greatest})` as Datatype);
}

function boundOf(reader: SchemaReader, facet: XmlElement, type: string, size: boolean): string | undefined {
  const value = reader.value(facet, 'value') ?? '';
  const fits = size
    ? type === 'string'
    : integers.test(type) || ((type === 'decimal' || type === 'double') && facet.local.endsWith('Inclusive'));
  if (size && !/^\d{1,9}$/.test(value)) {
    reader.report('schema/value', facet, 'value', `The ${facet.local} must be a whole number from 0 on: correct it`);
    return undefined;
  }
  if (!fits || !/^[+-]?\d{1,30}$/.test(value)) {
    reader.report(
      'schema/unsupported',
      facet,
      'value',
      `This ${facet.local} is not checked: bounds are read for the length of texts and, as whole numbers, for numbers`,
    );
    return undefined;
  }
  const number = BigInt(value.replace('+', ''));
  return String(facet.local === 'minExclusive' ? number + 1n : facet.local === 'maxExclusive' ? number - 1n : number);
}
