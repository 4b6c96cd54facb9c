import { parsed } from '../json-documents.ts';
import { directionBy } from './json-directions.ts';
import { prefixOf } from './prefixes.ts';

/** A field of a record that pino-pretty prints: it is on a line of its own, below that of the message. */
const field = /^ {2,8}([\w@.$-]{1,60}): (?=")/;

/** Reads XML in the fields of records, whose direction the field or the message above it tells. */
export class PrettyFields {
  #message = '';

  /** The text of a line with XML, with its direction. Undefined for other lines. */
  line(line: string): string | undefined {
    const found = field.exec(line.slice(0, 80));
    if (found === null) {
      if (!line.startsWith(' ')) this.#message = line.slice(0, 400);
      return undefined;
    }
    const [head, key = ''] = found;
    const value = parsed(line.slice(head.length).trimEnd());
    // The like in a configuration is below a name.
    if (typeof value !== 'string' || !/^\s*</.test(value) || prefixOf(this.#message) < 0) return undefined;
    const direction = directionBy(key) ?? directionBy(this.#message);
    return direction === undefined ? undefined : `${direction}: ${value}`;
  }
}
