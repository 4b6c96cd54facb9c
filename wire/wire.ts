import { OpenCaptures } from './captures/open-captures.ts';
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

/** Connections of a capture that are listed. */
const mostConnections = 1000;
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
  const captures = new OpenCaptures({
    memory: (options.maxTrafficMb ?? 256) << 20,
    onChanged: (info) => listeners.captureChanged.tell(info),
  });
  const viewOf = (source: number | undefined): TrafficView => (source === undefined ? view : captures.of(source).view);
  const playground = createPlaygroundSlot();
  return {
    connect: (params) => connections.connect(params),
    disconnect: (name) => connections.disconnect(name),
    connections: () => Promise.resolve(connections.list()),
    send: (params, signal = new AbortController().signal) => connections.send(params, signal),
    // An error of a source that is not open is the request's, and not thrown at its caller.
    rows: async (params) => viewOf(params.source).rows(params),
    unit: ({ source, seq, secrets = false }) => Promise.resolve(source).then((of) => viewOf(of).unit(seq, secrets)),
    indexOf: async ({ source, seq, filter }) => viewOf(source).indexOf(seq, filter),
    openCapture: (params, signal = new AbortController().signal) => captures.open(params, signal),
    capture: (source) => Promise.resolve(captures.get(source)?.info() ?? null),
    captureConnections: (source) => Promise.resolve(captures.get(source)?.connections(mostConnections) ?? []),
    stopCapture: (source) => Promise.resolve(captures.get(source)?.stop()),
    closeCapture: (source) => {
      captures.close(source);
      return Promise.resolve();
    },
    setProjectContext: ({ source, connection, project }) => {
      if (source !== undefined) {
        captures.get(source)?.setProject(project);
        return Promise.resolve();
      }
      projects.set(connection, project);
      // What lists have found is looked at again.
      view.dispose();
      tellSoon();
      return Promise.resolve();
    },
    conversation: async (params, signal = new AbortController().signal) => {
      const { source, name, since } = params;
      if (source === undefined) return connections.conversation(params, signal);
      return captures.get(source)?.conversation(name, since) ?? null;
    },
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
      captures.dispose();
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
