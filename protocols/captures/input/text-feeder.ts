import { joinBytes } from '../../core/index.ts';
import { LineSplitter, LogFeeder, logFormats, type LogFormat } from '../logs/index.ts';
import type { Feeder, InputContext } from './model.ts';
import { InputError } from './model.ts';
import { feedText } from './spelled-feeder.ts';

/** Text that is no log is held in memory whole: bytes. */
const largestText = 512 * 1024 * 1024;
/** Lines before the first one that tells the log are kept, and read with it. */
const keptLines = 1000;
const keptUnits = 1024 * 1024;
/** Of a long line the first part tells the log. */
const telling = 64 * 1024;

/** Reads text from piece to piece: a log, as soon as a line tells which, else bytes as text, at the end. */
export class TextFeeder implements Feeder {
  readonly #context: InputContext;
  readonly #splitter = new LineSplitter((text, number, cut) => this.#line(text, number, cut));
  /** Somebody says that it is bytes. */
  readonly #forced: boolean;
  #log: LogFeeder | undefined;
  #held: Uint8Array[] = [];
  #size = 0;
  #lines: { readonly text: string; readonly number: number; readonly cut: boolean }[] = [];
  #units = 0;
  #before = '';

  /** `format`: the log that it is, or that it is bytes, where that is said. */
  constructor(context: InputContext, format?: LogFormat | 'bytes') {
    this.#context = context;
    this.#forced = format === 'bytes';
    if (typeof format === 'object') this.#log = new LogFeeder(format, context);
  }

  push(bytes: Uint8Array): void {
    if (this.#log === undefined) {
      this.#held.push(bytes.slice());
      this.#size += bytes.length;
      if (this.#size > largestText)
        throw new InputError(
          `This is no capture and no log that is known, and too large for bytes as text (more than ${largestText >> 20} MiB).`,
        );
    }
    this.#splitter.push(bytes);
  }

  end(): string | undefined {
    this.#splitter.end();
    if (this.#log !== undefined) {
      this.#log.end();
      return undefined;
    }
    return feedText(joinBytes(this.#held), this.#context, this.#forced);
  }

  #line(text: string, number: number, cut: boolean): void {
    if (this.#log !== undefined) return this.#log.line(text, number, cut);
    const start = text.slice(0, telling);
    if (this.#forced || start.trim() === '') return;
    const format = logFormats.find((each) => each.recognises(start, this.#before));
    this.#before = start;
    this.#keep(text, number, cut);
    if (format !== undefined) this.#begin(format);
  }

  #keep(text: string, number: number, cut: boolean): void {
    this.#lines.push({ text, number, cut });
    this.#units += text.length;
    while (this.#lines.length > 1 && (this.#lines.length > keptLines || this.#units > keptUnits))
      this.#units -= this.#lines.shift()?.text.length ?? 0;
  }

  #begin(format: LogFormat): void {
    const log = (this.#log = new LogFeeder(format, this.#context));
    for (const { text, number, cut } of this.#lines) log.line(text, number, cut);
    this.#lines = [];
    this.#held = [];
  }
}
