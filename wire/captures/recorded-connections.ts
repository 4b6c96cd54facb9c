import type { ConnectionDetails, ConnectionStart } from '../../protocols/captures/input/index.ts';
import type { ProtocolName } from '../../protocols/core/index.ts';
import type { CaptureConnection } from '../protocol.ts';
import type { StoredConnection, TrafficStore } from '../store/store.ts';

/** Details of connections that have no unit yet; more are forgotten. */
const mostWaiting = 10_000;

/** The connections of a file in the store, each from its first unit on: one without units has no rows. */
export class RecordedConnections {
  readonly #store: TrafficStore;
  readonly #details = new Map<number, ConnectionDetails>();
  readonly #starts = new Map<number, ConnectionStart>();
  readonly #known = new Map<number, StoredConnection>();

  readonly #isLive: boolean;
  #next = 0;

  /** @param options `isLive`: they were recorded live, and have no other number than that of the store */
  constructor(store: TrafficStore, options: { readonly isLive?: boolean } = {}) {
    this.#store = store;
    this.#isLive = options.isLive === true;
  }

  /** One more than the greatest number in the file. */
  get next(): number {
    return this.#next;
  }

  get count(): number {
    return this.#known.size;
  }

  /** How a connection begins. */
  begin(inFile: number, start: ConnectionStart): void {
    if (!this.#known.has(inFile) && this.#starts.size < mostWaiting) this.#starts.set(inFile, start);
  }

  /** The number in the store of a connection that has a unit. */
  known(inFile: number): number | undefined {
    return this.#known.get(inFile)?.number;
  }

  /** Bytes of a connection are missing that has no unit yet: what is there is not its beginning. */
  isCut(inFile: number): void {
    const start = this.#starts.get(inFile) ?? { sides: 'both' };
    this.#starts.delete(inFile);
    this.begin(inFile, { ...start, partial: start.partial ?? true });
  }

  /** What is known about a connection. */
  describe(inFile: number, details: ConnectionDetails): void {
    if (this.#known.has(inFile) || this.#details.size >= mostWaiting) return;
    this.#details.set(inFile, { ...this.#details.get(inFile), ...details });
  }

  /** The number in the store of a connection, of which there is a unit. */
  numberOf(inFile: number, protocol: ProtocolName): number {
    return (this.#known.get(inFile) ?? this.#add(inFile, protocol)).number;
  }

  /** The latest connection of a name. */
  named(name: string): StoredConnection | undefined {
    let found: StoredConnection | undefined;
    for (const each of this.#known.values()) if (each.name === name) found = each;
    return found;
  }

  list(most: number): readonly CaptureConnection[] {
    return listConnections(this.#known.values(), most);
  }

  #add(inFile: number, protocol: ProtocolName): StoredConnection {
    const [details, start] = [this.#details.get(inFile), this.#starts.get(inFile)];
    this.#details.delete(inFile);
    this.#starts.delete(inFile);
    const { name, server } = details ?? {};
    const shown = name ?? server ?? `connection ${inFile}`;
    const connection = this.#store.addConnection(shown, protocol, server, {
      ...(this.#isLive ? {} : { inFile }),
      ...(details === undefined ? {} : { details }),
      ...(start === undefined ? {} : { start }),
    });
    this.#known.set(inFile, connection);
    this.#next = Math.max(this.#next, inFile + 1);
    return connection;
  }
}

/** Connections as they are told of. */
export function listConnections(connections: Iterable<StoredConnection>, most: number): readonly CaptureConnection[] {
  const list: CaptureConnection[] = [];
  for (const { number, inFile, name, protocol, address } of connections) {
    if (list.length === most) break;
    const known = { ...(inFile === undefined ? {} : { inFile }), ...(address === undefined ? {} : { address }) };
    list.push({ number, name, protocol, ...known });
  }
  return list;
}
