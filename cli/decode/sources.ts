import path from 'node:path';
import {
  InputError,
  readInput,
  streamsTo,
  type FormatName,
  type UnitSink,
} from '../../protocols/captures/input/index.ts';
import { CaptureError } from '../../protocols/captures/packet-source.ts';
import { readKeyLog, type KeyLog } from '../../protocols/captures/tls.ts';
import type { Side } from '../../protocols/core/index.ts';
import { createFramer } from '../../protocols/framers.ts';
import { tlsCrypto } from '../../workspace/tls-crypto.ts';
import { readText, whyUnreadable } from '../files.ts';
import { UsageError, type Io } from '../io.ts';
import { readAhead } from '../../workspace/read-ahead.ts';
import { isReadableAgain, TwoReadings } from './two-readings.ts';

const chunkSize = 1 << 20;

export interface SourceOptions {
  /** The side of an input that is one direction. */
  readonly direction: Side;
  /** Which end a log's program is, whatever the log says. */
  readonly perspective: Side | undefined;
  readonly format: FormatName | undefined;
  readonly keyLog: string | undefined;
  /** Connections of other protocols are shown, too. */
  readonly all: boolean;
}

function inputOf(file: string, io: Io): AsyncIterable<Uint8Array> {
  return file === '-' ? io.input() : readAhead(path.resolve(io.cwd, file), chunkSize);
}

/** A file, or standard input, that is read twice. */
export async function readTwice(file: string, io: Io): Promise<TwoReadings> {
  const found = path.resolve(io.cwd, file);
  const again = file !== '-' && (await isReadableAgain(found));
  return new TwoReadings(found, chunkSize, again ? undefined : inputOf(file, io));
}

/** Reads a file, or standard input for `-`, in whatever format it has, and gives its units. Throws UsageError. @param input the bytes, where they come from elsewhere */
export async function readUnits(
  file: string,
  options: SourceOptions,
  sink: UnitSink,
  io: Io,
  input: AsyncIterable<Uint8Array> = inputOf(file, io),
): Promise<void> {
  const { direction, perspective, format } = options;
  const keyLog: KeyLog =
    options.keyLog === undefined
      ? new Map()
      : readKeyLog(await readText(`The key log ${options.keyLog}`, path.resolve(io.cwd, options.keyLog)));
  const streams = streamsTo(sink, { framer: createFramer, keyLog, crypto: tlsCrypto, all: options.all });
  try {
    await readInput(input, { direction, perspective, streams, sink }, format);
  } catch (error) {
    if (error instanceof CaptureError) throw new UsageError(`${file}: ${error.message}.`);
    if (error instanceof InputError)
      throw new UsageError(`${file === '-' ? 'standard input' : file}: ${error.message}`);
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw await whyUnreadable(file, path.resolve(io.cwd, file), error);
  }
}
