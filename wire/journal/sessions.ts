import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isHeld, takeLock } from './lock.ts';

const segmentName = /^(traffic-\d{8}T\d{6}Z-[0-9a-f]{8})\.(\d{4,9})\.wlcap$/;
const anyName = /^traffic-\d{8}T\d{6}Z-[0-9a-f]{8}\./;

/** A file of a session, as the folder lists it. */
export interface SegmentFile {
  readonly number: number;
  readonly path: string;
  readonly size: number;
  /** When it was written last, in milliseconds since 1970. */
  readonly time: number;
}

/** Limits of all that is kept in a folder. */
export interface Limits {
  readonly bytes: number;
  /** Days since a file was written last. */
  readonly days: number;
}

/** The recordings in a folder: each has a name, files that are numbered, and a lock while a process writes it. */
export class Sessions {
  readonly #folder: string;

  /** Makes the folder, for its owner alone. @throws Error of the file system */
  constructor(folder: string) {
    this.#folder = folder;
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** A name for a session that begins now. */
  newName(now: Date): string {
    const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
    return `traffic-${time}-${randomBytes(4).toString('hex')}`;
  }

  pathOf(session: string, segment: number): string {
    return path.join(this.#folder, `${session}.${String(segment).padStart(4, '0')}.wlcap`);
  }

  /** The files of each session, in their order; the latest session comes last. */
  list(): ReadonlyMap<string, readonly SegmentFile[]> {
    const sessions = new Map<string, SegmentFile[]>();
    for (const name of fs.readdirSync(this.#folder).sort()) {
      const [, session, number] = segmentName.exec(name) ?? [];
      const file = path.join(this.#folder, name);
      const found = session === undefined ? undefined : fs.statSync(file, { throwIfNoEntry: false });
      if (session === undefined || found?.isFile() !== true) continue;
      const segments = sessions.get(session) ?? [];
      segments.push({ number: Number(number), path: file, size: found.size, time: found.mtimeMs });
      sessions.set(session, segments);
    }
    for (const segments of sessions.values()) segments.sort((a, b) => a.number - b.number);
    return sessions;
  }

  lock(session: string): boolean {
    return takeLock(this.#beside(session, 'lock'));
  }

  unlock(session: string): void {
    fs.rmSync(this.#beside(session, 'lock'), { force: true });
  }

  isHeld(session: string): boolean {
    return isHeld(this.#beside(session, 'lock'));
  }

  /** Segments before this one were cleared by the user, who may take that back; 0 for none. */
  cleared(session: string): number {
    try {
      return Number(fs.readFileSync(this.#beside(session, 'cleared'), 'utf8'));
    } catch {
      // Most have no such file.
      return 0;
    }
  }

  setCleared(session: string, segment: number): void {
    const file = this.#beside(session, 'cleared');
    if (segment === 0) fs.rmSync(file, { force: true });
    else fs.writeFileSync(file, String(segment), { mode: 0o600 });
  }

  /** Deletes what is too old, was cleared, or is too much: the oldest first. What another process writes stays. */
  tidy(limits: Limits, now: number): void {
    const oldest = now - limits.days * 86_400_000;
    const kept: SegmentFile[] = [];
    for (const [session, segments] of this.list()) {
      if (this.isHeld(session)) continue;
      const cleared = this.cleared(session);
      for (const segment of segments) {
        if (segment.time < oldest || segment.number < cleared) fs.rmSync(segment.path, { force: true });
        else kept.push(segment);
      }
      this.setCleared(session, 0);
    }
    let size = kept.reduce((sum, segment) => sum + segment.size, 0);
    for (const segment of kept.sort((a, b) => a.time - b.time)) {
      if (size <= limits.bytes) break;
      fs.rmSync(segment.path, { force: true });
      size -= segment.size;
    }
    this.#removeLeftOver();
  }

  /** Indexes of files, and locks and the like of sessions, that are not there any more. */
  #removeLeftOver(): void {
    const sessions = this.list();
    for (const name of fs.readdirSync(this.#folder)) {
      const file = path.join(this.#folder, name);
      const [session = ''] = name.split('.');
      const isLeft = name.endsWith('.index') ? !fs.existsSync(file.replace(/index$/, 'wlcap')) : !sessions.has(session);
      if (anyName.test(name) && isLeft && !this.isHeld(session)) fs.rmSync(file, { force: true });
    }
  }

  #beside(session: string, what: string): string {
    return path.join(this.#folder, `${session}.${what}`);
  }
}
