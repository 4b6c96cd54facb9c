import { commands, Uri, type TextDocumentContentProvider } from 'vscode';
import { BoundedMap, printableLine } from '../../protocols/core/index.ts';

export const comparedScheme = 'wireloupe-compared';

/** So many units are kept for the editors that compare them. */
const mostKept = 40;

/** A unit's decoded fields, one a line. */
interface Compared {
  readonly title: string;
  readonly text: string;
}

/** Decoded units as read-only documents, for VS Code's editor of differences. */
export class ComparedUnits implements TextDocumentContentProvider {
  readonly #texts = new BoundedMap<string, string>(mostKept);
  #count = 0;

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? 'This unit is no longer there: compare the two again.\n';
  }

  /** Opens the two beside each other. */
  async compare(left: Compared, right: Compared): Promise<void> {
    const [a, b] = [this.#add(left), this.#add(right)];
    await commands.executeCommand('vscode.diff', a, b, printableLine(`${left.title} ↔ ${right.title}`));
  }

  #add({ title, text }: Compared): Uri {
    const uri = Uri.from({
      scheme: comparedScheme,
      path: `/${++this.#count}/${printableLine(title).replace(/\//g, '∕')}`,
    });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}
