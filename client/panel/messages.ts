/**
 * The messages between the traffic panel's page and the extension, both ways. A table gives a message its type and its check; each side
 * reads what arrives by `readMessage`. The page pulls what it shows; the extension pushes only counts and the selection.
 */
import { sortKeys, type TrafficRow } from '../../protocols/core/inspect/index.ts';
import type { Issue, Note, UnitContext } from '../../protocols/core/index.ts';
import { pageActions } from './menu-actions.ts';
import {
  anything,
  atLeast,
  bytes,
  count,
  flag,
  integer,
  list,
  nothing,
  number,
  object,
  oneOf,
  optional,
  orNothing,
  pair,
  text,
  type Check,
  type Fields,
  type Shape,
} from './shape.ts';

export { menuActions, pageActions, type MenuAction, type PageAction } from './menu-actions.ts';

const panelVersion = 2;

const row = atLeast<TrafficRow>({ seq: count, time: number, name: text, summary: text });
const range = pair(count);
/** Numbers of units, as stretches (`NumberRanges`). */
const ranges = list(pair(count));
const filtered = { filter: text, connection: optional(text) };
const sorted = { sort: optional(object({ by: oneOf(...sortKeys), descending: flag })) };
/** Units that belong together are one row; below the first of an open group are its others. */
const grouped = { groups: optional(object({ open: list(count) })) };
const counts = {
  kept: count,
  /** Number of the oldest unit kept. */
  first: count,
  evicted: count,
  matching: count,
  paused: flag,
};
/** What is wrong with a filter, and where in its text. */
const problem = object({ message: text, start: count, end: count });
const connections = list(
  object({
    name: text,
    /** Numbers in `TrafficRow.connection` that belong to this name. */
    numbers: list(count),
    state: text,
    /** False where TLS verification is off: the panel says so. */
    verified: optional(flag),
  }),
);
/** Units of an earlier recording that are gone: the window was loaded again, or the wire worker stopped. */
const lost = object({ units: count, reason: oneOf('reload', 'crash') });
const unit = object({
  row,
  connectionName: text,
  bytes,
  masked: flag,
  issues: list(atLeast<Issue>({})),
  notes: list(atLeast<Note>({ code: text, message: text, units: list(integer) })),
  /** What only the conversation knows about the unit. */
  context: atLeast<UnitContext>({
    namespaces: optional(list(pair(text))),
    payload: optional(oneOf('opaque')),
    secrecy: optional(oneOf('message', 'all')),
  }),
  /** The types that the connection's project defines. */
  types: object({ amqpDefinitions: list(text), xmppSchemas: list(text) }),
});

/** At most so many rows are asked for at once. */
const maxRows = 5000;
const rowCount = (value: unknown): value is number => count(value) && value <= maxRows;

/** What the page asks, and what answers it: `unit` is null, and `indexOf` −1, when the store no longer has the unit (or the filter hides it). */
export const requests = {
  rows: {
    takes: { ...filtered, ...sorted, ...grouped, from: count, count: rowCount },
    gives: object({ ...counts, rows: list(row), problem: optional(problem), unsorted: optional(count) }),
  },
  unit: { takes: { seq: count, secrets: flag }, gives: orNothing(unit) },
  indexOf: { takes: { ...filtered, ...sorted, ...grouped, seq: count }, gives: integer },
  /** The first unit of the group that a unit belongs to: the unit itself where it is alone. */
  groupOf: { takes: { seq: count }, gives: count },
  /** The units of a stretch of rows, from one to another, or of all; and how many rows it has. */
  stretch: {
    takes: { ...filtered, ...sorted, ...grouped, from: optional(count), to: optional(count) },
    gives: object({ units: ranges, rows: count }),
  },
  /** The next unit of the list that `what` selects, behind or before one: 0 for none, and where to go on from, 0 at the end. */
  find: {
    takes: { ...filtered, what: text, from: count, backwards: flag },
    gives: object({ seq: count, at: count, problem: optional(text) }),
  },
  clear: { takes: {}, gives: nothing },
  pause: { takes: { paused: flag }, gives: nothing },
  connections: { takes: {}, gives: connections },
};

type Requests = typeof requests;
type RequestName = keyof Requests;
type Given<C> = C extends Check<infer T> ? T : never;
/** A request, of one type or of any. */
export type PageRequest<K extends RequestName = RequestName> = {
  [N in K]: { readonly type: N } & Shape<Requests[N]['takes']>;
}[K];
export type Answers = { readonly [K in RequestName]: Given<Requests[K]['gives']> };
export type RowsAnswer = Answers['rows'];
export type FilterFault = Given<typeof problem>;
export type UnitAnswer = NonNullable<Answers['unit']>;
export type PanelConnection = Answers['connections'][number];
export type LostUnits = Given<typeof lost>;

const isRequest = (value: unknown): value is PageRequest =>
  object({ type: text })(value) &&
  Object.hasOwn(requests, value.type) &&
  object(requests[value.type as RequestName].takes as Fields)(value);

/** What the empty panel offers. The extension runs these and nothing else that a page may name. */
const panelCommand = oneOf('connect', 'startPlayground', 'newTemplate', 'openConnections');
export type PanelCommand = Given<typeof panelCommand>;

/** What a menu was opened on, as the page has said in `data-vscode-context`. All left out: what is selected. */
const menuTarget = object({
  seq: optional(count),
  /** A column of the list. */
  column: optional(text),
  /** A node of the decoded tree. */
  node: optional(text),
});
export type MenuTarget = Given<typeof menuTarget>;

const namedText = object({ title: text, text });

/** From the page to the extension. */
export const fromPage = {
  /** Gets exactly one `answer` or `refusal`, by its id. */
  request: { id: count, request: isRequest },
  /** The page is there and wants its first push. */
  ready: {},
  /** The page has the keyboard's focus, or has it no longer: keys are its own while it has. */
  focus: { focused: flag },
  /** The user has closed the note about lost units: it is not shown again. */
  lostRead: {},
  /** The user selected a unit, or a node (byte range) in it: the Inspector follows. */
  select: { seq: orNothing(count), range: optional(range) },
  /** The units that are selected in the list, of which one is inspected. */
  chosen: { units: ranges },
  copy: { text },
  /** The user wants units that belong together as one row, or no longer: here and in all pages. */
  group: { on: flag },
  /** These units are to be written to a file, in a format that is asked for. */
  export: { units: ranges },
  /** A unit as a file that can be sent; `again` opens it where it is edited and sent. */
  template: { language: oneOf('xml', 'notation'), text, again: flag },
  /** The columns of the list, to choose those that are shown. */
  columns: { columns: list(object({ id: text, title: text, about: text, shown: flag })) },
  /** Two units field by field. */
  compare: { left: namedText, right: namedText },
  /** A button of the empty panel. */
  command: { command: panelCommand },
};

/** From the extension to the page. */
export const toPage = {
  answer: { id: count, value: anything },
  refusal: { id: count, error: text },
  /** Comes first, and whenever another recording begins: numbers of units are those of this one from then on. */
  recording: { id: text, lost: optional(lost) },
  changed: counts,
  /** What the user has set for all pages. */
  settings: { grouped: flag },
  connections: { connections },
  /** The page shows a file: how far it is read, and what people should know about it. */
  file: {
    name: text,
    state: oneOf('opening', 'reading', 'complete', 'stopped', 'broken', 'unreadable'),
    /** Bytes. */
    read: count,
    size: count,
    notes: list(object({ kind: oneOf('about', 'problem', 'file'), text })),
  },
  /** The projects' own types or severities have changed: rows and the selected unit are judged by them, and are to be asked for again. */
  types: {},
  /** The extension asks the page to show what a filter selects, of one connection or (empty) of all. */
  filter: { filter: text, connection: text },
  /** The user has chosen the columns that are shown. */
  columns: { shown: list(text) },
  /** The user chose a command, perhaps of the page's menus; `page` is the page that has opened the menu, left out for any. */
  run: { action: oneOf(...pageActions), page: optional(text), target: menuTarget },
  /** The extension asks the page to select a unit and mark bytes ("reveal in bytes"). */
  reveal: { seq: count, range: optional(range) },
};

/** What the page knows of the file that it shows. */
export type FileState = Shape<(typeof toPage)['file']>;

type Table = Readonly<Record<string, Fields>>;
/** A message of a table, as it is written. */
export type Content<T extends Table> = { [K in keyof T]: { readonly type: K } & Shape<T[K]> }[keyof T];
/** A message of a table, as it crosses. */
export type Message<T extends Table> = { readonly version: number } & Content<T>;
export type FromPage = Message<typeof fromPage>;
export type ToPage = Message<typeof toPage>;

/** Makes a message ready to cross. */
export function message<T extends Table>(content: Content<T>): Message<T> {
  return { version: panelVersion, ...content };
}

/** Reads a message of a table: checks its version, its type and its fields. @returns what is wrong with it where it is none; never throws. */
export function readMessage<T extends Table>(
  table: T,
  data: unknown,
): { readonly message: Message<T> } | { readonly problem: string } {
  if (!object({ type: text })(data)) return { problem: 'A message without a type was ignored.' };
  const { type, version } = data as { readonly type: string; readonly version?: unknown };
  if (version !== panelVersion)
    return {
      problem: `A message of version ${String(version)} was ignored; expected version ${panelVersion}. Reload the window.`,
    };
  const fields = Object.hasOwn(table, type) ? table[type] : undefined;
  if (fields === undefined) return { problem: `The unknown message “${type}” was ignored.` };
  if (!object(fields)(data)) return { problem: `A “${type}” message with missing or wrong fields was ignored.` };
  return { message: data as unknown as Message<T> };
}
