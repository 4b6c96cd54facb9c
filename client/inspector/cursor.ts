import { EventEmitter, workspace, type Disposable, type TextDocument } from 'vscode';
import { resolveEnvironment } from '../../protocols/project/index.ts';
import type { Choices } from '../connections/choices.ts';
import { currentEnvironment } from '../connections/environment.ts';
import { protocolOf } from '../language/serves.ts';
import type { Definitions } from '../project/definitions.ts';
import type { Projects } from '../project/projects.ts';
import { concernsRules, ruleSettings } from '../project/rule-settings.ts';
import { unitAt } from './unit-at.ts';
import type { Inspected } from './source.ts';

/** The stanza or frame at the cursor, decoded from the bytes that would be sent. */
export class CursorSource implements Disposable {
  readonly #changed = new EventEmitter<void>();
  /** What texts are decoded by has changed: the project's own types, its rules, the values of its variables. */
  readonly onDidChange = this.#changed.event;
  readonly #listening: readonly Disposable[];
  readonly #projects: Projects;
  readonly #choices: Choices;
  readonly #definitions: Definitions;

  constructor(projects: Projects, choices: Choices, definitions: Definitions) {
    this.#projects = projects;
    this.#choices = choices;
    this.#definitions = definitions;
    const tell = (): void => this.#changed.fire();
    this.#listening = [
      // Told of a change of wireloupe.json, too.
      definitions.onDidChange(tell),
      choices.onDidChange(tell),
      workspace.onDidChangeConfiguration((change) => {
        if (concernsRules(change)) tell();
      }),
    ];
  }

  dispose(): void {
    for (const each of this.#listening) each.dispose();
    this.#changed.dispose();
  }

  /** Undefined where there is nothing at the offset. */
  async inspect(document: TextDocument, offset: number): Promise<Inspected | undefined> {
    const protocol = protocolOf(document.languageId);
    if (protocol === undefined) return undefined;
    const state = await this.#projects.stateFor(document.uri);
    const values =
      state === undefined
        ? new Map<string, string>()
        : resolveEnvironment(state.project, currentEnvironment(state, this.#choices));
    const found = await unitAt(protocol, document.getText(), offset, values, {
      ...(await this.#definitions.of(state)),
      rules: ruleSettings(state),
    });
    const name = document.uri.path.split('/').at(-1) ?? '';
    return found === undefined
      ? undefined
      : {
          ...found,
          masked: false,
          place: { document: document.uri.toString(), offset },
          title: `${name}, as it would be sent`,
        };
  }
}
