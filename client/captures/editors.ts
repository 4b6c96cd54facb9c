import {
  EventEmitter,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type Disposable,
  type Uri,
  type WebviewPanel,
} from 'vscode';
import type { PageAction } from '../panel/messages.ts';
import { menuTargetOf } from '../traffic-view/menu.ts';
import type { Selection } from '../traffic-view/page.ts';
import { CapturePage, type CaptureParts } from './capture-page.ts';

/** The `viewType` in package.json. */
export const captureEditor = 'wireloupe.capture';

/** The read-only editors of capture files, each with the views of the traffic panel. */
export class CaptureEditors implements CustomReadonlyEditorProvider, Disposable {
  readonly #selected = new EventEmitter<Selection>();
  /** The user selected a unit of a file, or its editor was closed. */
  readonly onDidSelect = this.#selected.event;
  readonly #parts: CaptureParts;
  readonly #pages = new Set<CapturePage>();

  constructor(parts: Omit<CaptureParts, 'selected'>) {
    this.#parts = { ...parts, selected: (selection) => this.#selected.fire(selection) };
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    const page = new CapturePage(uri, panel, this.#parts);
    this.#pages.add(page);
    panel.onDidDispose(() => {
      this.#pages.delete(page);
      page.dispose();
    });
  }

  /** The page that the user looks at, if it is that of a file. */
  get active(): CapturePage | undefined {
    return [...this.#pages].find(({ panel }) => panel.active);
  }

  /** The page of a file. */
  of(file: Uri): CapturePage | undefined {
    return [...this.#pages].find((page) => page.file.toString() === file.toString());
  }

  /** Selects a unit of a file, and marks its bytes. */
  reveal(source: number, seq: number, range: readonly [number, number] | undefined): void {
    const page = [...this.#pages].find((each) => each.source === source);
    page?.panel.reveal();
    page?.post({ type: 'reveal', seq, ...(range !== undefined && { range }) });
  }

  /** Runs a command of the pages' menus. @returns whether it was for a file */
  run(action: PageAction, context: unknown): boolean {
    const { page, target } = menuTargetOf(context);
    if (page === undefined) {
      this.active?.post({ type: 'run', action, target });
      return this.active !== undefined;
    }
    // Each page knows whether it is meant.
    for (const each of this.#pages) each.post({ type: 'run', action, page, target });
    return false;
  }

  dispose(): void {
    for (const page of this.#pages) page.dispose();
    this.#selected.dispose();
  }
}
