import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type Disposable,
  type TreeDataProvider,
} from 'vscode';
import { pathOf, type InspectNode } from '../../protocols/core/inspect/index.ts';
import { printableLine } from '../../protocols/core/index.ts';
import { presentNode } from './presentation.ts';
import type { Inspected } from './source.ts';

/** Depth to which a newly shown unit is unfolded: the frame, its performative, its sections. */
const openDepth = 2;

/** The sidebar's Inspector: one decoded unit as a tree. */
export class InspectorTree implements TreeDataProvider<InspectNode>, Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #inspected: Inspected | undefined;

  get inspected(): Inspected | undefined {
    return this.#inspected;
  }

  show(inspected: Inspected | undefined): void {
    this.#inspected = inspected;
    this.#changed.fire();
  }

  getChildren(node?: InspectNode): InspectNode[] {
    if (node !== undefined) return [...node.children];
    return this.#inspected === undefined ? [] : [this.#inspected.root];
  }

  getParent(node: InspectNode): InspectNode | undefined {
    return this.#inspected === undefined ? undefined : pathOf(this.#inspected.root, node.id).at(-2);
  }

  getTreeItem(node: InspectNode): TreeItem {
    const issues = this.#inspected?.issues.at(node.id) ?? [];
    const look = presentNode(node, issues, this.#inspected?.seq !== undefined);
    const item = new TreeItem(printableLine(look.label), foldState(node));
    // The unit is part of the id, so that what was unfolded in one unit does not stand open in the next.
    item.id = `${this.#inspected?.seq ?? 'editor'}:${node.id}`;
    item.description = printableLine(look.description);
    item.tooltip = new MarkdownString(look.tooltip, true);
    item.accessibilityInformation = { label: look.accessible };
    item.contextValue = look.context;
    if (look.icon !== undefined) {
      item.iconPath =
        look.icon.colour === undefined
          ? new ThemeIcon(look.icon.name)
          : new ThemeIcon(look.icon.name, new ThemeColor(look.icon.colour));
    }
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function foldState(node: InspectNode): TreeItemCollapsibleState {
  if (node.children.length === 0) return TreeItemCollapsibleState.None;
  // The eight bytes before every frame say little that is not above already.
  if (node.quiet === true) return TreeItemCollapsibleState.Collapsed;
  return node.id.split('.').length <= openDepth
    ? TreeItemCollapsibleState.Expanded
    : TreeItemCollapsibleState.Collapsed;
}
