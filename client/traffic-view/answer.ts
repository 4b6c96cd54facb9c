import type { OwnTypes } from '../../protocols/core/index.ts';
import type { ConnectionInfo, RowFilter, RowsParams } from '../../wire/protocol.ts';
import type { Wire } from '../../wire/requests.ts';
import type { Answers, PageRequest, PanelConnection } from '../panel/messages.ts';

/** What answering needs of wire. */
export type Requests = Pick<Wire, 'rows' | 'unit' | 'indexOf' | 'groupOf' | 'stretch' | 'find' | 'pause'>;

/** A connection that wire opened, with its numbers in the store. */
export interface OpenedConnection {
  readonly info: Pick<ConnectionInfo, 'name' | 'state' | 'tls'>;
  readonly numbers: readonly number[];
}

/** What else answering asks for. */
export interface AnswerParts {
  readonly opened: () => readonly OpenedConnection[];
  readonly clear: () => Promise<void>;
  /** What the project of a connection defines for itself. */
  readonly types: (connection: string) => Promise<OwnTypes>;
}

type Handlers = {
  readonly [K in keyof Answers]: (request: PageRequest<K>, wire: Requests, parts: AnswerParts) => Promise<Answers[K]>;
};

const handlers: Handlers = {
  rows: async (request, wire) => {
    const { from, count } = request;
    const { rows, matching, counts, problem, unsorted } = await wire.rows({ ...list(request), from, count });
    const { kept, first, evicted, paused } = counts;
    return {
      rows,
      matching,
      kept,
      first,
      evicted,
      paused,
      ...(problem !== undefined && { problem }),
      ...(unsorted !== undefined && { unsorted }),
    };
  },
  unit: async ({ seq, secrets }, wire, { types }) => {
    const unit = await wire.unit({ seq, secrets });
    if (unit === null) return null;
    const { row, connectionName, bytes, masked, issues, notes, context } = unit;
    const { amqpDefinitions, xmppSchemas } = await types(connectionName);
    // A copy, since VS Code sends the whole buffer of a view, and no Buffer.
    const own = { bytes: new Uint8Array(bytes), types: { amqpDefinitions, xmppSchemas } };
    return { row, connectionName, masked, issues, notes, context, ...own };
  },
  indexOf: (request, wire) => wire.indexOf({ seq: request.seq, ...list(request) }),
  groupOf: ({ seq }, wire) => wire.groupOf({ seq }),
  stretch: (request, wire) => {
    const { from, to } = request;
    return wire.stretch({ ...list(request), ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  },
  find: async (request, wire) => {
    const { what, from, backwards } = request;
    const { seq, at, problem } = await wire.find({ filter: rowFilter(request), what, from, backwards });
    return { seq, at, ...(problem !== undefined && { problem: problem.message }) };
  },
  clear: async (_request, _wire, { clear }) => {
    await clear();
    return null;
  },
  pause: async ({ paused }, wire) => {
    await wire.pause(paused);
    return null;
  },
  connections: (_request, _wire, { opened }) => Promise.resolve(panelConnections(opened())),
};

/** Answers one request of the page. */
export function answer<K extends keyof Answers>(
  request: PageRequest<K>,
  wire: Requests,
  parts: AnswerParts,
): Promise<Answers[K]> {
  return handlers[request.type](request, wire, parts);
}

/** Which rows, in which order. */
function list(request: PageRequest<'rows' | 'indexOf' | 'stretch'>): Pick<RowsParams, 'filter' | 'sort' | 'groups'> {
  const { sort, groups } = request;
  return { filter: rowFilter(request), ...(sort !== undefined && { sort }), ...(groups !== undefined && { groups }) };
}

/** The rows that a request is about. */
export function rowFilter(request: { readonly filter: string; readonly connection?: string }): RowFilter {
  return {
    ...(request.filter !== '' && { text: request.filter }),
    ...(request.connection !== undefined && { connection: request.connection }),
  };
}

/** The same requests, of a file. @param source its number in wire */
export function ofSource(wire: Requests, source: number): Requests {
  return {
    rows: (params, signal) => wire.rows({ ...params, source }, signal),
    unit: (params, signal) => wire.unit({ ...params, source }, signal),
    indexOf: (params, signal) => wire.indexOf({ ...params, source }, signal),
    groupOf: (params, signal) => wire.groupOf({ ...params, source }, signal),
    stretch: (params, signal) => wire.stretch({ ...params, source }, signal),
    find: (params, signal) => wire.find({ ...params, source }, signal),
    pause: () => Promise.reject(new Error('A file is not recorded.')),
  };
}

/** What the page shows of the connections. */
export function panelConnections(opened: readonly OpenedConnection[]): readonly PanelConnection[] {
  return opened.map(({ info, numbers }) => ({
    name: info.name,
    numbers,
    state: info.state,
    ...(info.tls != null && { verified: info.tls.verified }),
  }));
}
