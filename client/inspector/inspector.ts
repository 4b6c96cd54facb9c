import { commands, window, workspace, type Disposable, type TextEditor, type TreeView } from 'vscode';
import { nodeCovering, type InspectNode } from '../../protocols/inspect/index.ts';
import { contextKeys } from '../commands/ids.ts';
import { showError } from '../errors/show.ts';
import { protocolOf } from '../language/serves.ts';
import type { Log } from '../log.ts';
import type { Selection } from '../panelview/view.ts';
import type { KnownTypes } from '../project/knownTypes.ts';
import { setting } from '../settings.ts';
import type { Wire } from '../wire/wire.ts';
import type { CursorSource } from './cursor.ts';
import { decodeUnit } from './decode.ts';
import type { Inspected } from './source.ts';
import type { InspectorTree } from './tree.ts';

/** Milliseconds that the cursor must rest before the Inspector follows it. */
const restTime = 150;

/** Decides what the Inspector shows: the unit selected in the traffic panel, or what is at the cursor, whichever came last. */
export class Inspector implements Disposable {
  readonly #tree: InspectorTree;
  readonly #view: TreeView<InspectNode>;
  readonly #wire: Wire;
  readonly #cursor: CursorSource;
  readonly #types: KnownTypes;
  readonly #log: Log;
  readonly #listening: readonly Disposable[];
  #secrets = false;
  #timer: NodeJS.Timeout | undefined;
  /** Counts what was asked for, so that a late answer does not replace a newer one. */
  #turn = 0;

  constructor(tree: InspectorTree, view: TreeView<InspectNode>, wire: Wire, cursor: CursorSource, types: KnownTypes, log: Log) {
    this.#tree = tree;
    this.#view = view;
    this.#wire = wire;
    this.#cursor = cursor;
    this.#types = types;
    this.#log = log;
    this.#listening = [
      types.onDidChange(() => {
        this.#lookAgain().catch((error: unknown) => showError(error, this.#log));
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#cursorMoved(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => this.#cursorMoved(editor)),
      view.onDidChangeVisibility(({ visible }) => {
        if (visible && tree.inspected === undefined) this.#cursorMoved(window.activeTextEditor);
      }),
    ];
  }

  /** The unit that the panel's user selected. */
  async select({ seq, range }: Selection): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    if (seq === null) return;
    const found = await (await this.#wire.use()).unit(seq, this.#secrets);
    if (turn !== this.#turn || found === null) return;
    const { row, connectionName, bytes, masked } = found;
    const way = row.direction === 'sent' ? 'sent on' : 'received on';
    const { namespaces } = found;
    const root = await decodeUnit(row, bytes, found.issues, { secrets: this.#secrets, ...(await this.#types.of(connectionName)), namespaces });
    if (turn !== this.#turn) return;
    this.#show({ root, seq, masked, title: `#${seq} ${way} ${connectionName}` });
    const node = range === undefined ? undefined : nodeCovering(root, range[0], range[1]);
    if (node !== undefined && this.#view.visible) await this.#view.reveal(node, { select: true, focus: false, expand: false });
  }

  /** Shows secrets as they are, or replaces them again. */
  async showSecrets(shown: boolean): Promise<void> {
    this.#secrets = shown;
    await commands.executeCommand('setContext', contextKeys.secrets, shown);
    await this.#lookAgain();
  }

  /** The node that a command means: its argument, else the selected row. */
  nodeOf(argument: unknown): InspectNode | undefined {
    const [selected] = this.#view.selection;
    return isNode(argument) ? argument : selected;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#listening) each.dispose();
  }

  /** Decodes the recorded unit that is shown anew. */
  async #lookAgain(): Promise<void> {
    const { seq } = this.#tree.inspected ?? {};
    if (seq !== undefined) await this.select({ seq });
  }

  #show(inspected: Inspected): void {
    this.#tree.show(inspected);
    this.#view.description = inspected.masked ? `${inspected.title}, secrets hidden` : inspected.title;
  }

  #cursorMoved(editor: TextEditor | undefined): void {
    clearTimeout(this.#timer);
    if (editor === undefined || editor !== window.activeTextEditor || !this.#view.visible || !follows(editor)) return;
    this.#timer = setTimeout(() => {
      this.#atCursor(editor).catch((error: unknown) => showError(error, this.#log));
    }, restTime);
  }

  async #atCursor(editor: TextEditor): Promise<void> {
    const turn = ++this.#turn;
    const inspected = await this.#cursor.inspect(editor.document, editor.document.offsetAt(editor.selection.active));
    if (turn === this.#turn && inspected !== undefined) this.#show(inspected);
  }
}

function follows({ document }: TextEditor): boolean {
  if (document.languageId === 'xml' || protocolOf(document.languageId) === undefined) return false;
  return ['file', 'untitled'].includes(document.uri.scheme) && setting('inspector.followCursor') && workspace.textDocuments.includes(document);
}

function isNode(value: unknown): value is InspectNode {
  return typeof value === 'object' && value !== null && 'id' in value && 'label' in value && 'children' in value;
}
