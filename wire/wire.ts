import { OpenCaptures } from './captures/open-captures.ts';
import { listConnections } from './captures/recorded-connections.ts';
import { saveCapture } from './captures/save-capture.ts';
import { unitGroups } from './captures/unit-groups.ts';
import { OpenConnections } from './connections.ts';
import { toFailure } from './failures.ts';
import { defaultTimeouts, type Timeouts } from './net/deadline.ts';
import { Journal } from './journal/journal.ts';
import type { JournalSettings, Outcome, PlaygroundInfo, PlaygroundPorts } from './protocol.ts';
import { createListeners, type Calls, type Wire } from './requests.ts';
// Anything may cross a connection.
import '../protocols/all.ts';
import { ProjectContexts } from './store/project-contexts.ts';
import { TrafficStore } from './store/store.ts';
import { TrafficView } from './store/view.ts';
import { OpenTaps } from './tap/open-taps.ts';

/** Connections of a capture that are listed. */
const mostConnections = 1000;
/** Least time between two `changed`, in milliseconds: at most 20 a second. */
const changedEvery = 50;

export interface WireOptions {
  /** Memory for units, in megabytes; 256 when not given. The oldest units go first. */
  readonly maxTrafficMb?: number;
  readonly timeouts?: Partial<Timeouts>;
  /** Keeps live traffic on the disk; without it, all of it is in memory. */
  readonly journal?: JournalSettings;
}

/** What of the memory for traffic is for bytes of units, where they are on the disk as well. */
const bytesInMemory = 1 / 4;

/** Wire in this process: for the command line, for tests, and inside the worker. */
export function createWire(options: WireOptions = {}): Wire {
  const listeners = createListeners();
  let timer: NodeJS.Timeout | undefined;
  const tellSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      journal?.flush();
      listeners.changed.tell(view.changed());
    }, changedEvery);
  };
  const memory = (options.maxTrafficMb ?? 256) << 20;
  const journal = createJournal(options.journal, memory, (text) => listeners.notice.tell({ text }));
  const store = new TrafficStore(memory, tellSoon, journal);
  const projects = new ProjectContexts();
  const view = new TrafficView(store, projects, tellSoon);
  const connections = new OpenConnections({
    store,
    projects,
    timeouts: { ...defaultTimeouts, ...options.timeouts },
    onChanged: (info) => listeners.connectionChanged.tell(info),
    log: (level, message) => listeners.log.tell({ level, message }),
  });
  const taps = new OpenTaps({ store, projects, onChanged: (info) => listeners.tapChanged.tell(info) });
  const captures = new OpenCaptures({
    memory,
    onChanged: (info) => listeners.captureChanged.tell(info),
  });
  const viewOf = (source: number | undefined): TrafficView => (source === undefined ? view : captures.of(source).view);
  const playground = createPlaygroundSlot();
  // What is recorded comes behind what was.
  const restored = journal?.open(store);
  const calls: Calls = {
    connect: async (params) => {
      await restored;
      return connections.connect(params);
    },
    // In the order of the requests: an attempt that waits is ended too.
    disconnect: async (name) => {
      await restored;
      return connections.disconnect(name);
    },
    connections: () => Promise.resolve(connections.list()),
    send: async (params, signal = new AbortController().signal) => {
      await restored;
      return connections.send(params, signal);
    },
    // An error of a source that is not open is the request's, and not thrown at its caller.
    rows: async (params) => viewOf(params.source).rows(params),
    unit: ({ source, seq, secrets = false }) => Promise.resolve(source).then((of) => viewOf(of).unit(seq, secrets)),
    indexOf: async (params) => viewOf(params.source).indexOf(params),
    groupOf: async ({ source, seq }) => viewOf(source).groupOf(seq),
    stretch: async (params) => viewOf(params.source).stretch(params),
    find: async (params) => viewOf(params.source).find(params),
    openCapture: (params, signal = new AbortController().signal) => captures.open(params, signal),
    capture: (source) => Promise.resolve(captures.get(source)?.info() ?? null),
    captureConnections: (source) => Promise.resolve(captures.get(source)?.connections(mostConnections) ?? []),
    stopCapture: (source) => Promise.resolve(captures.get(source)?.stop()),
    unitGroups: async ({ source, units }) =>
      unitGroups(source === undefined ? { store, view } : captures.of(source), units),
    saveCapture: async (params, signal = new AbortController().signal) => {
      await restored;
      const { source } = params;
      if (source === undefined) return saveCapture({ store, view }, params, signal);
      return captures.save(source, params, signal);
    },
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
    recordedConnections: async () => {
      await restored;
      return listConnections(store.connections(), mostConnections);
    },
    clear: async () => {
      await restored;
      store.clear();
      view.dispose();
      tellSoon();
    },
    undoClear: async () => {
      await restored;
      const isUndone = store.undoClear();
      view.dispose();
      tellSoon();
      return isUndone;
    },
    pause: async (paused) => {
      await restored;
      store.paused = paused;
      tellSoon();
    },
    startTap: async (params) => {
      await restored;
      return taps.start(params);
    },
    stopTap: (name) => taps.stop(name),
    taps: () => Promise.resolve(taps.list()),
    startPlayground: (wanted) => playground.start(wanted),
    stopPlayground: () => playground.stop(),
    dispose: async () => {
      await connections.dispose();
      await taps.dispose();
      await playground.stop();
      captures.dispose();
      view.dispose();
      clearTimeout(timer);
      timer = undefined;
      await restored;
      journal?.dispose();
    },
  };
  return {
    ...(journal === undefined ? calls : flushing(calls, journal)),
    on: (name, listener) => listeners[name].add(listener),
  };
}

function createJournal(
  settings: JournalSettings | undefined,
  memory: number,
  notice: (text: string) => void,
): Journal | undefined {
  if (settings === undefined) return undefined;
  const { folder, maxMb, maxDays } = settings;
  const limits = { bytes: maxMb * 2 ** 20, days: maxDays };
  return new Journal({ folder, limits, memory: memory * bytesInMemory, notice });
}

/** The same calls: what an answer tells of is in the journal's files before it is given. */
function flushing(calls: Calls, journal: Journal): Calls {
  const flushed = Object.entries(calls).map(([name, call]) => [
    name,
    async (params: never, signal?: AbortSignal) => {
      const answer: unknown = await (call as (params: never, signal?: AbortSignal) => Promise<unknown>)(params, signal);
      journal.flush();
      return answer;
    },
  ]);
  return Object.fromEntries(flushed) as Calls;
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
