// Runs in the page, in the frame of a list: what is drawn is looked at in each frame. Written without imports, since a page gets its text.

/** How a list tells what it shows. */
export interface ListShape {
  /** The list, whose height is looked at. */
  readonly list: string;
  /** Rows with their content; those that are still to come are not among them. */
  readonly rows: string;
  /** The attribute of a row with its place in the list, and the place of the first. */
  readonly index: string;
  readonly first: number;
  /** Pixels of the list that show no rows. */
  readonly header: number;
}

/** What a list shows: places of rows, from 0. */
export interface Shown {
  readonly first: number;
  readonly last: number;
  /** Rows that are there, and rows that there is room for, whole ones. */
  readonly filled: number;
  readonly room: number;
}

/** What was seen while the meter ran. */
export interface Seen {
  /** Milliseconds between frames. */
  readonly frames: readonly number[];
  /** Frames in which rows were missing. */
  readonly blank: number;
  /** Frames in which other rows were shown than before. */
  readonly moved: number;
}

export interface Meter {
  shown(): Shown;
  start(): void;
  stop(): Seen;
  /** The time of the first frame, in milliseconds since 1970, in which all rows are there, between two places. */
  arrival(from: number, to: number): Promise<number>;
}

/** Makes the meter of a list in this frame: `window.wireloupeMeter`. */
export function install({ list, rows, index, first, header }: ListShape): void {
  const rowHeight = 22;
  const shown = (): Shown => {
    const room = Math.floor(((document.querySelector(list)?.clientHeight ?? 0) - header) / rowHeight);
    const places = [...document.querySelectorAll(rows)].map((row) => Number(row.getAttribute(index)) - first);
    return { first: Math.min(...places), last: Math.max(...places), filled: places.length, room };
  };
  let [running, frames, blank, moved, before, place] = [false, [] as number[], 0, 0, 0, -1];
  const frame = (now: number): void => {
    if (!running) return;
    if (before > 0) frames.push(now - before);
    before = now;
    const at = shown();
    if (at.filled < at.room) blank++;
    if (at.first !== place) moved++;
    place = at.first;
    requestAnimationFrame(frame);
  };
  const meter: Meter = {
    shown,
    start: () => {
      [running, frames, blank, moved, before, place] = [true, [], 0, 0, 0, shown().first];
      requestAnimationFrame(frame);
    },
    stop: () => {
      running = false;
      return { frames, blank, moved };
    },
    arrival: (from, to) =>
      new Promise((resolve, reject) => {
        const late = performance.now() + 20_000;
        const look = (): void => {
          const at = shown();
          const now = performance.now();
          if (at.filled >= at.room && at.first >= from && at.last <= to) resolve(performance.timeOrigin + now);
          else if (now > late) reject(new Error(`Rows ${from} to ${to} do not come: ${JSON.stringify(at)}`));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  };
  Object.assign(window, { wireloupeMeter: meter });
}
