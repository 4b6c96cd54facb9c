import { setImmediate as nextTurn } from 'node:timers/promises';
import { InputError, readInput, streamsTo, type UnitSink } from '../../protocols/captures/input/index.ts';
import { CaptureError } from '../../protocols/captures/packet-source.ts';
import { readKeyLog } from '../../protocols/captures/tls.ts';
import { noProject, type ProjectContext, type Side } from '../../protocols/core/index.ts';
import { leftOutText } from '../../protocols/decoding/index.ts';
import { createFramer } from '../../protocols/framers.ts';
import { tlsCrypto } from '../../workspace/tls-crypto.ts';
import { codeOf, whyUnreadableText } from '../../workspace/unreadable.ts';
import { wireError } from '../failures.ts';
import type {
  CaptureConnection,
  CaptureInfo,
  ConversationResult,
  OpenCaptureParams,
  Outcome,
  SaveCaptureParams,
  SavedCapture,
} from '../protocol.ts';
import { ProjectContexts } from '../store/project-contexts.ts';
import { ScratchFile } from '../store/scratch-file.ts';
import { TrafficStore } from '../store/store.ts';
import { TrafficView } from '../store/view.ts';
import { CaptureNotes } from './capture-notes.ts';
import { RecordedConnections } from './recorded-connections.ts';
import { saveCapture } from './save-capture.ts';
import { UnitRecorder } from './unit-recorder.ts';
import { WatchedFile } from './watched-file.ts';

/** Bytes of units that stay in memory; those before them are in a temporary file. */
const unitMemory = 16 << 20;

export interface CaptureOptions {
  /** Bytes of memory for the records of units. What a file has beyond that is not read. */
  readonly memory: number;
  /** Called for each change. */
  readonly onChanged: () => void;
}

/** Ends the reading of a file: by the user's wish, or for lack of room, which is a sentence then. */
class Stop extends Error {
  readonly why: string | undefined;

  constructor(why?: string) {
    super('The reading of a file ends.');
    this.why = why;
  }
}

/** A file that is read into a store of its own, from its beginning to its end, while rows are asked for. */
export class Capture {
  readonly source: number;
  readonly view: TrafficView;
  readonly #projects = new ProjectContexts();
  readonly #params: OpenCaptureParams;
  readonly #options: CaptureOptions;
  readonly #file: WatchedFile;
  readonly store: TrafficStore;
  readonly #scratch = new ScratchFile(unitMemory);
  readonly #connections: RecordedConnections;
  readonly #recorder: UnitRecorder;
  readonly #notes = new CaptureNotes();
  #state: CaptureInfo['state'] = 'reading';
  #stopped = false;
  #reading: Promise<void> = Promise.resolve();

  private constructor(source: number, file: WatchedFile, params: OpenCaptureParams, options: CaptureOptions) {
    this.source = source;
    this.#params = params;
    this.#options = options;
    this.#file = file;
    const { project = noProject } = params;
    this.#projects.setAll(project);
    // It never evicts: reading ends before that.
    this.store = new TrafficStore(Infinity, () => undefined, this.#scratch);
    this.view = new TrafficView(this.store, this.#projects, options.onChanged);
    this.#connections = new RecordedConnections(this.store);
    this.#recorder = new UnitRecorder(this.store, this.#connections, project, (text) => this.#notes.add('about', text));
  }

  /** Opens a file. @throws WireError where it cannot be opened */
  static async open(source: number, params: OpenCaptureParams, options: CaptureOptions): Promise<Capture> {
    try {
      return new Capture(source, await WatchedFile.open(params.path), params, options);
    } catch (error) {
      throw wireError('unreadable', await whyUnreadableText(params.path, params.path, error));
    }
  }

  /**
   * Reads the file. `first` is called when rows are there.
   * @throws WireError where the file cannot be read, and has no row
   */
  read(first: () => void): Promise<void> {
    return (this.#reading = this.#read(first));
  }

  async #read(first: () => void): Promise<void> {
    try {
      await this.#readAll(first);
      if (this.#state === 'reading') this.#state = 'complete';
    } catch (error) {
      const why = error instanceof Stop ? error.why : await this.#whyBroken(error);
      this.#state = why === undefined ? 'stopped' : 'broken';
      if (why !== undefined) this.#notes.add('problem', why);
      if (why !== undefined && this.store.last === 0) throw wireError('unreadable', `${this.#file.path}: ${why}`);
    } finally {
      await this.#watch();
      this.#options.onChanged();
    }
  }

  info(): CaptureInfo {
    const { counts, matching } = this.view.changed();
    const { path, read, size } = this.#file;
    return {
      source: this.source,
      path,
      state: this.#state,
      read: Math.min(read, size),
      size,
      counts,
      matching,
      connections: this.#connections.count,
      notes: this.#notes.list(),
    };
  }

  connections(most: number): readonly CaptureConnection[] {
    return this.#connections.list(most);
  }

  /** What the latest connection of a name has come to, as far as the file is read; null where that is not newer than `since`. */
  conversation(name: string, since: number | undefined): ConversationResult | null {
    const found = this.#connections.named(name);
    if (found?.inFile === undefined) return null;
    const state = this.#recorder.conversation(found.inFile, found.protocol);
    return state === undefined || state.version === since ? null : state;
  }

  /** Writes units of it to a file, once all of it is read. */
  async save(params: SaveCaptureParams, signal: AbortSignal): Promise<Outcome<SavedCapture>> {
    const cancelled = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    const nothingToTell = (): void => undefined; // why the reading failed is told by its notes
    if (!signal.aborted) await Promise.race([this.#reading.catch(nothingToTell), cancelled]);
    return saveCapture(this, params, signal);
  }

  /** What all of it is judged by from now on. */
  setProject(project: ProjectContext): void {
    this.#projects.setAll(project);
    this.view.dispose();
    this.#options.onChanged();
  }

  /** Reads no more. */
  stop(): void {
    this.#stopped = true;
  }

  /** Reads no more, and gives everything back. */
  close(): void {
    this.stop();
    this.#file.close();
    this.view.dispose();
    this.#scratch.dispose();
  }

  async #readAll(first: () => void): Promise<void> {
    const { keyLog, format, all = false } = this.#params;
    const sink = this.#sink(first);
    const keys = keyLog === undefined ? new Map<never, never>() : readKeyLog(keyLog);
    const streams = streamsTo(sink, { framer: createFramer, keyLog: keys, crypto: tlsCrypto, all });
    await readInput(this.#file.pieces(), { direction: 'client', streams, sink }, format);
  }

  #sink(first: () => void): UnitSink {
    const notes = this.#notes;
    const recorder = this.#recorder;
    return {
      begin: (connection, start) => recorder.begin(connection, start),
      details: (connection, details) => this.#connections.describe(connection, details),
      unit: (connection, side, time, unit, encrypted) => recorder.record(connection, side, time, unit, encrypted),
      late: (connection, lost, bytes) => recorder.late(connection, lost, bytes),
      ended: (connection, end, time, reason) => recorder.ended(connection, end, time, reason),
      note: (connection, side, text) => notes.add('about', `Connection ${placeOf(connection, side)}: ${text}.`),
      tell: (text) => notes.add('about', text),
      problem: (text) => notes.add('problem', text),
      connections: (_count, leftOut) => {
        const text = leftOutText(leftOut.length);
        if (text !== undefined) notes.add('about', `${text}.`);
      },
      flush: async () => {
        if (this.store.last > 0) first();
        if (this.#stopped) throw new Stop();
        this.#checkRoom();
        this.#options.onChanged();
        // Requests get their turn.
        await nextTurn();
      },
    };
  }

  #checkRoom(): void {
    const rest = `The first ${this.store.last} units are shown; the rest of the file is not read.`;
    if (this.#scratch.problem !== undefined) throw new Stop(`${this.#scratch.problem} ${rest}`);
    if (this.store.memory > this.#options.memory)
      throw new Stop(`The units take more memory than the limit of traffic. ${rest}`);
  }

  async #whyBroken(error: unknown): Promise<string> {
    if (error instanceof CaptureError) return `${error.message}.`;
    if (error instanceof InputError) return error.message;
    if (codeOf(error) === undefined) throw error;
    return whyUnreadableText('The file', this.#file.path, error);
  }

  async #watch(): Promise<void> {
    if (this.#stopped) return;
    const difference = await this.#file.difference();
    if (difference !== undefined) {
      this.#notes.add('file', difference);
      return;
    }
    this.#file.watch((text) => {
      this.#notes.add('file', text);
      this.#options.onChanged();
    });
  }
}

function placeOf(connection: number, side: Side | undefined): string {
  return side === undefined ? String(connection) : `${connection}, ${side}`;
}
