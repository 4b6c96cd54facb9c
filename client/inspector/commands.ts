import { env, Uri } from 'vscode';
import { pathText, type InspectNode } from '../../protocols/core/inspect/index.ts';
import type { CaptureEditors } from '../captures/editors.ts';
import { UserError } from '../errors/user-error.ts';
import type { TrafficView } from '../traffic-view/view.ts';
import type { Inspector } from './inspector.ts';
import type { InspectorTree } from './tree.ts';

/** What the Inspector's rows offer. Each takes the row, or the selected one where it is called by a key. */
export interface InspectorCommands {
  copyValue(row: unknown): Promise<void>;
  copyPath(row: unknown): Promise<void>;
  revealInBytes(row: unknown): Promise<void>;
  openSection(row: unknown): Promise<void>;
}

export function inspectorCommands(
  inspector: Inspector,
  tree: InspectorTree,
  traffic: TrafficView,
  captures: CaptureEditors,
): InspectorCommands {
  const chosen = (row: unknown): InspectNode => {
    const node = inspector.nodeOf(row);
    if (node === undefined) throw new UserError('nothing-selected', 'Select a row of the Inspector first.');
    return node;
  };
  return {
    copyValue: async (row) => {
      const node = chosen(row);
      await env.clipboard.writeText(node.value ?? node.label);
    },
    copyPath: async (row) => {
      const root = tree.inspected?.root;
      if (root !== undefined) await env.clipboard.writeText(pathText(root, chosen(row).id));
    },
    revealInBytes: async (row) => {
      const { range } = chosen(row);
      const seq = tree.inspected?.seq;
      if (seq === undefined)
        throw new UserError(
          'nothing-selected',
          'Only units of the traffic panel have bytes to look at: send this first.',
        );
      if (inspector.source === undefined) await traffic.reveal(seq, range);
      else captures.reveal(inspector.source, seq, range);
    },
    openSection: async (row) => {
      const { section } = chosen(row);
      if (section !== undefined) await env.openExternal(Uri.parse(section.href));
    },
  };
}
