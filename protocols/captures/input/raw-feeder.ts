import { loneKindOf } from '../../amqp/decode/index.ts';
import type { FramedUnit, Side } from '../../core/index.ts';
import { ProtocolStream } from '../protocol-stream.ts';
import { looksLikeHttp } from '../http/index.ts';
import { isTopLevel } from '../logs/xmpp/index.ts';
import { looksLikeAmqpFrame, looksLikeTls, startsWith } from '../recognise.ts';
import type { Feeder, InputContext } from './model.ts';
import { InputError } from './model.ts';

/** What is said of an input that nothing recognises. */
export const unrecognized =
  'The format is not recognized. It was tried as a capture, a log, and bytes (raw, or as text: hex, base64, dumps, lists and so on). `wireloupe decode --help` lists the formats that are read.';

/** The bytes of one direction, by how they begin: an XMPP stream, an AMQP stream, or frames without the header before them. */
export function rawFeeder(first: Uint8Array, context: InputContext): Feeder | undefined {
  // A comment begins no stream, but the log of a console.
  if ((looksLikeXml(first) && !startsWith(first, '<!--')) || looksLikeHeader(first)) return streamFeeder(context);
  return looksLikeFrame(first) ? frameFeeder(context) : undefined;
}

/** Feeds bytes that are here as a whole. @throws InputError where nothing recognises them */
export function contentFeeder(content: Uint8Array, context: InputContext): string | undefined {
  if (isStream(content)) {
    const feeder = rawStreamFeeder(content, context);
    feeder.push(content);
    return feeder.end();
  }
  const kind = loneKindOf(content);
  if (kind === undefined) throw new InputError(unrecognized);
  const { direction, sink } = context;
  sink.begin(0, { sides: direction, partial: true });
  sink.unit(0, direction, 0, { protocol: 'amqp', kind, offset: 0, size: content.length, bytes: content });
  return undefined;
}

/** Whether bytes begin a stream, or are frames from the middle of one. */
export function isStream(bytes: Uint8Array): boolean {
  return looksLikeXml(bytes) || looksLikeHeader(bytes) || looksLikeFrame(bytes) || isKnownStream(bytes);
}

/** The reader of a stream by its first bytes; frames without what comes before them are judged by themselves. */
export function rawStreamFeeder(first: Uint8Array, context: InputContext): Feeder {
  return rawFeeder(first, context) ?? (looksLikeAmqpFrame(first) ? frameFeeder(context) : streamFeeder(context));
}

/** A protocol header of AMQP, as far as it is there: behind its name comes a number, and no text. */
function looksLikeHeader(bytes: Uint8Array): boolean {
  const [, , , , id = 0] = bytes;
  return startsWith(bytes, 'AMQP') && (id < 9 || (id > 13 && id < 32) || id > 127);
}

/** A name, or a mark of XML, behind the angle bracket: `<Buffer 41 …>`, `<<65,77>>` and `<414d5150 …>` are bytes as text. */
function looksLikeXml(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x3c) return false;
  const text = latin1.decode(bytes.subarray(0, longestTag));
  const start = text.slice(0, 32);
  if (!/^<(?:[A-Za-z_:?!/\s\x80-\xff]|$)/.test(start)) return false;
  return !/^<(?:Slow)?Buffer[ >]|^<[0-9a-f]{8}[ >]/i.test(start) && !isOtherDocument(text);
}

/** How much of a start tag is looked at. */
const longestTag = 4096;

/** A page, or XML whose first element neither a stream nor its namespaces have. */
function isOtherDocument(text: string): boolean {
  const start = text.replace(/^<\?xml\s[^>]*>\s*/, '');
  if (/^<!doctype\s+html\b/i.test(start)) return true;
  return /^<[A-Za-z_][^<>]*>/.test(start) && !isTopLevel(start);
}

const latin1 = new TextDecoder('latin1');

/** Whether a stream begins so that what is in it may be found: with TLS, HTTP, a frame, or XML behind a byte order mark. */
function isKnownStream(bytes: Uint8Array): boolean {
  return looksLikeTls(bytes) || looksLikeHttp(bytes) || looksLikeAmqpFrame(bytes) || startsWith(bytes, '\xef\xbb\xbf<');
}

/** The bytes of one direction, whatever they are. */
export function streamFeeder({ direction, streams, sink }: InputContext): Feeder {
  const connection = { number: 0, clientPort: 0, serverPort: 0 };
  const stream = new ProtocolStream(connection, direction, { tls: {}, alone: direction }, streams);
  sink.begin(0, { sides: direction });
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

function frameFeeder({ direction, streams, sink }: InputContext): Feeder {
  const side: Side = direction;
  const framer = streams.framer('amqp', { side, framing: 'stream' });
  sink.begin(0, { sides: side, partial: true });
  const give = (units: readonly FramedUnit[]): void => units.forEach((unit) => sink.unit(0, side, 0, unit));
  return {
    push: (chunk) => give(framer.push(chunk)),
    end: () => {
      give(framer.end());
      return undefined;
    },
  };
}
