/**
 * What the traffic panel's page and the extension say to each other. Both ends check `version` and `type` on arrival.
 * The page pulls what it shows; the extension pushes only counts and the selection.
 */
import type { TrafficRow } from '../../protocols/inspect/index.ts';
import type { Issue } from '../../protocols/text/index.ts';

export const panelVersion = 1;

/** From the page to the extension: requests carry an `id` and get exactly one answer. */
export type PageRequest =
  | { readonly type: 'rows'; readonly filter: string; readonly connection?: string; readonly from: number; readonly count: number }
  | { readonly type: 'unit'; readonly seq: number; readonly secrets: boolean }
  | { readonly type: 'indexOf'; readonly seq: number; readonly filter: string; readonly connection?: string }
  | { readonly type: 'clear' }
  | { readonly type: 'pause'; readonly paused: boolean }
  | { readonly type: 'connections' };

export interface RowsAnswer {
  readonly rows: readonly TrafficRow[];
  readonly matching: number;
  readonly kept: number;
  readonly evicted: number;
  readonly paused: boolean;
}

export interface UnitAnswer {
  readonly row: TrafficRow;
  readonly connectionName: string;
  /** The unit's bytes, base64 (a web view's messages are JSON). */
  readonly bytes: string;
  readonly masked: boolean;
  readonly issues: readonly Issue[];
}

export interface PanelConnection {
  readonly name: string;
  /** Numbers in `TrafficRow.connection` that belong to this name. */
  readonly numbers: readonly number[];
  readonly state: string;
  /** False where TLS verification is off: the panel says so. */
  readonly verified?: boolean;
}

export type FromPage =
  | { readonly version: number; readonly type: 'request'; readonly id: number; readonly request: PageRequest }
  /** The page is there and wants its first push. */
  | { readonly version: number; readonly type: 'ready' }
  /** The user selected a unit, or a node (byte range) in it: the Inspector follows. */
  | { readonly version: number; readonly type: 'select'; readonly seq: number | null; readonly range?: readonly [number, number] }
  | { readonly version: number; readonly type: 'copy'; readonly text: string };

export type ToPage =
  | { readonly version: number; readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly version: number; readonly type: 'answer'; readonly id: number; readonly ok: false; readonly error: string }
  | { readonly version: number; readonly type: 'changed'; readonly kept: number; readonly evicted: number; readonly matching: number; readonly paused: boolean }
  | { readonly version: number; readonly type: 'connections'; readonly connections: readonly PanelConnection[] }
  /** The extension asks the page to select a unit and mark bytes ("reveal in bytes"). */
  | { readonly version: number; readonly type: 'reveal'; readonly seq: number; readonly range?: readonly [number, number] };
