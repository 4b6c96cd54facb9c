import { OpenConnections } from './connections.ts';
import { toFailure } from './failures.ts';
import { Listeners, type Disposable } from './listeners.ts';
import { defaultTimeouts, type Timeouts } from './net/deadline.ts';
import type {
  ChangedParams,
  ConnectionInfo,
  ConnectParams,
  ConversationParams,
  ConversationResult,
  ProjectContextParams,
  LogParams,
  Outcome,
  PlaygroundInfo,
  PlaygroundPorts,
  RowFilter,
  RowsParams,
  RowsResult,
  SendParams,
  SendReply,
  UnitResult,
} from './protocol.ts';
// Anything may cross a connection.
import '../protocols/all.ts';
import { ProjectContexts } from './store/project-contexts.ts';
import { TrafficStore } from './store/store.ts';
import { TrafficView } from './store/view.ts';

/** Least time between two `changed`, in milliseconds: at most 20 a second. */
const changedEvery = 50;

export interface WireOptions {
  /** Memory for units, in megabytes; 256 when not given. The oldest units go first. */
  readonly maxTrafficMb?: number;
  readonly timeouts?: Partial<Timeouts>;
}

/** What wire does, the same in its own worker and in this process. Nothing here rejects because of a peer. */
export interface Wire {
  connect(params: ConnectParams): Promise<Outcome<ConnectionInfo>>;
  disconnect(name: string): Promise<void>;
  connections(): Promise<readonly ConnectionInfo[]>;
  /** Aborting stops waiting for the reply (and closes the socket of a frame script). */
  send(params: SendParams, signal?: AbortSignal): Promise<Outcome<SendReply>>;
  rows(params: RowsParams): Promise<RowsResult>;
  unit(seq: number, secrets?: boolean): Promise<UnitResult | null>;
  indexOf(seq: number, filter: RowFilter): Promise<number>;
  /** Tells what a connection's project defines and which severities it sets; rows and units that are asked for later know it. */
  setProjectContext(params: ProjectContextParams): Promise<void>;
  /** The sessions and links of an open connection, or its contacts, once they are newer than what the asker has; null when it is not open. */
  conversation(params: ConversationParams, signal?: AbortSignal): Promise<ConversationResult | null>;
  clear(): Promise<void>;
  /** While paused, connections go on, and what passes is counted but not kept. */
  pause(paused: boolean): Promise<void>;
  startPlayground(options?: PlaygroundPorts): Promise<Outcome<PlaygroundInfo>>;
  stopPlayground(): Promise<void>;
  onChanged(listener: (params: ChangedParams) => void): Disposable;
  onConnectionChanged(listener: (info: ConnectionInfo) => void): Disposable;
  onLog(listener: (params: LogParams) => void): Disposable;
  /** Closes all connections and the playground. */
  dispose(): Promise<void>;
}

/** Wire in this process: for the command line, for tests, and inside the worker. */
export function createWire(options: WireOptions = {}): Wire {
  const changed = new Listeners<ChangedParams>();
  const connectionChanged = new Listeners<ConnectionInfo>();
  const logged = new Listeners<LogParams>();
  let timer: NodeJS.Timeout | undefined;
  const tellSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed.tell(view.changed());
    }, changedEvery);
  };
  const store = new TrafficStore((options.maxTrafficMb ?? 256) << 20, tellSoon);
  const projects = new ProjectContexts();
  const view = new TrafficView(store, projects, tellSoon);
  const connections = new OpenConnections({
    store,
    projects,
    timeouts: { ...defaultTimeouts, ...options.timeouts },
    onChanged: (info) => connectionChanged.tell(info),
    log: (level, message) => logged.tell({ level, message }),
  });
  const playground = createPlaygroundSlot();
  return {
    connect: (params) => connections.connect(params),
    disconnect: (name) => connections.disconnect(name),
    connections: () => Promise.resolve(connections.list()),
    send: (params, signal = new AbortController().signal) => connections.send(params, signal),
    rows: (params) => view.rows(params),
    unit: (seq, secrets = false) => Promise.resolve(view.unit(seq, secrets)),
    indexOf: (seq, filter) => view.indexOf(seq, filter),
    setProjectContext: ({ connection, project }) => {
      projects.set(connection, project);
      // What lists have found is looked at again.
      view.dispose();
      tellSoon();
      return Promise.resolve();
    },
    conversation: (params, signal = new AbortController().signal) => connections.conversation(params, signal),
    clear: () => {
      store.clear();
      view.dispose();
      tellSoon();
      return Promise.resolve();
    },
    pause: (paused) => {
      store.paused = paused;
      tellSoon();
      return Promise.resolve();
    },
    startPlayground: (wanted = {}) => playground.start(wanted),
    stopPlayground: () => playground.stop(),
    onChanged: (listener) => changed.add(listener),
    onConnectionChanged: (listener) => connectionChanged.add(listener),
    onLog: (listener) => logged.add(listener),
    dispose: async () => {
      await connections.dispose();
      await playground.stop();
      view.dispose();
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** At most one playground runs; starting it again gives the one that runs. */
function createPlaygroundSlot(): {
  start(options: PlaygroundPorts): Promise<Outcome<PlaygroundInfo>>;
  stop(): Promise<void>;
} {
  let running: Promise<{ readonly info: PlaygroundInfo; stop(): Promise<void> }> | undefined;
  return {
    start: async (options) => {
      try {
        // Loaded when needed: most users of wire have servers of their own.
        running ??= import('../playground/index.ts').then((playground) => playground.startPlayground(options));
        return { ok: true, value: (await running).info };
      } catch (error) {
        running = undefined;
        // A port that is taken is nobody's bug, and its message says what to do.
        const failure =
          error instanceof Error && error.name === 'PortError'
            ? ({ code: 'refused', message: error.message } as const)
            : toFailure(error);
        return { ok: false, failure };
      }
    },
    stop: async () => {
      const stopping = running;
      running = undefined;
      await (await stopping?.catch(() => undefined))?.stop();
    },
  };
}
