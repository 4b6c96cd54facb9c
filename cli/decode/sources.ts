import path from 'node:path';
import { createAmqpFramer } from '../../protocols/amqp/decode/index.ts';
import { bytesFromText } from '../../protocols/captures/byte-text.ts';
import { CaptureError } from '../../protocols/captures/packet-source.ts';
import { ProtocolStream, type StreamContext } from '../../protocols/captures/protocol-stream.ts';
import { looksLikeAmqpFrame, looksLikeTls, looksLikeUpgrade, startsWith } from '../../protocols/captures/recognise.ts';
import { createCaptureReader, isPacketCapture, type CaptureReader } from '../../protocols/captures/read-capture.ts';
import { readKeyLog, type KeyLog, type TlsCrypto } from '../../protocols/captures/tls.ts';
import type { ProtonTrace } from '../../protocols/amqp/trace/index.ts';
import { isRheaRawLog, readRheaRawLog } from '../../protocols/captures/trace-logs.ts';
import type { Side } from '../../protocols/core/index.ts';
import type { FramedUnit, Framer } from '../../protocols/core/index.ts';
import { createFramer } from '../../protocols/framers.ts';
import { readText as readTextFile, whyUnreadable } from '../files.ts';
import { UsageError, type Io } from '../io.ts';
import { readAhead } from './read-ahead.ts';

/** Takes the units as they come. */
export interface UnitSink {
  /** Told once, before the first unit; `partial` where the beginning of the conversation is not in the input. */
  begin(sides: 'both' | Side, partial?: boolean): void;
  unit(connection: number, side: Side, time: number, unit: FramedUnit, encrypted?: boolean): void;
  /** Bytes of a connection are late, or lost: then `lost` is the side that sent them. What comes next may answer them. */
  late(connection: number, lost?: Side): void;
  note(connection: number, side: Side, text: string): void;
  /** A part of the input cannot be read: a sentence. */
  problem(text: string): void;
  /** Awaited before more is read, so that a slow reader of the results holds back the reading. */
  flush(): Promise<void>;
}

const chunkSize = 1 << 20;
/** What is decoded at a time, in bytes: small units become many times as much text, which is written before the next piece is taken. */
const pieceSize = 1 << 16;
/** The same for units of a log. */
const unitsAtATime = 1000;
/** Input that is no packet capture is held in memory whole. */
const largestText = 512 * 1024 * 1024;

/** Reads a file, or standard input for `-`, in whatever format it has, and gives its units. Throws UsageError. */
export async function readUnits(
  file: string,
  options: { readonly direction: Side; readonly keyLog: string | undefined },
  sink: UnitSink,
  io: Io,
): Promise<void> {
  const keyLog: KeyLog =
    options.keyLog === undefined
      ? new Map()
      : readKeyLog(await readTextFile(`The key log ${options.keyLog}`, path.resolve(io.cwd, options.keyLog)));
  // Without keys nothing is decrypted.
  const crypto = keyLog.size === 0 ? undefined : (await import('./tls-crypto.ts')).tlsCrypto;
  const context = contextOf(keyLog, crypto, sink);
  const input: AsyncIterable<Uint8Array> = file === '-' ? io.input() : readAhead(path.resolve(io.cwd, file), chunkSize);
  try {
    await readAll(input, options.direction, context, sink, (text) => io.say(`${file}: ${text}`));
  } catch (error) {
    if (error instanceof CaptureError) throw new UsageError(`${file}: ${error.message}.`);
    if (error instanceof UsageError)
      throw new UsageError(`${file === '-' ? 'standard input' : file}: ${error.message}`);
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw await whyUnreadable(file, path.resolve(io.cwd, file), error);
  }
}

function contextOf(keyLog: KeyLog, crypto: TlsCrypto | undefined, sink: UnitSink): StreamContext {
  return {
    framer: createFramer,
    keyLog,
    ...(crypto === undefined ? {} : { crypto }),
    unit: (connection, side, time, unit, encrypted) => sink.unit(connection.number, side, time, unit, encrypted),
    late: (connection, lost) => sink.late(connection.number, lost),
    note: (connection, side, text) => sink.note(connection.number, side, text),
  };
}

/** Takes the pieces of an input whose format is known; `end` gives what is wrong with its end. */
type Feeder = Pick<CaptureReader, 'push' | 'end'>;

/** Bytes that must be there before the format can be told. */
const telling = 64;

/** Takes what is to be said of the input as a whole: a sentence. */
type Tell = (text: string) => void;

async function readAll(
  input: AsyncIterable<Uint8Array>,
  direction: Side,
  context: StreamContext,
  sink: UnitSink,
  tell: Tell,
): Promise<void> {
  let feeder: Feeder | undefined;
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    if (feeder !== undefined) {
      await feed(feeder, plainBytes(chunk), sink);
      continue;
    }
    const told = size >= telling;
    held.push(chunk);
    size += chunk.length;
    // Told already: it is text, which is read whole.
    if (told || size < telling) {
      if (size > largestText)
        throw new UsageError(
          `This is not a packet capture, and too large for another input (more than ${largestText >> 20} MiB).`,
        );
      continue;
    }
    feeder = await begin(held, direction, context, sink);
    if (feeder !== undefined) held = [];
  }
  // A short input: the format must be told from what there is.
  feeder ??= size < telling ? await begin(held, direction, context, sink) : undefined;
  if (feeder === undefined) await readText(Buffer.concat(held), direction, context, sink, tell);
  else {
    const problem = feeder.end();
    if (problem !== undefined) sink.problem(problem);
  }
  await sink.flush();
}

/** The same bytes as no Buffer: parts of a Buffer are Buffers, which take longer to make and to read. */
function plainBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Tells the format by the first bytes and feeds them; undefined for text. */
async function begin(
  held: readonly Uint8Array[],
  direction: Side,
  context: StreamContext,
  sink: UnitSink,
): Promise<Feeder | undefined> {
  const first = plainBytes(Buffer.concat(held));
  const feeder = isPacketCapture(first)
    ? createCaptureReader(first, context)
    : rawFeeder(first, direction, context, sink);
  if (feeder === undefined) return undefined;
  sink.begin(isPacketCapture(first) ? 'both' : direction);
  await feed(feeder, first, sink);
  return feeder;
}

async function feed(feeder: Feeder, bytes: Uint8Array, sink: UnitSink): Promise<void> {
  for (let at = 0; at < bytes.length; at += pieceSize) {
    feeder.push(bytes.subarray(at, at + pieceSize));
    await sink.flush();
  }
}

/** The raw bytes of one direction: an XMPP stream, an AMQP stream, or frames without the header before them. */
function rawFeeder(first: Uint8Array, direction: Side, context: StreamContext, sink: UnitSink): Feeder | undefined {
  if (first[0] === 0x3c || startsWith(first, 'AMQP')) {
    return streamFeeder(openStream(direction, 0, context));
  }
  return looksLikeFrame(first) ? frameFeeder(direction, sink) : undefined;
}

/** Input that is read whole: a log, bytes as text, or raw bytes behind which a known protocol may come. Throws UsageError for what is none of these. */
async function readText(
  bytes: Uint8Array,
  direction: Side,
  context: StreamContext,
  sink: UnitSink,
  tell: Tell,
): Promise<void> {
  if (bytes.length === 0) throw new UsageError('The input is empty.');
  const text = asText(bytes);
  if (text !== undefined) {
    if (isRheaRawLog(text)) {
      await readRheaLog(text, sink);
      return;
    }
    const { isProtonTrace, readProtonTrace } = await import('../../protocols/amqp/trace/index.ts');
    if (isProtonTrace(text)) {
      await showProtonTrace(readProtonTrace(text), sink, tell);
      return;
    }
  }
  const content = plainBytes((text === undefined ? undefined : bytesFromText(text)) ?? bytes);
  const feeder =
    rawFeeder(content, direction, context, sink) ??
    (isKnownStream(content) ? streamFeeder(openStream(direction, 0, context)) : undefined);
  if (feeder === undefined) throw new UsageError(unrecognized);
  sink.begin(direction);
  await feed(feeder, content, sink);
  feeder.end();
}

const unrecognized =
  'The format is not recognized. decode reads captures (pcap, pcapng), bytes of AMQP or XMPP (raw, hex or base64) and the logs of rhea:raw and PN_TRACE_FRM.';

/** Whether a stream begins so that what is in it may be found: with TLS, the upgrade to a WebSocket, a frame, or XML behind a byte order mark. */
function isKnownStream(bytes: Uint8Array): boolean {
  return (
    looksLikeTls(bytes) || looksLikeUpgrade(bytes) || looksLikeAmqpFrame(bytes) || startsWith(bytes, '\xef\xbb\xbf<')
  );
}

function openStream(side: Side, number: number, context: StreamContext): ProtocolStream {
  return new ProtocolStream({ number, clientPort: 0, serverPort: 0 }, side, { tls: {} }, context);
}

function streamFeeder(stream: ProtocolStream): Feeder {
  return {
    push: (chunk) => stream.data(chunk, 0),
    end: () => {
      stream.end(0);
      return undefined;
    },
  };
}

function looksLikeFrame(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false;
  const size = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
  const doff = bytes[4] ?? 0;
  return size >= 8 && size <= bytes.length && doff >= 2 && doff * 4 <= size && (bytes[5] ?? 2) <= 1;
}

function frameFeeder(side: Side, sink: UnitSink): Feeder {
  const framer = createAmqpFramer();
  const give = (units: readonly FramedUnit[]): void => units.forEach((unit) => sink.unit(0, side, 0, unit));
  return {
    push: (chunk) => give(framer.push(chunk)),
    end: () => {
      give(framer.end());
      return undefined;
    },
  };
}

/** rhea logs what follows the protocol headers, one read or write a line; `sent` is taken for the client. */
async function readRheaLog(text: string, sink: UnitSink): Promise<void> {
  sink.begin('both', true);
  const streams = new Map<string, { readonly number: number; readonly client: Framer; readonly server: Framer }>();
  for (const [index, { direction, connection, bytes }] of readRheaRawLog(text).entries()) {
    let pair = streams.get(connection);
    if (pair === undefined)
      streams.set(
        connection,
        (pair = { number: streams.size, client: createAmqpFramer(), server: createAmqpFramer() }),
      );
    const side = direction === 'sent' ? 'client' : 'server';
    for (const unit of pair[side].push(bytes)) sink.unit(pair.number, side, 0, unit);
    if (index % unitsAtATime === 0) await sink.flush();
  }
  for (const pair of streams.values())
    for (const side of ['client', 'server'] as const)
      for (const unit of pair[side].end()) sink.unit(pair.number, side, 0, unit);
}

/** Proton's trace has values rather than bytes; they are encoded again, and a line says so. */
async function showProtonTrace({ units, problems }: ProtonTrace, sink: UnitSink, tell: Tell): Promise<void> {
  sink.begin('both');
  const connections = new Map<string, { readonly number: number; client: number; server: number }>();
  for (const [index, { connection, direction, bytes }] of units.entries()) {
    let known = connections.get(connection);
    if (known === undefined) connections.set(connection, (known = { number: connections.size, client: 0, server: 0 }));
    const side = direction === 'sent' ? 'client' : 'server';
    const kind = bytes[0] === 0x41 ? 'header' : bytes.length === 8 ? 'heartbeat' : 'frame';
    sink.unit(known.number, side, 0, { protocol: 'amqp', kind, offset: known[side], size: bytes.length, bytes });
    known[side] += bytes.length;
    if (index % unitsAtATime === 0) await sink.flush();
  }
  tell(
    'A Proton trace tells values, not bytes: they are re-encoded, so that encodings and sizes may differ from what crossed the wire.',
  );
  for (const { line, message } of problems) sink.problem(`Line ${line}: ${message}.`);
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    // Logs that were meant for a terminal have its colours.
    // eslint-disable-next-line no-control-regex -- what is looked for is a control character
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\x1b\[[\d;]*m/g, '');
    // eslint-disable-next-line no-control-regex -- control characters tell bytes from text
    return /[\x00-\x08\x0e-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined; // not UTF-8: bytes
  }
}
