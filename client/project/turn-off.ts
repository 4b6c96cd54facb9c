import { Uri, workspace, type TextDocument } from 'vscode';
import { setRule } from '../../protocols/project/index.ts';
import { applyEdits, readRuleSettings } from '../../protocols/core/index.ts';
import { showMessage } from '../errors/show.ts';
import { UserError } from '../errors/user-error.ts';
import { changeText, saveDocument } from './document.ts';
import type { Projects } from './projects.ts';
import { turnedOff } from './turned-off.ts';

/** A file's text before and after a rule was turned off, to take that back. */
interface Change {
  readonly before: string;
  readonly after: string;
}

/** Turns rules off in a project's `wireloupe.json`, and takes it back on demand. */
export class RuleSwitch {
  readonly #projects: Projects;
  /** The last change of each rule in each file. */
  readonly #changes = new Map<string, Change>();

  constructor(projects: Projects) {
    this.#projects = projects;
  }

  /**
   * Turns a rule off in the file of that URI, and says so in a message with Undo.
   * @throws UserError where the file is broken, so that nothing can be put into it safely.
   */
  async turnOff(uri: string, rule: string): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    const before = document.getText();
    const edits = setRule(before, rule, 'off');
    if (edits === undefined)
      throw new UserError(
        'broken-project',
        'wireloupe.json has a syntax error, so the rule was not turned off. Correct the file first.',
        [open(uri)],
      );
    await this.#write(document, applyEdits(before, edits));
    // Saving may have changed more, such as the end of the last line.
    this.#changes.set(keyOf(document, rule), { before, after: document.getText() });
    // Not awaited: the command is over when the file is written.
    const { kind, text } = turnedOff(
      rule,
      readRuleSettings(workspace.getConfiguration('wireloupe', document.uri).get('rules'))[rule],
    );
    const settings =
      kind === 'warning'
        ? [{ title: 'Open Settings', command: 'workbench.action.openSettings', args: ['wireloupe.rules'] } as const]
        : [];
    void showMessage(kind, text, [
      { title: 'Undo', command: 'wireloupe.undoTurnOffRule', args: [uri, rule] },
      ...settings,
      open(uri),
    ]);
  }

  /**
   * Restores the file's text as it was before the rule was turned off in it.
   * @throws UserError where the file was edited since, also by turning off another rule.
   */
  async undo(uri: string, rule: string): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    const key = keyOf(document, rule);
    const change = this.#changes.get(key);
    if (change === undefined) return;
    if (document.getText() !== change.after) {
      throw new UserError(
        'broken-project',
        `wireloupe.json was edited after ${rule} was turned off, so it was left as it is. Remove the rule under “rules” in the file.`,
        [open(uri)],
      );
    }
    await this.#write(document, change.before);
    this.#changes.delete(key);
  }

  /** Puts a text into a file; one without unsaved changes is saved. */
  async #write(document: TextDocument, text: string): Promise<void> {
    const wasDirty = document.isDirty;
    await changeText(document, [{ offset: 0, length: document.getText().length, content: text }]);
    if (!wasDirty) await saveDocument(document);
    this.#projects.refresh();
  }
}

function keyOf(document: TextDocument, rule: string): string {
  return `${document.uri.toString()} ${rule}`;
}

function open(uri: string) {
  return { title: 'Open wireloupe.json', command: 'wireloupe.revealPlace', args: [uri, 0] } as const;
}
