import { CodeLens, Range, type CodeLensProvider, type TextDocument } from 'vscode';
import { setting } from '../settings.ts';
import { templateChoices } from './template-choices.ts';
import type { DecodedView } from './view.ts';

/** The lens at the top of a decoded page, which opens its units as a template. */
export class DecodedLenses implements CodeLensProvider {
  readonly #view: DecodedView;

  constructor(view: DecodedView) {
    this.#view = view;
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const page = this.#view.page(document.uri);
    if (page === undefined || !setting('codeLens.enabled', document)) return [];
    if (templateChoices(page).length === 0) return [];
    const title = '$(go-to-file) Open as a template (.amqp.yaml or .xmpp)';
    const command = { title, command: 'wireloupe.openAsTemplate', arguments: [document.uri.toString()] };
    return [new CodeLens(new Range(0, 0, 0, 0), command)];
  }
}
