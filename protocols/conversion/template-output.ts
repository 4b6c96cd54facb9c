import { plural, type Side, type TextLanguage } from '../core/index.ts';
import { isLoneKind } from '../amqp/decode/index.ts';
import { templateStanzas } from '../xmpp/index.ts';
import { templateTitles } from './names.ts';
import { OutputError, type ConvertedUnit, type Output, type Write } from './model.ts';
import type { TemplateVariables } from './variables.ts';

/** Characters of a template: an editor opens no more. */
const longest = 64 * 1024 * 1024;

/** How a language writes units, and what stands in front of them. */
interface Language {
  /** A unit as one or more parts of the file; none where it has no form there. */
  readonly parts: (unit: ConvertedUnit, variables?: TemplateVariables) => readonly string[];
  readonly between: string;
  readonly head: (variables: TemplateVariables) => string;
  readonly empty: string;
}

const languages: Readonly<Record<TextLanguage, Language>> = {
  notation: {
    parts: ({ unit, opened, named }, variables) => {
      const text = isLoneKind(unit.kind) ? undefined : opened.text();
      if (text === undefined || variables === undefined) return text === undefined ? [] : [text];
      return [variables.inNotation(text) ?? named.text() ?? ''];
    },
    between: '',
    head: ({ all }) =>
      all.length === 0
        ? ''
        : `vars:\n${all.map(({ name, value }) => `  ${name}: ${JSON.stringify(value)}\n`).join('')}frames:\n`,
    empty: '[]\n',
  },
  xml: {
    parts: ({ opened }, variables) =>
      templateStanzas(opened).map((text) => `${variables === undefined ? text : variables.inXml(text)}\n`),
    between: '\n',
    head: ({ all }) =>
      all.map(({ name, value }) => `<?var ${name}="${value}"?>\n`).join('') + (all.length > 0 ? '\n' : ''),
    empty: '',
  },
};

export interface TemplateOptions {
  /** Whose units are written: a template is what one side sends. */
  readonly side: Side;
  /** Where values become variables: the names that the units were renamed by. */
  readonly variables?: TemplateVariables | undefined;
}

/** Writes what one side of one connection sends as a template. */
export class TemplateOutput implements Output {
  readonly #write: Write;
  readonly #language: TextLanguage;
  readonly #options: TemplateOptions;
  /** The connection whose units are written. */
  #connection: number | undefined;
  readonly #parts: string[] = [];
  #size = 0;
  #leftOut = 0;
  #lossy = 0;

  constructor(language: TextLanguage, options: TemplateOptions, write: Write) {
    this.#language = language;
    this.#options = options;
    this.#write = write;
  }

  begin(): void {
    // A template names no connection.
  }

  unit(converted: ConvertedUnit): void {
    const { connection, side, unit, opened } = converted;
    const { side: wanted, variables } = this.#options;
    if (opened.language !== this.#language || side !== wanted || unit.kind === 'keepalive') return;
    const { parts: partsOf } = languages[this.#language];
    const parts = partsOf(converted, variables);
    if (parts.length === 0) {
      this.#leftOut++;
      return;
    }
    this.#connection ??= connection;
    if (this.#connection !== connection)
      throw new OutputError(
        `A template is of one connection, and the units are of more than one of ${templateTitles[this.#language]} (${this.#connection}, ${connection})`,
        'connections',
      );
    if (unit.lossy !== undefined) this.#lossy++;
    for (const part of parts) {
      this.#parts.push(part);
      this.#size += part.length;
    }
    if (this.#size > longest)
      throw new OutputError(`A template has ${longest >> 20} MiB at most: choose fewer units, or another format.`);
  }

  gap(): void {
    // A template says what is sent, not what is missing.
  }

  late(): void {
    // The same.
  }

  end(): void {
    // The same.
  }

  finish(): readonly string[] {
    const { between, head, empty } = languages[this.#language];
    const { variables, side } = this.#options;
    const before = variables === undefined ? '' : head(variables);
    if (this.#parts.length === 0) this.#write(empty);
    else {
      this.#write(before);
      const isNested = before !== '' && this.#language === 'notation';
      this.#parts.forEach((part, index) => {
        const text = isNested ? part.replace(/^(?=.)/gm, '  ') : part;
        this.#write(index === 0 ? text : between + text);
      });
    }
    const told: string[] = [];
    if (this.#parts.length === 0) told.push(`The ${side} sends nothing that a template can send.`);
    if (this.#leftOut > 0)
      told.push(
        `${plural(this.#leftOut, 'unit')} of the ${side} cannot be sent by a template, such as those of a log-in, and ${this.#leftOut === 1 ? 'is' : 'are'} left out.`,
      );
    if (this.#lossy > 0)
      told.push(
        `${plural(this.#lossy, 'unit')} ${this.#lossy === 1 ? 'is' : 'are'} from a log, which may leave out what crossed the wire.`,
      );
    return told;
  }
}
