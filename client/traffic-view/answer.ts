import type { OwnTypes } from '../../protocols/core/index.ts';
import type { ConnectionInfo, RowFilter } from '../../wire/protocol.ts';
import type { Wire } from '../../wire/requests.ts';
import {
  panelVersion,
  type Answers,
  type FromPage,
  type PageRequest,
  type PanelConnection,
} from '../panel/messages.ts';

/** What answering needs of wire. */
export type Requests = Pick<Wire, 'rows' | 'unit' | 'indexOf' | 'pause'>;

/** A connection that wire opened, with its numbers in the store. */
export interface OpenedConnection {
  readonly info: ConnectionInfo;
  readonly numbers: readonly number[];
}

/** What else answering asks for. */
export interface AnswerParts {
  readonly opened: () => readonly OpenedConnection[];
  readonly clear: () => Promise<void>;
  /** What the project of a connection defines for itself. */
  readonly types: (connection: string) => Promise<OwnTypes>;
}

/** Answers one request of the page. */
export async function answer(
  request: PageRequest,
  wire: Requests,
  { opened, clear, types }: AnswerParts,
): Promise<Answers[PageRequest['type']]> {
  switch (request.type) {
    case 'rows': {
      const { rows, matching, counts } = await wire.rows({
        filter: rowFilter(request),
        from: request.from,
        count: request.count,
      });
      return { rows, matching, kept: counts.kept, first: counts.first, evicted: counts.evicted, paused: counts.paused };
    }
    case 'unit': {
      const unit = await wire.unit({ seq: request.seq, secrets: request.secrets });
      if (unit === null) return null;
      const { row, connectionName, bytes, masked, issues, notes, context } = unit;
      const { amqpDefinitions, xmppSchemas } = await types(connectionName);
      const own = { amqpDefinitions, xmppSchemas };
      return { row, connectionName, bytes: toBase64(bytes), masked, issues, notes, context, types: own };
    }
    case 'indexOf':
      return wire.indexOf({ seq: request.seq, filter: rowFilter(request) });
    case 'clear':
      await clear();
      return null;
    case 'pause':
      await wire.pause(request.paused);
      return null;
    case 'connections':
      return panelConnections(opened());
  }
}

function rowFilter(request: { readonly filter: string; readonly connection?: string }): RowFilter {
  return {
    ...(request.filter !== '' && { text: request.filter }),
    ...(request.connection !== undefined && { connection: request.connection }),
  };
}

/** What the page is told of the connections. */
export function panelConnections(opened: readonly OpenedConnection[]): readonly PanelConnection[] {
  return opened.map(({ info, numbers }) => ({
    name: info.name,
    numbers,
    state: info.state,
    ...(info.tls != null && { verified: info.tls.verified }),
  }));
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Whether something that arrived is a message of our page; the web view could be made to say anything. */
export function isFromPage(message: unknown): message is FromPage {
  if (typeof message !== 'object' || message === null) return false;
  const { version, type } = message as { readonly version?: unknown; readonly type?: unknown };
  if (version !== panelVersion || typeof type !== 'string') return false;
  if (type === 'request') {
    const { id, request } = message as { readonly id?: unknown; readonly request?: unknown };
    return Number.isInteger(id) && isRequest(request);
  }
  if (type === 'select') {
    const { seq, range } = message as { readonly seq?: unknown; readonly range?: unknown };
    return (seq === null || isCount(seq)) && (range === undefined || isRange(range));
  }
  if (type === 'copy') return typeof (message as { readonly text?: unknown }).text === 'string';
  return type === 'ready' || type === 'lostRead' || type === 'command';
}

function isRequest(request: unknown): request is PageRequest {
  if (typeof request !== 'object' || request === null) return false;
  const each = request as Readonly<Record<string, unknown>>;
  const filtered =
    typeof each.filter === 'string' && (each.connection === undefined || typeof each.connection === 'string');
  switch (each.type) {
    case 'rows':
      return filtered && isCount(each.from) && isCount(each.count) && each.count <= 5000;
    case 'unit':
      return isCount(each.seq) && typeof each.secrets === 'boolean';
    case 'indexOf':
      return filtered && isCount(each.seq);
    case 'pause':
      return typeof each.paused === 'boolean';
    default:
      return each.type === 'clear' || each.type === 'connections';
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRange(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(isCount);
}
