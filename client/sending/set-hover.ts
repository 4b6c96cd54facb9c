import { Hover, MarkdownString, Range, type HoverProvider, type Position, type TextDocument } from 'vscode';
import { findVariables } from '../../protocols/core/index.ts';
import { lastValueText, type SetValues } from './set-values.ts';

/** Shows what a variable was last set to by an answer, beside what the language server says of it. */
export class SetHover implements HoverProvider {
  readonly #values: SetValues;

  constructor(values: SetValues) {
    this.#values = values;
  }

  provideHover(document: TextDocument, { line, character }: Position): Hover | undefined {
    const { text } = document.lineAt(line);
    const variable = findVariables(text).find(({ start, end }) => start <= character && character <= end);
    if (variable === undefined || variable.dynamic) return undefined;
    const last = this.#values.last(document.uri.toString(), variable.name);
    if (last === undefined) return undefined;
    const range = new Range(line, variable.start, line, variable.end);
    // What the other side sent is no Markdown.
    return new Hover(new MarkdownString().appendText(lastValueText(last)), range);
  }
}
