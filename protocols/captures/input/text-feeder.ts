import { joinBytes } from '../../core/index.ts';
import { LineSplitter, LogFeeder, logFormats, telling, unwrap, Unwrapper, type LogFormat } from '../logs/index.ts';
import type { Feeder, InputContext } from './model.ts';
import { InputError } from './model.ts';
import { unrecognized } from './raw-feeder.ts';
import { feedText, mayBeBytes } from './spelled-feeder.ts';

/** Bytes as text are held in memory whole. */
const largestText = 64 * 1024 * 1024;
/** So much of a text tells whether it can be bytes. */
const prefix = 256 * 1024;
/** So much of a text is searched for a log. */
const largestSearch = 512 * 1024 * 1024;
/** Lines before the first one that tells the log are kept, and read with it. */
const keptLines = 1000;
const keptUnits = 1024 * 1024;

/** Reads text from piece to piece: a log, as soon as a line tells which, else bytes as text, at the end. */
export class TextFeeder implements Feeder {
  readonly #context: InputContext;
  readonly #splitter = new LineSplitter(
    (text, number, cut) => this.#line(text, number, cut),
    (start) => this.#wants(start),
  );
  readonly #unwrapper = new Unwrapper(
    (text) => this.#isKnown(text.slice(0, telling)),
    (text, number) => this.#text(text, number, false),
  );
  /** Somebody says that it is bytes. */
  readonly #forced: boolean;
  /** The logs that it may have. */
  readonly #formats: readonly LogFormat[];
  #log: LogFeeder | undefined;
  /** The whole text, while it can be bytes. */
  #held: Uint8Array[] | undefined = [];
  #size = 0;
  #isLooked = false;
  #lines: { readonly text: string; readonly number: number; readonly cut: boolean }[] = [];
  #units = 0;
  #before = '';

  /** `format`: the log that it is, or that it is bytes, where that is said. */
  constructor(context: InputContext, format?: LogFormat | 'bytes') {
    this.#context = context;
    this.#forced = format === 'bytes';
    this.#formats = typeof format === 'object' ? [format] : logFormats;
    if (typeof format === 'object') this.#log = new LogFeeder(format, context);
  }

  /** How many bytes are held until more tells what they are. */
  get held(): number {
    return (this.#held === undefined ? 0 : this.#size) + this.#splitter.held;
  }

  push(bytes: Uint8Array): void {
    if (this.#log === undefined) this.#hold(bytes);
    if (!this.#forced) this.#splitter.push(bytes);
  }

  end(): string | undefined {
    this.#splitter.end();
    this.#unwrapper.end();
    if (this.#log !== undefined) {
      this.#log.end();
      return undefined;
    }
    if (this.#held === undefined) throw new InputError(unrecognized);
    return feedText(joinBytes(this.#held), this.#context, this.#forced);
  }

  #hold(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#held === undefined) {
      if (this.#size > largestSearch) throw new InputError(unrecognized);
      return;
    }
    this.#held.push(new Uint8Array(bytes));
    if (this.#size > largestText)
      throw new InputError(
        `This is no capture and no log that is known, and too large for bytes as text (more than ${largestText >> 20} MiB).`,
      );
    if (this.#isLooked || this.#size <= prefix || this.#forced) return;
    this.#isLooked = true;
    if (!mayBeBytes(joinBytes(this.#held).subarray(0, prefix))) this.#held = undefined;
  }

  /** Whether a long line that begins so may be of a log. */
  #wants(start: string): boolean {
    if (this.#log !== undefined) return true;
    const isTold = [start, ...(unwrap(start)?.texts ?? [])].some((text) => this.#isKnown(text));
    if (isTold) this.#held = undefined;
    return isTold;
  }

  #isKnown(start: string): boolean {
    return this.#log?.recognises(start, this.#before) ?? this.#formatOf(start) !== undefined;
  }

  #formatOf(start: string): LogFormat | undefined {
    return this.#formats.find((each) => each.recognises(start, this.#before));
  }

  #line(text: string, number: number, cut: boolean): void {
    if (cut) this.#text(text, number, cut);
    else this.#unwrapper.line(text, number);
  }

  #text(text: string, number: number, cut: boolean): void {
    const start = text.slice(0, telling);
    if (this.#log !== undefined) {
      this.#before = start;
      return this.#log.line(text, number, cut);
    }
    if (start.trim() === '') return;
    const format = this.#formatOf(start);
    this.#before = start;
    // A long line that tells no log is none of one.
    if (format !== undefined || !cut) this.#keep(text, number, cut);
    if (format !== undefined) this.#begin(format);
  }

  #keep(text: string, number: number, cut: boolean): void {
    this.#lines.push({ text, number, cut });
    this.#units += text.length;
    while (this.#lines.length > 1 && (this.#lines.length > keptLines || this.#units > keptUnits))
      this.#units -= this.#lines.shift()?.text.length ?? 0;
  }

  #begin(format: LogFormat): void {
    const log = (this.#log = new LogFeeder(format, this.#context, this.#formats));
    for (const { text, number, cut } of this.#lines) log.line(text, number, cut);
    this.#lines = [];
    this.#held = undefined;
  }
}
