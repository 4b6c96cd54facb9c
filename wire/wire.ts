import { OpenConnections } from './connections.ts';
import { toFailure } from './failures.ts';
import { defaultTimeouts, type Timeouts } from './net/deadline.ts';
import type { Outcome, PlaygroundInfo, PlaygroundPorts } from './protocol.ts';
import { createListeners, type Wire } from './requests.ts';
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

/** Wire in this process: for the command line, for tests, and inside the worker. */
export function createWire(options: WireOptions = {}): Wire {
  const listeners = createListeners();
  let timer: NodeJS.Timeout | undefined;
  const tellSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      listeners.changed.tell(view.changed());
    }, changedEvery);
  };
  const store = new TrafficStore((options.maxTrafficMb ?? 256) << 20, tellSoon);
  const projects = new ProjectContexts();
  const view = new TrafficView(store, projects, tellSoon);
  const connections = new OpenConnections({
    store,
    projects,
    timeouts: { ...defaultTimeouts, ...options.timeouts },
    onChanged: (info) => listeners.connectionChanged.tell(info),
    log: (level, message) => listeners.log.tell({ level, message }),
  });
  const playground = createPlaygroundSlot();
  return {
    connect: (params) => connections.connect(params),
    disconnect: (name) => connections.disconnect(name),
    connections: () => Promise.resolve(connections.list()),
    send: (params, signal = new AbortController().signal) => connections.send(params, signal),
    rows: (params) => view.rows(params),
    unit: ({ seq, secrets = false }) => Promise.resolve(view.unit(seq, secrets)),
    indexOf: ({ seq, filter }) => view.indexOf(seq, filter),
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
    startPlayground: (wanted) => playground.start(wanted),
    stopPlayground: () => playground.stop(),
    on: (name, listener) => listeners[name].add(listener),
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
