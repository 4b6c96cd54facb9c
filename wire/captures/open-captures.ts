import { cancelled, toFailure, wireError } from '../failures.ts';
import type { CaptureInfo, OpenCaptureParams, Outcome, SaveCaptureParams, SavedCapture } from '../protocol.ts';
import { Capture } from './capture.ts';

/** Least time between two notifications of one capture, in milliseconds: at most 20 a second. */
const changedEvery = 50;

export interface OpenCapturesOptions {
  /** Bytes of memory for the records of one capture. */
  readonly memory: number;
  readonly onChanged: (info: CaptureInfo) => void;
}

/** The files that are open as sources of traffic, by number. */
export class OpenCaptures {
  readonly #options: OpenCapturesOptions;
  readonly #captures = new Map<number, Capture>();
  readonly #timers = new Map<number, NodeJS.Timeout>();
  #last = 0;

  constructor(options: OpenCapturesOptions) {
    this.#options = options;
  }

  /** Opens a file, and answers when it has rows, or is known to have none. */
  async open(params: OpenCaptureParams, signal: AbortSignal): Promise<Outcome<CaptureInfo>> {
    const source = ++this.#last;
    const end = (): void => this.close(source);
    try {
      const { memory } = this.#options;
      const capture = await Capture.open(source, params, { memory, onChanged: () => this.#tellSoon(source) });
      this.#captures.set(source, capture);
      signal.addEventListener('abort', end, { once: true });
      if (!signal.aborted) await firstRows(capture);
      if (signal.aborted) throw cancelled('Opening the file');
      return { ok: true, value: capture.info() };
    } catch (error) {
      end();
      return { ok: false, failure: toFailure(error) };
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  get(source: number): Capture | undefined {
    return this.#captures.get(source);
  }

  /** @throws WireError where it is not open */
  of(source: number): Capture {
    const capture = this.#captures.get(source);
    if (capture === undefined) throw wireError('closed', 'The capture is not open any more. Open it again.');
    return capture;
  }

  /** Writes units of a capture to a file. */
  async save(source: number, params: SaveCaptureParams, signal: AbortSignal): Promise<Outcome<SavedCapture>> {
    try {
      return await this.of(source).save(params, signal);
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  }

  close(source: number): void {
    this.#captures.get(source)?.close();
    this.#captures.delete(source);
    clearTimeout(this.#timers.get(source));
    this.#timers.delete(source);
  }

  dispose(): void {
    for (const source of [...this.#captures.keys()]) this.close(source);
  }

  #tellSoon(source: number): void {
    if (this.#timers.has(source) || !this.#captures.has(source)) return;
    const tell = (): void => {
      this.#timers.delete(source);
      const capture = this.#captures.get(source);
      if (capture !== undefined) this.#options.onChanged(capture.info());
    };
    this.#timers.set(source, setTimeout(tell, changedEvery));
  }
}

/** Reads a file, and waits for its first rows, or its end. Rejects where it has no row, and cannot be read. */
function firstRows(capture: Capture): Promise<void> {
  return new Promise((resolve, reject) => {
    void capture.read(resolve).then(resolve, reject);
  });
}
