import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { messageOf } from '../../protocols/core/index.ts';
import { codeOf } from '../../workspace/unreadable.ts';
import type { Backing } from '../store/backing.ts';
import type { UnitRecord } from '../store/columns.ts';
import type { NewUnit, Remarks } from '../store/new-unit.ts';
import type { TrafficStore } from '../store/store.ts';
import { RecordedConnections } from '../captures/recorded-connections.ts';
import { coveredBy } from './index-block.ts';
import { IndexLoader } from './index-loader.ts';
import { indexPath, IndexWriter } from './index-writer.ts';
import { JournalLines } from './journal-lines.ts';
import { Positions } from './positions.ts';
import { Replay } from './replay.ts';
import { Segment } from './segment.ts';
import { Sessions, type Limits } from './sessions.ts';
import { unitBytes } from './unit-bytes.ts';

/** Bytes of lines that wait to be written together. */
const mostBuffered = 1 << 18;
/** A file is a part of what may be kept, so that the oldest traffic goes piece by piece; but no larger than this. */
const parts = 8;
const largestSegment = 64 << 20;
/** How often another process is looked at that still has the last session, and the milliseconds between: a window that is loaded again ends late. */
const lockTries = 15;
const lockPause = 200;

export interface JournalOptions {
  readonly folder: string;
  readonly limits: Limits;
  /** Bytes of units that stay in memory. */
  readonly memory: number;
  /** Takes what people should know: sentences. */
  readonly notice: (text: string) => void;
}

/**
 * Writes what is recorded to files, without secrets, as it comes: `.wlcap` files of one session, which the next process goes on with. What
 * is older than the units in memory is read from them. Where nothing can be written, it says so once, and has no part in the recording any more.
 */
export class Journal implements Backing {
  readonly memory: number;
  readonly #options: JournalOptions;
  readonly #lines = new JournalLines();
  readonly #positions = new Positions();
  #sessions: Sessions | undefined;
  #store: TrafficStore | undefined;
  #session = '';
  /** Oldest first. */
  #segments: Segment[] = [];
  /** The first unit of each, by number. */
  readonly #firstUnits = new Map<number, number>();
  #nextSegment = 1;
  #isFull = true;
  #clearedBefore = 0;
  #buffer: string[] = [];
  #buffered = 0;
  /** The first unit that waits to be written, and its slab. */
  #waiting: { readonly seq: number; readonly slab: number } | undefined;
  #timer: NodeJS.Immediate | undefined;
  readonly #index = new IndexWriter();
  /** The file that is read back, and the line and the connection of the unit that comes next. */
  #replaying: { readonly segment: Segment; position: number; connection: number } | undefined;
  /** The first slab with a unit that is in no file. */
  #failedSlab: number | undefined;
  #failed = false;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.memory = options.memory;
  }

  /** Reads the last session back into the store, and goes on with it. Never rejects: where that fails, it says so. */
  async open(store: TrafficStore): Promise<void> {
    this.#store = store;
    try {
      this.#sessions = new Sessions(this.#options.folder);
      const last = await this.#lastSession(this.#sessions);
      this.#sessions.tidy(this.#options.limits, Date.now());
      if (last !== undefined && this.#sessions.lock(last)) {
        this.#session = last;
        await this.#restore(this.#sessions, store);
        return;
      }
      this.#session = this.#sessions.newName(new Date());
      this.#sessions.lock(this.#session);
    } catch (error) {
      this.#fail(error);
    }
  }

  added(seq: number, unit: NewUnit, slab: number): void {
    if (this.#replaying !== undefined) {
      const { segment, position, connection } = this.#replaying;
      this.#positions.set(seq, segment.base + position);
      this.#index.add(seq, unit, position, connection);
    } else if (!this.#failed) this.#write(seq, unit, slab);
    else this.#failedSlab ??= slab;
  }

  paired(requests: readonly number[], answer: number): void {
    this.#index.pair(requests, answer);
  }

  remarked(seq: number, remarks: Remarks): void {
    this.#index.remark(seq, remarks);
  }

  keep(slab: number): boolean {
    if (this.#waiting !== undefined && this.#waiting.slab <= slab) this.flush();
    return this.#failedSlab === undefined || slab < this.#failedSlab;
  }

  read({ seq, size }: UnitRecord): Uint8Array | undefined {
    const position = this.#positions.get(seq);
    const segment = this.#segments.findLast(({ base }) => position !== undefined && base <= position);
    if (position === undefined || segment === undefined) return undefined;
    this.flush();
    return unitBytes(segment, position - segment.base, size);
  }

  gone(first: number): void {
    this.#positions.releaseBefore(first);
  }

  clear(): void {
    if (this.#failed) return;
    this.flush();
    this.#isFull = true;
    this.#setCleared(this.#nextSegment);
  }

  undoClear(): void {
    this.#setCleared(0);
  }

  dropCleared(): void {
    const before = this.#clearedBefore;
    this.#removeWhere(({ number }) => number < before);
    this.#setCleared(0);
  }

  /** Writes what waits: from then on it outlives this process. */
  flush(): void {
    clearImmediate(this.#timer);
    this.#timer = undefined;
    if (this.#buffered === 0) return;
    const bytes = Buffer.from(this.#buffer.join(''));
    this.#buffer = [];
    this.#buffered = 0;
    try {
      const segment = this.#segments.at(-1);
      segment?.append(bytes);
      this.#waiting = undefined;
      this.#index.write(segment?.size ?? 0);
    } catch (error) {
      this.#fail(error);
    }
    this.#fit();
  }

  /** Closes the files, for the next process to go on with. */
  dispose(): void {
    this.flush();
    // What was known later than the bytes were written.
    if (!this.#failed) this.#index.write(this.#segments.at(-1)?.size ?? 0);
    this.#index.close();
    for (const segment of this.#segments) segment.close();
    this.#segments = [];
    this.#failed = true;
    if (this.#session !== '') this.#sessions?.unlock(this.#session);
  }

  /** The session that was written last and that no other process has; it is waited for, a little. */
  async #lastSession(sessions: Sessions): Promise<string | undefined> {
    for (let attempt = 0; attempt < lockTries; attempt++) {
      const last = [...sessions.list().keys()].at(-1);
      if (last === undefined || !sessions.isHeld(last)) return last;
      await new Promise((resolve) => setTimeout(resolve, lockPause));
    }
    return [...sessions.list().keys()].findLast((session) => !sessions.isHeld(session));
  }

  async #restore(sessions: Sessions, store: TrafficStore): Promise<void> {
    const connections = new RecordedConnections(store, { isLive: true });
    const loader = new IndexLoader(store, connections, this.#positions);
    const replay = new Replay(store, connections, {
      connection: (number, { name, server }, isPartial) => this.#index.connection(number, name, server, isPartial),
      late: (connection, lost, bytes) => {
        if (lost !== undefined) this.#index.gap(connection, lost, bytes);
      },
      unit: (connection, position) => {
        if (this.#replaying !== undefined) Object.assign(this.#replaying, { connection, position });
      },
      read: (bytes) => this.#index.write(bytes),
    });
    try {
      for (const { number, path } of sessions.list().get(this.#session) ?? []) {
        const last = this.#segments.at(-1);
        const segment = new Segment(number, path, (last?.base ?? 0) + (last?.size ?? 0), 'r+');
        this.#segments.push(segment);
        this.#firstUnits.set(number, store.last + 1);
        this.#nextSegment = number + 1;
        await this.#restoreSegment(segment, loader, replay, store);
      }
    } finally {
      this.#replaying = undefined;
    }
    this.#lines.begin(connections.next);
    for (const text of replay.notices) this.#options.notice(text);
  }

  /** Takes what the index of a file has of its units, or else reads the file, and makes the index again. */
  async #restoreSegment(segment: Segment, loader: IndexLoader, replay: Replay, store: TrafficStore): Promise<void> {
    const index = await readFile(indexPath(segment.path)).catch(() => undefined); // It was not written.
    this.#index.close();
    if (index !== undefined && coveredBy(index) === segment.size) {
      await loader.load(index, segment.base);
      this.#index.begin(segment.path, true, store.last + 1);
      return;
    }
    this.#index.begin(segment.path, false, store.last + 1);
    this.#replaying = { segment, position: 0, connection: 0 };
    await replay.read(segment);
    this.#index.write(segment.size);
    this.#replaying = undefined;
  }

  #write(seq: number, unit: NewUnit, slab: number): void {
    const connection = this.#store?.connection(unit.connection);
    if (connection === undefined) return;
    // Not behind the unit: what it answers and breaks is told next, and belongs to the same part of the index.
    if (this.#buffered >= mostBuffered) this.flush();
    try {
      const segment = this.#current(seq);
      const { before, line, number, begins, isContinued, missing } = this.#lines.of(unit, connection);
      this.#waiting ??= { seq, slab };
      this.#push(before);
      const position = segment.size + this.#buffered;
      this.#positions.set(seq, segment.base + position);
      this.#push(line);
      if (begins) this.#index.connection(number, connection.name, connection.address, isContinued);
      if (missing > 0) this.#index.gap(number, unit.side, missing);
      this.#index.add(seq, unit, position, number);
    } catch (error) {
      this.#waiting ??= { seq, slab };
      this.#fail(error);
      return;
    }
    this.#timer ??= setImmediate(() => this.flush());
  }

  #push(text: string): void {
    if (text === '') return;
    this.#buffer.push(text);
    this.#buffered += Buffer.byteLength(text);
  }

  /** The file that is written to; another one where that is full. */
  #current(seq: number): Segment {
    const last = this.#segments.at(-1);
    const most = Math.min(largestSegment, this.#options.limits.bytes / parts);
    if (last !== undefined && !this.#isFull && last.size + this.#buffered < most) return last;
    this.flush();
    const number = this.#nextSegment++;
    const path = this.#sessions?.pathOf(this.#session, number) ?? '';
    const segment = new Segment(number, path, (last?.base ?? 0) + (last?.size ?? 0), 'wx+');
    this.#segments.push(segment);
    this.#firstUnits.set(number, seq);
    this.#isFull = false;
    this.#index.begin(path, false, seq);
    this.#push(this.#lines.head(new Date()));
    return segment;
  }

  /** Deletes the oldest files beyond the limit; their units go. */
  #fit(): void {
    const size = (): number => this.#segments.reduce((sum, segment) => sum + segment.size, 0);
    while (this.#segments.length > 1 && size() > this.#options.limits.bytes) {
      const [oldest, next] = this.#segments;
      if (oldest !== undefined && oldest.number < this.#clearedBefore) this.#store?.dropCleared();
      else {
        this.#removeWhere((segment) => segment === oldest);
        this.#store?.giveUpBefore(this.#firstUnits.get(next?.number ?? 0) ?? 0);
      }
    }
  }

  #removeWhere(isGone: (segment: Segment) => boolean): void {
    for (const segment of this.#segments.filter(isGone)) {
      segment.remove();
      fs.rmSync(indexPath(segment.path), { force: true });
      this.#firstUnits.delete(segment.number);
    }
    this.#segments = this.#segments.filter((segment) => !isGone(segment));
  }

  #setCleared(before: number): void {
    this.#clearedBefore = before;
    try {
      this.#sessions?.setCleared(this.#session, before);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const { seq, slab } = this.#waiting ?? {};
    this.#failedSlab ??= slab;
    if (seq !== undefined && this.#store !== undefined)
      for (let each = seq; each <= this.#store.last; each++) this.#positions.unset(each);
    this.#waiting = undefined;
    this.#buffer = [];
    this.#buffered = 0;
    this.#index.close();
    if (this.#failed) return;
    this.#failed = true;
    this.#options.notice(
      `Traffic cannot be written to ${this.#options.folder}: ${reasonOf(error)}. Recording goes on in memory, and what comes from now on is gone when the window closes.`,
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'files of that size are not allowed',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'a file is in the place of the folder',
};

function reasonOf(error: unknown): string {
  return reasons[codeOf(error) ?? ''] ?? messageOf(error);
}
