import { toHex, type NameKind, type Names } from '../core/index.ts';

/** Marks the place of a variable while a unit is encoded and written out again. */
const mark = 'wireloupeVariable';
const marked = new RegExp(String.raw`(["']?)${mark}(\d+)End\1`, 'g');
const inText = new RegExp(String.raw`${mark}(\d+)End`, 'g');

const hexMark = toHex(new TextEncoder().encode(mark));

/** How the variables of a kind are called. */
const titles: Readonly<Partial<Record<NameKind, string>>> = {
  id: 'id',
  tag: 'tag',
  jid: 'jid',
  container: 'container',
};

interface Variable {
  readonly name: string;
  readonly value: string;
}

/** What no value of a variable has: markup, braces, and what cannot be seen. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const unfit = /[<>&"'{}?\\\x00-\x1f\x7f-\x9f\ufffd]/;

/** Turns identifiers, tags, JIDs and container ids of a template into variables, the same value into the same one. */
export class TemplateVariables implements Names {
  readonly #variables: Variable[] = [];
  readonly #used = new Set<Variable>();
  readonly #numbers = new Map<string, number>();
  readonly #counts = new Map<string, number>();

  of(kind: NameKind, value: string): string {
    const title = titles[kind];
    if (title === undefined || value === '' || (kind !== 'tag' && unfit.test(value))) return value;
    const key = `${title} ${value}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#variables.length;
      this.#numbers.set(key, number);
      const count = (this.#counts.get(title) ?? 0) + 1;
      this.#counts.set(title, count);
      const name = `${title}-${count}`;
      // A tag may be any bytes: its variable has a text that is as good.
      this.#variables.push({ name, value: unfit.test(value) ? name : value });
    }
    return `${mark}${number}End`;
  }

  inBytes(bytes: Uint8Array): Uint8Array {
    return bytes;
  }

  /** A step of the notation with its variables, each in quotes; undefined where one is in bytes, which have no room for it. */
  inNotation(text: string): string | undefined {
    if (text.includes(hexMark)) return undefined;
    return text.replace(marked, (_, quote: string, number: string) => {
      const open = quote === '' ? "'" : quote;
      return `${open}${this.#written(number)}${open}`;
    });
  }

  /** XML with its variables. */
  inXml(text: string): string {
    return text.replace(inText, (_, number: string) => this.#written(number));
  }

  #written(number: string): string {
    const variable = this.#variables[Number(number)];
    if (variable !== undefined) this.#used.add(variable);
    return `{{${variable?.name ?? ''}}}`;
  }

  /** All variables that are used, with the values that the input has. */
  get all(): readonly Variable[] {
    return this.#variables.filter((variable) => this.#used.has(variable));
  }
}
