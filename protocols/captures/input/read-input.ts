import { joinBytes } from '../../core/index.ts';
import { createCaptureReader, isPacketCapture } from '../read-capture.ts';
import type { Feeder, FormatName, InputContext } from './model.ts';
import { InputError } from './model.ts';
import { asUtf8 } from './transcode.ts';
import { unpacked } from './unpack.ts';

/** Bytes that must be there before the format can be told. */
const telling = 64;
/** What is decoded at a time, in bytes: small units become many times as much text, which is written before the next piece is taken. */
const pieceSize = 1 << 16;

/**
 * Reads an input in whatever format it has, recognized by its content, and gives its units.
 * @param format the format that it has, where that is said
 * @throws InputError where nothing recognises it, CaptureError where a capture is broken
 */
export async function readInput(
  input: AsyncIterable<Uint8Array>,
  context: InputContext,
  format?: FormatName,
): Promise<void> {
  let feeder: Feeder | undefined;
  let held: Uint8Array[] = [];
  let size = 0;
  let enough = telling;
  const begin = async (final: boolean): Promise<void> => {
    const first = joinBytes(held);
    const found = await feederOf(first, context, format, final);
    held = found === 'more' ? [first] : [];
    enough = size * 1.25;
    if (found === 'more') return;
    feeder = found;
    await feed(feeder, first, context);
  };
  for await (const chunk of asUtf8(unpacked(input, (text) => context.sink.problem(text)))) {
    if (feeder !== undefined) {
      await feed(feeder, plainBytes(chunk), context);
      continue;
    }
    held.push(chunk);
    size += chunk.length;
    if (size >= enough) await begin(false);
  }
  if (size === 0) throw new InputError('The input is empty.');
  // A short input: what there is must show the format.
  if (feeder === undefined) await begin(true);
  const problem = feeder?.end();
  if (problem !== undefined) context.sink.problem(problem);
  await context.sink.flush();
}

/**
 * The reader for an input that begins with these bytes; `more` where they are too few to tell, unless no more come. Those of other
 * formats than captures are loaded where there is one.
 */
async function feederOf(
  first: Uint8Array,
  context: InputContext,
  format: FormatName | undefined,
  final: boolean,
): Promise<Feeder | 'more'> {
  if (format !== undefined) return (await import('./formats.ts')).forcedFeeder(format, first, context);
  if (isPacketCapture(first)) {
    const reader = createCaptureReader(first, context.streams);
    if (reader !== undefined) return reader;
  }
  return (await import('./content-feeder.ts')).contentFeederOf(first, context, final);
}

async function feed(feeder: Feeder, bytes: Uint8Array, { sink }: InputContext): Promise<void> {
  for (let at = 0; at < bytes.length; at += pieceSize) {
    feeder.push(bytes.subarray(at, at + pieceSize));
    await sink.flush();
  }
}

/** The same bytes as no Buffer: parts of a Buffer are Buffers, which take longer to make and to read. */
function plainBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
