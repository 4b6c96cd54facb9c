import { open, type FileHandle } from 'node:fs/promises';
import '../../protocols/all.ts';
import { Converter } from '../../protocols/conversion/converter.ts';
import type { OutputFormat } from '../../protocols/conversion/formats.ts';
import type { Output } from '../../protocols/conversion/model.ts';
import type { UnitSink } from '../../protocols/captures/input/index.ts';
import type { ProjectContext } from '../../protocols/core/index.ts';
import { whyUnwritable } from '../../workspace/out-file.ts';
import { Pieces } from '../../workspace/pieces.ts';

/** Milliseconds until what crossed is in the file. */
const writtenWithin = 100;
/** Bytes that may wait for the file before the tap reads no more. */
const mostWaiting = 4 << 20;

export interface RecorderOptions {
  /** As the user wrote it. */
  readonly name: string;
  readonly file: string;
  readonly format: OutputFormat;
  readonly secrets: boolean;
  readonly project: ProjectContext;
  /** Takes a sentence for people. */
  readonly say: (text: string) => void;
}

/**
 * Writes what crosses a tap to a file while it crosses, so that all that is older than a tenth of a second is there whatever becomes of this
 * program. Only its owner may read the file.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  readonly #handle: FileHandle;
  readonly #pieces: Pieces;
  readonly #output: Output;
  readonly #converter: Converter;
  #timer: NodeJS.Timeout | undefined;
  #writing = Promise.resolve();
  /** Why nothing is written any more. */
  #problem: string | undefined;

  private constructor(options: RecorderOptions, handle: FileHandle, pieces: Pieces, output: Output) {
    this.#options = options;
    this.#handle = handle;
    this.#pieces = pieces;
    this.#output = output;
    const { secrets, project } = options;
    this.#converter = new Converter({ connection: undefined, secrets, project }, output);
  }

  /** Begins the file. @throws Error of the file system */
  static async open(options: RecorderOptions): Promise<Recorder> {
    const handle = await open(options.file, 'w', 0o600);
    // A device keeps its mode.
    if ((await handle.stat()).isFile()) await handle.chmod(0o600);
    const pieces = new Pieces();
    const output = await options.format.open(pieces.write, { side: 'client', variables: undefined });
    return new Recorder(options, handle, pieces, output);
  }

  get written(): number {
    return this.#converter.written;
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  /** Takes what crosses. */
  readonly sink: UnitSink = {
    begin: (connection, start) => this.#converter.begin(connection, start),
    details: (connection, details) => this.#converter.details(connection, details),
    unit: (connection, side, time, unit, encrypted) => {
      // What cannot be written must not be kept.
      if (this.#problem !== undefined) return;
      this.#converter.unit(connection, side, time, unit, encrypted);
      this.#soon();
    },
    late: (connection, lost, bytes) => this.#converter.late(connection, lost, bytes),
    ended: (connection, end, time, reason) => {
      if (this.#problem !== undefined) return;
      this.#converter.ended(connection, end, time, reason);
      this.#soon();
    },
    note: (connection, _side, text) => this.#options.say(`connection ${connection}: ${text}.`),
    tell: (text) => this.#options.say(text),
    problem: (text) => this.#options.say(text),
    flush: () => this.#flush(),
  };

  /** Bytes that wait for the file. */
  get waiting(): number {
    return this.#pieces.size;
  }

  /** Where more waits for the file than may, settles when it is written. */
  readonly room = (): Promise<void> | undefined =>
    this.#problem === undefined && this.#pieces.size > mostWaiting ? this.#flush() : undefined;

  /** Writes what is left, and closes the file. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    for (const text of this.#output.finish()) this.#options.say(text);
    await this.#flush();
    await this.#handle.close();
  }

  #soon(): void {
    if (this.#problem !== undefined) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#flush();
    }, writtenWithin);
  }

  #flush(): Promise<void> {
    return (this.#writing = this.#writing.then(async () => {
      if (this.#problem !== undefined) return;
      try {
        await this.#pieces.flush({ write: (bytes) => this.#handle.writeFile(bytes) });
      } catch (error) {
        this.#problem = `${this.#options.name} cannot be written any more: ${whyUnwritable(error)}. The connections go on without being recorded.`;
        this.#options.say(this.#problem);
      }
    }));
  }
}
