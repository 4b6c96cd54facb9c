import {
  commands,
  window,
  workspace,
  type Disposable,
  type TextDocument,
  type TextEditor,
  type TreeView,
} from 'vscode';
import { nodeCovering, type InspectNode } from '../../protocols/core/inspect/index.ts';
import { addressOf } from '../address-of.ts';
import { contextKeys } from '../commands/ids.ts';
import { showError } from '../errors/show.ts';
import { protocolOf } from '../language/serves.ts';
import type { Log } from '../log.ts';
import type { Selection } from '../traffic-view/page.ts';
import type { ProjectContextSync } from '../project/project-context-sync.ts';
import { setting } from '../settings.ts';
import type { Recording } from '../wire/recording.ts';
import type { WireWorker } from '../wire/wire.ts';
import type { CursorSource } from './cursor.ts';
import { recordedUnit } from './recorded-unit.ts';
import type { Inspected } from './source.ts';
import type { InspectorTree } from './tree.ts';

/** Milliseconds that the cursor must rest before the Inspector follows it. */
const restTime = 150;

/**
 * Decides what the Inspector shows: the unit selected in the traffic panel, or what is at the cursor, whichever came last. What is gone
 * (evicted, cleared, edited away, closed) is not shown any longer.
 */
export class Inspector implements Disposable {
  readonly #tree: InspectorTree;
  readonly #view: TreeView<InspectNode>;
  readonly #wire: WireWorker;
  readonly #cursor: CursorSource;
  readonly #types: ProjectContextSync;
  readonly #log: Log;
  readonly #listening: readonly { dispose(): unknown }[];
  #secrets = false;
  /** The file that the shown unit is of; undefined for live traffic. */
  #source: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Counts what was asked for, so that a late answer does not replace a newer one. */
  #turn = 0;

  constructor(
    tree: InspectorTree,
    view: TreeView<InspectNode>,
    wire: WireWorker,
    recording: Recording,
    cursor: CursorSource,
    types: ProjectContextSync,
    log: Log,
  ) {
    this.#tree = tree;
    this.#view = view;
    this.#wire = wire;
    this.#cursor = cursor;
    this.#types = types;
    this.#log = log;
    this.#listening = [
      types.onDidChange(() => this.#run(this.#lookAgain())),
      cursor.onDidChange(() => this.#placeAgain()),
      recording.onDidBegin(() => {
        if (this.#source === undefined) this.#forgetUnit(Infinity);
      }),
      wire.onDidChangeTraffic(({ counts }) => {
        if (this.#source === undefined) this.#forgetUnit(counts.first);
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.#edited(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#closed(uri.toString())),
      // A document may be kept for a while after its last tab.
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        const open = new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs.map(addressOf)));
        for (const address of closed.map(addressOf))
          if (address !== undefined && !open.has(address)) this.#closed(address);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#cursorMoved(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => this.#cursorMoved(editor)),
      view.onDidChangeVisibility(({ visible }) => {
        if (visible && tree.inspected?.seq === undefined) this.#cursorMoved(window.activeTextEditor);
      }),
    ];
  }

  /** The unit that the panel's user selected; with none, what is at the cursor, if anything, takes its place. */
  async select({ seq, range, source }: Selection): Promise<void> {
    clearTimeout(this.#timer);
    const isSameSource = source === this.#source;
    if (seq === null) {
      // What another page shows stays.
      if (isSameSource) this.#forgetUnit(Infinity);
      return;
    }
    this.#source = source;
    if (isSameSource && this.#tree.inspected?.seq === seq) this.#turn++;
    else if (!(await this.#load(seq))) return;
    await this.#reveal(range);
  }

  /** @returns whether the unit is shown now. */
  async #load(seq: number): Promise<boolean> {
    const turn = ++this.#turn;
    const secrets = this.#secrets;
    const source = this.#source;
    const found = await (await this.#wire.use()).unit({ seq, secrets, ...(source !== undefined && { source }) });
    if (turn !== this.#turn) return false;
    // The store has given it up.
    if (found === null) this.#forgetUnit(Infinity);
    if (found === null) return false;
    const inspected = await recordedUnit(found, await this.#types.of(found.connectionName), secrets);
    if (turn !== this.#turn) return false;
    this.#show(inspected);
    return true;
  }

  async #reveal(range: Selection['range']): Promise<void> {
    const { root } = this.#tree.inspected ?? {};
    if (range === undefined || root === undefined) return;
    const node = nodeCovering(root, range[0], range[1]);
    if (node !== undefined && this.#view.visible)
      await this.#view.reveal(node, { select: true, focus: false, expand: false });
  }

  /** Shows secrets as they are, or replaces them again. */
  async showSecrets(shown: boolean): Promise<void> {
    this.#secrets = shown;
    await commands.executeCommand('setContext', contextKeys.secrets, shown);
    await this.#lookAgain();
  }

  /** The file that the shown unit is of; undefined for live traffic. */
  get source(): number | undefined {
    return this.#source;
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

  /** Decodes the recorded unit that is shown again. */
  async #lookAgain(): Promise<void> {
    const { seq } = this.#tree.inspected ?? {};
    if (seq !== undefined) await this.#load(seq);
  }

  /** Decodes the text of the editor again: the project's types, schemas or settings have changed. */
  #placeAgain(): void {
    const place = this.#tree.inspected?.place;
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === place?.document);
    if (place === undefined || document === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(this.#at(document, place.offset)), restTime);
  }

  /** Units before `first` are not recorded any longer. */
  #forgetUnit(first: number): void {
    const { seq } = this.#tree.inspected ?? {};
    if (seq === undefined || seq >= first) return;
    this.#turn++;
    this.#show(undefined);
    this.#cursorMoved(window.activeTextEditor);
  }

  #show(inspected: Inspected | undefined): void {
    this.#tree.show(inspected);
    this.#view.description =
      inspected === undefined ? '' : inspected.masked ? `${inspected.title}, secrets hidden` : inspected.title;
  }

  /** A text that is shown has changed: the cursor need not have moved, and need not be in it. */
  #edited(document: TextDocument): void {
    const active = window.activeTextEditor;
    if (active?.document === document && follows(active)) {
      this.#cursorMoved(active);
      return;
    }
    if (this.#tree.inspected?.place?.document === document.uri.toString()) this.#placeAgain();
  }

  #cursorMoved(editor: TextEditor | undefined): void {
    clearTimeout(this.#timer);
    if (editor === undefined || editor !== window.activeTextEditor || !this.#view.visible || !follows(editor)) return;
    this.#timer = setTimeout(
      () => this.#run(this.#at(editor.document, editor.document.offsetAt(editor.selection.active))),
      restTime,
    );
  }

  /** Shows what stands at an offset. Nothing there leaves a recorded unit as it is, and takes away what stood in this document before. */
  async #at(document: TextDocument, offset: number): Promise<void> {
    const turn = ++this.#turn;
    const inspected = await this.#cursor.inspect(document, offset);
    if (turn !== this.#turn || document.isClosed) return;
    if (inspected !== undefined || this.#tree.inspected?.place !== undefined) this.#show(inspected);
  }

  #closed(document: string): void {
    if (this.#tree.inspected?.place?.document !== document) return;
    clearTimeout(this.#timer);
    this.#turn++;
    this.#show(undefined);
  }

  #run(showing: Promise<void>): void {
    showing.catch((error: unknown) => showError(error, this.#log));
  }
}

function follows({ document }: TextEditor): boolean {
  if (document.languageId === 'xml' || protocolOf(document.languageId) === undefined) return false;
  return (
    ['file', 'untitled'].includes(document.uri.scheme) &&
    setting('inspector.followCursor') &&
    workspace.textDocuments.includes(document)
  );
}

function isNode(value: unknown): value is InspectNode {
  return typeof value === 'object' && value !== null && 'id' in value && 'label' in value && 'children' in value;
}
