/**
 * What the traffic panel's page and the extension say to each other. Both ends check `version` and `type` on arrival.
 * The page pulls what it shows; the extension pushes only counts and the selection.
 */
import type { TrafficRow } from '../../protocols/core/inspect/index.ts';
import type { Issue, Note, OwnTypes, UnitContext } from '../../protocols/core/index.ts';

export const panelVersion = 1;

/** From the page to the extension: requests carry an `id` and get exactly one answer. */
export type PageRequest =
  | {
      readonly type: 'rows';
      readonly filter: string;
      readonly connection?: string;
      readonly from: number;
      readonly count: number;
    }
  | { readonly type: 'unit'; readonly seq: number; readonly secrets: boolean }
  | { readonly type: 'indexOf'; readonly seq: number; readonly filter: string; readonly connection?: string }
  | { readonly type: 'clear' }
  | { readonly type: 'pause'; readonly paused: boolean }
  | { readonly type: 'connections' };

/** What each request is answered with. `unit` is null, and `indexOf` −1, when the store no longer has the unit (or the filter hides it). */
export interface Answers {
  readonly rows: RowsAnswer;
  readonly unit: UnitAnswer | null;
  readonly indexOf: number;
  readonly clear: null;
  readonly pause: null;
  readonly connections: readonly PanelConnection[];
}

/** What the empty panel offers. The extension runs these and nothing else that a page may name. */
export const panelCommands = ['connect', 'startPlayground', 'newTemplate', 'openConnections'] as const;
export type PanelCommand = (typeof panelCommands)[number];

export interface RowsAnswer {
  readonly rows: readonly TrafficRow[];
  readonly matching: number;
  readonly kept: number;
  /** Number of the oldest unit kept. */
  readonly first: number;
  readonly evicted: number;
  readonly paused: boolean;
}

/** Units of an earlier recording that are gone: the window was loaded again, or the wire worker stopped. */
export interface LostUnits {
  readonly units: number;
  readonly reason: 'reload' | 'crash';
}

export interface UnitAnswer {
  readonly row: TrafficRow;
  readonly connectionName: string;
  /** The unit's bytes, base64 (a web view's messages are JSON). */
  readonly bytes: string;
  readonly masked: boolean;
  readonly issues: readonly Issue[];
  readonly notes: readonly Note[];
  /** What only the conversation knows about the unit. */
  readonly context: UnitContext;
  /** The types that the connection's project defines. */
  readonly types: OwnTypes;
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
  /** The user has closed the note about lost units: it is not shown again. */
  | { readonly version: number; readonly type: 'lostRead' }
  /** The user selected a unit, or a node (byte range) in it: the Inspector follows. */
  | {
      readonly version: number;
      readonly type: 'select';
      readonly seq: number | null;
      readonly range?: readonly [number, number];
    }
  | { readonly version: number; readonly type: 'copy'; readonly text: string }
  /** A button of the empty panel; anything outside `panelCommands` is to be ignored. */
  | { readonly version: number; readonly type: 'command'; readonly command: PanelCommand };

export type ToPage =
  | {
      readonly version: number;
      readonly type: 'answer';
      readonly id: number;
      readonly ok: true;
      readonly value: unknown;
    }
  | {
      readonly version: number;
      readonly type: 'answer';
      readonly id: number;
      readonly ok: false;
      readonly error: string;
    }
  /** Comes first, and whenever another recording begins: numbers of units are those of this one from then on. */
  | { readonly version: number; readonly type: 'recording'; readonly id: string; readonly lost?: LostUnits }
  | {
      readonly version: number;
      readonly type: 'changed';
      readonly kept: number;
      readonly first: number;
      readonly evicted: number;
      readonly matching: number;
      readonly paused: boolean;
    }
  | { readonly version: number; readonly type: 'connections'; readonly connections: readonly PanelConnection[] }
  /** The projects' own types or severities have changed: rows and the selected unit are judged by them, and are to be asked for again. */
  | { readonly version: number; readonly type: 'types' }
  /** The extension asks the page to show what a filter selects, of one connection or (empty) of all. */
  | { readonly version: number; readonly type: 'filter'; readonly filter: string; readonly connection: string }
  /** The extension asks the page to select a unit and mark bytes ("reveal in bytes"). */
  | {
      readonly version: number;
      readonly type: 'reveal';
      readonly seq: number;
      readonly range?: readonly [number, number];
    };
